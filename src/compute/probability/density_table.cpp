#include "compute/probability/density_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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
    for (const QuadraturePanel& panel : integral.panels) {
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
    error_ = std::clamp(integral.error / integral.value, 1e-13, 1e-9);
    spread_ = chart_.x(edge(0.25, Side::upper)) - chart_.x(edge(0.25, Side::lower));
}

double DensityTable::tail_at(double t, Side side) const {
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), t, [](double at, const Piece& piece) { return at < piece.a; });
    if (after == pieces_.begin()) {
        const double below = below_.mass > 0 ? below_.mass * std::exp(below_.rate * (chart_.log_distance(t, true) - chart_.log_distance(pieces_.front().a, true))) : 0;
        return side == Side::lower ? below : 1 - below;
    }
    const Piece& piece = *(after - 1);
    const double u = (t - piece.a) / piece.half - 1;
    if (u > 1) {
        const double above = above_.mass > 0 ? above_.mass * std::exp(above_.rate * (chart_.log_distance(t, false) - chart_.log_distance(piece.a + 2 * piece.half, false))) : 0;
        return side == Side::upper ? above : 1 - above;
    }
    // The smaller tail is the sum that has the digits; the other one is what it leaves of 1.
    const double mean = std::max(sum(piece.mean, u), 0.0);
    const double small = piece.by_lower() ? piece.left + (1 + u) * mean : piece.right + (1 - u) * mean;
    return piece.by_lower() == (side == Side::lower) ? small : 1 - small;
}

double DensityTable::tail(double x, Side side) const { return std::clamp(tail_at(chart_.t(x), side), 0.0, 1.0); }

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

// A t of this tail, summed from its own end.
double DensityTable::edge(double p, Side side) const {
    if (side == Side::lower) {
        if (p <= below_.mass) return chart_.t_at(chart_.log_distance(pieces_.front().a, true) + std::log(p / below_.mass) / below_.rate, true);
        // The first piece at whose end p is reached.
        const auto found = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return piece.left + piece.mass < p; });
        return found == pieces_.end() ? std::numeric_limits<double>::infinity() : inside(*found, p - found->left, side);
    }
    if (p < above_.mass) return chart_.t_at(chart_.log_distance(pieces_.back().a + 2 * pieces_.back().half, false) + std::log(p / above_.mass) / above_.rate, false);
    const auto found = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return piece.right > p; });
    return found == pieces_.end() ? std::numeric_limits<double>::infinity() : inside(*found, p - found->right, side);
}

// Between the places that the quadrature can tell from this tail, where they are apart. Near the median either is summed from its own end, so
// that of a law that is symmetric they are so too.
std::optional<double> DensityTable::middle_of_flat(double p, Side side) const {
    const double least = error_ * p;
    const bool lower = side == Side::lower;
    // A flat stretch has the start of a piece in it.
    const auto first = std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& piece) { return lower ? piece.left < p - least : piece.right + piece.mass > p + least; });
    if (first == pieces_.end() || std::abs((lower ? first->left : first->right + first->mass) - p) > least) return std::nullopt;
    const double one = edge(p - least, side), two = p > 0.25 ? edge((1 - p) - least, other(side)) : edge(p + least, side);
    if (!(std::abs(two - one) > 1e-9) || std::isinf(one) || std::isinf(two)) return std::nullopt;
    // All of it is as good: the roundest place within a ten-thousandth of the middle.
    const double a = chart_.x(one), b = chart_.x(two), middle = (a + b) / 2;
    const double unit = std::pow(10, std::floor(std::log10(1e-4 * std::abs(b - a)))), round = std::round(middle / unit) * unit;
    return std::isfinite(round) ? round + 0.0 : middle;
}

double DensityTable::quantile(double p, Side side) const {
    if (p > 0.5) return quantile(1 - p, other(side));
    const auto middle = middle_of_flat(p, side);
    const double x = middle ? *middle : chart_.x(edge(p, side));
    // A zero that is as good is better than its rounding.
    const bool inside = chart_.over().lo < 0 && chart_.over().hi > 0;
    return inside && std::abs(x) <= 1e-14 * spread_ && std::abs(tail(0, side) - p) <= error_ * p ? 0 : x;
}

}
