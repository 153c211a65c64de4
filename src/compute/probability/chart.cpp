#include "compute/probability/chart.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr double farthest = 1e300, nearest = 1e-300;
constexpr double fine_reach = 16, fine_step = 0.25;      // 128 first panels where x is between e^-16 and e^16

// A distance to a finite end that x can still tell.
double least_distance(double end) { return std::max(nearest, std::abs(end) * 0x1p-30); }

}

Chart::Chart(Interval over) : over_(over), from_below_(std::isfinite(over.lo)), from_above_(std::isfinite(over.hi)) {}

double Chart::x(double t) const {
    if (!from_below_ && !from_above_) return std::sinh(t);
    if (!from_above_) return over_.lo + std::exp(t);
    if (!from_below_) return over_.hi - std::exp(-t);
    // The logistic map, from the nearer end.
    const double e = std::exp(-std::abs(t)), distance = over_.length() * (e / (1 + e));
    return t < 0 ? over_.lo + distance : over_.hi - distance;
}

double Chart::slope(double t) const {
    if (!from_below_ && !from_above_) return std::cosh(t);
    if (!from_above_) return std::exp(t);
    if (!from_below_) return std::exp(-t);
    const double e = std::exp(-std::abs(t));
    return over_.length() * (e / ((1 + e) * (1 + e)));
}

double Chart::anchor(double t) const {
    if (from_below_ && (t < 0 || !from_above_)) return over_.lo;
    return from_above_ ? over_.hi : 0;
}

double Chart::t(double x) const {
    if (!from_below_ && !from_above_) return std::asinh(x);
    if (!from_above_) return std::log(x - over_.lo);
    if (!from_below_) return -std::log(over_.hi - x);
    return std::log((x - over_.lo) / (over_.hi - x));
}

double Chart::log_distance(double t, bool to_lower) const {
    const double inwards = to_lower ? t : -t;
    return from_below_ && from_above_ ? inwards - std::log1p(std::exp(inwards)) : inwards;
}

double Chart::t_at(double log_distance, bool to_lower) const {
    const double inwards = from_below_ && from_above_ ? log_distance - std::log1p(-std::exp(log_distance)) : log_distance;
    return to_lower ? inwards : -inwards;
}

Interval Chart::reach() const {
    const double all = std::log(farthest);
    if (!from_below_ && !from_above_) return {-all, all};
    if (!from_above_) return {std::log(least_distance(over_.lo)), all};
    if (!from_below_) return {-all, -std::log(least_distance(over_.hi))};
    const double length = over_.length();
    return {std::log(std::min(least_distance(over_.lo) / length, 0.1)), -std::log(std::min(least_distance(over_.hi) / length, 0.1))};
}

std::vector<double> Chart::first_cuts() const {
    const Interval all = reach();
    std::vector<double> t = {all.lo, all.hi};
    const auto add = [&](double at) {
        for (const double side : {at, -at})
            if (side > all.lo && side < all.hi) t.push_back(side);
    };
    for (double at = 0; at <= fine_reach; at += fine_step) add(at);
    for (double step = 1; step < 2000; step *= 2) add(fine_reach + step);
    std::sort(t.begin(), t.end());
    t.erase(std::unique(t.begin(), t.end()), t.end());
    return t;
}

}
