#include "compute/probability/quantile_table.hpp"

#include <algorithm>

namespace eigenscope {

double QuantileTable::exact(double z) const {
    const double tail = special::normal_tail(std::abs(z), Side::upper);
    return z < 0 ? quantile(law_, tail) : isf(law_, tail);
}

// Interpolation at the zeros of a Chebyshev polynomial, and its coefficients in powers of t.
void QuantileTable::make(Piece& piece, double from) const {
    constexpr double n = order;
    const auto z_at = [&](double t) { return from + width * (t + 1) / 2; };
    std::array<double, order> values{};
    double largest = 0;
    for (std::size_t j = 0; j < order; ++j) {
        values[j] = exact(z_at(std::cos(std::numbers::pi * (static_cast<double>(j) + 0.5) / n)));
        largest = std::max(largest, std::abs(values[j]));
    }
    std::array<double, order> before{1}, now{0, 1};               // T_k in powers of t, and the one before it
    piece.c = {};
    for (std::size_t k = 0; k < order; ++k) {
        double a = 0;
        for (std::size_t j = 0; j < order; ++j)
            a += values[j] * std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(j) + 0.5) / n);
        a *= (k == 0 ? 1 : 2) / n;
        const std::array<double, order>& chebyshev = k == 0 ? before : now;
        for (std::size_t i = 0; i <= k; ++i) piece.c[i] += a * chebyshev[i];
        if (k == 0) continue;
        std::array<double, order> next{};
        for (std::size_t i = 0; i < order; ++i) next[i] = (i > 0 ? 2 * now[i - 1] : 0) - before[i];
        before = std::exchange(now, next);
    }
    piece.state = State::polynomial;
    for (const double t : {-0.995, -0.46, 0.1, 0.7, 0.995}) {
        double x = 0;
        for (std::size_t k = order; k-- > 0;) x = x * t + piece.c[k];
        const double truth = exact(z_at(t));
        // Around zero, which some law's pieces hold, there is no relative error.
        const bool close = std::abs(x - truth) <= 1e-14 * std::max(std::abs(truth), largest / 64);
        if (!close) piece.state = State::exact;
    }
}

}
