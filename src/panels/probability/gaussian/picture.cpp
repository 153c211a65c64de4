#include "compute/linear/svd.hpp"
#include "panels/probability/gaussian/gaussian.hpp"
#include "panels/probability/gaussian/parts.hpp"
#include "panels/plane.hpp"

#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

constexpr double largest_ellipse = 2;         // in standard deviations

Camera window_of(const GaussianPanel& panel) {
    if (!panel.camera.automatic) return panel.camera;
    Vec2 sd(length(panel.matrix.row(0)), length(panel.matrix.row(1)));
    // Axes are equal: a slender window would be widened anyway. On a point there is no size to fit.
    sd = sd.maxCoeff() > 0 ? Vec2(sd.cwiseMax(sd.maxCoeff() / 4)) : Vec2(1, 1);
    // Three standard deviations hold nearly all of the cloud.
    return fit({panel.mean + 3 * sd, panel.mean - 3 * sd}, 0, false);
}

void add_cloud(const GaussianPanel& panel, const GaussianPanel::Model& model, std::vector<Mark>& marks) {
    if (!panel.show_cloud) return;
    const double crowd = std::sqrt(400.0 / std::max(400, panel.samples));
    marks.push_back(Points{.at = model.cloud, .role = Role::observed, .radius = 1.2 + 1.2 * crowd, .opacity = 0.3 + 0.3 * crowd});
}

void add_ellipses(const GaussianPanel& panel, const GaussianPanel::Model& model, std::vector<Mark>& marks) {
    if (panel.show_ellipses)
        for (const double k : {largest_ellipse, 1.0})
            marks.push_back({Polyline{.points = moved(unit_circle(), k * panel.matrix, panel.mean),
                                      .stroke = {k == 1 ? Role::theory : Role::muted, k == 1 ? 3.0 : 2.0}, .closed = true},
                             {}, inside_sentence(k, model.decomposition.rank)});
    if (panel.show_sample_ellipse && model.cloud.size() > 2)
        marks.push_back({Polyline{.points = moved(unit_circle(), model.sample_root, model.sample_mean),
                                  .stroke = {Role::observed, 2, Dash::dotted}, .closed = true},
                         {}, "The same ellipse from the sample's own mean and covariance"});
}

void add_axes(const GaussianPanel& panel, const Svd2& d, std::vector<Mark>& marks) {
    if (!panel.show_axes) return;
    if (d.round) {
        marks.push_back(Label{.at = panel.mean + Vec2(0, d.sigma.x()),
                              .text = row({italic("σ"), op("="), number(d.sigma.x()), words(" in every direction")}), .role = Role::eigen});
        return;
    }
    for (int j = 0; j < 2; ++j)
        marks.push_back({Line{.through = panel.mean, .direction = d.u.col(j), .stroke = {Role::eigen, 2, Dash::dashed},
                              .label = sigma_label(j + 1, d.sigma)},
                         j == 0 ? "sigma1" : "sigma2", "A left singular vector of A: an axis of the ellipse, an eigenvector of AAᵀ"});
}

void add_columns(const GaussianPanel& panel, std::vector<Mark>& marks) {
    if (!panel.show_columns) return;
    for (int j = 0; j < 2; ++j)
        marks.push_back(column_arrow(j, {.tail = panel.mean, .tip = panel.mean + panel.matrix.col(j)},
                                     j == 0 ? "The first column of A" : "The second column of A"));
    marks.push_back(column_handle(0, GaussianPanel::column1, panel.mean + panel.matrix.col(0)));
    marks.push_back(column_handle(1, GaussianPanel::column2, panel.mean + panel.matrix.col(1)));
}

Formula covariance_formula(const GaussianPanel& panel, const GaussianPanel::Model& model) {
    const auto cell = [&](int i, int j) { return covariance_entry(panel, model, i, j); };
    return row({roman("Σ"), op("="), matrix(2, {cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)})});
}

}

Picture depict(const GaussianPanel& panel, const GaussianPanel::Model& model) {
    Plot plot;
    plot.id = "plane";
    plot.title = "N(μ, AAᵀ)";
    plot.axes.equal = true;
    plot.camera = window_of(panel);
    plot.camera.automatic = false;
    add_cloud(panel, model, plot.marks);
    add_axes(panel, model.decomposition, plot.marks);
    add_ellipses(panel, model, plot.marks);
    add_columns(panel, plot.marks);
    plot.marks.push_back(Handle{GaussianPanel::centre, panel.mean, Role::theory, "mean"});
    plot.corner = covariance_formula(panel, model);
    plot.caption = caption_of(panel, model);
    return {plot};
}

}
