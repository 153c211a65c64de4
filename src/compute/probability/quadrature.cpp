#include "compute/probability/quadrature.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eigenscope {
namespace {

using gauss_kronrod::points;
using gauss_kronrod::rule;
using gauss_kronrod::Samples;

constexpr double nearest = 1e-300;
constexpr double tolerance = 1e-13, rough = 1e-11;
constexpr double steepest = 1e3;              // three of the sixteen digits may be lost inside of a panel
constexpr double settled = 1e-6;              // a larger relative error is no answer
constexpr double slowest = 1e-5;              // a smaller rate of decay is none: the power is -1
// A formula with x^q in a denominator overflows beyond 10^(308/q): one that is heavy for the fourth moment (q <= 5) reaches this far.
constexpr double far_out = 1e60;

double ulp(double x) { return std::nextafter(std::abs(x), std::numeric_limits<double>::infinity()) - std::abs(x); }

class Refinement {
public:
    Refinement(const Integrand& f, Interval over, const Guide& guide) : f_(f), guide_(guide), most_(guide.most), result_{.chart = Chart(over)} {}

    Integral run() {
        start();
        while (!infinite_ && !halve_the_worst()) {}
        finish();
        return std::move(result_);
    }

private:
    std::vector<double> cuts() {
        const Chart& chart = result_.chart;
        const auto within = [](double t, Interval of) { return std::isnan(t) ? of.lo : std::clamp(t, of.lo, of.hi); };
        const Interval all = chart.reach(), over = chart.over();
        const Interval reach{within(chart.t(std::max(guide_.trusted.lo, over.lo)), all), within(chart.t(std::min(guide_.trusted.hi, over.hi)), all)};
        std::vector<double> t = {reach.lo, reach.hi};
        const auto add = [&](double at) {
            if (at > reach.lo && at < reach.hi) t.push_back(at);
        };
        for (const double at : chart.first_cuts()) add(at);
        for (const double x : guide_.cuts)
            if (x > over.lo && x < over.hi) add(chart.t(x));
        std::vector<double> places;
        for (const double x : guide_.hints)
            if (x > over.lo && x < over.hi) places.push_back(chart.t(x));
        for (const double at : places) add(at);
        for (const double at : close_cuts(places)) add(at);
        std::sort(t.begin(), t.end());
        // As far as the rounding of x can tell.
        const auto same = [&](double p, double q) { return q - p <= 1e-12 * std::max(1.0, std::abs(p)) + 4 * ulp(chart.x(p)) / chart.slope(p); };
        t.erase(std::unique(t.begin(), t.end(), same), t.end());
        return t;
    }

    // Finer and finer steps away from the hints, where f changes on a scale that the first panels are too coarse for. A smooth f changes ten
    // times less over steps that are ten times shorter; one that does not has something there.
    std::vector<double> close_cuts(std::span<const double> places) {
        constexpr int finest = 12;
        x_.clear();
        for (const double at : places)
            for (const double side : {-1.0, 1.0})
                for (int k = 1; k <= finest; ++k) x_.push_back(result_.chart.x(at + side * std::pow(10.0, -k)));
        y_.resize(x_.size());
        f_(x_, y_);
        result_.evaluations += x_.size();
        std::vector<double> cuts;
        const double* y = y_.data();
        const auto height = [](double value) { return std::isnan(value) ? 0 : value; };
        for (const double at : places)
            for (const double side : {-1.0, 1.0}) {
                double top = 0, before = std::numeric_limits<double>::infinity();
                for (int k = 0; k < finest; ++k)
                    if (std::isfinite(y[k])) top = std::max(top, std::abs(y[k]));
                int deepest = 0;
                for (int k = 0; k + 1 < finest; ++k) {
                    const double change = std::abs(height(y[k + 1]) - height(y[k]));
                    if (change > before / 2 && change > 1e-9 * top) deepest = k + 3;
                    before = change;
                }
                for (int k = 2; k <= deepest; ++k) cuts.push_back(at + side * std::pow(10.0, -k));
                y += finest;
            }
        return cuts;
    }

    void start() {
        constexpr std::size_t rounds = 3, enough = 200'000;                  // of halving all of them
        const std::vector<double> t = cuts();
        for (std::size_t i = 0; i + 1 < t.size(); ++i) result_.panels.push_back({.a = t[i], .b = t[i + 1]});
        sample(result_.panels);
        most_ = std::max(most_, std::min((2 << rounds) * result_.evaluations, enough));
    }

