#include "panels/distribution.hpp"

#include "compute/probability/random.hpp"
#include "panels/distribution_parts.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr double farthest = 1e15;             // the ends of the interval, as described
constexpr std::size_t shown_one_by_one = 1000, exact_steps = 2000;

double within(double x) { return std::clamp(x, -farthest, farthest); }

// A quantile as an end of the interval: where there is none, far enough that nothing a double can tell is left out.
double end_at(const Distribution& law, double p) { return within(quantile(law, std::clamp(p, 1e-300, 1 - 0x1p-53))); }
double upper_end_at(const Distribution& law, double q) { return within(isf(law, std::clamp(q, 1e-300, 1 - 0x1p-53))); }

// Where the handle of the level stands: F at the end that it moves, from the left for the lower end.
double level_of(const DistributionPanel& panel) {
    const double a = panel.interval.x(), b = panel.interval.y();
    if (panel.region != Region::right) return cdf(panel.distribution, b);
    return cdf(panel.distribution, is_discrete(panel.distribution) ? std::ceil(a) - 1 : a);
}

std::size_t drawn_so_far(const DistributionPanel& panel) {
    return static_cast<std::size_t>(std::llround(panel.drawn * panel.samples));
}

bool holds(const DistributionPanel& panel, double x) {
    const double a = panel.interval.x(), b = panel.interval.y();
    switch (panel.region) {
        case Region::between: return x >= a && x <= b;
        case Region::outside: return x < a || x > b;
        case Region::left: return x <= b;
        case Region::right: return x >= a;
    }
    return false;
}

double rest_of_line(const Distribution& law, Interval ends, Region region) {
    switch (region) {
        case Region::between: return probability(law, ends, Region::outside);
        case Region::outside: return probability(law, ends, Region::between);
        case Region::left: return sf(law, ends.hi);
        case Region::right: return cdf(law, is_discrete(law) ? std::ceil(ends.lo) - 1 : ends.lo);
    }
    return not_a_number;
}

// The samples' own cumulative distribution: exact at each sample while they are few, else exact at the end of each bin.
std::vector<Vec2> empirical_steps(std::vector<double> values, const Histogram& h) {
    std::vector<Vec2> steps;
    const double n = static_cast<double>(values.size());
    if (values.size() <= exact_steps) {
        std::sort(values.begin(), values.end());
        for (std::size_t i = 0; i < values.size(); ++i) steps.emplace_back(values[i], static_cast<double>(i + 1) / n);
        return steps;
    }
    std::size_t so_far = h.below;
    for (std::size_t i = 0; i < h.counts.size(); ++i) {
        so_far += h.counts[i];
        steps.emplace_back(h.left(i + 1), static_cast<double>(so_far) / n);
    }
    return steps;
}

void draw_samples(const DistributionPanel& panel, DistributionPanel::Model& m, const std::stop_token& stop) {
    const std::vector<double> values = draw(panel.distribution, static_cast<std::uint64_t>(panel.seed), drawn_so_far(panel), stop);
    if (stop.stop_requested()) return;
    m.sample = summary(values);
    if (stop.stop_requested()) return;
    m.histogram = histogram(values, m.sample, m.window, m.discrete);
    m.hits = static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [&](double x) { return holds(panel, x); }));
    m.steps = empirical_steps(values, m.histogram);
    m.first.assign(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), shown_one_by_one)));
}

DistributionPanel preset(Distribution law, Vec2 interval, Region region = Region::between, int samples = 500) {
    DistributionPanel panel;
    panel.distribution = std::move(law);
    panel.interval = interval;
    panel.region = region;
    panel.samples = samples;
    return panel;
}

}

void DistributionPanel::repair() {
    if (interval.x() > interval.y()) std::swap(interval.x(), interval.y());
}

double region_probability(const DistributionPanel& panel) {
    return probability(panel.distribution, {panel.interval.x(), panel.interval.y()}, panel.region);
}

DistributionPanel::Model derive(const DistributionPanel& panel, std::stop_token stop) {
    DistributionPanel::Model m;
    const Distribution& law = panel.distribution;
    m.discrete = is_discrete(law);
    m.window = window(law);
    m.ceiling = ceiling_of(law, m.window);
    const Interval ends{panel.interval.x(), panel.interval.y()};
    m.probability = region_probability(panel);
    m.log10_probability = log10_probability(law, ends, panel.region);
    m.complement = rest_of_line(law, ends, panel.region);
    m.moments = moments(law);
    m.modes = modes(law);
    m.median = median(law);
    m.entropy = entropy(law);
    draw_samples(panel, m, stop);
    return m;
}

