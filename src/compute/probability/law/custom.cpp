#include "compute/probability/law/custom.hpp"

#include "base/number.hpp"
#include "compute/probability/density_cells.hpp"
#include "compute/probability/density_hints.hpp"
#include "compute/probability/density_modes.hpp"
#include "compute/probability/density_samples.hpp"
#include "compute/probability/density_table.hpp"
#include "compute/probability/density_trial.hpp"

#include <algorithm>
#include <mutex>

namespace eigenscope {
namespace {

const Typed& two_wells() {
    static const Typed once({"x"}, "exp(-(x^2 - a)^2 + x/2)");
    return once;
}

// The value at x, or where there is none the one that both sides agree on (sin(x)/x at 0); at an end, that of the one side.
template <class F>
double value_or_limit(F&& f, double x, Interval ends) {
    const double value = f(x);
    if (!std::isnan(value)) return value;
    const double step = 1e-7 * std::max(std::abs(x), 1e-3), p = std::max(x - step, ends.lo), q = std::min(x + step, ends.hi);
    const double before = p < x ? f(p) : not_a_number, after = q > x ? f(q) : not_a_number;
    if (x == ends.lo && std::isfinite(after)) return after;
    if (x == ends.hi && std::isfinite(before)) return before;
    return std::abs(before - after) <= 1e-3 * (std::abs(before) + std::abs(after)) ? (before + after) / 2 : 0;
}

// Beyond these doubles begin to end.
constexpr double smallest = 1e-290, largest = 1e290;
// A larger part that may be hidden is no answer.
constexpr double most_unseen = 1e-6;

}

// What follows from a density.
struct Custom::Known {
    std::string trouble = {};
    Interval ends = {};
    std::optional<DensityValues> values = {};
    std::optional<double> level = {};         // where values leave the doubles, they are divided by its exponential
    Normalizer normalizer = {};
    double log_normalizer = 0;
    std::optional<DensityTable> table = {};
    Moments moments = {};
    Modes modes = {};
    double entropy = not_a_number;

    explicit Known(const Custom& law);
    double height(double x) const;
    double log_density(double x) const;
    double log_tail(double x, Side side) const;

private:
    DensityTrial tried(Guide guide, double log_peak) const;
    void describe(const DensityTrial& trial, bool simple);
    double scaled(double x) const;
    std::optional<double> log_integral(Interval over) const;
    std::optional<double> moment(int k, double center) const;
};

class Custom::Lazy {
public:
    explicit Lazy(const Custom& law) : density_(law.density), parameters_(law.parameters), domain_(law.domain), lower_(law.lower), upper_(law.upper) {}

