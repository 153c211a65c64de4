#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace eigenscope {

/// The shortest text that reads back as exactly x; never depends on the locale. "inf", "-inf", "nan" for those.
std::string shortest(double x);

/// x with `digits` significant digits for people: "1.85", "-0.07", "3.2e-16", "1e+06" written as "1e6". No trailing zeros.
std::string significant(double x, int digits = 3);

/// x with a fixed number of decimals: "1.60". Falls back to significant() when |x| is too large or too small to say it so.
std::string fixed(double x, int decimals = 2);

/// The whole text as a finite number, or nothing. Never depends on the locale; "1,5" is not a number.
std::optional<double> parse_number(std::string_view text);

}
