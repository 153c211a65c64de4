#include "compute/expression/course.hpp"

#include "compute/expression/slopes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {
namespace {

using Op = Operation;
constexpr double infinity = std::numeric_limits<double>::infinity();

}

std::optional<Interval> interval_domain(Operation operation) {
    switch (operation) {
    case Op::ln: case Op::log10: case Op::log2: case Op::sqrt: return Interval{0, infinity};
    case Op::gamma: case Op::lgamma: return Interval{0, infinity};           // the part that is used here
    case Op::log1p: return Interval{-1, infinity};
    case Op::acosh: return Interval{1, infinity};
    case Op::asin: case Op::acos: case Op::atanh: return Interval{-1, 1};
    case Op::sign: case Op::floor: case Op::ceil: case Op::round: case Op::logical_not: return std::nullopt;
    default: return Interval{-infinity, infinity};
    }
}

bool has_ends(Operation operation) { return operation == Op::sqrt || operation == Op::acosh || operation == Op::asin || operation == Op::acos; }

Course course_of(Operation operation, const Enclosure& range) {
    if (operation == Op::abs) return {.convex = true, .rises = range.lo >= 0, .falls = range.hi <= 0};
    if (operation == Op::relu) return {.convex = true, .rises = true};
    if (operation == Op::negate) return {.convex = true, .concave = true, .falls = true};
    const auto within = interval_domain(operation);
    if (!within) return {};
    const Enclosure x = {std::max(range.lo, within->lo), std::min(range.hi, within->hi)};
    if (!(x.lo <= x.hi)) return {};
    const Enclosure f = enclosure(operation, x);
    if (operation == Op::tan && f.regularity != Regularity::smooth) return {};
    const Enclosure slope = enclosing::sure(enclosing::slopes(operation, x, x, f, true)[0]);
    const Enclosure bend = enclosing::sure(enclosing::bends(operation, x, x, f, slope, true).aa);
    return {bend.lo >= 0, bend.hi <= 0, slope.lo >= 0, slope.hi <= 0};
}

Course course_of_power(const Enclosure& range, const Enclosure& p) {
    const bool whole = p.lo == p.hi && p.lo == std::floor(p.lo);
    if (!whole && std::ceil(p.lo) <= p.hi) return {};
    if (p.is(1)) return {.convex = true, .concave = true, .rises = true};
    if (!whole) return p.lo > 0 && p.hi < 1 ? Course{.concave = true, .rises = true} : Course{.convex = true, .rises = p.lo > 0, .falls = p.hi < 0};
    const bool even = std::fmod(p.lo, 2) == 0, left = range.hi <= 0, right = range.lo >= 0;
    if (p.lo > 0) return {.convex = even || right, .concave = !even && left, .rises = !even || right, .falls = even && left};
    if (!left && !right) return {};
    return {.convex = even || right, .concave = !even && left, .rises = even && left, .falls = !even || right};
}

bool positive_once(const Enclosure& range, double c) {
    constexpr double reach = 4.71, most = 1e6;                                // less than 3π/2; turns are counted without rounding
    if (!(range.lo > -most && range.hi < most)) return false;
    const double middle = c + 2 * std::numbers::pi * std::round((0.5 * (range.lo + range.hi) - c) / (2 * std::numbers::pi));
    return range.lo > middle - reach && range.hi < middle + reach;
}

}
