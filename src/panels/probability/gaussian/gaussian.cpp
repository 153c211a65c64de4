#include "panels/probability/gaussian/gaussian.hpp"

#include "compute/linear/exact.hpp"
#include "compute/probability/random.hpp"
#include "panels/panel_type.hpp"
#include "panels/plane.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

namespace {

/// Draw i of the round cloud: two independent standard normals. The first n draws are the same whatever n is.
Vec2 round_draw(int seed, int i) {
    const auto stream = static_cast<std::uint64_t>(seed), index = 2 * static_cast<std::uint64_t>(i);
    return Vec2(standard_normal(stream, index), standard_normal(stream, index + 1));
}

/// The cosine of the angle between the rows of A, whose lengths are the standard deviations.
std::optional<double> correlation_of(const Mat2& a) {
    const double lengths[] = {length(a.row(0)), length(a.row(1))};
    if (lengths[0] == 0 || lengths[1] == 0) return std::nullopt;
    return std::clamp((a.row(0) / lengths[0]).dot(a.row(1) / lengths[1]), -1.0, 1.0);
}

/// A matrix L with L Lᵀ = s, for a symmetric and positive semidefinite s.
Mat2 root_of(const Mat2& s) {
    const Svd2 d = svd(s);
    return d.u * d.sigma.cwiseSqrt().asDiagonal();
}

/// Mean, then deviations from it: two passes, because one pass cancels when the mean is large. Deviations are squared at the
/// scale of A, where that neither overflows nor vanishes.
void measure_sample(GaussianPanel::Model& model, int exponent) {
    const auto n = static_cast<double>(model.cloud.size());
    for (const Vec2& x : model.cloud) model.sample_mean += x / n;
    if (model.cloud.size() < 2) return;
    Mat2 covariance = Mat2::Zero();
    for (const Vec2& x : model.cloud) {
        const Vec2 d = (x - model.sample_mean).unaryExpr([exponent](double y) { return std::ldexp(y, -exponent); });
        covariance += d * d.transpose() / (n - 1);
    }
    model.sample_covariance = covariance.unaryExpr([exponent](double y) { return std::ldexp(y, 2 * exponent); });
    model.sample_root = root_of(covariance).unaryExpr([exponent](double y) { return std::ldexp(y, exponent); });
}

constexpr auto preset = matrix_preset<GaussianPanel>;

}

GaussianPanel::Model derive(const GaussianPanel& panel, std::stop_token stop) {
    GaussianPanel::Model model;
    model.decomposition = svd(panel.matrix);
    model.covariance = panel.matrix * panel.matrix.transpose();
    model.correlation = correlation_of(panel.matrix);
    model.round.reserve(static_cast<std::size_t>(panel.samples));
    for (int i = 0; i < panel.samples && !stop.stop_requested(); ++i) model.round.push_back(round_draw(panel.seed, i));
    model.cloud = moved(model.round, panel.matrix, panel.mean);
    if (!model.cloud.empty()) measure_sample(model, scaled(panel.matrix).exponent);
    return model;
}

GaussianPanel drag(const GaussianPanel& panel, const GaussianPanel::Model&, std::string_view plot, int handle, Vec2 to) {
    GaussianPanel next = panel;
    if (plot != "plane" || !to.allFinite()) return next;
    // The head of a column stands at mean + A eⱼ; where it already stands, nothing is rounded.
    const auto pull = [&](Eigen::Index j) {
        if (to != Vec2(panel.mean + panel.matrix.col(j))) next.matrix.col(j) = to - panel.mean;
    };
    if (handle == GaussianPanel::column1) pull(0);
    if (handle == GaussianPanel::column2) pull(1);
    if (handle == GaussianPanel::centre) next.mean = to;
    return next;
}

GaussianPanel look(const GaussianPanel& panel, std::string_view plot, Camera camera) {
    return with_camera(panel, plot, camera);
}

GaussianPanel look(const GaussianPanel& panel, std::string_view, Camera3) { return panel; }

std::optional<Timeline> timeline(const GaussianPanel&, const GaussianPanel::Model&) { return std::nullopt; }

GaussianPanel seek(const GaussianPanel& panel, double) { return panel; }

std::vector<Preset<GaussianPanel>> GaussianPanel::presets() {
    return {
        {"Correlated", {}},
        preset("Round", Mat2::Identity()),
        preset("Along the axes", Mat2{{2, 0}, {0, 0.5}}),
        preset("Negative correlation", Mat2{{1.5, 0}, {-1, 0.8}}),
        preset("Strong correlation", Mat2{{1.4, 0.1}, {1.4, -0.1}}),
        preset("Turned, and round all the same", Mat2{{0.8, -0.6}, {0.6, 0.8}}),
        preset("On a line", Mat2{{1, 2}, {0.5, 1}}),
        preset("On a point", Mat2::Zero()),
    };
}

}

template const eigenscope::PanelType& eigenscope::panel_type<eigenscope::GaussianPanel>();
