#pragma once
#include <cstdint>
#include <optional>

namespace eigenscope {

/// digits·10^exponent; the last digit is not zero.
struct Decimal {
    std::int64_t digits = 0;
    int exponent = 0;
    bool operator==(const Decimal&) const = default;
};

/// The shortest decimal that reads back as the finite number: seventeen digits at most.
Decimal shortest_decimal(double x);

/// a + b as numbers are written, where a double is written as that very sum: 0.1 + 0.2 is 0.3. Nothing where there is none, as for
/// 1e20 + 1: then the sum would lose digits.
std::optional<double> decimal_sum(double a, double b);

}
