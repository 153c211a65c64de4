#include "base/number.hpp"
#include "ui/controls.hpp"
#include "ui/form.hpp"

#include <cmath>
#include <numbers>

namespace eigenscope::ui {
namespace {

/// The description of one member of the panel.
Field field_of(std::string_view key) {
    Field found;
    LinearMapPanel panel;
    LinearMapPanel::describe(panel, [&](const Field& field, auto&) { found = field.key == key ? field : found; });
    return found;
}

/// Where the buttons under the matrix stand; they share the row.
struct Row {
    ImVec2 start;
    float whole = 1;
    int count = 1;
};

/// Button `index` of the row. Disabled, it is greyed, is never pressed, and `help` is the reason.
bool move_button(const Kit& kit, const char* label, std::string_view help, const Row& row, int index, bool enabled = true) {
    const Skin& skin = kit.skin;
    const float gap = std::round(skin.px(4)), width = std::floor((row.whole - gap * static_cast<float>(row.count - 1)) / static_cast<float>(row.count));
    ImGui::SetCursorScreenPos({row.start.x + static_cast<float>(index) * (width + gap), row.start.y});
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(width, std::round(skin.px(26)));
    const bool pressed = press_area(label, size) && enabled;
    const bool hot = enabled && (ImGui::IsItemHovered() || ImGui::IsItemFocused());
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(lo, {lo.x + size.x, lo.y + size.y}, hot ? skin.colors.selected : skin.colors.field, skin.px(6));
    const ImVec2 extent = text_size(skin, Type::small, label);
    const ImU32 color = hot ? skin.colors.brightest : enabled ? skin.colors.soft : faded(skin.colors.soft, 0.4);
    put_text(list, skin, Type::small, {lo.x + (size.x - extent.x) / 2, lo.y + (size.y - extent.y) / 2}, color, label);
    tip(skin, help);
    return pressed;
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
std::string multiplied_by(const Entry& entry, std::span<const MatrixFactor> factors) {
    for (const MatrixFactor& factor : factors)
        if (entry.multiplying && entry.multiplying->key == factor.field.key)
            return "A has become " + factor.told(entry.multiplying->amount) + " A.";
    return "A pull multiplies A from the left.";
}

void multiply(const Kit& kit, LinearMapPanel& panel, const MatrixFactor& factor) {
    std::optional<Multiplying>& now = kit.entry.multiplying;
    const bool mine = now && now->key == factor.field.key;
    double amount = mine ? now->amount : factor.neutral;
    if (!number_line(kit, factor.field, amount, factor.neutral)) return;
    if (!mine) now = {factor.field.key, panel.matrix, factor.neutral};
    // Always from the matrix that the pull began with: back at the neutral number nothing has changed, to the bit.
    const Mat2 result = amount == factor.neutral ? now->from : Mat2(factor.of(amount) * now->from);
    if (!(result.cwiseAbs().maxCoeff() <= field_of("matrix").hi)) return;
    now->amount = amount;
    panel.matrix = result;
}

void edit_factors(const Kit& kit, LinearMapPanel& panel) {
    if (!ImGui::IsAnyItemActive()) kit.entry.multiplying.reset();
    const auto factors = matrix_factors();
    for (const MatrixFactor& factor : factors) multiply(kit, panel, factor);
    say(kit.skin, Type::small, kit.skin.colors.muted, multiplied_by(kit.entry, factors));
    space(kit.skin, 10);
}

/// The path, with the flow greyed where there is none.
void edit_path(const Kit& kit, LinearMapPanel& panel) {
    std::vector<std::string> labels, refusals;
    for (const Choice& choice : choices(MapPath{})) {
        refusals.push_back(way_to(panel.matrix, static_cast<MapPath>(labels.size())).refusal);
        labels.emplace_back(choice.label);
    }
    space(kit.skin, 6);
    heading(kit, field_of("path"));
    auto chosen = static_cast<std::size_t>(panel.path);
    if (segmented(kit, "path", labels, chosen, refusals)) panel.path = static_cast<MapPath>(chosen);
    space(kit.skin, 10);
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

void edit_panel(const Kit& kit, LinearMapPanel& panel) {
    Form(kit, {.only = {"matrix"}}).members(panel);
    const std::vector<MatrixMove> moves = matrix_moves(panel.matrix);
    const Row row{ImGui::GetCursorScreenPos(), std::max(1.f, ImGui::GetContentRegionAvail().x), static_cast<int>(moves.size())};
    for (int i = 0; i < row.count; ++i) {
        const MatrixMove& move = moves[static_cast<std::size_t>(i)];
        if (move_button(kit, move.label, move.help, row, i, move.result.has_value())) panel.matrix = *move.result;
    }
    space(kit.skin, 10);
    edit_path(kit, panel);
    say(kit.skin, Type::small_strong, kit.skin.colors.muted, "Show");
    space(kit.skin, 4);
    Form(kit, {.skip = {"matrix", "path", "vector"}}).members(panel);
    if (!panel.drawing.empty() && move_button(kit, "Wipe the drawing", "Takes the drawn line away", {ImGui::GetCursorScreenPos(), row.whole, 1}, 0)) panel.drawing.clear();
    if (panel.show_vector) {
        space(kit.skin, 8);
        Form(kit, {.only = {"vector"}}).members(panel);
    }
    space(kit.skin, 8);
    edit_factors(kit, panel);
}

}
