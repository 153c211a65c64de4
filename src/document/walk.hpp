#pragma once
#include "base/field.hpp"
#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "base/variant.hpp"
#include "compute/expression/typed.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <string>
#include <type_traits>
#include <vector>

/// Algorithms over every described value: the kinds a member can be of, and walks that clamp, compare and weigh.
namespace eigenscope {

template <class T>
concept NumberMember = std::is_arithmetic_v<T> && !std::same_as<T, bool>;

template <class T>
concept MatrixMember = std::derived_from<T, Eigen::PlainObjectBase<T>> && (T::SizeAtCompileTime != Eigen::Dynamic);

template <class T>
concept TextMember = std::same_as<T, std::string>;

template <class>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
concept FormulaMember = std::same_as<T, Typed>;

/// The parameters of the formula that the same value holds.
template <class T>
concept ParametersMember = std::same_as<T, Parameters>;

template <class T>
concept ListMember = is_list<T> && !ParametersMember<T>;

/// A value as it is made by default; a matrix is zero (Eigen leaves it unset), and so is a formula.
template <class T>
T fresh() {
    if constexpr (MatrixMember<T>) return T::Zero();
    else if constexpr (FormulaMember<T>) return T({"x", "y"}, "0");
    else return T{};
}

/// f(field, a.member, b.member) for each described member of two values of one type.
template <class A, class B, class F>
    requires Described<std::remove_const_t<A>> && std::same_as<std::remove_const_t<A>, std::remove_const_t<B>>
void visit_members(A& a, B& b, F&& f) {
    using T = std::remove_const_t<A>;
    std::size_t i = 0;
    T::describe(a, [&](const Field& field, auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        std::size_t j = 0;
        T::describe(b, [&](const Field&, auto& other) {
            if constexpr (std::same_as<M, std::remove_cvref_t<decltype(other)>>)
                if (j == i) f(field, member, other);
            ++j;
        });
        ++i;
    });
}

/// The range of a field's numbers, with the program's own limit.
inline double lowest(const Field& field) { return std::max(field.lo, -limits::number); }
inline double highest(const Field& field) { return std::min(field.hi, limits::number); }

/// x in the field's range; what is not a number becomes `fallback`, in the range too.
template <NumberMember T>
T clamped(T x, const Field& field, T fallback) {
    if constexpr (std::floating_point<T>) {
        if (std::isnan(x)) x = std::isnan(fallback) ? T(0) : fallback;
        return std::clamp(x, static_cast<T>(lowest(field)), static_cast<T>(highest(field)));
    } else {
        const auto value = static_cast<long double>(x);
        if (value < std::ceil(static_cast<long double>(lowest(field)))) return static_cast<T>(std::ceil(lowest(field)));
        if (value > std::floor(static_cast<long double>(highest(field)))) return static_cast<T>(std::floor(highest(field)));
        return x;
    }
}

/// Every number into its field's range, every list into its length, every text into UTF-8, every `repair()` called, from the
/// inside out. `fallback` says what stands in for not-a-number. Tidy values stay as they are.
template <class T>
void tidy(T& value, const Field& field = {}, const T& fallback = fresh<T>()) {
    if constexpr (std::same_as<T, bool>) {
        return;
    } else if constexpr (NumberMember<T>) {
        value = clamped(value, field, fallback);
    } else if constexpr (MatrixMember<T>) {
        for (Eigen::Index i = 0; i < value.size(); ++i) value.data()[i] = clamped(value.data()[i], field, fallback.data()[i]);
    } else if constexpr (Enumerated<T>) {
        if (static_cast<std::size_t>(value) >= choices(T{}).size()) value = fallback;
    } else if constexpr (TextMember<T>) {
        if (value.size() > limits::json_string || !is_utf8(value)) value = mended_utf8(value, limits::json_string);
    } else if constexpr (FormulaMember<T>) {
        return;                               // one that cannot be read is no value
    } else if constexpr (ParametersMember<T>) {
        for (Parameter& parameter : value) parameter.value = clamped(parameter.value, field, Parameter{}.value);
    } else if constexpr (ListMember<T>) {
        if (value.size() > field.most) value.erase(value.begin() + static_cast<std::ptrdiff_t>(field.most), value.end());
        if (value.size() < field.least) value.resize(field.least, fresh<typename T::value_type>());
        for (auto& element : value) tidy(element, field);
    } else if constexpr (Family<T>) {
        std::visit([&](auto& alternative) { tidy(alternative, field); }, value);
    } else {
        static_assert(Described<T>, "a member must be a number, bool, text, formula, enumeration, matrix, list, family or described value");
        visit_members(value, fallback, [](const Field& f, auto& member, const auto& other) { tidy(member, f, other); });
        if constexpr (Repairable<T>) value.repair();
    }
}

/// Whether two values are the same in everything that undo remembers: members marked `view` are not looked at.
template <class T>
bool same_but_view(const T& a, const T& b) {
    if constexpr (ListMember<T>) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) { return same_but_view(x, y); });
    } else if constexpr (Family<T>) {
        return a.index() == b.index() && std::visit([&](const auto& x) { return same_but_view(x, std::get<std::remove_cvref_t<decltype(x)>>(b)); }, a);
    } else if constexpr (Described<T>) {
        bool same = true;
        visit_members(a, b, [&](const Field& field, const auto& x, const auto& y) { same = same && (field.view || same_but_view(x, y)); });
        return same;
    } else {
        return a == b;
    }
}

/// About how many bytes a value takes on the heap, beside its own sizeof.
template <class T>
std::size_t heap_bytes(const T& value) {
    std::size_t sum = 0;
    if constexpr (TextMember<T>) {
        sum = value.capacity();
    } else if constexpr (FormulaMember<T>) {
        // Beside the formula there is what is made from it to compute it with: its derivatives, some times as long.
        sum = value.text().size() + 8 * sizeof(Expression::Node) * value.expression().nodes.size();
    } else if constexpr (ParametersMember<T>) {
        sum = value.capacity() * sizeof(Parameter);
    } else if constexpr (ListMember<T>) {
        sum = value.capacity() * sizeof(typename T::value_type);
        for (const auto& element : value) sum += heap_bytes(element);
    } else if constexpr (Family<T>) {
        sum = std::visit([](const auto& alternative) { return heap_bytes(alternative); }, value);
    } else if constexpr (Described<T>) {
        T::describe(value, [&](const Field&, const auto& member) { sum += heap_bytes(member); });
        if constexpr (requires { T::made_bytes; }) sum += T::made_bytes;      // what it keeps beside its members
    }
    return sum;
}

}
