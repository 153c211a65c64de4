#pragma once
#include "base/limits.hpp"
#include "compute/optimize/bound.hpp"
#include "compute/optimize/objective.hpp"
#include "compute/optimize/optimizer.hpp"
#include "compute/optimize/run.hpp"
#include "panels/panel.hpp"
#include "scene/camera.hpp"
#include "scene/colormap.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eigenscope {

/// One of the methods that race.
struct DescentRun {
    Optimizer optimizer = GradientDescent{};
    bool operator==(const DescentRun&) const = default;
    static void describe(auto& s, auto&& v) { v(Field{.key = "optimizer", .label = "Optimizer"}, s.optimizer); }
};

/// How the function is shown.
enum class DescentView : std::uint8_t { contour, surface, both };
constexpr auto choices(DescentView) {
    return std::array{Choice{"contour", "Level lines"}, Choice{"surface", "Surface"}, Choice{"both", "Both"}};
}

/// What the convergence plot shows; |∇f| where the minimum that the others need is not known.
enum class Convergence : std::uint8_t { gap, gradient, distance, step };
constexpr auto choices(Convergence) {
    return std::array{Choice{"gap", "f − f*"}, Choice{"gradient", "|∇f|"}, Choice{"distance", "|x − x*|"}, Choice{"step", "Length of the step"}};
}

/// Over what it is shown.
enum class Effort : std::uint8_t { steps, log_steps, evaluations };
constexpr auto choices(Effort) {
    return std::array{Choice{"steps", "Steps"}, Choice{"log-steps", "Steps, logarithmic"}, Choice{"evaluations", "Evaluations"}};
}

/// Descent on a function of the plane: where the steps go, how fast, and why.
struct DescentPanel {
    static constexpr std::string_view id = "descent", label = "Descent", subject = "Optimization",
                                      about = "Methods that walk downhill, step by step, with their proven rates";

    Objective objective = LeastSquares{};
    std::vector<DescentRun> runs = {DescentRun{GradientDescent{0.43}}};
    Vec2 start = Vec2(-0.75, 0.05);
    int steps = 24;
    int shown = 24;                           ///< the iterate shown now; beyond the end of a run it means its last one
    DescentView view = DescentView::contour;
    bool whole_path = false;                  ///< the automatic window holds the paths, not only what there is to see of f
    bool convergence = true;                  ///< the convergence plot beside the landscape
    Convergence quantity = Convergence::gap;  ///< see shown_quantity
    Effort effort = Effort::steps;
    Colormap colormap = Colormap::deep;
    Camera camera = {};                       ///< of the landscape
    Camera convergence_camera = {};
    Camera3 camera3 = {};

    bool operator==(const DescentPanel&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "objective", .label = "Function"}, s.objective);
        v(Field{.key = "runs", .label = "Methods", .least = 1, .most = 8}, s.runs);
        v(Field{.key = "start", .label = "Start", .lo = -1e6, .hi = 1e6}, s.start);
        v(Field{.key = "steps", .label = "Steps", .lo = 1, .hi = limits::run_steps, .scale = Scale::logarithmic}, s.steps);
        v(Field{.key = "shown", .label = "Shown step", .lo = 0, .hi = limits::run_steps, .view = true, .hidden = true}, s.shown);
        v(Field{.key = "view", .label = "View"}, s.view);
        v(Field{.key = "whole_path", .label = "Show the whole path",
                .help = "Widen the view to hold every step, however far a run goes astray"}, s.whole_path);
        v(Field{.key = "convergence", .label = "Convergence plot"}, s.convergence);
        v(Field{.key = "quantity", .label = "Its quantity"}, s.quantity);
        v(Field{.key = "effort", .label = "Over"}, s.effort);
        v(Field{.key = "colormap", .label = "Colours"}, s.colormap);
        v(Field{.key = "camera", .view = true, .hidden = true}, s.camera);
        v(Field{.key = "convergence_camera", .view = true, .hidden = true}, s.convergence_camera);
        v(Field{.key = "camera3", .view = true, .hidden = true}, s.camera3);
    }

    /// What is proven about a function that somebody typed, in the window that is shown.
    struct Local {
        ExpressionObjective f;
        Vec2 lo, hi;
        ConvexityVerdict verdict;
        bool operator==(const Local&) const = default;
    };
    struct Model {
        std::vector<Run> runs;                ///< one for each of the panel's runs
        std::vector<std::optional<Bound>> bounds = {};   ///< the theorem on each of them, where there is one
        Knowledge known;
        std::optional<Local> here = {};       ///< where nothing is known of the whole plane
        bool operator==(const Model&) const = default;
    };
    static std::vector<Preset<DescentPanel>> presets();
};

DescentPanel::Model derive(const DescentPanel& panel, std::stop_token stop = {});
/// The same; what an earlier model proved is not proven again.
DescentPanel::Model derive(const DescentPanel& panel, std::stop_token stop, const DescentPanel::Model& before);
Picture depict(const DescentPanel& panel, const DescentPanel::Model& model);
/// Handle 0 of "landscape" is the start, handle 1 the minimizer of a least-squares problem (it sets b = A x*).
DescentPanel drag(const DescentPanel& panel, const DescentPanel::Model& model, std::string_view plot, int handle, Vec2 to);
DescentPanel look(const DescentPanel& panel, std::string_view plot, Camera camera);
DescentPanel look(const DescentPanel& panel, std::string_view plot, Camera3 camera);
std::optional<Timeline> timeline(const DescentPanel& panel, const DescentPanel::Model& model);
DescentPanel seek(const DescentPanel& panel, double t);
std::vector<Table> tables(const DescentPanel& panel, const DescentPanel::Model& model);
std::vector<Fact> facts(const DescentPanel& panel, const DescentPanel::Model& model);
std::string words(const DescentPanel& panel, const DescentPanel::Model& model);
/// Marks of the step sliders (1/L, 2/L) with red where a method diverges, and which quantities can be drawn.
std::vector<Control> controls(const DescentPanel& panel, const std::optional<Pulled>& pulled);
/// Cameras that were set for another picture are given up.
DescentPanel follow(const DescentPanel& before, const DescentPanel& edited);

/// The marks of a method's step slider: 1/L, for gradient descent 2/(L+μ), and the limit beyond which it diverges, where f is
/// convex with a known L. Empty for methods that have no such limit.
std::vector<std::pair<double, std::string>> step_marks(const DescentPanel& panel, const Optimizer& optimizer = GradientDescent{});

/// What the convergence plot really shows: the quantity that is asked for where what it needs is known, else |∇f|.
Convergence shown_quantity(Convergence asked, const Knowledge& known);

static_assert(PanelValue<DescentPanel>);

}
