#include "panels/probability/distribution/distribution.hpp"

#include "compute/probability/random.hpp"
#include "panels/probability/distribution/parts.hpp"
#include "panels/panel_type.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr double farthest = 1e15;             // the ends of the interval, as described
constexpr std::size_t exact_steps = 2000;

// A very heavy tail is worth seeing farther out than a camera that is kept can go.
Camera within_limits(Camera camera) {
    Camera::describe(camera, [](const Field& field, auto& member) {
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(member)>, Vec2>) member = member.cwiseMax(field.lo).cwiseMin(field.hi);
    });
    camera.repair();
    return camera;
}

double within(double x) { return std::clamp(x, -farthest, farthest); }

// A quantile as an end of the interval: where there is none, far enough that nothing a double can tell is left out.
double end_at(const Distribution& law, double p) { return within(quantile(law, std::clamp(p, 1e-300, 1 - 0x1p-53))); }
double upper_end_at(const Distribution& law, double q) { return within(isf(law, std::clamp(q, 1e-300, 1 - 0x1p-53))); }

// Where the handle of the level stands: F at the end that it moves, from the left for the lower end.
double level_of(const DistributionPanel& panel) {
    const double a = panel.interval.x(), b = panel.interval.y();
    if (panel.region != Region::right) return cdf(panel.distribution, b);
    return cdf(panel.distribution, below(panel.distribution, a));
}

std::size_t drawn_so_far(const DistributionPanel& panel) {
    return static_cast<std::size_t>(std::llround(panel.drawn * panel.samples));
}

// The samples' own cumulative distribution: exact at each sample while they are few, else exact at the end of each bin.
std::vector<Vec2> empirical_steps(const std::vector<double>& sorted, const Histogram& h) {
    std::vector<Vec2> steps;
    const double n = static_cast<double>(sorted.size());
    if (sorted.size() <= exact_steps) {
        for (std::size_t i = 0; i < sorted.size(); ++i) steps.emplace_back(sorted[i], static_cast<double>(i + 1) / n);
        return steps;
    }
    std::size_t so_far = h.below;
    for (std::size_t i = 0; i < h.counts.size(); ++i) {
        so_far += h.counts[i];
        steps.emplace_back(h.left(i + 1), static_cast<double>(so_far) / n);
    }
    return steps;
}

DistributionPanel::Samples drawn(const DistributionPanel& panel, Interval window, const std::stop_token& stop) {
    DistributionPanel::Samples s{.law = panel.distribution, .seed = panel.seed};
    s.values = draw(panel.distribution, static_cast<std::uint64_t>(panel.seed), drawn_so_far(panel), stop);
    if (stop.stop_requested()) return s;
    s.summary = summary(s.values);
    if (stop.stop_requested()) return s;
    s.histogram = histogram(s.values, s.summary, window, is_discrete(panel.distribution));
    s.sorted = s.values;
    std::sort(s.sorted.begin(), s.sorted.end());
    s.steps = empirical_steps(s.sorted, s.histogram);
    return s;
}

// How many of the sorted samples the region holds.
std::size_t hits_among(const std::vector<double>& sorted, Interval ends, Region region) {
    const auto under = static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), ends.lo) - sorted.begin());
    const auto up_to = static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), ends.hi) - sorted.begin());
    switch (region) {
        case Region::between: return up_to - under;
        case Region::outside: return under + sorted.size() - up_to;
        case Region::left: return up_to;
        case Region::right: return sorted.size() - under;
    }
    return 0;
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

bool DistributionPanel::Model::operator==(const Model& o) const {
    const bool same_law = trouble == o.trouble && discrete == o.discrete && window == o.window && shown == o.shown && ceiling == o.ceiling && moments == o.moments && modes == o.modes &&
                          median == o.median && entropy == o.entropy;
    const bool same_part = probability == o.probability && log10_probability == o.log10_probability && complement == o.complement;
    return same_law && same_part && hits == o.hits && (samples == o.samples || *samples == *o.samples);
}

void DistributionPanel::repair() {
    if (interval.x() > interval.y()) std::swap(interval.x(), interval.y());
}

double region_probability(const DistributionPanel& panel) {
    return probability(panel.distribution, ends_of(panel), panel.region);
}

namespace {

bool same_samples(const DistributionPanel::Samples& samples, const DistributionPanel& panel) {
    return samples.sorted.size() == drawn_so_far(panel) && samples.seed == panel.seed && samples.law == panel.distribution;
}

// Everything but the samples.
DistributionPanel::Model theory_of(const DistributionPanel& panel) {
    DistributionPanel::Model m;
    const Distribution& law = panel.distribution;
    const Interval ends = ends_of(panel);
    m.discrete = is_discrete(law);
    m.window = window(law);
    m.shown = shown_window(panel);
    m.ceiling = shown_ceiling(panel);
    m.trouble = trouble(law);
    if (!m.trouble.empty()) return m;
    m.probability = region_probability(panel);
    m.log10_probability = log10_probability(law, ends, panel.region);
    m.complement = complement(law, ends, panel.region);
    m.moments = moments(law);
    m.modes = modes(law);
    m.median = median(law);
    m.entropy = entropy(law);
    return m;
}

DistributionPanel::Model with_samples(DistributionPanel::Model m, const DistributionPanel& panel,
                                      std::shared_ptr<const DistributionPanel::Samples> samples) {
    m.samples = std::move(samples);
    m.hits = hits_among(m.samples->sorted, ends_of(panel), panel.region);
    return m;
}

}

