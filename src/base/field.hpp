#pragma once
#include <concepts>
#include <cstddef>
#include <limits>
#include <string_view>
#include <type_traits>

namespace eigenscope {

/// How a number is laid out on a slider.
enum class Scale { linear, logarithmic };

/// One described member: how it is named in files, links and forms, and which values make sense.
///
/// `lo` and `hi` bound every number in the member (each entry of a matrix, each element of a list).
/// For a list, `least` and `most` bound its length.
struct Field {
    std::string_view key;
    std::string_view label = {};
    double lo = -std::numeric_limits<double>::infinity();
    double hi = +std::numeric_limits<double>::infinity();
    Scale scale = Scale::linear;
    std::string_view unit = {};
    std::string_view help = {};
    /// Linked tiles share every field that names the same quantity (`A`, `seed`, ...); empty: shared with nobody.
    std::string_view quantity = {};
    /// Saved and linked, but changing it alone is no undo step: cameras, the place on a timeline.
    bool view = false;
    /// Not shown in forms: it is set by direct manipulation, or has a control of its own.
    bool hidden = false;
    std::size_t least = 0, most = 64;
};

/// A value type that lists its own members, once, for every generic algorithm:
/// `static void describe(auto& self, auto&& visit)` calls `visit(Field, member)` for each member.
template <class T>
concept Described = std::is_class_v<T> && requires(T& t) { T::describe(t, [](const Field&, auto&) {}); };

/// One value of an enumeration as it is written in files (`key`) and shown (`label`).
struct Choice {
    std::string_view key, label;
};

/// An enumeration 0, 1, 2, ... whose values are named by `choices(E)`, a static array of Choice in the same order.
template <class E>
concept Enumerated = std::is_enum_v<E> && requires(E e) {
    { choices(e)[0] } -> std::convertible_to<Choice>;
    { choices(e).size() } -> std::convertible_to<std::size_t>;
};

/// A described value whose members depend on each other (lower < upper) has `void repair()`; it is called
/// once after every edge where values enter (file, link, form, drag), after the ranges were clamped.
template <class T>
concept Repairable = requires(T& t) { t.repair(); };

}