    // All samples of the panels by one call of f.
    void sample(std::span<QuadraturePanel> panels) {
        x_.clear();
        for (const QuadraturePanel& panel : panels)
            for (int i = 0; i < points; ++i) x_.push_back(result_.chart.x(panel.node(i)));
        y_.resize(x_.size());
        f_(x_, y_);
        result_.evaluations += x_.size();
        std::size_t k = 0;
        for (QuadraturePanel& panel : panels) {
            for (int i = 0; i < points; ++i, ++k) {
                const double g = std::isnan(y_[k]) ? 0 : y_[k] * result_.chart.slope(panel.node(i));
                // One that met a singularity in the end, where x is too coarse to miss it, is left to the error.
                if (std::isinf(g)) infinite_x_.push_back(x_[k]);
                if (std::isinf(g) && !infinite_ && noise(panel) < 1e-4) infinite_ = true, result_.where = x_[k];
                panel.g[i] = std::isfinite(g) ? g : 0;
            }
            judge(panel);
        }
    }

    static void judge(QuadraturePanel& panel) {
        const auto& r = rule();
        const double half = panel.half(), mean = r.kronrod.dot(panel.g) / 2;
        panel.value = 2 * half * mean;
        panel.size = half * r.kronrod.dot(panel.g.cwiseAbs());
        const double spread = half * r.kronrod.dot((panel.g.array() - mean).abs().matrix());
        panel.error = std::abs(panel.value - half * r.gauss.dot(panel.g));
        // QUADPACK's experience with the difference of both rules.
        if (spread > 0) panel.error = spread * std::min(1.0, std::pow(200 * panel.error / spread, 1.5));
        // What the polynomial has in its last terms, another one has beyond them.
        panel.error = std::max(panel.error, 0.1 * half * (r.series.bottomRows<3>() * panel.g).cwiseAbs().sum());
    }

    // The rounding of x, and of t, relative to the width of the panel.
    double noise(const QuadraturePanel& panel) const {
        const double of_t = ulp(std::max(std::abs(panel.a), std::abs(panel.b))) / (panel.b - panel.a);
        const double p = result_.chart.x(panel.a), q = result_.chart.x(panel.b);
        const double largest = std::max({std::abs(p), std::abs(q), std::abs(result_.chart.anchor(panel.a))});
        return q > p ? std::max(of_t, ulp(largest) / (q - p)) : 1;
    }

    bool is_good(const QuadraturePanel& panel, double left, double right) const {
        if (panel.size == 0 || panel.b - panel.a <= 64 * ulp(std::max(std::abs(panel.a), std::abs(panel.b)))) return true;
        const double outer = std::min(left, right), near = outer + panel.size;
        // Where the doubles end, so do the digits.
        if (near <= std::max(1e-290 * result_.size, nearest)) return true;
        const double grain = noise(panel);
        if (panel.error > tolerance * near + grain * panel.size) return false;
        const double top = panel.g.cwiseAbs().maxCoeff(), edge = std::abs(left < right ? panel.g[0] : panel.g[points - 1]);
        return grain > 1e-3 || !(top > steepest * edge && panel.size > steepest * outer);
    }

    struct Bad {
        double weight;                        // what is halved first where not all can be paid
        std::size_t which;
    };

    // The panels that are not good. Those that spoil the whole come first, and alone; then the tails, outwards.
    std::vector<Bad> bad_panels() {
        const std::vector<QuadraturePanel>& panels = result_.panels;
        std::vector<double> right(panels.size() + 1, 0.0);
        for (std::size_t i = panels.size(); i-- > 0;) right[i] = right[i + 1] + panels[i].size;
        result_.size = right[0];
        double left = 0;
        std::vector<Bad> whole, tails;
        for (std::size_t i = 0; i < panels.size(); ++i) {
            const double outer = std::min(left, right[i + 1]);
            if (!is_good(panels[i], left, right[i + 1])) {
                if (panels[i].error > rough * result_.size) whole.push_back({panels[i].error, i});
                else tails.push_back({outer + panels[i].size, i});
            }
            left += panels[i].size;
        }
        return whole.empty() ? tails : whole;
    }