    bool is_of(const Custom& law) const {
        return domain_ == law.domain && lower_ == law.lower && upper_ == law.upper && density_ == law.density && parameters_ == law.parameters;
    }
    std::shared_ptr<const Known> known(const Custom& law) {
        std::call_once(once_, [&] { known_ = std::make_shared<const Known>(law); });
        return known_;
    }

private:
    Typed density_;
    Parameters parameters_;
    Domain domain_;
    double lower_, upper_;
    std::once_flag once_;
    std::shared_ptr<const Known> known_;
};

Custom::Known::Known(const Custom& law) : ends(law.support()) {
    auto made = Function::make(law.density, law.parameters);
    if (!made) {
        trouble = made.error();
        return;
    }
    values.emplace(std::move(*made));
    const Interval trusted = values->trusted(ends);
    const DensityCells cells = density_cells(values->function().graph(), values->function().value_term(), ends, trusted);
    const bool hidden = !(cells.log_unseen <= cells.log_seen + std::log(most_unseen));
    Guide guide{.hints = density_hints(values->function(), ends), .cuts = hidden ? std::vector<double>{} : cells.cuts, .trusted = trusted};
    const DensityTrial trial = tried(std::move(guide), cells.log_peak);
    trouble = trial.trouble(hidden ? std::optional(cells.where) : std::nullopt);
    if (!trouble.empty()) return;
    level = trial.level;
    const double shift = level.value_or(0), error = trial.whole.error + trial.rounding() + std::exp(cells.log_unseen - shift);
    log_normalizer = shift + std::log(trial.whole.value);
    normalizer = {std::exp(shift) * trial.whole.value, std::exp(shift) * error, log_normalizer, error / trial.whole.value};
    describe(trial, cells.log_unseen == -infinity);
}

// As it is; where that leaves the doubles, divided by about its largest value.
DensityTrial Custom::Known::tried(Guide guide, double log_peak) const {
    DensityTrial trial{.values = *values, .ends = ends};
    trial.run(guide);
    const Integral& whole = trial.whole;
    const bool far = !(whole.size >= 1e-200 && whole.size <= 1e200);
    const bool fails = whole.overflow ? !trial.pole() : far && whole.state != Integral::State::diverges;
    if (fails && std::isfinite(log_peak)) {
        trial.run(guide, log_peak);
    } else if (fails && whole.size == 0 && trial.look_around()) {
        // It is narrow, and there.
        guide.hints.push_back(trial.seen.greatest_at);
        for (double share = 0.1; share > 1e-9; share /= 10)
            for (const double side : {-share, share}) guide.hints.push_back(trial.seen.greatest_at * (1 + side));
        trial.run(guide);
    }
    return trial;
}

// `simple`: all of it was looked at, also where there is next to nothing.
void Custom::Known::describe(const DensityTrial& trial, bool simple) {
    table.emplace(trial.whole);
    const DensitySamples samples(trial.whole);
    moments = samples.moments([&](int k, double center) { return simple ? moment(k, center) : std::nullopt; });
    entropy = samples.entropy();
    const auto slope = [this](double x) { return level ? values->log_slope(x) : values->function().gradient(std::span(&x, 1))[0]; };
    modes = highest_places({.height = [this](double x) { return scaled(x); }, .slope = slope, .ends = ends}, samples.atoms());
}

double Custom::Known::height(double x) const {
    const auto value = [this](double at) {
        double y = 0;
        values->values(std::span(&at, 1), std::span(&y, 1));
        return y;
    };
    return values ? value_or_limit(value, x, ends) : 0;
}

double Custom::Known::scaled(double x) const {
    if (!level) return height(x);
    const auto value = [this](double at) {
        double y = 0;
        values->scaled(std::span(&at, 1), std::span(&y, 1), *level);
        return y;
    };
    return value_or_limit(value, x, ends);
}

double Custom::Known::log_density(double x) const {
    const double y = scaled(x), log_size = y > smallest && y < largest ? not_a_number : values->log_size(x);
    if (std::isnan(log_size) || y < 0) return std::log(std::max(y, 0.0)) + level.value_or(0) - log_normalizer;
    return log_size - log_normalizer;
}

// log of the integral over a part of the support, beside its largest value there.
std::optional<double> Custom::Known::log_integral(Interval over) const {
    const Chart chart(over);
    double top = -infinity;
    for (const double t : chart.first_cuts()) {
        const double x = chart.x(t), y = values->log_size(x) + std::log(chart.slope(t));
        if (y > top) top = y;
    }
    if (!std::isfinite(top)) return std::nullopt;
    const Integral part = integrate([&](std::span<const double> x, std::span<double> y) { values->scaled(x, y, top); }, over);
    return part.state == Integral::State::converged && part.value > 0 ? std::optional(top + std::log(part.value)) : std::nullopt;
}

double Custom::Known::log_tail(double x, Side side) const {
    const double tail = table->tail(x, side);
    if (tail < smallest)
        if (const auto part = log_integral(side == Side::lower ? Interval{ends.lo, x} : Interval{x, ends.hi}))
            return *part - log_normalizer;
    return special::log_of(tail, table->tail(x, special::other(side)));
}

// The mean of (x - center)^k, by a quadrature of its own: it may come from far beyond the places that probability comes from.
std::optional<double> Custom::Known::moment(int k, double center) const {
    const auto log_term = [&](std::span<const double> x, std::span<double> y) {
        values->log_sizes(x, y);
        for (std::size_t i = 0; i < x.size(); ++i) y[i] += k * std::log(std::abs(x[i] - center));
    };
    const Chart chart(ends);
    double top = -infinity;
    for (const double t : chart.first_cuts()) {
        const double x = chart.x(t);
        double y = 0;
        log_term(std::span(&x, 1), std::span(&y, 1));
        if (y > top) top = y;
    }
    if (!std::isfinite(top)) return std::nullopt;
    const Integral sum = integrate(
        [&](std::span<const double> x, std::span<double> y) {
            log_term(x, y);
            for (std::size_t i = 0; i < x.size(); ++i) y[i] = (k % 2 == 1 && x[i] < center ? -1 : 1) * std::exp(y[i] - top);
        },
        ends, {.hints = {center}});
    if (sum.state != Integral::State::converged) return std::nullopt;
    return std::copysign(std::exp(std::log(std::abs(sum.value)) + top - log_normalizer), sum.value);
}

Custom::Custom() : density(two_wells()), parameters{{"a", 2}} { repair(); }

Custom::Custom(std::string_view text, Parameters values, Interval over) : density({"x"}, text), parameters(std::move(values)) {
    const bool below = std::isfinite(over.lo), above = std::isfinite(over.hi);
    domain = below && above ? Domain::between : below ? Domain::from : above ? Domain::up_to : Domain::line;
    if (below) lower = over.lo;
    if (above) upper = over.hi;
    repair();
}

bool Custom::operator==(const Custom& other) const {
    return density == other.density && parameters == other.parameters && domain == other.domain && lower == other.lower && upper == other.upper;
}

void Custom::repair() {
    if (domain == Domain::between) {
        if (lower > upper) std::swap(lower, upper);
        // Room for a density, on the side where the limits have some.
        const double size = std::max(1.0, std::abs(lower)), width = 1e-3 * size;
        if (!(upper - lower >= 1e-6 * size)) (upper + width <= farthest_end ? upper = lower + width : lower = upper - width);
    }
    parameters = matched(density, parameters);
    if (!lazy_ || !lazy_->is_of(*this)) lazy_ = std::make_shared<Lazy>(*this);
}

std::shared_ptr<const Custom::Known> Custom::known() const {
    if (lazy_ && lazy_->is_of(*this)) return lazy_->known(*this);
    return std::make_shared<const Known>(*this);
}

std::string Custom::trouble() const { return known()->trouble; }
Custom::Normalizer Custom::normalizer() const { return known()->normalizer; }
double Custom::height(double x) const { return known()->height(x); }

Interval Custom::support() const {
    return {domain == Domain::from || domain == Domain::between ? lower : -infinity, domain == Domain::up_to || domain == Domain::between ? upper : infinity};
}

double Custom::log_density(double x) const {
    const auto k = known();
    return k->table ? k->log_density(x) : not_a_number;
}
double Custom::tail(double x, Side side) const {
    const auto k = known();
    return k->table ? k->table->tail(x, side) : not_a_number;
}
double Custom::log_tail(double x, Side side) const {
    const auto k = known();
    return k->table ? k->log_tail(x, side) : not_a_number;
}
double Custom::quantile(double p, Side side) const {
    const auto k = known();
    return k->table ? k->table->quantile(p, side) : not_a_number;
}
Moments Custom::moments() const {
    const auto k = known();
    if (k->table) return k->moments;
    const Moment none = undefined("there is no such law");
    return {none, none, none, none};
}
Modes Custom::modes() const {
    const auto k = known();
    return k->table && !k->modes.at.empty() ? k->modes : Modes{{not_a_number}};
}
double Custom::entropy() const { return known()->entropy; }

}
