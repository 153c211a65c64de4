#pragma once
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace eigenscope {

template <class>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;

/// A closed family of described values; each alternative has `static constexpr std::string_view id, label`.
template <class T>
concept Family = is_variant<T>;

/// Several lambdas as one visitor: std::visit(Overloaded{...}, variant).
template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;         // Clang deduces aggregates by itself from version 17 on

/// Calls f(A{}) for each alternative A of the family, in order.
template <Family V, class F>
void for_each_alternative(F&& f) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (f(std::variant_alternative_t<I, V>{}), ...);
    }(std::make_index_sequence<std::variant_size_v<V>>{});
}

/// One default-made value of each alternative, in order.
template <Family V>
std::vector<V> one_of_each() {
    std::vector<V> all;
    for_each_alternative<V>([&](auto&& alternative) { all.emplace_back(std::move(alternative)); });
    return all;
}

/// The id of the alternative that v holds.
template <Family V>
std::string_view id_of(const V& v) {
    return std::visit([](const auto& a) { return std::string_view(a.id); }, v);
}

/// The label of the alternative that v holds, in the user's words.
template <Family V>
std::string_view label_of(const V& v) {
    return std::visit([](const auto& a) { return std::string_view(a.label); }, v);
}

/// Sets v to a default-made alternative with this id; false (v unchanged) when there is none.
template <Family V>
bool choose(V& v, std::string_view id) {
    bool found = false;
    for_each_alternative<V>([&](auto a) {
        if (!found && a.id == id) {
            v = std::move(a);
            found = true;
        }
    });
    return found;
}

}
