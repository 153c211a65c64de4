#include "compute/probability/density_trial.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr std::string_view no_integral = "the density has no finite integral over its support: ", no_fall = "it does not fall off fast enough";

using Seen = DensityTrial::Seen;

// Keeps the lowest value; of places that are about as low, one that is not out of sight: exp(-x²) − 0.2 is negative nearly everywhere.
void note_low(Seen& seen, double x, double y) {
    if (!(y < 0)) return;
    const double far = std::abs(seen.least_at);
    const bool clearly = seen.least == 0 || y < 1.1 * seen.least;
    const bool lower = y < seen.least && std::abs(x) <= 2 * far, nearer = y < 0.9 * seen.least && std::abs(x) < far / 2;
    if (clearly || lower || nearer) seen.least_at = x;
    seen.least = std::min(seen.least, y);
}

std::string place(double x) { return "x = " + with_minus(significant(x, 3)); }

// The roundest number that fits in the middle half of a stretch, where it has no end, of the next part of it; else in its upper half.
template <class F>
double round_place(Interval stretch, F&& fits) {
    constexpr double sight = 1000;
    const double next = std::clamp(0.0, stretch.lo, stretch.hi);
    stretch = {std::max(stretch.lo, next - sight), std::min(stretch.hi, next + sight)};
    double middle = 0;
    for (int half = 0; half < 4; ++half, stretch.lo = middle) {
        middle = stretch.lo + stretch.length() / 2;
        const double room = stretch.length() / 4;
        for (double unit = std::pow(10, std::ceil(std::log10(std::max(std::abs(middle), room)))); unit > room / 10; unit /= 10)
            for (const double share : {1.0, 2.0}) {
                const double round = std::round(middle / unit * share) * unit / share;
                if (std::abs(round - middle) <= room && fits(round)) return round;
            }
    }
    return middle;
}

// The stretch about x in which the samples pass.
template <class F>
Interval stretch_about(double x, const Integral& whole, F&& passes) {
    Interval stretch{x, x};
    const auto visit = [&](const QuadraturePanel& panel, int i, bool up) {
        const double at = whole.chart.x(panel.node(i));
        if (up ? at <= stretch.hi : at >= stretch.lo) return true;
        if (!passes(panel.g[i] / whole.chart.slope(panel.node(i)))) return false;
        (up ? stretch.hi : stretch.lo) = at;
        return true;
    };
    for (const bool up : {true, false}) {
        bool goes_on = true;
        for (std::size_t k = 0; goes_on && k < whole.panels.size(); ++k)
            for (int i = 0; goes_on && i < gauss_kronrod::points; ++i)
                goes_on = up ? visit(whole.panels[k], i, up) : visit(whole.panels[whole.panels.size() - 1 - k], gauss_kronrod::points - 1 - i, up);
    }
    return stretch;
}

}

void DensityTrial::sample(std::span<const double> x, std::span<double> y) const { level ? values.scaled(x, y, *level) : values.values(x, y); }

double DensityTrial::value(double x) const {
    double y = 0;
    sample(std::span(&x, 1), std::span(&y, 1));
    return y;
}

void DensityTrial::watch(std::span<const double> x, std::span<double> y) {
    sample(x, y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        seen.any = seen.any || !std::isnan(y[i]);
        note_low(seen, x[i], y[i]);
        if (y[i] > seen.greatest) seen.greatest = y[i], seen.greatest_at = x[i];
    }
}

void DensityTrial::run(const Guide& guide, std::optional<double> over_level) {
    if (over_level != level) seen = {};
    level = over_level;
    hints = guide.hints;
    whole = integrate([this](std::span<const double> x, std::span<double> y) { watch(x, y); }, ends, guide);
}

bool DensityTrial::look_around() {
    constexpr double reach = 16, step = 0x1p-11;
    const Chart chart(ends);
    std::vector<double> x, y;
    for (double t = -reach; t <= reach; t += step)
        if (const double at = chart.x(t); at > ends.lo && at < ends.hi) x.push_back(at);
    y.resize(x.size());
    watch(x, y);
    return seen.greatest > 0;
}

