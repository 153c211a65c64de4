#include "scene/ticks.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace eigenscope {
namespace {

constexpr int most_ticks = 200;
constexpr double slack = 1e-9;                ///< of a step or of the window: a tick this far outside is at the end, not beyond it

/// m * 10^exponent; kept in two parts so that i * m / 10^n is rounded once and 0.3 is the double nearest to 0.3.
struct Step {
    double mantissa = 1;
    int exponent = 0;
    double size() const { return times(1); }
    double times(double i) const {
        const double power = std::pow(10.0, std::abs(exponent));
        return exponent < 0 ? i * mantissa / power : i * mantissa * power;
    }
};

/// The multiples first * step .. last * step are those in [lo, hi].
struct Multiples {
    double first, last;
    Multiples(double step, double lo, double hi) {
        const double give = slack * std::min(1.0, (hi - lo) / step);
        first = std::ceil(lo / step - give);
        last = std::floor(hi / step + give);
    }
    double count() const { return last - first + 1; }
};

double count_inside(double step, double lo, double hi) { return Multiples(step, lo, hi).count(); }

/// The smallest 1, 2 or 5 times a power of ten, at least 10^least, with at most `room` multiples inside [lo, hi].
Step step_for(double lo, double hi, int room, int least = -300) {
    Step step{1, std::max(least, static_cast<int>(std::floor(std::log10((hi - lo) / room))) - 1)};
    while (count_inside(step.size(), lo, hi) > room) {
        step.mantissa = step.mantissa == 1 ? 2 : step.mantissa == 2 ? 5 : 1;
        if (step.mantissa == 1) ++step.exponent;
    }
    return step;
}

std::string power_of_ten(int exponent) { return "10" + raised(std::to_string(exponent)); }

/// How the labels of one axis are written: all with the same decimals, and all with the same power of ten or none.
struct Labelling {
    int power = 0;
    int decimals = 0;

    Labelling(Step step, double largest) {
        const int top = static_cast<int>(std::floor(std::log10(largest)));
        if (top >= 6 || top <= -5) power = top;
        decimals = std::max(0, power - step.exponent);
    }
    std::string operator()(double x) const {
        if (x == 0) return "0";
        if (power == 0) return with_minus(fixed(x, decimals));
        const double scaled = power > 0 ? x / std::pow(10.0, power) : x * std::pow(10.0, -power);
        return with_minus(fixed(scaled, decimals)) + "·" + power_of_ten(power);
    }
};

std::vector<Tick> by_step(Step step, double lo, double hi) {
    std::vector<Tick> result;
    const double size = step.size(), largest = std::max(std::abs(lo), std::abs(hi));
    if (!(size > 4e-16 * largest)) return result;                             // closer than doubles are
    const Labelling label(step, largest);
    const Multiples inside(size, lo, hi);
    for (double i = inside.first; i <= inside.last && result.size() < most_ticks; ++i) {
        const double at = step.times(i);
        result.push_back({.at = at, .label = label(at)});
    }
    return result;
}

/// Less than two powers of ten in sight: round values in between, at their logarithms.
std::vector<Tick> within_decades(double lo, double hi, int room) {
    const double from = std::pow(10.0, lo), to = std::pow(10.0, hi);
    if (!(from > 0) || !std::isfinite(to) || !(to > from)) return {};
    std::vector<Tick> result = by_step(step_for(from, to, room), from, to);
    for (Tick& tick : result) tick.at = std::log10(tick.at);
    std::erase_if(result, [&](const Tick& tick) { return !(tick.at >= lo - slack * (hi - lo) && tick.at <= hi + slack * (hi - lo)); });
    return result;
}

std::vector<Tick> decades(double lo, double hi, int room) {
    if (!(std::abs(lo) < 1e6 && std::abs(hi) < 1e6)) return {};               // far beyond all numbers there are
    if (count_inside(1, lo, hi) < 2) return within_decades(lo, hi, room);
    const Step step = step_for(lo, hi, room, 0);
    const bool minor = step.size() == 1 && hi - lo <= std::min<double>(room, most_ticks / 10);
    std::vector<Tick> result;
    const auto add = [&](double at, std::string label, bool major) {
        if (at >= lo - slack && at <= hi + slack) result.push_back({at, std::move(label), major});
    };
    const double first = std::floor(lo / step.size()), last = std::floor(hi / step.size() + slack);
    for (double i = first; i <= last; ++i) {
        const double n = step.times(i);
        add(n, power_of_ten(static_cast<int>(n)), true);
        for (int digit = 2; minor && digit <= 9; ++digit) add(n + std::log10(digit), "", false);
    }
    return result;
}

std::string multiple_of_pi(long long numerator, long long denominator) {
    if (numerator == 0) return "0";
    const long long common = std::gcd(numerator, denominator);
    numerator /= common;
    denominator /= common;
    std::string text = numerator < 0 ? "−" : "";
    if (std::abs(numerator) != 1) text += std::to_string(std::abs(numerator));
    text += "π";
    if (denominator != 1) text += "/" + std::to_string(denominator);
    return text;
}

std::vector<Tick> multiples_of_pi(double lo, double hi, int room) {
    constexpr double pi = std::numbers::pi;
    if (!(std::abs(lo) < 1e12 && std::abs(hi) < 1e12)) return by_step(step_for(lo, hi, room), lo, hi);
    long long numerator = 1, denominator = 0;
    for (const int d : {12, 6, 4, 3, 2, 1})
        if (denominator == 0 && count_inside(pi / d, lo, hi) <= room) denominator = d;
    if (denominator == 0) {
        denominator = 1;
        numerator = static_cast<long long>(step_for(lo / pi, hi / pi, room, 0).size());
    }
    const double step = pi * static_cast<double>(numerator) / static_cast<double>(denominator);
    // Zoomed in so far that multiples of π/12 are out of sight, plain numbers say more.
    if (count_inside(step, lo, hi) < 2) return by_step(step_for(lo, hi, room), lo, hi);
    std::vector<Tick> result;
    const Multiples inside(step, lo, hi);
    for (double i = inside.first; i <= inside.last; ++i)
        result.push_back({.at = i * step, .label = multiple_of_pi(static_cast<long long>(i) * numerator, denominator)});
    return result;
}

}

double round_step(double lo, double hi, int room) { return step_for(lo, hi, std::max(1, room)).size(); }

std::vector<Tick> ticks(Ticks kind, double lo, double hi, int room) {
    if (!std::isfinite(lo) || !std::isfinite(hi) || !(lo < hi) || !std::isfinite(hi - lo)) return {};
    if (!(hi - lo > 1e-290)) return {};
    const int most = std::clamp(room, 1, most_ticks);
    switch (kind) {
    case Ticks::linear: return by_step(step_for(lo, hi, most), lo, hi);
    case Ticks::logarithmic: return decades(lo, hi, most);
    case Ticks::pi: return multiples_of_pi(lo, hi, most);
    case Ticks::integer: return by_step(step_for(lo, hi, most, 0), lo, hi);
    case Ticks::none: return {};
    }
    return {};
}

}
