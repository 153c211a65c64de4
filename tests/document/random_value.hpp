#pragma once
#include "document/walk.hpp"

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

template <class T>
void fill(T& value, const Field& field, Engine& engine) {
    if constexpr (std::same_as<T, bool>) {
        value = below(engine, 2) == 0;
    } else if constexpr (NumberMember<T>) {
        if constexpr (std::integral<T>) value = static_cast<T>(std::clamp(std::round(number(field, engine)), -2e9, 2e9));
        else value = static_cast<T>(number(field, engine));
    } else if constexpr (TextMember<T>) {
        value = text(engine);
    } else if constexpr (FormulaMember<T>) {
        value = formula(value, engine);
    } else if constexpr (ParametersMember<T>) {
        for (Parameter& parameter : value) parameter.value = number(field, engine);
    } else if constexpr (Enumerated<T>) {
        value = static_cast<T>(below(engine, choices(T{}).size()));
    } else if constexpr (MatrixMember<T>) {
        for (Eigen::Index i = 0; i < value.size(); ++i) value.data()[i] = number(field, engine);
    } else if constexpr (ListMember<T>) {
        value.clear();
        const std::size_t most = std::min(field.most, field.least + 4), size = field.least + below(engine, most - field.least + 1);
        for (std::size_t i = 0; i < size; ++i) {
            auto element = fresh<typename T::value_type>();
            fill(element, field, engine);
            value.push_back(std::move(element));
        }
    } else if constexpr (Family<T>) {
        std::size_t left = below(engine, std::variant_size_v<T>);
        for_each_alternative<T>([&](auto alternative) {
            if (left-- != 0) return;
            fill(alternative, field, engine);
            value = std::move(alternative);
        });
    } else {
        T::describe(value, [&](const Field& f, auto& member) { fill(member, f, engine); });
    }
}

/// A random tidy value.
template <class T>
T draw(Engine& engine) {
    T value = fresh<T>();
    fill(value, Field{}, engine);
    tidy(value);
    return value;
}

}
