#include "compute/probability/law/custom.hpp"

#include "base/number.hpp"
#include "compute/probability/density_table.hpp"

#include <algorithm>
#include <mutex>

namespace eigenscope {
namespace {

const Typed& two_wells() {
    static const Typed once({"x"}, "exp(-(x^2 - a)^2 + x/2)");
    return once;
}

// Places where a formula is likely to do something: its numbers and parameters, and their opposites.
std::vector<double> hints_of(const Typed& density, const Parameters& parameters) {
    constexpr std::size_t most = 32;
    std::vector<double> hints = {0};
    const auto add = [&](double x) {
        for (const double at : {x, -x})
            if (hints.size() < most && std::find(hints.begin(), hints.end(), at) == hints.end()) hints.push_back(at);
    };
    for (const Parameter& parameter : parameters) add(parameter.value);
    for (const auto& node : density.expression().nodes)
        if (node.operation == Operation::number) add(node.value);
    return hints;
}

// What the samples of a density have shown.
struct Seen {
    double least = 0, least_at = 0, greatest = 0;
    bool any = false;                         // a value at all
};

// The value at x, or where there is none the one that both sides agree on (sin(x)/x at 0); `from` and `to`: how far the sides may reach.
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
    double height(double x) const { return f ? std::max(value_or_limit(*f, x, ends), 0.0) : 0; }

private:
    Integral integral(const std::vector<double>& hints, Seen& seen) const;
    std::string judged(const Integral& whole, const Seen& seen) const;
    Modes found_modes() const;
    double summit(double a, double b) const;
    double edge(double outside, double on, double top) const;
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
    std::vector<double> hints = hints_of(law.density, law.parameters);
    Integral whole = integral(hints, seen);
    if (whole.state == Integral::State::converged && whole.size == 0) {
        // Perhaps it is narrow, and far away.
        for (double t = -40; t <= 40; t += 0.02) hints.push_back(Chart(ends).x(t));
        whole = integral(hints, seen);
    }
    trouble = judged(whole, seen);
    if (!trouble.empty()) return;
    normalizer = {whole.value, whole.error};
    log_normalizer = std::log(whole.value);
    table.emplace(std::move(whole));
    moments = table->moments();
    entropy = table->entropy();
    modes = found_modes();
}

Integral Custom::Known::integral(const std::vector<double>& hints, Seen& seen) const {
    const Integrand watched = [&](std::span<const double> x, std::span<double> y) {
        f->values(std::span(&x, 1), y);
        for (std::size_t i = 0; i < x.size(); ++i) {
            seen.any = seen.any || !std::isnan(y[i]);
            if (y[i] < seen.least) seen.least = y[i], seen.least_at = x[i];
            if (y[i] > seen.greatest) seen.greatest = y[i];
        }
    };
    return integrate(watched, ends, hints);
}

std::string Custom::Known::judged(const Integral& whole, const Seen& seen) const {
    // A difference that should be zero may be less by its rounding.
    if (seen.least < -1e-12 * seen.greatest) return "the density is negative at " + place(seen.least_at);
    if (!seen.any) return "the density has no value anywhere on its support";
    if (whole.state != Integral::State::diverges && whole.size == 0) return "the density is zero wherever it was looked at";
    if (whole.state == Integral::State::converged && whole.value > 0 && std::isfinite(whole.value)) return {};
    const bool outwards = std::abs(whole.where) > 1e100;
    if (whole.state == Integral::State::undecided)
        return "whether the density has a finite integral cannot be told: " + (outwards ? "it falls off very slowly" : "the sum does not settle near " + place(whole.where));
    return "the density has no finite integral over its support: " +
           (outwards ? std::string("it does not fall off fast enough") : "it is too large near " + place(whole.where));
}

// The highest place between a and b: where the slope changes its sign, and where it does not the golden section finds it (Kiefer 1953).
double Custom::Known::summit(double a, double b) const {
    const auto slope = [&](double x) { return f->gradient(std::span(&x, 1))[0]; };
    if (slope(a) > 0 && slope(b) < 0) {
        for (;;) {
            const double middle = a + (b - a) / 2, here = slope(middle);
            if (here == 0) return middle;
            if (middle <= a || middle >= b || std::isnan(here)) return height(a) >= height(b) ? a : b;
            (here > 0 ? a : b) = middle;
        }
    }
    constexpr double golden = 0.6180339887498949;
    double p = b - golden * (b - a), q = a + golden * (b - a), at_p = height(p), at_q = height(q);
    for (int i = 0; i < 80 && p < q; ++i) {
        if (at_p > at_q) {
            b = q, q = p, at_q = at_p;
            at_p = height(p = b - golden * (b - a));
        } else {
            a = p, p = q, at_p = at_q;
            at_q = height(q = a + golden * (b - a));
        }
    }
    return at_p > at_q ? p : q;
}

namespace {

// The highest atoms between valleys that are deeper than rounding; the highest ones where there are very many.
std::vector<std::size_t> peaks(const std::vector<DensityTable::Atom>& atoms) {
    constexpr std::size_t most = 64;
    constexpr double deep = 1e-9;
    std::vector<std::size_t> found;
    std::size_t top = 0, bottom = 0;
    bool rising = true;
    for (std::size_t i = 1; i < atoms.size(); ++i) {
        const double here = atoms[i].height;
        if (rising) {
            if (here > atoms[top].height) top = i;
            if (here >= atoms[top].height * (1 - deep)) continue;
            found.push_back(top);
            rising = false;
            bottom = i;
        } else {
            if (here < atoms[bottom].height) bottom = i;
            rising = here > atoms[bottom].height * (1 + deep);
            top = i;
        }
    }
    if (rising) found.push_back(top);
    if (found.size() > most) {
        std::partial_sort(found.begin(), found.begin() + most, found.end(), [&](std::size_t p, std::size_t q) { return atoms[p].height > atoms[q].height; });
        found.resize(most);
        std::sort(found.begin(), found.end());
    }
    return found;
}

}

// Where a plateau ends between a place outside and one on it.
double Custom::Known::edge(double outside, double on, double top) const {
    if (!std::isfinite(outside)) return on;
    if (height(outside) >= top * (1 - 1e-15)) return outside;
    for (;;) {
        const double middle = outside + (on - outside) / 2;
        if (middle == outside || middle == on) return on;
        (height(middle) >= top * (1 - 1e-15) ? on : outside) = middle;
    }
}

Modes Custom::Known::found_modes() const {
    const auto& atoms = table->atoms();
    const std::size_t n = atoms.size();
    Modes found;
    for (const double x : {ends.lo, 0.0, ends.hi})
        if (std::isfinite(x) && x >= ends.lo && x <= ends.hi && height(x) == infinity && (found.at.empty() || found.at.back() != x)) found.at.push_back(x);
    if (!found.at.empty()) return found;
    double top = 0;
    for (const auto& atom : atoms) top = std::max(top, atom.height);
    // The same over a whole panel and where some of the probability is: a plateau, not a summit.
    constexpr double worth_telling = 1e-4;
    double share = 0;
    for (std::size_t i = 0, from = 0; i < n; ++i) {
        if (atoms[i].height < top * (1 - 1e-15)) {
            from = i + 1;
            share = 0;
            continue;
        }
        share += atoms[i].share;
        const bool last = i + 1 == n || atoms[i + 1].height < top * (1 - 1e-15);
        if (last && share >= worth_telling && i + 1 - from > gauss_kronrod::points) {
            const double outside_lo = from > 0 ? atoms[from - 1].x : ends.lo, outside_hi = i + 1 < n ? atoms[i + 1].x : ends.hi;
            return {{edge(outside_lo, atoms[from].x, top), edge(outside_hi, atoms[i].x, top)}, true};
        }
    }
    struct Summit {
        double x, height;
    };
    std::vector<Summit> summits;
    for (const std::size_t peak : peaks(atoms)) {
        if (atoms[peak].height < 0.5 * top) continue;
        // Between the nearest places on either side that are lower, or the end.
        const double level = atoms[peak].height * (1 - 1e-15);
        std::size_t l = peak, r = peak;
        while (l > 0 && atoms[l - 1].height >= level) --l;
        while (r + 1 < n && atoms[r + 1].height >= level) ++r;
        const double a = l > 0 ? atoms[l - 1].x : std::isfinite(ends.lo) ? ends.lo : atoms[0].x, b = r + 1 < n ? atoms[r + 1].x : std::isfinite(ends.hi) ? ends.hi : atoms[n - 1].x;
        Summit best{atoms[peak].x, height(atoms[peak].x)};
        for (const double x : {summit(a, b), a, b})
            if (const double y = height(x); y >= best.height) best = {x, y};
        summits.push_back(best);
    }
    top = 0;
    for (const Summit& s : summits) top = std::max(top, s.height);
    // Two with no valley between them are one, and rounding.
    const auto apart = [&](double p, double q) { return q > p && height(p + (q - p) / 2) < top * (1 - 1e-12); };
    for (const Summit& s : summits)
        if (s.height >= top * (1 - 1e-12) && (found.at.empty() || apart(found.at.back(), s.x))) found.at.push_back(s.x);
    return found;
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
    return k->table ? std::log(k->height(x)) - k->log_normalizer : not_a_number;
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
