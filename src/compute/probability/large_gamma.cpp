#include "compute/probability/large_gamma.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace eigenscope::special {
namespace {

// Temme's uniform expansion of the incomplete gamma functions for a large first argument (DLMF 8.12): the coefficients of c_k(η) in powers
// of η. With ½ η² = μ - log(1 + μ), μ is a power series in η whose coefficients α follow from μ μ' = η (1 + μ); so do 1/μ and all the rest.
class TemmeSeries {
public:
    TemmeSeries() {
        std::array<double, 2 * rows + columns + 2> alpha{0, 1};
        for (std::size_t n = 2; n < alpha.size(); ++n) {
            alpha[n] = alpha[n - 1];
            for (std::size_t j = 2; j < n; ++j) alpha[n] -= static_cast<double>(j) * alpha[j] * alpha[n + 1 - j];
            alpha[n] /= static_cast<double>(n + 1);
        }
        constexpr std::array<double, rows> stirling{1, 1.0 / 12, 1.0 / 288, -139.0 / 51840};      // DLMF 5.11.4
        for (std::size_t n = 0; n < length(0); ++n) c_[0][n] = static_cast<double>(n + 2) * alpha[n + 2] - (n == 0 ? 1 : 0);
        for (std::size_t k = 1; k < rows; ++k)
            for (std::size_t n = 0; n < length(k); ++n)
                c_[k][n] = static_cast<double>(n + 2) * c_[k - 1][n + 2] + (k % 2 == 1 ? -1 : 1) * stirling[k] * c_[0][n];
    }
    /// c_0(η) + c_1(η) / a + c_2(η) / a² + ...
    double operator()(double eta, double a) const {
        double sum = 0;
        for (std::size_t k = rows; k-- > 0;) {
            double c = 0;
            for (std::size_t n = columns; n-- > 0;) c = c * eta + c_[k][n];
            sum = sum / a + c;
        }
        return sum;
    }

private:
    static constexpr std::size_t rows = 4, columns = 22;
    static constexpr std::size_t length(std::size_t row) { return columns + 2 * (rows - 1 - row); }
    std::array<std::array<double, columns + 2 * (rows - 1)>, rows> c_{};
};

}

// By Laplace's continued fraction (DLMF 7.9.2), from the back, where that is short.
double mills_ratio(double z) {
    if (z < 5) return std::exp(0.5 * z * z) * std::erfc(z / std::numbers::sqrt2) * std::sqrt(std::numbers::pi / 2);
    const int terms = z > 40 ? 8 : static_cast<int>(600 / z) + 8;
    double tail = z;
    for (int k = terms; k >= 1; --k) tail = z + k / tail;
    return 1 / tail;
}

ScaledTail near_gamma_tail(double a, double x) {
    static const TemmeSeries series;
    const double d = x - a, mu = d / a;
    // a (μ - log(1 + μ)) is d² / 2a (1 - 2/3 μ + 2/4 μ² - ...).
    double further = 0, power = 1;
    for (int j = 1; j < 60 && std::abs(power) > 1e-18; ++j) further += (power *= -mu) * 2 / (j + 2);
    const Twofold leading = Twofold::product(d, d) / Twofold{2 * a};
    const Twofold exponent = leading + Twofold{leading.hi * further};
    const double z = std::sqrt(2 * exponent.hi), side = d < 0 ? -1 : 1;
    const double correction = side * series(side * z / std::sqrt(a), a) / std::sqrt(a);
    return {exponent, (mills_ratio(z) + correction) / std::sqrt(2 * std::numbers::pi)};
}

}