    // True when there was nothing to do, or nothing that could be paid.
    bool halve_the_worst() {
        std::vector<QuadraturePanel>& panels = result_.panels;
        std::vector<Bad> bad = bad_panels();
        const std::size_t payable = (most_ - std::min(most_, result_.evaluations)) / (2 * points);
        if (bad.size() > payable) {
            std::sort(bad.begin(), bad.end(), [](const Bad& p, const Bad& q) { return p.weight > q.weight; });
            bad.resize(payable);
        }
        if (bad.empty()) return true;
        std::vector<QuadraturePanel> halves;
        for (const auto& [weight, i] : bad) {
            QuadraturePanel& panel = panels[i];
            const double middle = panel.a + panel.half();
            halves.push_back({.a = panel.a, .b = middle});
            halves.push_back({.a = middle, .b = panel.b});
            panel.a = panel.b;                // to be taken away
        }
        sample(halves);
        std::erase_if(panels, [](const QuadraturePanel& panel) { return panel.a == panel.b; });
        panels.insert(panels.end(), halves.begin(), halves.end());
        std::sort(panels.begin(), panels.end(), [](const QuadraturePanel& p, const QuadraturePanel& q) { return p.a < q.a; });
        return false;
    }

    // How far a place is on the way to an end, -log d, and d |f| there.
    struct Sample {
        double out, mass, height, t;
    };
    // From one end inwards.
    std::vector<Sample> from_end(bool lower) const {
        std::vector<Sample> samples;
        const auto& panels = result_.panels;
        for (std::size_t i = 0; i < panels.size(); ++i) {
            const QuadraturePanel& panel = panels[lower ? i : panels.size() - 1 - i];
            for (int j = 0; j < points; ++j) {
                const int k = lower ? j : points - 1 - j;
                const double t = panel.node(k), g = std::abs(panel.g[k]);
                samples.push_back({-result_.chart.log_distance(t, lower), g * distance_of(t, lower), g / result_.chart.slope(t), t});
            }
        }
        return samples;
    }
    // d / (dx/dt)
    double distance_of(double t, bool lower) const {
        const Interval over = result_.chart.over();
        return std::isfinite(over.lo) && std::isfinite(over.hi) ? 1 + std::exp(lower ? t : -t) : 1;
    }

    static double rate_between(const Sample& outer, const Sample& inner) { return std::log(inner.mass / outer.mass) / (outer.out - inner.out); }

    Cap beyond(bool lower) {
        const Interval over = result_.chart.over();
        const bool open = std::isinf(lower ? over.lo : over.hi);
        const std::vector<Sample> samples = from_end(lower);
        // Neither of them has fallen among the smallest doubles, which have lost digits.
        const auto visible = [&](const Sample& s) { return s.mass > 1e-290 * result_.size && s.height > nearest; };
        // The first panel that can be seen, from the end, and its first sample.
        auto first = std::find_if(samples.begin(), samples.end(), visible);
        const auto panel = (first - samples.begin() + points - 1) / points;
        if (panel >= static_cast<std::ptrdiff_t>(result_.panels.size())) return {};
        first = samples.begin() + panel * points;
        if (first->mass == 0) return {};
        const bool at_end = panel == 0;
        const auto& panels = result_.panels;
        const double end = lower ? panels[static_cast<std::size_t>(panel)].a : panels[panels.size() - 1 - static_cast<std::size_t>(panel)].b;
        Cap cap{.edge_x = result_.chart.x(end)};
        cap.far = open && std::abs(cap.edge_x) >= far_out;
        // It ends before the line does.
        if (!at_end && !cap.far) return {};
        // Across a stretch, or the last panel where that is longer, and as much again; or, where an overflow has cut it off, over a long way back.
        constexpr double stretch = 0.25;
        const auto back_to = [&](double out) { return std::find_if(first, samples.end() - 1, [&](const Sample& s) { return s.out <= out; }); };
        const double out = first->out, step = std::max(stretch, out - (first + (points - 1))->out);
        const auto second = back_to(at_end ? out - step : 0.9 * out), third = back_to(at_end ? out - 2 * step : 0.7 * out);
        cap.rate = rate_between(*first, *second);
        const double change = std::abs(cap.rate - rate_between(*second, *third));
        cap.steady = change <= 1e-3 * cap.rate;
        const double edge_mass = first->mass * std::exp(-cap.rate * std::abs(-result_.chart.log_distance(end, lower) - out));
        cap.edge_g = edge_mass / distance_of(end, lower);
        // Where the panels stop to count.
        const auto counted = std::find_if(samples.begin(), samples.end(), [](const Sample& sample) { return sample.mass > 0; });
        const double edge = counted == samples.begin() ? -result_.chart.log_distance(lower ? panels.front().a : panels.back().b, lower) : counted->out;
        cap.mass = edge_mass / cap.rate * std::exp(-cap.rate * std::max(edge + result_.chart.log_distance(end, lower), 0.0));
        // Of a factor that is smooth at the end the rate changes like d.
        cap.error = std::min(cap.mass, cap.mass * change / (-std::expm1(second->out - out) * cap.rate));
        if (cap.rate > 0 && cap.mass <= 1e-14 * result_.size) return cap;
        if (!(cap.rate > slowest)) return stop(Integral::State::diverges, first->t, lower);
        return cap.steady ? cap : stop(Integral::State::undecided, first->t, lower);
    }