DistributionPanel with_probability(const DistributionPanel& panel, double p) {
    DistributionPanel next = panel;
    if (!(p >= 0 && p <= 1)) return next;
    const Distribution& law = panel.distribution;
    double a = panel.interval.x(), b = panel.interval.y();
    switch (panel.region) {
        case Region::left: b = end_at(law, p), a = std::min(a, b); break;
        case Region::right: a = upper_end_at(law, p), b = std::max(a, b); break;
        case Region::outside: a = end_at(law, p / 2), b = upper_end_at(law, p / 2); break;
        case Region::between: {
            const double from_a = probability(law, {a, a}, Region::right);
            if (p <= from_a) {
                b = std::max(a, upper_end_at(law, from_a - p));
            } else {  // there is not that much above a: as much is cut off on either side
                a = end_at(law, (1 - p) / 2);
                b = upper_end_at(law, (1 - p) / 2);
            }
        }
    }
    next.interval = Vec2(std::min(a, b), b);
    return next;
}

DistributionPanel drag(const DistributionPanel& panel, const DistributionPanel::Model& model, std::string_view, int handle, Vec2 to) {
    if (!to.allFinite()) return panel;
    DistributionPanel next = panel;
    const double x = within(model.discrete ? std::round(to.x()) : to.x());
    if (handle == DistributionPanel::end_a) next.interval = Vec2(x, std::max(x, panel.interval.y()));
    if (handle == DistributionPanel::end_b) next.interval = Vec2(std::min(x, panel.interval.x()), x);
    if (handle == DistributionPanel::level) {
        const double wanted = std::clamp(to.y(), 0.0, 1.0), end = end_at(panel.distribution, wanted);
        if (panel.region == Region::right) next.interval = Vec2(end, std::max(end, panel.interval.y()));
        else next.interval = Vec2(std::min(end, panel.interval.x()), end);
        // Where F is flat or jumps, many ends or none have this level: one that is as near already does not move.
        if (std::abs(level_of(panel) - wanted) <= std::abs(level_of(next) - wanted)) return panel;
    }
    return next;
}

// The three plots share the axis of x: moving one moves all, each keeps its own height.
DistributionPanel look(const DistributionPanel& panel, std::string_view plot, Camera camera) {
    DistributionPanel next = panel;
    const Interval shown = window(panel.distribution);
    const double ceiling = ceiling_of(panel.distribution, shown);
    const auto take = [&](std::string_view id, Camera& own) {
        if (id == plot || camera.automatic) {
            own = camera;
            return;
        }
        if (own.automatic) own = fitted(panel.distribution, shown, ceiling, id);
        own.automatic = false;
        own.center.x() = camera.center.x();
        own.half.x() = camera.half.x();
    };
    take("density", next.density_camera);
    take("cumulative", next.cumulative_camera);
    take("tail", next.tail_camera);
    return next;
}
DistributionPanel look(const DistributionPanel& panel, std::string_view, Camera3) { return panel; }

std::optional<Timeline> timeline(const DistributionPanel& panel, const DistributionPanel::Model&) {
    if (panel.samples == 0) return std::nullopt;
    return Timeline{.from = 0, .to = double(panel.samples), .now = double(drawn_so_far(panel)), .steps = true, .seconds = 6, .name = "n"};
}

DistributionPanel seek(const DistributionPanel& panel, double t) {
    DistributionPanel next = panel;
    if (panel.samples > 0) next.drawn = std::clamp(std::round(t) / panel.samples, 0.0, 1.0);
    return next;
}

std::vector<Preset<DistributionPanel>> DistributionPanel::presets() {
    DistributionPanel tail = preset(Normal{}, {8, 9}, Region::between, 0);
    tail.logarithmic = true;
    tail.show_cumulative = false;
    DistributionPanel spikes = preset(Beta{.a = 0.5, .b = 0.5}, {0, 0.1});
    spikes.samples = 1000;
    return {{"Standard normal", DistributionPanel{}},
            {"One standard deviation is not enough: 95 %", preset(Normal{}, {-1.96, 1.96}, Region::outside, 2000)},
            {"Cauchy: no mean", preset(Cauchy{}, {-1, 1}, Region::between, 1000)},
            {"Student t: infinite variance", preset(StudentT{.nu = 2}, {-3, 3}, Region::outside, 1000)},
            {"Beta(½, ½): two infinite ends", spikes},
            {"Poisson: rare events", preset(Poisson{.mean = 4}, {7, 20}, Region::right)},
            {"Binomial, nearly normal", preset(Binomial{.n = 100, .p = 0.5}, {40, 60}, Region::between, 5000)},
            {"Drawing without putting back", preset(Hypergeometric{}, {0, 1}, Region::left)},
            {"Waiting does not age", preset(Exponential{}, {1, 2}, Region::right)},
            {"Pareto: few have most", preset(Pareto{.scale = 1, .shape = 1.16}, {5, 10}, Region::right)},
            {"Tail microscope: P(8 ≤ Z ≤ 9)", tail}};
}

}
