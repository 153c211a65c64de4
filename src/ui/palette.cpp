#include "ui/palette.hpp"

#include "ui/choosing.hpp"
#include "ui/commands.hpp"
#include "ui/filing.hpp"
#include "ui/fuzzy.hpp"
#include "ui/region.hpp"
#include "ui/small_pictures.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ui {
namespace {

/// They never change, and some take long to be made.
const std::vector<NamedPanel>& all_presets() {
    static const std::vector<NamedPanel> all = [] {
        std::vector<NamedPanel> list;
        for (const PanelType* type : panel_types())
            for (NamedPanel& preset : presets_of(type->make())) list.push_back(std::move(preset));
        return list;
    }();
    return all;
}

void add_panels(std::vector<Command>& list, const Document& document) {
    for (const Subject& subject : subjects())
        for (const Panel& panel : subject.panels) list.push_back({std::string(subject.name), "Show " + std::string(panel.type().label), "", Command::ShowPanel{panel}});
    const auto focus = static_cast<std::size_t>(std::max(0, document.focus));
    if (focus >= document.tiles.size()) return;
    const Panel& panel = document.tiles[focus].panel;
    for (const bool in_focus : {true, false})
        for (const NamedPanel& preset : all_presets())
            if ((&preset.panel.type() == &panel.type()) == in_focus)
                list.push_back({std::string(preset.panel.type().label), "Preset: " + preset.name, "", Command::UsePreset{preset.panel}});
    for (Choosable& one : choosables(panel))
        list.push_back({std::string(panel.type().label), std::move(one.text), "", Command::Choose{std::move(one.path), one.choice}});
}

/// A preset of another kind goes where a panel of its kind is shown.
void use_preset(const Stage& stage, const Panel& preset) {
    if (&stage.next.tiles[stage.focus()].panel.type() != &preset.type()) show_or_tell(stage, preset, false);
    set_panel(stage.next, preset);
}

void run(const Stage& stage, const Command& command) {
    Session& session = stage.session;
    session.palette.open = false;
    std::visit(Overloaded{[&](Act act) { stage.ask(act); },
                          [&](const Command::ShowPanel& show) { show_or_tell(stage, show.panel, false); },
                          [&](const Command::UsePreset& use) { use_preset(stage, use.panel); },
                          [&](const Command::Choose& one) { set_panel(stage.next, with_choice(stage.next.tiles[stage.focus()].panel, one.path, one.choice)); },
                          [&](const Command::FocusTile& go) { stage.next.focus = go.tile; },
                          [&](const Command::BringBack& back) { session.wanted_work = back.work; },
                          [&](const Command::OpenFile& open) { session.wanted_file = open.path; }},
               command.what);
}

std::vector<Command> found(const Stage& stage) {
    std::vector<Command> list = all_commands(stage.shown, stage.session.preferences);
    // The newest first.
    for (auto aside = stage.session.aside.rbegin(); aside != stage.session.aside.rend(); ++aside)
        list.push_back({"Laid aside", "Bring back " + spoken_aside(stage.session, *aside), "", Command::BringBack{aside->work}});
    return matching(std::move(list), stage.session.palette.query);
}

constexpr double line = 30, picture_width = 104, picture_height = 64, picture_gap = 8;

/// The work that a command would bring back; null: it does something else.
const Session::Aside* aside_of(const Session& session, const Command& command) {
    const auto* back = std::get_if<Command::BringBack>(&command.what);
    if (!back) return nullptr;
    const auto found = std::find_if(session.aside.begin(), session.aside.end(), [&](const Session::Aside& aside) { return aside.work == back->work; });
    return found == session.aside.end() ? nullptr : &*found;
}

bool has_pictures(const Session::Aside* aside) {
    return aside && std::any_of(aside->pictures.begin(), aside->pictures.end(), [](const Picture& picture) { return !picture.empty(); });
}

/// In units of the design.
double height_of(const Session& session, const Command& command) {
    return has_pictures(aside_of(session, command)) ? line + picture_height + picture_gap : line;
}

void draw_small_pictures(const Stage& stage, const Session::Aside& aside, ImVec2 lo, float right) {
    const Skin& skin = stage.skin;
    const ImVec2 size(std::round(skin.px(picture_width)), std::round(skin.px(picture_height)));
    for (std::size_t i = 0; i < aside.pictures.size() && lo.x + size.x <= right; ++i) {
        const auto texture = small_picture(skin, stage.session, aside, i, Vec2(static_cast<double>(size.x), static_cast<double>(size.y)));
        if (texture == 0) continue;
        const ImVec2 hi(lo.x + size.x, lo.y + size.y);
        add_picture(*ImGui::GetWindowDrawList(), texture, lo, hi, skin.px(5));
        ImGui::GetWindowDrawList()->AddRect(lo, hi, skin.colors.field_line, skin.px(5));
        lo.x = hi.x + skin.px(picture_gap);
    }
}

void draw_command(const Stage& stage, const Command& command, bool chosen, bool scroll_here) {
    const Skin& skin = stage.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Session::Aside* const aside = aside_of(stage.session, command);
    const double height = height_of(stage.session, command);
    const bool tall = height > line;
    if (row_button(stage.kit, "command", tall ? std::string_view("") : std::string_view(command.text), Type::body, skin.colors.text, chosen, height, 12)) run(stage, command);
    const bool seen = ImGui::IsItemVisible();
    if (chosen && scroll_here) ImGui::SetScrollHereY(0.5f);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (tall) put_text(list, skin, Type::body, {lo.x + skin.px(12), lo.y + skin.px(7)}, skin.colors.text, fitted(skin, Type::body, command.text, width - skin.px(24)));
    if (tall && seen) draw_small_pictures(stage, *aside, {lo.x + skin.px(12), lo.y + skin.px(line)}, lo.x + width);
    const std::string right = command.key.empty() ? command.group : command.key;
    const ImVec2 extent = text_size(skin, Type::small, right);
    if (text_size(skin, Type::body, command.text).x + extent.x + skin.px(40) < width)
        put_text(list, skin, Type::small, {lo.x + width - skin.px(12) - extent.x, lo.y + skin.px(15) - extent.y / 2}, skin.colors.muted, right);
}

}

