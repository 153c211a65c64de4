#pragma once
#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace eigenscope {

template <class>
class FunctionRef;

/// A function that is called while the call it was given to lasts: no copy, no allocation. (C++26 has it as std::function_ref.)
template <class R, class... A>
class FunctionRef<R(A...)> {
public:
    template <class F>
        requires(!std::same_as<std::remove_cvref_t<F>, FunctionRef> && std::is_invocable_r_v<R, F&, A...>)
    FunctionRef(F&& f)
        : on_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
          call_([](void* on, A... a) -> R { return (*static_cast<std::remove_reference_t<F>*>(on))(std::forward<A>(a)...); }) {}

    R operator()(A... a) const { return call_(on_, std::forward<A>(a)...); }

private:
    void* on_;
    R (*call_)(void*, A...);
};

}
