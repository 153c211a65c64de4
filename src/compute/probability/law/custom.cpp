#include "compute/probability/law/custom.hpp"

#include "base/number.hpp"
#include "compute/probability/density_hints.hpp"
#include "compute/probability/density_modes.hpp"
#include "compute/probability/density_samples.hpp"
#include "compute/probability/density_table.hpp"
#include "compute/probability/log_size.hpp"

#include <algorithm>
#include <mutex>

namespace eigenscope {
namespace {

const Typed& two_wells() {
    static const Typed once({"x"}, "exp(-(x^2 - a)^2 + x/2)");
    return once;
}

constexpr std::string_view no_integral = "the density has no finite integral over its support: ", no_fall = "it does not fall off fast enough";

// What the samples of a density have shown.
struct Seen {
    double least = 0, least_at = 0, greatest = 0, greatest_at = 0;
    bool any = false;                         // a value at all
};

// Keeps the lowest value; of places that are about as low, one that is not out of sight: exp(-x²) − 0.2 is negative nearly everywhere.
void note_low(Seen& seen, double x, double y) {
    if (!(y < 0)) return;
    const double far = std::abs(seen.least_at);
    const bool clearly = seen.least == 0 || y < 1.1 * seen.least;
    const bool lower = y < seen.least && std::abs(x) <= 2 * far, nearer = y < 0.9 * seen.least && std::abs(x) < far / 2;
    if (clearly || lower || nearer) seen.least_at = x;
    seen.least = std::min(seen.least, y);
}

// The value at x, or where there is none the one that both sides agree on (sin(x)/x at 0); at an end, that of the one side.
double value_or_limit(const Function& f, double x, Interval ends) {
    const double value = f.value(std::span(&x, 1));
    if (!std::isnan(value)) return value;
    const double step = 1e-7 * std::max(std::abs(x), 1e-3), p = std::max(x - step, ends.lo), q = std::min(x + step, ends.hi);
    const double before = p < x ? f.value(std::span(&p, 1)) : not_a_number, after = q > x ? f.value(std::span(&q, 1)) : not_a_number;
    if (x == ends.lo && std::isfinite(after)) return after;
    if (x == ends.hi && std::isfinite(before)) return before;
    return std::abs(before - after) <= 1e-3 * (std::abs(before) + std::abs(after)) ? (before + after) / 2 : 0;
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
    const auto visit = [&](const Panel& panel, int i, bool up) {
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

// What follows from a density.
struct Custom::Known {
    std::string trouble = {};
    std::optional<Function> f = {};
    Interval ends = {};
    Normalizer normalizer = {};
    double log_normalizer = 0;
    std::optional<DensityTable> table = {};
    Moments moments = {};
    Modes modes = {};
    double entropy = not_a_number;

    explicit Known(const Custom& law);
    double height(double x) const { return f ? value_or_limit(*f, x, ends) : 0; }

private:
    void watch(std::span<const double> x, std::span<double> y, Seen& seen) const;
    Integral integral(const std::vector<double>& hints, Seen& seen) const;
    bool look_around(Seen& seen) const;
    std::string judged(const Integral& whole, const Seen& seen, const std::vector<double>& hints) const;
    std::string negative(const Integral& whole, const Seen& seen) const;
    std::string overflow(Interval stretch, const std::vector<double>& hints) const;
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
    f = std::move(*made);
    Seen seen;
    std::vector<double> hints = density_hints(*f, ends);
    Integral whole = integral(hints, seen);
    if (whole.state == Integral::State::converged && whole.size == 0 && look_around(seen)) {
        // It is narrow, and there.
        hints.push_back(seen.greatest_at);
        for (double share = 0.1; share > 1e-9; share /= 10)
            for (const double side : {-share, share}) hints.push_back(seen.greatest_at * (1 + side));
        whole = integral(hints, seen);
    }
    trouble = judged(whole, seen, hints);
    if (!trouble.empty()) return;
    normalizer = {whole.value, whole.error};
    log_normalizer = std::log(whole.value);
    table.emplace(whole);
    const DensitySamples samples(whole);
    moments = samples.moments();
    entropy = samples.entropy();
    const Density shape{.height = [this](double x) { return height(x); }, .slope = [this](double x) { return f->gradient(std::span(&x, 1))[0]; }, .ends = ends};
    modes = highest_places(shape, samples.atoms());
}

void Custom::Known::watch(std::span<const double> x, std::span<double> y, Seen& seen) const {
    f->values(std::span(&x, 1), y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        seen.any = seen.any || !std::isnan(y[i]);
        note_low(seen, x[i], y[i]);
        if (y[i] > seen.greatest) seen.greatest = y[i], seen.greatest_at = x[i];
    }
}

Integral Custom::Known::integral(const std::vector<double>& hints, Seen& seen) const {
    return integrate([&](std::span<const double> x, std::span<double> y) { watch(x, y, seen); }, ends, hints);
}

// Whether anything shows on a much finer grid: a density that is narrow, and far away.
bool Custom::Known::look_around(Seen& seen) const {
    constexpr double reach = 16, step = 0x1p-11;
    const Chart chart(ends);
    std::vector<double> x, y;
    for (double t = -reach; t <= reach; t += step)
        if (const double at = chart.x(t); at > ends.lo && at < ends.hi) x.push_back(at);
    y.resize(x.size());
    watch(x, y, seen);
    return seen.greatest > 0;
}

// Where it is negative, at a place that people can look at: the lowest one may lie next to a pole, or out of sight.
std::string Custom::Known::negative(const Integral& whole, const Seen& seen) const {
    const auto below = [&](double x) {
        const double y = f->value(std::span(&x, 1));
        return std::isfinite(y) && y < -1e-12 * std::min(seen.greatest, 1.0);
    };
    const double size = std::max(std::abs(ends.lo), std::abs(ends.hi)), smallest = 1e-3 * std::min(1.0, size), largest = 1e3 * std::max(1.0, std::isfinite(size) ? size : 1.0);
    const auto in_sight = [&](double x) { return std::abs(x) >= smallest && std::abs(x) <= largest; };
    const std::string start = "the density is negative at ";
    const double shown = parse_number(significant(seen.least_at, 3)).value_or(seen.least_at);
    if ((shown == 0 || in_sight(shown)) && shown >= ends.lo && shown <= ends.hi && below(shown)) return start + place(shown);
    std::optional<double> lowest;
    double least = 0;
    for (const Panel& panel : whole.panels)
        for (int i = 0; i < gauss_kronrod::points; ++i)
            if (const double x = whole.chart.x(panel.node(i)), y = panel.g[i] / whole.chart.slope(panel.node(i)); y < least && in_sight(x) && below(x)) least = y, lowest = x;
    if (!lowest) return start + place(seen.least_at);
    const double round = round_place(stretch_about(*lowest, whole, [](double y) { return y < 0; }), below);
    return start + place(below(round) ? round : *lowest);
}

// A density that is larger than all doubles over a stretch: at a pole, or out to infinity, it has no integral; else it only should be smaller.
std::string Custom::Known::overflow(Interval stretch, const std::vector<double>& hints) const {
    std::vector<double> poles = {ends.lo, ends.hi};
    poles.insert(poles.end(), hints.begin(), hints.end());
    for (const double at : poles)
        if (at >= stretch.lo && at <= stretch.hi && grows_like_a_pole(f->graph(), f->value_term(), at, stretch))
            return std::string(no_integral) + (std::isinf(at) ? std::string(no_fall) : "it is too large near " + place(at));
    return "the density is too large for double precision near " + place(round_place(stretch, [](double) { return true; })) + ": make it smaller by a constant factor, inside of powers and exponentials";
}

std::string Custom::Known::judged(const Integral& whole, const Seen& seen, const std::vector<double>& hints) const {
    // A difference that should be zero may be less by its rounding.
    if (seen.least < -1e-12 * std::min(seen.greatest, std::numeric_limits<double>::max())) return negative(whole, seen);
    if (!seen.any) return "the density has no value anywhere on its support";
    if (whole.overflow) return overflow(*whole.overflow, hints);
    if (whole.state != Integral::State::diverges && whole.size == 0) return "the density is zero wherever it was looked at";
    // Each value is a double, and their sum is not.
    if (whole.state != Integral::State::diverges && !std::isfinite(whole.size))
        return overflow(stretch_about(seen.greatest_at, whole, [&](double y) { return y > seen.greatest / 10; }), {});
    if (whole.state == Integral::State::converged && whole.value > 0) return {};
    const bool outwards = std::abs(whole.where) > 1e100;
    if (whole.state == Integral::State::undecided)
        return "whether the density has a finite integral cannot be told: " + (outwards ? "it falls off very slowly" : "the sum does not settle near " + place(whole.where));
    return std::string(no_integral) + (outwards ? std::string(no_fall) : "it is too large near " + place(whole.where));
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
        if (!(upper - lower >= 1e-6 * size)) (upper + width <= 1e6 ? upper = lower + width : lower = upper - width);
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
    return k->table ? std::log(std::max(k->height(x), 0.0)) - k->log_normalizer : not_a_number;
}
double Custom::tail(double x, Side side) const {
    const auto k = known();
    return k->table ? k->table->tail(x, side) : not_a_number;
}
double Custom::log_tail(double x, Side side) const {
    const auto k = known();
    return k->table ? special::log_of(k->table->tail(x, side), k->table->tail(x, special::other(side))) : not_a_number;
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
