#include "panels/linear/map/linear_map.hpp"

#include "panels/linear/map/parts.hpp"
#include "panels/panel_type.hpp"
#include "panels/plane.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {

namespace {

/// A pull of x towards an eigenline that is nearer than this share of the window's width lands on it.
constexpr double snap_share = 0.02;

/// x, or the nearest point on an eigenline that is drawn and near enough. A is not changed by it.
Vec2 snapped(const LinearMapPanel& panel, const Spectrum& eigen, const Vec2& x) {
    if (!panel.show_eigenlines) return x;
    // Equal axes show more than the window where the tile is wider than it: tiles are about half as wide again as high.
    const Vec2 half = window_of(panel).half;
    const double reach = snap_share * 2 * std::max(half.x(), 1.5 * half.y());
    Vec2 nearest = x;
    double least = reach;
    for (std::size_t i = 0; i < static_cast<std::size_t>(eigen.lines); ++i) {
        const Vec2 on_line = eigen.vectors[i].dot(x) * eigen.vectors[i];
        const double distance = (on_line - x).norm();
        if (distance <= least) {
            nearest = on_line;
            least = distance;
        }
    }
    return nearest;
}

constexpr auto preset = matrix_preset<LinearMapPanel>;

}

LinearMapPanel::Model derive(const LinearMapPanel& panel, std::stop_token) {
    LinearMapPanel::Model model{.way = way_to(panel.matrix, panel.path)};
    model.properties = properties(panel.matrix, model.way.eigen, model.way.decomposition);
    model.now = matrix_at(model.way, panel.time);
    return model;
}

LinearMapPanel drag(const LinearMapPanel& panel, const LinearMapPanel::Model& model, std::string_view plot, int handle, Vec2 to) {
    LinearMapPanel next = panel;
    if (plot != "plane" || !to.allFinite()) return next;
    if (handle == LinearMapPanel::column1) next.matrix.col(0) = to;
    if (handle == LinearMapPanel::column2) next.matrix.col(1) = to;
    if (handle == LinearMapPanel::input && to != panel.vector) next.vector = snapped(panel, model.way.eigen, to);
    if (handle == LinearMapPanel::pen_down) next.drawing = {to};
    if (handle == LinearMapPanel::pen_on && next.drawing.size() < limits::drawing_points) next.drawing.push_back(to);
    return next;
}

LinearMapPanel look(const LinearMapPanel& panel, std::string_view plot, Camera camera) {
    return with_camera(panel, plot, camera);
}

LinearMapPanel look(const LinearMapPanel& panel, std::string_view, Camera3) { return panel; }

std::optional<Timeline> timeline(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    Timeline line{.from = 0, .to = 1, .now = panel.time, .steps = false, .seconds = 3, .name = "t", .marks = {{0, "I"}}};
    if (model.way.path == MapPath::svd) {
        line.marks.emplace_back(1.0 / 3, "Vᵀ");
        line.marks.emplace_back(2.0 / 3, "ΣVᵀ");
    }
    line.marks.emplace_back(1, "A");
    return line;
}

LinearMapPanel seek(const LinearMapPanel& panel, double t) {
    LinearMapPanel next = panel;
    if (std::isfinite(t)) next.time = std::clamp(t, 0.0, 1.0);
    return next;
}

std::vector<Preset<LinearMapPanel>> LinearMapPanel::presets() {
    const double pi = std::numbers::pi;
    return {
        {"Two eigenlines", {}},
        preset("Identity", Mat2{{1, 0}, {0, 1}}),
        preset("Zero", Mat2{{0, 0}, {0, 0}}),
        preset("Minus the identity", Mat2{{-1, 0}, {0, -1}}),
        preset("Twice the identity", Mat2{{2, 0}, {0, 2}}),
        preset("Quarter turn", Mat2{{0, -1}, {1, 0}}),
        preset("Half turn, rounded", rotation(pi)),
        preset("Mirror at y = x, permutation", Mat2{{0, 1}, {1, 0}}),
        preset("Householder mirror", Mat2{{-0.28, 0.96}, {0.96, 0.28}}),
        preset("Stretch and flip", Mat2{{1, 0}, {0, -2}}),
        preset("Shear", Mat2{{1, 1}, {0, 1}}),
        preset("Projection", Mat2{{1, 0}, {0, 0}}),
        preset("Rank 1, singular", Mat2{{1, 2}, {2, 4}}),
        preset("Nilpotent", Mat2{{0, 1}, {0, 0}}),
        preset("Defective", Mat2{{2, 0}, {1, 2}}),
        preset("Defective without a zero", Mat2{{3, 1}, {-1, 1}}),
        preset("Defective and shrinking", Mat2{{0.9, 0.1}, {0, 0.9}}),
        preset("Companion of λ² − 2.5λ + 2", Mat2{{0, 1}, {-2, 2.5}}),
        preset("Saddle", Mat2{{2, 0}, {0, 0.5}}),
        preset("Markov", Mat2{{0.9, 0.2}, {0.1, 0.8}}),
        preset("Semidefinite", Mat2{{1, 1}, {1, 1}}),
        preset("Nearly singular", Mat2{{1, 1}, {1, 1 + 1e-13}}),
        preset("Singular but for rounding", Mat2{{0.1, 0.7}, {0.3, 2.1}}),
        preset("Tiny rotation", Mat2(1e-8 * rotation(0.3))),
        preset("Large, eigenvalues hardly apart", Mat2{{1e8 + 1, 1}, {1, 1e8 - 1}}),
        preset("Large, determinant −1", Mat2{{1e8 + 1, 1e8}, {1e8, 1e8 - 1}}),
        preset("Symmetric, eigenvalues hardly apart", Mat2{{1 + 1e-8, 1e-8}, {1e-8, 1 - 1e-8}}),
        preset("Turning hardly at all", Mat2{{1, 1e-8}, {-1e-11, 1}}),
    };
}

}

template const eigenscope::PanelType& eigenscope::panel_type<eigenscope::LinearMapPanel>();
