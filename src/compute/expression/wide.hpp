#pragma once
#include "compute/expression/expression.hpp"

#include <cstdint>

namespace eigenscope {

/// A number with the digits of a double and exponents that no formula leaves by accident: what would be too large or too small for
/// a double on the way to a result that is not.
struct Wide {
    Wide() = default;
    Wide(double x);                           ///< exact; not explicit, because every double is one
    static Wide scaled(double x, std::int64_t power);                         ///< x·2^power

    /// Rounded once; infinite and zero where the doubles end.
    double rounded() const;
    /// Whether a double has this value with all its digits.
    bool is_double() const { return significand == 0 || significand - significand != 0 || (exponent >= -1022 && exponent <= 1023); }

    double significand = 0;                   ///< its size from 1 up to 2; or zero, infinite, not-a-number
    std::int64_t exponent = 0;                ///< of two
};

/// As for doubles, and with their rounding.
Wide applied(Operation operation, const Wide& a, const Wide& b = {}, const Wide& c = {});
/// eˣ
Wide wide_exp(const Wide& x);

}