// Where it is negative, at a place that people can look at: the lowest one may lie next to a pole, or out of sight.
std::string DensityTrial::negative() const {
    const auto below = [&](double x) {
        const double y = value(x);
        return std::isfinite(y) && y < -1e-12 * std::min(seen.greatest, 1.0);
    };
    const double size = std::max(std::abs(ends.lo), std::abs(ends.hi)), smallest = 1e-3 * std::min(1.0, size), largest = 1e3 * std::max(1.0, std::isfinite(size) ? size : 1.0);
    const auto in_sight = [&](double x) { return std::abs(x) >= smallest && std::abs(x) <= largest; };
    const std::string start = "the density is negative at ";
    const double shown = parse_number(significant(seen.least_at, 3)).value_or(seen.least_at);
    if ((shown == 0 || in_sight(shown)) && shown >= ends.lo && shown <= ends.hi && below(shown)) return start + place(shown);
    std::optional<double> lowest;
    double least = 0;
    for (const QuadraturePanel& panel : whole.panels)
        for (int i = 0; i < gauss_kronrod::points; ++i)
            if (const double x = whole.chart.x(panel.node(i)), y = panel.g[i] / whole.chart.slope(panel.node(i)); y < least && in_sight(x) && below(x)) least = y, lowest = x;
    if (!lowest) return start + place(seen.least_at);
    const double round = round_place(stretch_about(*lowest, whole, [](double y) { return y < 0; }), below);
    return start + place(below(round) ? round : *lowest);
}

double DensityTrial::rounding() const {
    constexpr std::size_t enough = 32;
    std::vector<const QuadraturePanel*> panels;
    for (const QuadraturePanel& panel : whole.panels) panels.push_back(&panel);
    const std::size_t n = std::min(enough, panels.size());
    std::partial_sort(panels.begin(), panels.begin() + static_cast<std::ptrdiff_t>(n), panels.end(), [](const QuadraturePanel* p, const QuadraturePanel* q) { return p->size > q->size; });
    double sum = 0, size = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sum += panels[i]->size * values.rounding(whole.chart.x(panels[i]->a + panels[i]->half()), level.has_value());
        size += panels[i]->size;
    }
    return size > 0 ? whole.size * sum / size : 0;
}

std::optional<double> DensityTrial::pole() const {
    if (!whole.overflow) return std::nullopt;
    std::vector<double> places = {ends.lo, ends.hi};
    places.insert(places.end(), hints.begin(), hints.end());
    for (const double at : places)
        if (at >= whole.overflow->lo && at <= whole.overflow->hi && values.has_pole(at, *whole.overflow)) return at;
    return std::nullopt;
}

std::string DensityTrial::too_large(Interval stretch) const {
    return "the density is too large for double precision near " + place(round_place(stretch, [](double) { return true; })) + ": make it smaller by a constant factor, inside of powers and exponentials";
}

std::string DensityTrial::trouble(std::optional<double> hidden) const {
    // A difference that should be zero may be less by its rounding.
    if (seen.least < -1e-12 * std::min(seen.greatest, std::numeric_limits<double>::max())) return negative();
    if (!seen.any) return "the density has no value anywhere on its support";
    if (whole.overflow) {
        const auto at = pole();
        return !at ? too_large(*whole.overflow) : std::string(no_integral) + (std::isinf(*at) ? std::string(no_fall) : "it is too large near " + place(*at));
    }
    const std::string open = "whether the density has a finite integral cannot be told: ";
    const bool outwards = std::abs(whole.where) > 1e100;
    if (hidden && !(whole.state == Integral::State::diverges && outwards)) return open + "it changes too often to be summed, as near " + place(*hidden);
    if (whole.state != Integral::State::diverges && whole.size == 0) return "the density is zero wherever it was looked at";
    // Each value is a double, and their sum is not.
    if (whole.state != Integral::State::diverges && !std::isfinite(whole.size)) return too_large(stretch_about(seen.greatest_at, whole, [&](double y) { return y > seen.greatest / 10; }));
    if (whole.state == Integral::State::converged && whole.value > 0) return {};
    if (whole.state == Integral::State::undecided) return open + (outwards ? "it falls off very slowly" : "the sum does not settle near " + place(whole.where));
    return std::string(no_integral) + (outwards ? std::string(no_fall) : "it is too large near " + place(whole.where));
}

}
