#pragma once
#include "panels/probability/distribution/parts.hpp"
#include "scene/curve.hpp"
#include "scene/ticks.hpp"

/// What the three plots of the distribution panel are drawn with.
namespace eigenscope {

inline Interval across(const Camera& c) { return {c.center.x() - c.half.x(), c.center.x() + c.half.x()}; }
inline Interval upright(const Camera& c) { return {c.center.y() - c.half.y(), c.center.y() + c.half.y()}; }
inline Interval common(Interval a, Interval b) { return {std::max(a.lo, b.lo), std::min(a.hi, b.hi)}; }

/// The whole numbers of an interval: all of them, or evenly spaced ones where they are more than about `most`.
std::vector<double> whole_numbers(Interval interval, double most);

/// A curve over what is visible of `part`, sampled apart in the window that is worth seeing, so that no peak is missed from afar.
std::vector<Polyline> graph(const std::function<double(double)>& f, const Camera& camera, Interval window, Interval part, Stroke stroke);

/// One of the plots in the making: what all of them need to know.
struct Canvas {
    const DistributionPanel& panel;
    const DistributionPanel::Model& model;
    Camera camera;
    std::vector<Mark> marks = {};

    Canvas(const DistributionPanel& p, const DistributionPanel::Model& m, std::string_view plot);

    const Distribution& law() const { return panel.distribution; }
    Interval ends() const { return ends_of(panel); }
    Interval x() const { return across(camera); }
    Interval y() const { return upright(camera); }
    void add(std::vector<Polyline> lines, const std::string& term, const std::string& hover);
    /// The whole numbers in sight that can occur: from, to.
    Interval numbers() const;
    /// x, or a place out of sight that is not too far away to be drawn.
    double drawable(double at) const;
    /// Where the line of an end stands. Of a discrete law halfway to the whole number before a or after b, which do not count; out of
    /// sight it waits at the edge.
    double line_of(int end) const;
    bool shows(int end) const { return end == 0 ? panel.region != Region::left : panel.region != Region::right; }
    bool has_samples() const { return panel.show_histogram && model.samples->summary.count > 0; }
    /// The lines of a and b, to take hold of.
    void add_ends();
};

/// The law that is compared, over the plot "density", "cumulative" or "tail"; nothing where there is none.
void add_other(Canvas& c, std::string_view plot);
/// What the legend says of it.
void name_other(const Canvas& c, std::vector<LegendEntry>& legend);

/// A chart with the law's own axis of x.
Plot start(const DistributionPanel& panel, std::string id, std::string title, Formula y_label);

/// A formula that is no density, as it was typed, and why.
Plot typed_plot(const DistributionPanel& panel, const DistributionPanel::Model& model);
Plot density_plot(const DistributionPanel& panel, const DistributionPanel::Model& model);
Plot cumulative_plot(const DistributionPanel& panel, const DistributionPanel::Model& model);
Plot tail_plot(const DistributionPanel& panel, const DistributionPanel::Model& model);

}
