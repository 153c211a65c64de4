#include "compute/probability/density_samples.hpp"

#include <algorithm>

namespace eigenscope {

DensitySamples::DensitySamples(const Integral& integral) : chart_(integral.chart), below_(integral.below), above_(integral.above), normalizer_(integral.value) {
    for (Cap* cap : {&below_, &above_}) {
        cap->mass /= normalizer_;
        cap->edge_g /= normalizer_;
    }
    atoms_.reserve(integral.panels.size() * gauss_kronrod::points);
    for (const QuadraturePanel& panel : integral.panels)
        for (int i = 0; i < gauss_kronrod::points; ++i) {
            const double t = panel.node(i), g = std::max(panel.g[i], 0.0);
            atoms_.push_back({chart_.x(t), gauss_kronrod::rule().kronrod[i] * panel.half() * g / normalizer_, g / chart_.slope(t)});
        }
}

// Whether the integral of |x|^k f(x) converges at one end.
DensitySamples::Sum DensitySamples::power(const Cap& cap, int k) const {
    if (!cap.far) return Sum::converges;
    if (cap.steady) return cap.rate - k > 1e-4 ? Sum::converges : Sum::diverges;
    // No power: it has converged where next to nothing comes any more.
    const double log_beyond = std::log(cap.edge_g) + k * std::log(std::abs(cap.edge_x));
    return log_beyond < std::log(1e-14) + log_size(k) && cap.rate > k ? Sum::converges : Sum::unknown;
}

// log of the integral of |x|^k f(x).
double DensitySamples::log_size(int k) const {
    long double total = 0;
    for (const Atom& atom : atoms_) {
        long double term = atom.share;
        for (int j = 0; j < k; ++j) term *= std::abs(atom.x);
        total += term;
    }
    return static_cast<double>(std::log(total));
}

double DensitySamples::central(int k, double center) const {
    long double total = 0, all = 0;
    const auto add = [&](double share, double x) {
        long double term = share;             // which reaches further: x⁴ may be too large for a double, and share · x⁴ not
        for (int j = 0; j < k; ++j) term *= x - center;
        total += term;
        all += std::abs(term);
    };
    const auto counts = [&](double x) { return !(below_.far && below_.steady && x < below_.edge_x) && !(above_.far && above_.steady && x > above_.edge_x); };
    for (const Atom& atom : atoms_)
        if (atom.share > 0 && counts(atom.x)) add(atom.share, atom.x);
    // Beyond the panels: what lies next to a finite end lies at it; of a power of x there is a closed form, in logarithms.
    const auto add_cap = [&](const Cap& cap, bool downwards) {
        const double end = downwards ? chart_.over().lo : chart_.over().hi;
        if (std::isfinite(end)) return cap.mass > 0 ? add(cap.mass, end) : void();
        if (!cap.far || !cap.steady) return;
        const double term = std::exp(k * std::log(std::abs(cap.edge_x)) + std::log(cap.edge_g / (cap.rate - k)));
        total += k % 2 == 1 && downwards ? -term : term;
        all += term;
    };
    add_cap(below_, true);
    add_cap(above_, false);
    // Less than the error of its terms is nothing.
    return std::abs(total) <= 1e-14L * all ? 0 : static_cast<double>(total);
}

Moments DensitySamples::moments(const Otherwise& otherwise) const {
    constexpr std::string_view both = "both halves of its integral grow without end: ∞ − ∞ (by quadrature)", one = "its integral grows without end (by quadrature)",
                               no_mean = "there is no mean to measure from", no_scale = "the variance is not finite",
                               open = "whether its integral settles cannot be told by quadrature", still = "the variance is zero: 0/0";
    // `unit` is what it is measured in.
    const auto judged = [&](int k, double center, double unit) -> Moment {
        const Sum lower = power(below_, k), upper = power(above_, k);
        if (lower == Sum::converges && upper == Sum::converges) return finite(central(k, center) / unit);
        if (lower != Sum::diverges && upper != Sum::diverges) {
            const auto value = otherwise(k, center);
            return value ? finite(*value / unit) : undefined(open);
        }
        if (lower == Sum::unknown || upper == Sum::unknown) return undefined(open);
        if (k % 2 == 1 && lower == upper) return undefined(both);
        Moment m = infinite(one);
        if (k % 2 == 1 && lower == Sum::diverges) m.value = -infinity;
        return m;
    };
    Moments m;
    m.mean = judged(1, 0, 1);
    if (!m.mean.is_finite()) {
        m.variance = m.skewness = m.kurtosis = undefined(no_mean);
        return m;
    }
    const double mean = m.mean.value;
    m.variance = judged(2, mean, 1);
    if (!m.variance.is_finite()) {
        m.skewness = m.kurtosis = undefined(no_scale);
        return m;
    }
    const double variance = m.variance.value;
    if (!(variance > 0)) {
        m.skewness = m.kurtosis = undefined(still);
        return m;
    }
    m.skewness = judged(3, mean, variance * std::sqrt(variance));
    m.kurtosis = judged(4, mean, variance * variance);
    m.kurtosis.value -= 3;
    return m;
}

double DensitySamples::entropy() const {
    long double total = 0;
    for (const Atom& atom : atoms_)
        if (atom.share > 0 && atom.height > 0) total -= atom.share * (std::log(atom.height) - std::log(normalizer_));
    // In a cap the density is a power: its logarithm falls, or rises, with t, and the mean way into the cap is 1 / rate.
    const auto add_cap = [&](const Cap& cap, double end) {
        if (!(cap.mass > 0)) return;
        const double log_edge = std::log(cap.edge_g) - std::log(chart_.slope(chart_.t(cap.edge_x)));
        total += cap.mass * ((std::isfinite(end) ? cap.rate - 1 : cap.rate + 1) / cap.rate - log_edge);
    };
    add_cap(below_, chart_.over().lo);
    add_cap(above_, chart_.over().hi);
    return static_cast<double>(total);
}

}
