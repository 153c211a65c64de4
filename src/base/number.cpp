#include "base/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace eigenscope {
namespace {

std::string spelled_exponent(std::string text) {
    const auto e = text.find('e');
    if (e == std::string::npos) return text;
    std::string mantissa = text.substr(0, e), exponent = text.substr(e + 1);
    const bool negative = exponent.front() == '-';
    exponent.erase(0, exponent.find_first_of("123456789"));
    return mantissa + (negative ? "e-" : "e") + exponent;
}

std::string without_trailing_zeros(std::string text) {
    const auto e = text.find('e');
    std::string tail = e == std::string::npos ? "" : text.substr(e);
    std::string head = text.substr(0, e);
    if (head.find('.') != std::string::npos) {
        head.erase(head.find_last_not_of('0') + 1);
        if (head.back() == '.') head.pop_back();
    }
    return head + tail;
}

std::string not_finite(double x) { return std::isnan(x) ? "nan" : x > 0 ? "inf" : "-inf"; }

template <class... How>
std::string written(double x, How... how) {
    std::array<char, 512> buffer;
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x, how...);
    return {buffer.data(), error == std::errc{} ? end : buffer.data()};
}

}

std::string shortest(double x) { return std::isfinite(x) ? written(x) : not_finite(x); }

std::string significant(double x, int digits) {
    if (!std::isfinite(x)) return not_finite(x);
    if (x == 0) return "0";
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(x))));
    if (exponent < -4 || exponent >= std::max(digits, 6))
        return without_trailing_zeros(spelled_exponent(written(x, std::chars_format::scientific, digits - 1)));
    return without_trailing_zeros(written(x, std::chars_format::fixed, std::max(0, digits - 1 - exponent)));
}

std::string fixed(double x, int decimals) {
    if (!std::isfinite(x)) return not_finite(x);
    const double magnitude = std::abs(x);
    if (magnitude >= 1e6 || (x != 0 && magnitude < 0.5 * std::pow(10.0, -decimals))) return significant(x, decimals + 1);
    return written(x, std::chars_format::fixed, decimals);
}

std::pair<std::string, std::string> told_apart(double a, double b, int digits) {
    // Seventeen tell any two doubles apart.
    while (digits < 17 && a != b && significant(a, digits) == significant(b, digits)) ++digits;
    return {significant(a, digits), significant(b, digits)};
}

std::string with_minus(std::string text) {
    for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at)) text.replace(at, 1, "−");
    return text;
}

std::string raised(std::string_view digits) {
    std::string text;
    for (const char c : digits) text += c == '-' ? "⁻" : raised_digits[static_cast<std::size_t>(c - '0')];
    return text;
}

std::optional<double> parse_number(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double x = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty() || !std::isfinite(x)) return std::nullopt;
    return x;
}

}
