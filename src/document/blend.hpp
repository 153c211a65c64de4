#pragma once
#include "document/walk.hpp"

namespace eigenscope {

/// A value that has its own way from a to b: `between(a, b, t)`, 0 < t < 1, a free function beside the type.
template <class T>
concept HasBetween = requires(const T& a, const T& b, double t) {
    { between(a, b, t) } -> std::same_as<T>;
};

/// The value at t in 0 < t < 1 on the way from a to b. Numbers blend; whole numbers to the nearest; unsigned numbers (seeds),
/// texts, formulas, choices, and lists and families of different shape stay as in a; parameters that both have blend.
template <class T>
T blended(const T& a, const T& b, double t, const Field& field = {}) {
    if constexpr (HasBetween<T>) {
        return between(a, b, t);
    } else if constexpr (std::floating_point<T>) {
        if (field.scale == Scale::logarithmic && a > 0 && b > 0) return static_cast<T>(std::exp(std::lerp(std::log(a), std::log(b), t)));
        return std::lerp(a, b, static_cast<T>(t));
    } else if constexpr (NumberMember<T> && std::signed_integral<T>) {
        if (field.key == "seed") return a;    // halfway between two seeds is another cloud, not a cloud between
        return static_cast<T>(std::llround(blended(static_cast<double>(a), static_cast<double>(b), t, field)));
    } else if constexpr (MatrixMember<T>) {
        T value = a;
        for (Eigen::Index i = 0; i < a.size(); ++i) value.data()[i] = blended(a.data()[i], b.data()[i], t, field);
        return value;
    } else if constexpr (ParametersMember<T>) {
        T value = a;
        for (Parameter& parameter : value)
            for (const Parameter& other : b)
                if (other.name == parameter.name) parameter.value = blended(parameter.value, other.value, t, field);
        return value;
    } else if constexpr (ListMember<T>) {
        T value = a;
        if (a.size() == b.size())
            for (std::size_t i = 0; i < a.size(); ++i) value[i] = blended(a[i], b[i], t, field);
        return value;
    } else if constexpr (Family<T>) {
        if (a.index() != b.index()) return a;
        return std::visit([&](const auto& from) { return T(blended(from, std::get<std::remove_cvref_t<decltype(from)>>(b), t, field)); }, a);
    } else if constexpr (Described<T>) {
        T value = a;
        visit_members(value, b, [&](const Field& f, auto& member, const auto& target) { member = blended(member, target, t, f); });
        if constexpr (Repairable<T>) value.repair();
        return value;
    } else {
        return a;
    }
}

}