DistributionPanel::Model derive(const DistributionPanel& panel, std::stop_token stop) {
    DistributionPanel::Model m = theory_of(panel);
    const Interval shown = m.window;
    if (!m.trouble.empty()) return m;
    return with_samples(std::move(m), panel, std::make_shared<const DistributionPanel::Samples>(drawn(panel, shown, stop)));
}

DistributionPanel::Model derive(const DistributionPanel& panel, std::stop_token stop, const DistributionPanel::Model& before) {
    return same_samples(*before.samples, panel) && trouble(panel.distribution).empty() ? with_samples(theory_of(panel), panel, before.samples) : derive(panel, stop);
}

DistributionPanel pushed(const DistributionPanel& before, DistributionPanel edited) {
    Vec2& ends = edited.interval;
    if (ends.x() > ends.y()) ends = Vec2::Constant(ends.x() != before.interval.x() ? ends.x() : ends.y());
    auto* law = std::get_if<Uniform>(&edited.distribution);
    const auto* was = std::get_if<Uniform>(&before.distribution);
    if (law && was && law->lower > law->upper) law->lower = law->upper = law->lower != was->lower ? law->lower : law->upper;
    // What follows from a typed density is found once, not for every question that a form asks.
    if (auto* own = std::get_if<Custom>(&edited.distribution)) own->repair();
    return edited;
}

DistributionPanel with_probability(const DistributionPanel& panel, double p) {
    DistributionPanel next = panel;
    if (!(p >= 0 && p <= 1) || !trouble(panel.distribution).empty()) return next;
    const Distribution& law = panel.distribution;
    double a = panel.interval.x(), b = panel.interval.y();
    switch (panel.region) {
        case Region::left: b = end_at(law, p), a = std::min(a, b); break;
        case Region::right:
            a = upper_end_at(law, p);
            // Of a discrete law P(X > a) is what isf knows, and P(X ≥ a) is asked for; up to the rounding of a tail.
            if (is_discrete(law) && sf(law, a) >= p * (1 - 1e-14) && a < support(law).hi) a += 1;
            b = std::max(a, b);
            break;
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
    if (!to.allFinite() || !model.trouble.empty() || !trouble(panel.distribution).empty()) return panel;
    DistributionPanel next = panel;
    // Of a discrete law the first whole number after the line of a, and the last one before that of b.
    const double a = within(model.discrete ? std::ceil(to.x()) + 0.0 : to.x()), b = within(model.discrete ? std::floor(to.x()) : to.x());
    if (handle == DistributionPanel::end_a) next.interval = Vec2(a, std::max(a, panel.interval.y()));
    if (handle == DistributionPanel::end_b) next.interval = Vec2(std::min(b, panel.interval.x()), b);
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
    const Interval shown = shown_window(panel);
    const double ceiling = shown_ceiling(panel);
    const auto take = [&](std::string_view id, Camera& own) {
        if (id == plot || camera.automatic) {
            own = camera;
            return;
        }
        if (own.automatic) own = within_limits(fitted(panel.distribution, shown, ceiling, id));
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

std::optional<Timeline> timeline(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    if (panel.samples == 0 || !model.trouble.empty()) return std::nullopt;
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
            {"Your own: two wells", preset(Custom{}, {0, 2})},
            {"Your own: interference", preset(Custom("exp(-x^2/2) cos(k x)^2", {{"k", 3}}), {-0.5, 0.5}, Region::between, 2000)},
            {"Your own: stairs", preset(Custom("a + floor(x)", {{"a", 0.5}}, {0, 4}), {2, 3})},
            {"Your own: the arcsine law", preset(Custom("1/sqrt(x (1 - x))", {}, {0, 1}), {0, 0.1})},
            {"Poisson: rare events", preset(Poisson{.mean = 4}, {7, 20}, Region::right)},
            {"Binomial, nearly normal", preset(Binomial{.n = 100, .p = 0.5}, {40, 60}, Region::between, 5000)},
            {"Drawing without putting back", preset(Hypergeometric{}, {0, 1}, Region::left)},
            {"Waiting does not age", preset(Exponential{}, {1, 2}, Region::right)},
            {"Pareto: few have most", preset(Pareto{.scale = 1, .shape = 1.16}, {5, 10}, Region::right)},
            {"Tail microscope: P(8 ≤ Z ≤ 9)", tail}};
}

}

template const eigenscope::PanelType& eigenscope::panel_type<eigenscope::DistributionPanel>();
