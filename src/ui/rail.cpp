#include "ui/rail.hpp"

#include "ui/catalogue.hpp"
#include "ui/commands.hpp"
#include "ui/region.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ui {
namespace {

bool is_open(const Document& document, const Panel& panel) {
    for (const Tile& tile : document.tiles)
        if (&tile.panel.type() == &panel.type()) return true;
    return false;
}

void draw_presets(const Stage& stage, const Panel& panel) {
    const Skin& skin = stage.skin;
    bool& open = stage.session.presets_open;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    if (row_button(stage.kit, "presets", "Presets", Type::small, skin.colors.muted, false, 23, 36)) open = !open;
    draw_icon(*ImGui::GetWindowDrawList(), open ? Icon::down : Icon::chevron, {lo.x + skin.px(27), lo.y + skin.px(11.5)}, skin.px(9), skin.colors.muted);
    if (!open) return;
    const Panel& now = stage.shown.tiles[static_cast<std::size_t>(stage.shown.focus)].panel;
    int i = 0;
    for (const NamedPanel& preset : presets_of(panel)) {
        ImGui::PushID(i++);
        const bool chosen = preset.panel == now;
        if (row_button(stage.kit, "preset", preset.name, Type::small, skin.colors.muted, chosen, 23, 36)) set_panel(stage.next, preset.panel);
        ImGui::PopID();
    }
}

/// The plus at the end of a panel's line, in the place of the dot that says that the panel is open.
bool plus_button(const Stage& stage, ImVec2 lo, ImVec2 size, bool near, bool open) {
    const Skin& skin = stage.skin;
    ImGui::SetCursorScreenPos(lo);
    const bool pressed = press_area("own tile", size);
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive() || focused_by_keyboard();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 hi(lo.x + size.x, lo.y + size.y), middle(lo.x + size.x / 2, lo.y + size.y / 2);
    if (hot || near) draw_icon(list, Icon::plus, middle, skin.px(11), hot ? skin.colors.brightest : skin.colors.muted);
    else if (open) list.AddCircleFilled(middle, skin.px(3.5), skin.colors.link);
    tip(skin, "Open in a tile of its own");
    return pressed;
}

/// One line: the panel's name, a dot when it is open, a plus to open it in a tile of its own.
void draw_panel(const Stage& stage, const Panel& panel) {
    constexpr double plus = 24;
    const Skin& skin = stage.skin;
    const bool open = is_open(stage.shown, panel);
    const bool in_focus = &stage.shown.tiles[stage.focus()].panel.type() == &panel.type();
    const std::string name(panel.type().label);
    ImGui::PushID(name.c_str());
    const ImVec2 lo = ImGui::GetCursorScreenPos(), pointer = ImGui::GetIO().MousePos;
    const float width = width_left(), height = std::round(skin.px(27));
    const bool near = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) && pointer.y >= lo.y && pointer.y < lo.y + height;
    const Type type = open ? Type::strong : Type::body;
    const bool shown = row_button(stage.kit, "panel", name, type, open ? skin.colors.brightest : skin.colors.soft, in_focus, 27, 12, plus);
    if (in_focus && stage.session.zone == Zone::rail && stage.session.zone_fresh) give_keyboard(false);
    tip(skin, about(panel));
    const bool added = plus_button(stage, {lo.x + width - skin.px(plus), lo.y}, {skin.px(plus), height}, near, open);
    if (shown || added) {
        const ImGuiIO& io = ImGui::GetIO();
        show_or_tell(stage, panel, added || io.KeyShift || io.KeyCtrl);
        stage.session.rail_called = false;
    }
    if (in_focus) draw_presets(stage, panel);
    ImGui::PopID();
}

