#include "compute/probability/density_table.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using gauss_kronrod::rule;
using gauss_kronrod::sum;
using special::other;
using special::Side;

}

DensityTable::DensityTable(const Integral& integral) : chart_(integral.chart), below_(integral.below), above_(integral.above) {
    const auto& r = rule();
    below_.mass /= integral.value;
    above_.mass /= integral.value;
    pieces_.reserve(integral.panels.size());
    std::vector<gauss_kronrod::Samples> samples;
    samples.reserve(integral.panels.size());
    long double left = below_.mass, right = above_.mass;
    for (const Panel& panel : integral.panels) {
        samples.push_back(panel.g.cwiseMax(0) * (panel.half() / integral.value));
        pieces_.push_back({.a = panel.a, .half = panel.half(), .left = static_cast<double>(left), .mass = r.kronrod.dot(samples.back()), .density = {}, .mean = {}});
        left += pieces_.back().mass;
    }
    for (std::size_t i = pieces_.size(); i-- > 0;) {
        Piece& piece = pieces_[i];
        piece.right = static_cast<double>(right);
        right += piece.mass;
        piece.density = r.series * samples[i];
        piece.mean = (piece.by_lower() ? r.lower_mean : r.upper_mean) * samples[i];
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
    // The smaller tail is the sum that has the digits; the other one is what it leaves of 1.
    const double mean = std::max(sum(piece.mean, u), 0.0);
    const double small = piece.by_lower() ? piece.left + (1 + u) * mean : piece.right + (1 - u) * mean;
    return piece.by_lower() == (side == Side::lower) ? small : 1 - small;
}

double DensityTable::tail(double x, Side side) const { return tail_at(chart_.t(x), side); }

// The t in a piece up to which (from which) it holds `target`: Newton's method between bounds that close in.
double DensityTable::inside(const Piece& piece, double target, Side side) const {
    const bool lower = piece.by_lower();
    if (lower != (side == Side::lower)) target = piece.mass - target;
    double from = -1, to = 1, u = std::clamp(2 * target / piece.mass - 1, -1.0, 1.0) * (lower ? 1 : -1);
    for (int i = 0; i < 60; ++i) {
        const double held = (lower ? 1 + u : 1 - u) * sum(piece.mean, u);
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

}
