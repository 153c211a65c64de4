#include "panels/linear/map/controls.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {
namespace {

/// The description of one member of the panel.
Field field_of(std::string_view key) {
    Field found;
    LinearMapPanel panel;
    LinearMapPanel::describe(panel, [&](const Field& field, auto&) { found = field.key == key ? field : found; });
    return found;
}

/// R(degrees), exact at multiples of a right angle.
Mat2 turned_by(double degrees) {
    const double quarters = std::round(degrees / 90);
    Mat2 turn = rotation((degrees - 90 * quarters) * std::numbers::pi / 180);
    for (int i = 0; i < (static_cast<int>(quarters) % 4 + 4) % 4; ++i) turn = Mat2{{0, -1}, {1, 0}} * turn;
    return turn;
}

std::string written(double x) { return with_minus(significant(x, 4)); }

/// What a pull does, while it lasts; before it, what pulls are for.
std::string multiplied_by(const std::optional<Pulled>& pulled) {
    for (const MatrixFactor& factor : matrix_factors())
        if (pulled && pulled->key == factor.field.key) return "A has become " + factor.told(pulled->amount) + " A.";
    return "A pull multiplies A from the left.";
}

template <class Change>
std::shared_ptr<const Panel> changed(LinearMapPanel panel, Change&& change) {
    change(panel);
    return std::make_shared<const Panel>(std::move(panel));
}

Buttons moves_of(const LinearMapPanel& panel) {
    Buttons row;
    for (MatrixMove& move : matrix_moves(panel.matrix))
        row.buttons.push_back({move.label, std::move(move.help), move.result ? changed(panel, [&](auto& p) { p.matrix = *move.result; }) : nullptr});
    return row;
}

/// The path, with the flow greyed where there is none.
Fields path_of(const LinearMapPanel& panel) {
    ChoiceHint hint;
    for (std::size_t i = 0; i < choices(MapPath{}).size(); ++i) hint.refusals.push_back(way_to(panel.matrix, static_cast<MapPath>(i)).refusal);
    return {.only = {"path"}, .choices = {{"path", std::move(hint)}}};
}

}

std::vector<MatrixMove> matrix_moves(const Mat2& a) {
    const Field range = field_of("matrix");
    // A value beyond the range would be brought inside, and be another matrix.
    const auto kept = [&](MatrixMove move, const char* none) {
        if (!move.result) move.help = none;
        else if (!(move.result->maxCoeff() <= range.hi && move.result->minCoeff() >= range.lo)) {
            move.help = std::string(move.label) + " has an entry beyond ±" + significant(range.hi) + ", the largest that a matrix may have here.";
            move.result.reset();
        }
        return move;
    };
    return {{"I", "The identity: nothing moves", Mat2::Identity()},
            {"Aᵀ", "The transpose", Mat2(a.transpose())},
            kept({"A⁻¹", "The inverse: takes the move back", inverse(a)}, "A flattens the plane, if only up to rounding: nothing takes that back."),
            kept({"A²", "The same move twice", Mat2(a * a)}, "")};
}

std::array<MatrixFactor, 3> matrix_factors() {
    return {{{.field = {.key = "rotate", .label = "Rotate by", .lo = -180, .hi = 180, .unit = "°",
                        .help = "R(θ) A, in degrees: after A the plane turns by θ, counterclockwise"},
              .neutral = 0, .of = turned_by,
              .told = [](double degrees) { return "R(" + written(degrees) + "°)"; }},
             {.field = {.key = "stretch", .label = "Stretch by", .lo = -3, .hi = 3,
                        .help = "diag(k, 1) A: after A everything is k times as far to the right; a negative k turns the plane over"},
              .neutral = 1, .of = [](double k) { return Mat2{{k, 0}, {0, 1}}; },
              .told = [](double k) { return "diag(" + written(k) + ", 1)"; }},
             {.field = {.key = "shear", .label = "Shear by", .lo = -3, .hi = 3,
                        .help = "[[1, k], [0, 1]] A: after A everything slides to the right by k times its height"},
              .neutral = 0, .of = [](double k) { return Mat2{{1, k}, {0, 1}}; },
              .told = [](double k) { return "[[1, " + written(k) + "], [0, 1]]"; }}}};
}

std::vector<Control> controls(const LinearMapPanel& panel, const std::optional<Pulled>& pulled) {
    std::vector<Control> all = {Fields{.only = {"matrix"}}, moves_of(panel), Gap{10}, path_of(panel)};
    all.insert(all.end(), {Heading{"Show"}, Gap{4}, Fields{.skip = {"matrix", "path", "vector"}}});
    if (!panel.drawing.empty())
        all.push_back(Buttons{{{"Wipe the drawing", "Takes the drawn line away", changed(panel, [](auto& p) { p.drawing.clear(); })}}});
    if (panel.show_vector) all.insert(all.end(), {Gap{8}, Fields{.only = {"vector"}}});
    all.push_back(Gap{8});
    for (const MatrixFactor& factor : matrix_factors()) all.push_back(Number{factor.field, factor.neutral, factor.neutral});
    all.insert(all.end(), {Sentence{multiplied_by(pulled)}, Gap{10}});
    return all;
}

std::optional<LinearMapPanel> set(const LinearMapPanel& panel, const LinearMapPanel& from, std::string_view number, double amount) {
    LinearMapPanel next = panel;
    for (const MatrixFactor& factor : matrix_factors()) {
        if (factor.field.key != number) continue;
        // Always from the matrix that the pull began with: back at the neutral number nothing has changed, to the bit.
        next.matrix = amount == factor.neutral ? from.matrix : Mat2(factor.of(amount) * from.matrix);
        if (!(next.matrix.cwiseAbs().maxCoeff() <= field_of("matrix").hi)) return std::nullopt;
    }
    return next;
}

}
