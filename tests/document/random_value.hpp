#pragma once
#include "compute/expression/typed.hpp"
#include "document/walk.hpp"

#include <cmath>
#include <random>

/// Random values of every described type, made from `describe`: tests of laws draw them.
namespace eigenscope::random_values {

using Engine = std::mt19937_64;

inline double unit(Engine& engine) { return static_cast<double>(engine() >> 11) * 0x1p-53; }
inline std::size_t below(Engine& engine, std::size_t n) { return engine() % n; }

/// A number in the field's range: its ends, zero, whole numbers, tiny ones, evenly spread ones, and all magnitudes.
inline double number(const Field& field, Engine& engine) {
    const double lo = lowest(field), hi = highest(field), u = unit(engine);
    double x = 0;
    switch (below(engine, 8)) {
        case 0: x = lo; break;
        case 1: x = hi; break;
        case 2: x = 0; break;
        case 3: x = std::round(20 * u - 10); break;
        case 4: x = (u - 0.5) * std::pow(10, -16 * unit(engine)); break;
        case 5: x = (u - 0.5) * std::pow(10, std::min(100.0, std::log10(1 + std::max(std::abs(lo), std::abs(hi)))) * unit(engine)); break;
        default: x = std::abs(lo) < 1e9 && std::abs(hi) < 1e9 ? lo + u * (hi - lo) : 20 * u - 10; break;
    }
    return std::clamp(x, lo, hi);
}

inline std::string text(Engine& engine) {
    static const std::vector<std::string> parts = {"", "x", "x^2 + y^2", "λ₁ = 1.85", "\"quoted\\\"", "line\nbreak\ttab", "\x01\x7f", "𝔼[X]", "0"};
    std::string made;
    for (std::size_t i = below(engine, 3); i > 0; --i) made += parts[below(engine, parts.size())];
    return made;
}

/// Formulas of all sorts: smooth, with parameters, with a kink, with a hole, without a value anywhere.
inline Typed formula(const Typed& like, Engine& engine) {
    static const std::vector<std::string_view> texts = {"x^2 + a y^2", "a x + b y", "|x| + |y|", "ln(x) + a sin(y)", "sqrt(x^2 + y^2 - c)", "7",
                                                        "e^(-x) + y^4 - k x y", "sqrt(-1 - x^2)", "1/(x y)", "(x + y)²/2", "x1^2 + λ x2"};
    return *like.read(texts[below(engine, texts.size())]);
}

/// Draws every member of the value.
void fill(ValueRef value, const Field& field, Engine& engine);

/// A random tidy value.
template <Described T>
T draw(Engine& engine) {
    T value;
    fill(ref_to(value), {}, engine);
    tidy(value);
    return value;
}

}