std::vector<Command> all_commands(const Document& document, const Preferences& preferences) {
    std::vector<Command> list;
    for (const Action& action : actions()) list.push_back({std::string(action.group), std::string(action.label), spoken(action.chord), action.act});
    add_panels(list, document);
    for (std::size_t i = 0; i < document.tiles.size(); ++i)
        list.push_back({"Tiles", "Go to tile " + std::to_string(i + 1) + ": " + std::string(document.tiles[i].panel.type().label),
                        i < 9 ? std::to_string(i + 1) : "", Command::FocusTile{static_cast<int>(i)}});
    for (const std::string& path : preferences.recent)
        list.push_back({"Recent", "Open " + std::filesystem::path(path).filename().string(), "", Command::OpenFile{path}});
    return list;
}

std::vector<Command> matching(std::vector<Command> commands, std::string_view query) {
    std::vector<std::pair<int, std::size_t>> order;
    for (std::size_t i = 0; i < commands.size(); ++i)
        if (const auto score = fuzzy_match(query, commands[i].text + " " + commands[i].group)) order.emplace_back(-*score, i);
    std::sort(order.begin(), order.end());
    // Letters strewn over a text are a match only where no text holds them better.
    constexpr double below = 0.3;             // of the best score
    const double best = order.empty() ? 0 : -order.front().first, least = best - below * std::abs(best);
    std::vector<Command> list;
    for (const auto& [score, i] : order)
        if (-score >= least) list.push_back(std::move(commands[i]));
    return list;
}

bool palette_key(const Stage& stage, const KeyPress& press) {
    PaletteState& palette = stage.session.palette;
    if (!palette.open) return false;
    const auto list = found(stage);
    const std::size_t count = std::max<std::size_t>(1, list.size());
    palette.chosen = std::min(palette.chosen, count - 1);
    switch (press.chord.key) {
    case key::down: palette.chosen = (palette.chosen + 1) % count; break;
    case key::up: palette.chosen = (palette.chosen + count - 1) % count; break;
    case key::page_down: palette.chosen = std::min(count - 1, palette.chosen + 8); break;
    case key::page_up: palette.chosen = palette.chosen < 8 ? 0 : palette.chosen - 8; break;
    case key::enter:
        if (palette.chosen < list.size()) run(stage, list[palette.chosen]);
        return true;
    default: return false;
    }
    palette.moved = true;
    return true;
}

void draw_palette(const Stage& stage) {
    PaletteState& palette = stage.session.palette;
    if (!palette.open) return;
    const Skin& skin = stage.skin;
    const double w = static_cast<double>(stage.display.x), h = static_cast<double>(stage.display.y), s = skin.scale;
    const double wide = std::min(620 * s, w - 16), top = std::min(84 * s, h * 0.1);
    const auto list = found(stage);
    double rows = list.empty() ? line : 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(list.size(), 12); ++i) rows += height_of(stage.session, list[i]);
    const double tall = std::min((std::min(rows, 16 * line) + 72) * s, h - top - 8);
    if (palette.fresh) ImGui::SetNextWindowFocus();
    const Region region(skin, "palette", {std::round((w - wide) / 2), std::round(top), wide, std::round(tall)},
                        {.color = skin.colors.overlay, .padding_x = 12, .padding_y = 12, .on_top = true, .scrolls = false, .border = true});
    push_face(skin.fonts[Type::body]);
    if (palette.fresh) ImGui::SetKeyboardFocusHere();
    const std::string before = palette.query;
    input_text("##query", "What do you want to do?", palette.query, ImGui::GetContentRegionAvail().x);
    // Enter ends a text field; this one has the keyboard as long as it is there.
    if (!palette.fresh && !ImGui::IsItemActive() && !ImGui::IsMouseDown(ImGuiMouseButton_Left)) ImGui::SetKeyboardFocusHere(-1);
    pop_face();
    if (palette.query != before) palette.chosen = 0, palette.moved = true;
    if (!palette.fresh && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) palette.open = false;
    palette.fresh = false;
    space(skin, 8);
    ImGui::BeginChild("commands", {0, 0});
    palette.chosen = std::min(palette.chosen, list.empty() ? 0 : list.size() - 1);
    for (std::size_t i = 0; i < list.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        draw_command(stage, list[i], i == palette.chosen, palette.moved);
        ImGui::PopID();
    }
    palette.moved = false;
    if (list.empty()) say(skin, Type::body, skin.colors.muted, "  Nothing is called that.");
    ImGui::EndChild();
}

}
