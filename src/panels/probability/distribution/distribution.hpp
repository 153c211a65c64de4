#pragma once
#include "base/limits.hpp"
#include "compute/probability/sample.hpp"
#include "panels/panel.hpp"

#include <memory>
#include <string>
#include <vector>

namespace eigenscope {

/// One probability distribution: density, cumulative distribution, the probability of an interval, samples against theory.
struct DistributionPanel {
    static constexpr std::string_view id = "distribution", label = "Distribution", subject = "Probability",
                                      about = "A probability is an area under a curve. Drag the ends, and read how much chance lies between "
                                              "them; draw samples, and see the histogram approach the law.";

    Distribution distribution = Normal{};
    Vec2 interval = Vec2(-1, 1);
    Region region = Region::between;
    int samples = 500;
    int seed = 1;
    bool show_cumulative = true, show_histogram = true, show_moments = true;
    bool logarithmic = false;
    bool compare = false;                     ///< the other law is drawn over the first
    Distribution other = Normal{.mean = 0, .sd = 2};
    double drawn = 1;
    Camera density_camera, cumulative_camera, tail_camera;

    bool operator==(const DistributionPanel&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "distribution", .label = "Distribution"}, s.distribution);
        v(Field{.key = "interval", .label = "Interval", .lo = -1e15, .hi = 1e15, .help = "The ends a and b of the shaded part"}, s.interval);
        v(Field{.key = "region", .label = "Region", .help = "Between a and b, outside of them, up to b, or from a on"}, s.region);
        v(Field{.key = "samples", .label = "Samples", .lo = 0, .hi = double(limits::samples), .scale = Scale::logarithmic}, s.samples);
        v(Field{.key = "seed", .label = "Seed", .lo = 0, .hi = 999999, .help = "The same seed always gives the same samples",
                .quantity = "seed"}, s.seed);
        v(Field{.key = "show_cumulative", .label = "Cumulative distribution"}, s.show_cumulative);
        v(Field{.key = "show_histogram", .label = "Histogram of the samples"}, s.show_histogram);
        v(Field{.key = "show_moments", .label = "Mean and standard deviation"}, s.show_moments);
        v(Field{.key = "logarithmic", .label = "Tails as powers of ten",
                .help = "Shows log10 of the density and of both tails, where a probability of 1e-300 is still visible"}, s.logarithmic);
        v(Field{.key = "compare", .label = "Compare with another law", .help = "Draws a second law over the first, in the same axes"}, s.compare);
        v(Field{.key = "other", .label = "The other law"}, s.other);
        v(Field{.key = "drawn", .label = "Drawn so far", .lo = 0, .hi = 1, .help = "The part of the samples that is shown", .view = true,
                .hidden = true}, s.drawn);
        v(Field{.key = "density_camera", .label = "Camera of the density", .view = true, .hidden = true}, s.density_camera);
        v(Field{.key = "cumulative_camera", .label = "Camera of the cumulative distribution", .view = true, .hidden = true},
          s.cumulative_camera);
        v(Field{.key = "tail_camera", .label = "Camera of the tails", .view = true, .hidden = true}, s.tail_camera);
    }
    void repair();                            ///< the interval is [a, b] with a <= b

    /// What the handles are called; `level` is the probability on the cumulative plot.
    enum Handles : int { end_a = 0, end_b = 1, level = 2 };

    /// The samples and all that follows from them alone: while nothing but the interval moves, they stay.
    struct Samples {
        Distribution law = {};
        int seed = 0;
        std::vector<double> values = {}, sorted = {};   ///< as they were drawn, and in order
        Summary summary = {};
        Histogram histogram = {};
        std::vector<Vec2> steps = {};           ///< their own cumulative distribution, at each sample or at each bin's end
        bool operator==(const Samples&) const = default;
    };

    struct Model {
        std::string trouble;                  ///< why there is no such law; then only window and ceiling have a meaning
        bool discrete = false;
        Interval window;                      ///< of the law, worth seeing, whatever the cameras show
        Interval shown;                       ///< the same with the window of the law it is compared with
        double ceiling = 1;                   ///< of the density plot, spikes left out
        double probability = 0, log10_probability = 0;
        double complement = 0;                ///< the probability of the rest of the line, with digits of its own
        Moments moments;
        Modes modes;
        double median = 0;
        std::optional<double> entropy;
        /// Those drawn so far; never null. Shared, for millions of them would be copied at every pull of an end.
        std::shared_ptr<const Samples> samples = std::make_shared<const Samples>();
        std::size_t hits = 0;                 ///< samples in the region
        bool operator==(const Model& other) const;
    };
    static std::vector<Preset<DistributionPanel>> presets();
};

DistributionPanel::Model derive(const DistributionPanel& panel, std::stop_token stop = {});
/// The same, with the samples of an earlier model where they are the same ones.
DistributionPanel::Model derive(const DistributionPanel& panel, std::stop_token stop, const DistributionPanel::Model& before);
Picture depict(const DistributionPanel& panel, const DistributionPanel::Model& model);
/// Handles end_a and end_b pull the ends, which push each other and never cross; level asks for a probability and moves an end.
DistributionPanel drag(const DistributionPanel& panel, const DistributionPanel::Model& model, std::string_view plot, int handle, Vec2 to);
DistributionPanel look(const DistributionPanel& panel, std::string_view plot, Camera camera);
DistributionPanel look(const DistributionPanel& panel, std::string_view plot, Camera3 camera);
std::optional<Timeline> timeline(const DistributionPanel& panel, const DistributionPanel::Model& model);
DistributionPanel seek(const DistributionPanel& panel, double t);
std::vector<Table> tables(const DistributionPanel& panel, const DistributionPanel::Model& model);
std::vector<Fact> facts(const DistributionPanel& panel, const DistributionPanel::Model& model);
std::string words(const DistributionPanel& panel, const DistributionPanel::Model& model);
/// The inverse beside the law: type a probability, an end moves; an end that is edited pushes the other one.
std::vector<Control> controls(const DistributionPanel& panel, const std::optional<Pulled>& pulled);
std::optional<DistributionPanel> set(const DistributionPanel& panel, const DistributionPanel& from, std::string_view number, double p);
DistributionPanel follow(const DistributionPanel& before, const DistributionPanel& edited);
/// The shaded probability alone: no samples are drawn, so a form can ask for it in every frame.
double region_probability(const DistributionPanel& panel);
/// The panel whose region holds the probability p: b moves (for `right`, a); for `between`, b as far as it can.
DistributionPanel with_probability(const DistributionPanel& panel, double p);
/// The edited panel, where an end that was moved past its other one (of the interval, or of a uniform law) pushes that along.
DistributionPanel pushed(const DistributionPanel& before, DistributionPanel edited);

}
