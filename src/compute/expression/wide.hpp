#pragma once
#include "compute/expression/expression.hpp"

#include <cstdint>

namespace eigenscope {

/// A number with the digits of a double and exponents that no formula leaves by accident: what would be too large or too small for
/// a double on the way to a result that is not.
struct WideReal {
    WideReal() = default;
    WideReal(double x);                       ///< exact; not explicit, because every double is one
    static WideReal scaled(double x, std::int64_t power);                     ///< x·2^power

    /// Rounded once; infinite and zero where the doubles end.
    double rounded() const;
    /// Whether a double has this value with all its digits.
    bool is_double() const { return significand == 0 || significand - significand != 0 || (exponent >= -1022 && exponent <= 1023); }

    double significand = 0;                   ///< its size from 1 up to 2; or zero, infinite, not-a-number
    std::int64_t exponent = 0;                ///< of two
};

/// As for doubles, and with their rounding.
WideReal applied(Operation operation, const WideReal& a, const WideReal& b = {}, const WideReal& c = {});
/// eˣ
WideReal wide_exp(const WideReal& x);

}
