#include "compute/expression/decimal.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace eigenscope {
namespace {

Decimal without_zeros(Decimal d) {
    if (d.digits == 0) return {};
    for (; d.digits % 10 == 0; d.digits /= 10) ++d.exponent;
    return d;
}

std::optional<Decimal> sum(Decimal a, Decimal b) {
    if (a.digits == 0 || b.digits == 0) return a.digits == 0 ? b : a;
    if (a.exponent < b.exponent) std::swap(a, b);
    // The digits of both in units of the finer one; more than eighteen are no double's.
    constexpr std::int64_t most = 1'000'000'000'000'000'000;
    for (; a.exponent > b.exponent; --a.exponent) {
        if (std::abs(a.digits) >= most / 10) return std::nullopt;
        a.digits *= 10;
    }
    return without_zeros({a.digits + b.digits, a.exponent});
}

}

Decimal shortest_decimal(double x) {
    std::array<char, 32> buffer = {};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, std::chars_format::scientific);
    char* const e = std::find(buffer.data(), written.ptr, 'e');
    char* const point = std::find(buffer.data(), e, '.');
    const int decimals = point == e ? 0 : static_cast<int>(e - point) - 1;
    Decimal d;
    std::from_chars(e[1] == '+' ? e + 2 : e + 1, written.ptr, d.exponent);
    d.exponent -= decimals;
    std::from_chars(buffer.data(), decimals > 0 ? std::copy(point + 1, e, point) : e, d.digits);
    return without_zeros(d);
}

std::optional<double> decimal_sum(double a, double b) {
    constexpr double most = 0x1p52;           // whole numbers up to there have nothing to lose
    if (std::abs(a) <= most && std::abs(b) <= most && a == std::floor(a) && b == std::floor(b)) return a + b;
    if (!std::isfinite(a) || !std::isfinite(b)) return std::nullopt;
    const auto exact = sum(shortest_decimal(a), shortest_decimal(b));
    if (!exact) return std::nullopt;
    const auto x = parse_number(std::to_string(exact->digits) + "e" + std::to_string(exact->exponent));
    if (!x || shortest_decimal(*x) != *exact) return std::nullopt;
    return x;
}

}
