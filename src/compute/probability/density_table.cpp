#include "compute/probability/density_table.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using gauss_kronrod::points;
using gauss_kronrod::rule;
using gauss_kronrod::sum;

}

DensityTable::DensityTable(Integral integral) : chart_(integral.chart), below_(integral.below), above_(integral.above), normalizer_(integral.value) {
    const auto& r = rule();
    for (Cap* cap : {&below_, &above_}) {
        cap->mass /= normalizer_;
        cap->edge_g /= normalizer_;
    }
    std::vector<Panel>& panels = integral.panels;
    pieces_.reserve(panels.size());
    atoms_.reserve(panels.size() * points);
    long double left = below_.mass;
    for (const Panel& panel : panels) {
        const double scale = panel.half() / normalizer_;
        const gauss_kronrod::Samples g = panel.g.cwiseMax(0) * scale;
        Piece piece{.a = panel.a, .half = panel.half(), .left = static_cast<double>(left), .right = 0, .mass = r.kronrod.dot(g), .density = {}, .lower = {}, .upper = {}};
        piece.density = r.series * g;
        piece.lower = r.lower_mean * g;
        piece.upper = r.upper_mean * g;
        left += piece.mass;
        for (int i = 0; i < points; ++i) {
            const double t = panel.node(i);
            atoms_.push_back({chart_.x(t), r.kronrod[i] * g[i], std::max(panel.g[i], 0.0) / chart_.slope(t)});
        }
        pieces_.push_back(piece);
    }
    long double right = above_.mass;
    for (std::size_t i = pieces_.size(); i-- > 0;) {
        pieces_[i].right = static_cast<double>(right);
        right += pieces_[i].mass;
    }
}

double DensityTable::tail_at(double t, Side side) const {
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), t, [](double at, const Piece& piece) { return at < piece.a; });
    if (after == pieces_.begin()) {
        const double below = below_.mass > 0 ? below_.mass * std::exp(below_.rate * (t - pieces_.front().a)) : 0;
        return side == Side::lower ? below : 1 - below;
    }
    const Piece& piece = *(after - 1);
    const double u = (t - piece.a) / piece.half - 1;
    if (u > 1) {
        const double above = above_.mass > 0 ? above_.mass * std::exp(-above_.rate * (t - piece.a - 2 * piece.half)) : 0;
        return side == Side::upper ? above : 1 - above;
    }
    const auto lower = [&] { return piece.left + (1 + u) * std::max(sum(piece.lower, u), 0.0); };
    const auto upper = [&] { return piece.right + (1 - u) * std::max(sum(piece.upper, u), 0.0); };
    // The smaller tail is the sum that has the digits; the other one is what it leaves of 1.
    const bool by_lower = piece.left < piece.right;
    const double small = by_lower ? lower() : upper();
    return by_lower == (side == Side::lower) ? small : 1 - small;
}

double DensityTable::tail(double x, Side side) const { return tail_at(chart_.t(x), side); }

// The t in a piece up to which (from which) it holds `target`: Newton's method between bounds that close in.
double DensityTable::inside(const Piece& piece, double target, Side side) const {
    const bool lower = side == Side::lower;
    double from = -1, to = 1, u = std::clamp(2 * target / piece.mass - 1, -1.0, 1.0) * (lower ? 1 : -1);
    for (int i = 0; i < 60; ++i) {
        const double held = lower ? (1 + u) * sum(piece.lower, u) : (1 - u) * sum(piece.upper, u);
        const double excess = lower ? held - target : target - held;      // rises with u
        if (excess == 0) break;
        (excess > 0 ? to : from) = u;
        double next = u - excess / sum(piece.density, u);
        if (!(next > from && next < to)) next = from + (to - from) / 2;
        if (std::abs(next - u) <= 1e-16 || next == from || next == to) break;
        u = next;
    }
    return piece.a + piece.half * (1 + u);
}

double DensityTable::quantile(double p, Side side) const {
    if (p > 0.5) return quantile(1 - p, other(side));
    if (side == Side::lower) {
        if (p <= below_.mass) return chart_.x(pieces_.front().a + std::log(p / below_.mass) / below_.rate);
        // The first piece at whose end p is reached.
        const auto found = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return piece.left + piece.mass < p; });
        if (found == pieces_.end()) return chart_.over().hi;
        return chart_.x(inside(*found, p - found->left, side));
    }
    if (p < above_.mass) return chart_.x(pieces_.back().a + 2 * pieces_.back().half - std::log(p / above_.mass) / above_.rate);
    const auto found = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return piece.right > p; });
    if (found == pieces_.end()) return chart_.over().hi;
    return chart_.x(inside(*found, p - found->right, side));
}

// Whether the integral of |x|^k f(x) converges at one end.
DensityTable::Sum DensityTable::power(const Cap& cap, int k) {
    if (!cap.far) return Sum::converges;
    if (cap.steady) return cap.rate - k > 1e-4 ? Sum::converges : Sum::diverges;
    // No power: it has converged where nothing comes any more.
    return std::log(cap.edge_g) + k * std::log(std::abs(cap.edge_x)) < std::log(1e-14) && cap.rate > k ? Sum::converges : Sum::unknown;
}

double DensityTable::central(int k, double center) const {
    long double total = 0, all = 0;
    const auto add = [&](double share, double x) {
        double term = share;
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
    // Less than the rounding of its terms is nothing.
    return std::abs(total) <= 1e-15L * all ? 0 : static_cast<double>(total);
}

Moments DensityTable::moments() const {
    constexpr std::string_view both = "both halves of its integral grow without end: ∞ − ∞ (by quadrature)", one = "its integral grows without end (by quadrature)",
                               no_mean = "there is no mean to measure from", no_scale = "the variance is not finite",
                               open = "whether its integral settles cannot be told by quadrature", still = "the variance is zero: 0/0";
    const auto judged = [&](int k, auto&& value) -> Moment {
        const Sum lower = power(below_, k), upper = power(above_, k);
        if (lower == Sum::unknown || upper == Sum::unknown) return undefined(open);
        if (lower == Sum::converges && upper == Sum::converges) return finite(value());
        if (k % 2 == 1 && lower == upper) return undefined(both);
        Moment m = infinite(one);
        if (k % 2 == 1 && lower == Sum::diverges) m.value = -infinity;
        return m;
    };
    Moments m;
    m.mean = judged(1, [&] { return central(1, 0); });
    if (!m.mean.is_finite()) {
        m.variance = m.skewness = m.kurtosis = undefined(no_mean);
        return m;
    }
    const double mean = m.mean.value;
    m.variance = judged(2, [&] { return central(2, mean); });
    if (!m.variance.is_finite()) {
        m.skewness = m.kurtosis = undefined(no_scale);
        return m;
    }
    const double variance = m.variance.value;
    if (!(variance > 0)) {
        m.skewness = m.kurtosis = undefined(still);
        return m;
    }
    m.skewness = judged(3, [&] { return central(3, mean) / variance / std::sqrt(variance); });
    m.kurtosis = judged(4, [&] { return central(4, mean) / variance / variance - 3; });
    return m;
}

double DensityTable::entropy() const {
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
