#include "ui/notices.hpp"

#include "ui/region.hpp"

#include <algorithm>

namespace eigenscope::ui {
namespace {

struct Button {
    std::string_view label;
    Answer answer;
    bool strong = false;
};
struct Notice {
    std::string text;
    std::vector<Button> buttons;
};

std::string name_of(const std::filesystem::path& path) { return path.empty() ? "an untitled scene" : path.filename().string(); }

std::string joined(const std::vector<std::string>& lines) {
    std::string text = lines.front();
    for (std::size_t i = 1; i < std::min<std::size_t>(lines.size(), 4); ++i) text += "\n" + lines[i];
    if (lines.size() > 4) text += "\nand " + std::to_string(lines.size() - 4) + " more";
    return text;
}

/// "The unsaved work on a.json and 2 more is laid aside."
std::string laid_aside(const Session& session) {
    const std::size_t more = session.aside.size() - 1;
    return "The unsaved work on " + name_of(session.aside.back().path) + (more > 0 ? " and " + std::to_string(more) + " more is" : " is") + " laid aside.";
}

Notice quit_question(const Session& session, bool unsaved) {
    const Button quit{"Quit without saving", Answer::quit_anyway}, stay{"Stay", Answer::stay};
    if (!unsaved && !session.aside.empty()) return {laid_aside(session), {{"Bring it back", Answer::bring_back, true}, quit, stay}};
    return {"There is unsaved work in " + name_of(session.path) + "." + (session.aside.empty() ? "" : " " + laid_aside(session)),
            {{"Save", Answer::save_and_quit, true}, quit, stay}};
}

std::optional<Notice> most_urgent(const Session& session, bool unsaved) {
    if (session.quit_asked) return quit_question(session, unsaved);
    if (!session.recoveries.empty())
        return Notice{"The program ended before the work on " + name_of(session.recoveries.front().belongs_to) + " was saved. It is still here.",
                      {{"Bring it back", Answer::restore, true}, {"Discard it", Answer::discard}}};
    if (!session.warnings.empty()) return Notice{joined(session.warnings), {{"Close", Answer::keep_warnings_off}}};
    if (!session.aside.empty()) return Notice{laid_aside(session), {{"Bring it back", Answer::bring_back, true}, {"Discard it", Answer::forget_aside}}};
    return std::nullopt;
}

/// The keys of the banner's buttons.
constexpr Act button_acts[] = {Act::first_answer, Act::second_answer};

// Gestures that no key of the table says.
struct Line {
    std::string_view keys, what;
};
constexpr Line hands[] = {
    {"Drag a handle", "changes what it stands for"},
    {"Shift, Ctrl while dragging", "holds an axis or angle; snaps to the grid"},
    {"Double click a handle", "types its place, also as an expression"},
    {"Tab, arrows", "next handle; nudge by 0.1, Shift: 0.01"},
    {"Wheel", "zooms about the pointer"},
    {"Drag beside handles", "moves the view, or turns it in space"},
    {"Double click beside", "fits the view"},
    {"Double click a title", "full size and back"},
    {"1 … 9", "go to a tile"},
    {"Click a fact", "copies it; hover: how it was computed"},
};

void draw_help_line(const Skin& skin, std::string_view keys, std::string_view what, float width) {
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float column = width * 0.4f;
    put_text(list, skin, Type::small_strong, {lo.x, lo.y + skin.px(3)}, skin.colors.brightest, fitted(skin, Type::small_strong, keys, column - skin.px(10)));
    put_text(list, skin, Type::small, {lo.x + column, lo.y + skin.px(3)}, skin.colors.text, fitted(skin, Type::small, what, width - column));
    ImGui::Dummy({width, skin.px(22)});
}

void draw_help_keys(const Skin& skin, std::string_view group, float width) {
    space(skin, 8);
    say(skin, Type::small_strong, skin.colors.muted, group);
    space(skin, 4);
    for (const Action& action : actions()) {
        if (action.group != group || action.chord.key == key::none) continue;
        const std::string keys = spoken(action.chord) + (action.other.key != key::none ? "  or  " + spoken(action.other) : "");
        draw_help_line(skin, keys, action.label, width);
    }
}

}

Answer answer_of_button(const Session& session, const Studio& studio, std::size_t button) {
    const auto notice = most_urgent(session, studio.unsaved());
    return notice && button < notice->buttons.size() ? notice->buttons[button].answer : Answer::none;
}

Answer draw_banner(const Stage& stage, const Studio& studio, const Pane& tiles) {
    const auto notice = most_urgent(stage.session, studio.unsaved());
    if (!notice || tiles.width < 40) return Answer::none;
    if (stage.session.quit_asked) stage.session.quit_asked->seen = true;
    const Skin& skin = stage.skin;
    const double s = skin.scale, wide = std::min(tiles.width - 16 * s, 720 * s);
    const float text_width = static_cast<float>(wide - 40 * s);
    const double text_height = static_cast<double>(text_size(skin, Type::body, notice->text, text_width).y);
    const Pane pane{std::round(tiles.x + (tiles.width - wide) / 2), std::round(tiles.y + 8 * s), wide, std::round(text_height + 78 * s)};
    const Region region(skin, "banner", pane, {.color = skin.colors.overlay, .padding_x = 20, .padding_y = 14, .on_top = true, .scrolls = false, .border = true});
    say(skin, Type::body, skin.colors.brightest, notice->text);
    space(skin, 12);
    Answer answer = Answer::none;
    for (std::size_t i = 0; i < notice->buttons.size(); ++i) {
        if (i > 0) ImGui::SameLine(0, skin.px(8));
        if (text_button(stage.kit, notice->buttons[i].label, notice->buttons[i].strong)) answer = notice->buttons[i].answer;
        if (i < std::size(button_acts)) tip(skin, spoken(action_of(button_acts[i]).chord));
    }
    return answer;
}

void draw_toasts(const Skin& skin, Session& session, const Pane& tiles, double dt) {
    for (Toast& toast : session.toasts) toast.left -= dt;
    std::erase_if(session.toasts, [](const Toast& toast) { return toast.left <= 0; });
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    float bottom = static_cast<float>(tiles.y + tiles.height) - skin.px(20);
    for (auto toast = session.toasts.rbegin(); toast != session.toasts.rend(); ++toast) {
        const float wrap = std::max(40.f, std::min(skin.px(560), static_cast<float>(tiles.width) - skin.px(48)));
        const std::string lines = wrapped(skin, Type::body, toast->text, wrap);
        const ImVec2 extent = text_size(skin, Type::body, lines);
        const ImVec2 lo(static_cast<float>(tiles.x + tiles.width / 2) - extent.x / 2 - skin.px(16), bottom - extent.y - skin.px(18));
        const ImVec2 hi(lo.x + extent.x + skin.px(32), bottom);
        list.AddRectFilled(lo, hi, skin.colors.overlay, skin.px(8));
        list.AddRect(lo, hi, toast->bad ? skin.colors.bad : skin.colors.field_line, skin.px(8), 0, skin.px(1.2));
        put_text(list, skin, Type::body, {lo.x + skin.px(16), lo.y + skin.px(9)}, toast->bad ? skin.colors.bad : skin.colors.brightest, lines);
        bottom = lo.y - skin.px(8);
    }
}

void draw_help(const Stage& stage) {
    Session& session = stage.session;
    if (!session.help_open) return;
    const Skin& skin = stage.skin;
    const double w = static_cast<double>(stage.display.x), h = static_cast<double>(stage.display.y), s = skin.scale;
    const double wide = std::min(1040 * s, w - 16), tall = std::min(850 * s, h - 16);
    const Region region(skin, "help", {std::round((w - wide) / 2), std::round((h - tall) / 2), wide, tall},
                        {.color = skin.colors.overlay, .padding_x = 28, .padding_y = 22, .on_top = true, .border = true});
    say(skin, Type::title, skin.colors.brightest, "Keys and gestures");
    space(skin, 4);
    const bool two = wide > 640 * s;
    const float width = two ? (ImGui::GetContentRegionAvail().x - skin.px(32)) / 2 : ImGui::GetContentRegionAvail().x;
    const ImVec2 top = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    space(skin, 8);
    say(skin, Type::small_strong, skin.colors.muted, "Hands");
    space(skin, 4);
    for (const Line& line : hands) draw_help_line(skin, line.keys, line.what, width);
    for (const std::string_view group : {"Time", "Edit"}) draw_help_keys(skin, group, width);
    ImGui::EndGroup();
    if (two) ImGui::SetCursorScreenPos({top.x + width + skin.px(32), top.y});
    ImGui::BeginGroup();
    for (const std::string_view group : {"File", "Tiles", "View"}) draw_help_keys(skin, group, width);
    ImGui::EndGroup();
    if (!ImGui::IsWindowAppearing() && ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) session.help_open = false;
}

}