void draw_recent(const Stage& stage) {
    const auto& recent = stage.session.preferences.recent;
    if (recent.empty()) return;
    space(stage.skin, 12);
    ImGui::Indent(stage.skin.px(12));
    say(stage.skin, Type::small_strong, stage.skin.colors.muted, "Recent");
    ImGui::Unindent(stage.skin.px(12));
    space(stage.skin, 4);
    for (std::size_t i = 0; i < std::min<std::size_t>(recent.size(), 4); ++i) {
        const std::filesystem::path path(recent[i]);
        ImGui::PushID(static_cast<int>(i));
        if (row_button(stage.kit, "recent", path.stem().string(), Type::body, stage.skin.colors.soft, path == stage.session.path)) {
            stage.session.wanted_file = path;
        }
        tip(stage.skin, recent[i]);
        ImGui::PopID();
    }
}

struct Sign {
    const char* id;
    Icon icon;
    Act act;
};

/// Heights at the foot of the list of panels, in units of the design.
constexpr double signs_height = 52, line_height = 30, sizes_height = 34, short_rail = 480;

double foot_height(const Skin& skin, const Pane& pane) {
    return pane.height < short_rail * skin.scale ? signs_height : signs_height + 2 * line_height + sizes_height + 8;
}

/// A line that does something, with its sign and its key.
void line_button(const Stage& stage, const Pane& pane, const Sign& sign, std::string_view label, float top) {
    const Skin& skin = stage.skin;
    ImGui::SetCursorScreenPos({static_cast<float>(pane.x) + skin.px(12), top});
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    if (row_button(stage.kit, sign.id, label, Type::body, skin.colors.soft, false, line_height - 2, 34)) stage.ask(sign.act);
    tip(skin, help_of(sign.act));
    draw_icon(*ImGui::GetWindowDrawList(), sign.icon, {lo.x + skin.px(18), lo.y + skin.px((line_height - 2) / 2)}, skin.px(13), skin.colors.muted);
}

/// A letter as large as the text becomes.
bool letter_button(const Stage& stage, const char* id, Type type, std::string_view letter, Act act, float width) {
    const Skin& skin = stage.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos(), size(width, skin.px(sizes_height - 4)), hi(lo.x + size.x, lo.y + size.y);
    const bool pressed = press_area(id, size);
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (hot) list.AddRectFilled(lo, hi, skin.colors.selected, skin.px(6));
    const ImVec2 extent = text_size(skin, type, letter);
    put_text(list, skin, type, {lo.x + (size.x - extent.x) / 2, lo.y + (size.y - extent.y) / 2}, hot ? skin.colors.brightest : skin.colors.muted, letter);
    tip(skin, help_of(act));
    return pressed;
}

/// The theme and the size of everything.
void draw_sizes(const Stage& stage, const Pane& pane, float top) {
    const Skin& skin = stage.skin;
    const float left = static_cast<float>(pane.x) + skin.px(8), width = std::floor((static_cast<float>(pane.width) - skin.px(16)) / 3);
    ImGui::SetCursorScreenPos({left + (width - skin.px(30)) / 2, top});
    if (icon_button(stage.kit, "theme", Icon::theme, 30, help_of(Act::theme))) stage.ask(Act::theme);
    ImGui::SetCursorScreenPos({left + width, top});
    if (letter_button(stage, "smaller", Type::small, "A−", Act::smaller, width)) stage.ask(Act::smaller);
    ImGui::SetCursorScreenPos({left + 2 * width, top});
    if (letter_button(stage, "larger", Type::title, "A+", Act::larger, width)) stage.ask(Act::larger);
}

