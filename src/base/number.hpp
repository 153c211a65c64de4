#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace eigenscope {

/// The shortest text that reads back as exactly x; never depends on the locale. "inf", "-inf", "nan" for those.
std::string shortest(double x);

/// x with `digits` significant digits for people: "1.85", "-0.07", "3.2e-16", "1e+06" written as "1e6". No trailing zeros.
std::string significant(double x, int digits = 3);

/// x with a fixed number of decimals: "1.60". Falls back to significant() when |x| is too large or too small to say it so.
std::string fixed(double x, int decimals = 2);

/// Two different numbers with `digits` significant digits each, or as many more as tell them apart; for equal ones both say the same.
std::pair<std::string, std::string> told_apart(double a, double b, int digits = 3);

/// The text of a number with true minus signs (U+2212).
std::string with_minus(std::string text);

/// The digits 0 to 9 as they are written in exponents.
inline constexpr std::array<std::string_view, 10> raised_digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

/// A whole number as an exponent: "-12" as "⁻¹²".
std::string raised(std::string_view digits);

/// The whole text as a finite number, or nothing. Never depends on the locale; "1,5" is not a number.
std::optional<double> parse_number(std::string_view text);

}
