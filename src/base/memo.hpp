#pragma once
#include <concepts>
#include <optional>
#include <utility>

namespace eigenscope {

/// f(key), computed again only when the key is a different value. Holds the last value only.
template <std::equality_comparable Key, class Value>
class Memo {
public:
    template <std::invocable<const Key&> F>
    const Value& operator()(const Key& key, F&& f) {
        if (!entry_ || !(entry_->first == key)) entry_.emplace(key, std::forward<F>(f)(key));
        return entry_->second;
    }
    void forget() { entry_.reset(); }

private:
    std::optional<std::pair<Key, Value>> entry_;
};

}