void draw_foot(const Stage& stage, const Pane& pane) {
    const Skin& skin = stage.skin;
    constexpr Sign signs[] = {{"new", Icon::file, Act::new_document}, {"open", Icon::open, Act::open}, {"save", Icon::save, Act::save},
                              {"undo", Icon::undo, Act::undo}, {"redo", Icon::redo, Act::redo}, {"find", Icon::search, Act::palette}};
    const float bottom = static_cast<float>(pane.y + pane.height);
    if (foot_height(skin, pane) > signs_height) {
        const float top = bottom - skin.px(foot_height(skin, pane));
        line_button(stage, pane, {"add", Icon::plus, Act::add_tile}, "Add a tile", top);
        line_button(stage, pane, {"help", Icon::help, Act::help}, "Keys and gestures", top + skin.px(line_height));
        draw_sizes(stage, pane, top + skin.px(2 * line_height + 6));
    }
    const float side = std::floor(std::min(skin.px(30), (static_cast<float>(pane.width) - skin.px(16)) / 6));
    ImGui::SetCursorScreenPos({static_cast<float>(pane.x) + skin.px(8), bottom - skin.px(12) - side});
    const ImVec2 start = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < std::size(signs); ++i) {
        ImGui::SetCursorScreenPos({start.x + static_cast<float>(i) * side, start.y});
        if (icon_button(stage.kit, signs[i].id, signs[i].icon, static_cast<double>(side) / skin.scale, help_of(signs[i].act))) stage.ask(signs[i].act);
    }
}

void draw_list(const Stage& stage, const Areas& areas) {
    const Skin& skin = stage.skin;
    const RegionStyle style{.color = skin.colors.rail, .rounding = 0, .padding_x = 0, .padding_y = 0, .on_top = areas.rail_floats, .scrolls = false};
    const Region region(skin, "rail", areas.rail, style);
    const float foot = skin.px(foot_height(skin, areas.rail)), top = skin.px(64);
    put_text(*ImGui::GetWindowDrawList(), skin, Type::brand, {static_cast<float>(areas.rail.x) + skin.px(24), skin.px(26)}, skin.colors.brightest, "Eigenscope");
    ImGui::SetCursorPos({skin.px(12), top});
    if (stage.session.zone == Zone::rail && stage.session.zone_fresh) ImGui::SetNextWindowFocus();
    ImGui::BeginChild("panels", {static_cast<float>(areas.rail.width) - skin.px(16), std::max(1.f, static_cast<float>(areas.rail.height) - top - foot)});
    for (const Subject& subject : subjects()) {
        space(skin, 12);
        ImGui::Indent(skin.px(12));
        say(skin, Type::small_strong, skin.colors.muted, subject.name);
        ImGui::Unindent(skin.px(12));
        space(skin, 4);
        for (const Panel& panel : subject.panels) draw_panel(stage, panel);
    }
    draw_recent(stage);
    ImGui::EndChild();
    draw_foot(stage, areas.rail);
}

void draw_strip(const Stage& stage, const Pane& pane) {
    const Skin& skin = stage.skin;
    const Region region(skin, "strip", pane, {.color = skin.colors.rail, .rounding = 0, .scrolls = false});
    constexpr Sign signs[] = {{"find", Icon::search, Act::palette}, {"add", Icon::plus, Act::add_tile}, {"open", Icon::open, Act::open},
                              {"save", Icon::save, Act::save}, {"undo", Icon::undo, Act::undo}, {"redo", Icon::redo, Act::redo},
                              {"theme", Icon::theme, Act::theme}, {"help", Icon::help, Act::help}};
    float y = skin.px(10);
    const auto place = [&] {
        ImGui::SetCursorPos({(static_cast<float>(pane.width) - skin.px(32)) / 2, y});
        y += skin.px(36);
    };
    place();
    if (icon_button(stage.kit, "menu", Icon::menu, 32, "Panels")) stage.session.rail_called = !stage.session.rail_called;
    for (const Sign& sign : signs) {
        if (y + skin.px(32) > static_cast<float>(pane.height)) break;
        place();
        if (icon_button(stage.kit, sign.id, sign.icon, 32, help_of(sign.act))) stage.ask(sign.act);
    }
}

}

void draw_rail(const Stage& stage, const Areas& areas) {
    if (areas.strip.width > 0) draw_strip(stage, areas.strip);
    if (areas.rail.width > 0) draw_list(stage, areas);
}

}