    Cap stop(Integral::State state, double last_t, bool lower) {
        if (result_.state != Integral::State::diverges) result_.state = state;
        const double end = lower ? result_.chart.over().lo : result_.chart.over().hi;
        result_.where = std::isfinite(end) ? end : result_.chart.x(last_t);
        return {};
    }

    // From sample to sample, about the first infinite one that was met.
    Interval overflow() {
        std::vector<double> all;
        for (const QuadraturePanel& panel : result_.panels)
            for (int i = 0; i < points; ++i) all.push_back(result_.chart.x(panel.node(i)));
        std::sort(infinite_x_.begin(), infinite_x_.end());
        const auto infinite = [&](double x) { return std::binary_search(infinite_x_.begin(), infinite_x_.end(), x); };
        auto lo = std::lower_bound(all.begin(), all.end(), result_.where), hi = lo;
        while (lo != all.begin() && infinite(*(lo - 1))) --lo;
        while (hi != all.end() && infinite(*hi)) ++hi;
        const Interval over = result_.chart.over();
        return {lo == all.begin() ? over.lo : *(lo - 1), hi == all.end() ? over.hi : *hi};
    }

    void finish() {
        Integral& r = result_;
        if (infinite_) {
            r.state = Integral::State::diverges;
            r.value = r.error = std::numeric_limits<double>::infinity();
            r.overflow = overflow();
            return;
        }
        r.state = Integral::State::converged;
        r.below = beyond(true);
        r.above = beyond(false);
        long double value = 0, size = 0, error = 0;
        const QuadraturePanel *worst = &r.panels.front(), *before = nullptr;
        for (const QuadraturePanel& panel : r.panels) {
            // A jump between two panels is where the rounding of x puts it.
            const double grain = ulp(panel.a) + ulp(r.chart.x(panel.a)) / r.chart.slope(panel.a);
            if (before) error += grain * std::abs(panel.g[0] - before->g[points - 1]);
            before = &panel;
            value += panel.value;
            size += panel.size;
            // The rounding of x moves every sample a little.
            error += panel.error + noise(panel) * panel.half() * (panel.g.maxCoeff() - panel.g.minCoeff());
            if (panel.error > worst->error) worst = &panel;
        }
        // A cap has the sign of the samples beside it.
        const auto sign = [](double g) { return g < 0 ? -1.0 : 1.0; };
        value += sign(r.panels.front().g[0]) * r.below.mass + sign(r.panels.back().g[points - 1]) * r.above.mass;
        r.value = static_cast<double>(value);
        r.size = static_cast<double>(size) + r.below.mass + r.above.mass;
        r.error = static_cast<double>(error) + r.below.error + r.above.error + 4 * std::numeric_limits<double>::epsilon() * r.size;
        if (r.state == Integral::State::converged && !(r.error <= settled * r.size) && r.size > 0) {
            r.state = Integral::State::undecided;
            r.where = r.chart.x(worst->a + worst->half());
        }
    }

    const Integrand& f_;
    const Guide& guide_;
    std::size_t most_;
    Integral result_;
    bool infinite_ = false;
    std::vector<double> x_, y_, infinite_x_;
};

}

Integral integrate(const Integrand& f, Interval over, const Guide& guide) { return Refinement(f, over, guide).run(); }

}
