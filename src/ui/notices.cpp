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
    if (!session.recoveries.empty() && !session.recoveries_closed)
        return Notice{"The program ended before the work on " + name_of(session.recoveries.front().belongs_to) + " was saved. It is still here.",
                      {{"Bring it back", Answer::restore, true}, {"Discard it", Answer::discard}}};
    if (!session.warnings.empty()) return Notice{joined(session.warnings), {{"Close", Answer::keep_warnings_off}}};
    if (session.aside.empty() || session.aside_closed) return std::nullopt;
    Notice notice{laid_aside(session), {{"Bring it back", Answer::bring_back, true}, {"Discard it", Answer::forget_aside}}};
    if (session.aside.size() > 1) notice.buttons.push_back({"Show all", Answer::list_aside});
    return notice;
}

// Of the bar of a message, in units of the design.
constexpr double one_line = 36, above = 3, padding = 16, button_gap = 8, cross = 28;

/// Where a message stands in a bar: beside its buttons, or where there is no room over them; the cross is always at the right.
struct MessageLayout {
    float buttons = 0;                        ///< px, with the cross
    float wrap = 0;                           ///< px until a line ends
    ImVec2 text = {0, 0};
    bool beside = true;

    MessageLayout(const Skin& skin, const Notice& notice, float width) : buttons(skin.px(cross)) {
        for (const Button& button : notice.buttons) buttons += text_button_width(skin, button.label, button.strong) + skin.px(button_gap);
        const float inside = width - skin.px(2 * padding);
        const ImVec2 whole = text_size(skin, Type::body, notice.text);
        beside = whole.x <= inside - buttons - skin.px(button_gap) && whole.y <= skin.px(30);
        wrap = beside ? whole.x + 1 : std::max(40.f, inside - skin.px(cross + button_gap));
        text = beside ? whole : text_size(skin, Type::body, notice.text, wrap);
    }
};

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
    {"Click an entry", "type over it; Tab, Enter, arrows lead on"},
    {"Ctrl+V", "pastes a number, or a whole matrix"},
    {"Click a fact, or Ctrl+C", "copies it in full; hover: how it was computed"},
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

double message_height(const Skin& skin, const Session& session, const Studio& studio, double width) {
    const auto notice = most_urgent(session, studio.unsaved());
    if (!notice) return 0;
    const MessageLayout layout(skin, *notice, static_cast<float>(width));
    return layout.beside ? one_line : one_line + 4 + std::ceil(static_cast<double>(layout.text.y) / skin.scale);
}

bool close_message(Session& session) {
    if (session.quit_asked) return session.quit_asked.reset(), true;
    if (!session.recoveries.empty() && !session.recoveries_closed) return session.recoveries_closed = true;
    if (!session.warnings.empty()) return session.warnings.clear(), true;
    if (!session.aside.empty() && !session.aside_closed) return session.aside_closed = true;
    return false;
}

Answer draw_banner(const Stage& stage, const Studio& studio, const Pane& bar) {
    const auto notice = most_urgent(stage.session, studio.unsaved());
    if (!notice || bar.width < 40) return Answer::none;
    if (stage.session.quit_asked) stage.session.quit_asked->seen = true;
    const Skin& skin = stage.skin;
    const Region region(skin, "banner", bar, {.color = skin.colors.overlay, .padding_x = padding, .padding_y = above, .scrolls = false, .border = true});
    const MessageLayout layout(skin, *notice, static_cast<float>(bar.width));
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const float right = lo.x + width_left(), row = skin.px(30), under = layout.beside ? 0 : layout.text.y + skin.px(4);
    const Face& face = skin.fonts[Type::body];
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddText(face.font, face.size, {lo.x, std::round(lo.y + (layout.beside ? (row - layout.text.y) / 2 : 0))}, skin.colors.brightest, notice->text.data(),
                 notice->text.data() + notice->text.size(), layout.wrap);
    Answer answer = Answer::none;
    float x = layout.beside ? right - layout.buttons : lo.x;
    for (std::size_t i = 0; i < notice->buttons.size(); ++i) {
        const Button& button = notice->buttons[i];
        ImGui::SetCursorScreenPos({x, lo.y + under});
        if (text_button(stage.kit, button.label, button.strong)) answer = button.answer;
        if (i < std::size(button_acts)) tip(skin, spoken(action_of(button_acts[i]).chord));
        x += text_button_width(skin, button.label, button.strong) + skin.px(button_gap);
    }
    ImGui::SetCursorScreenPos({right - skin.px(cross), lo.y + skin.px(1)});
    if (icon_button(stage.kit, "close", Icon::close, cross, "Close  Esc")) close_message(stage.session);
    return answer;
}

void draw_toasts(const Skin& skin, Session& session, const Areas& areas, double dt) {
    for (Toast& toast : session.toasts) toast.left -= dt;
    std::erase_if(session.toasts, [](const Toast& toast) { return toast.left <= 0; });
    if (session.toasts.empty()) return;
    const Toast& toast = session.toasts.back();
    const Pane& tiles = areas.tiles;
    const bool over_timeline = areas.timeline.height > 0;
    // Between tiles and timeline, where no title and no number is; without a timeline under the pictures, where there is room for one small line.
    const Type type = over_timeline ? Type::body : Type::small;
    const float room = static_cast<float>(over_timeline ? areas.timeline.width : tiles.width) - skin.px(48);
    const std::string lines = wrapped(skin, type, toast.text, std::max(40.f, room));
    const ImVec2 extent = text_size(skin, type, lines);
    const float inside = skin.px(over_timeline ? 4 : 1.5), tall = extent.y + 2 * inside, wide = extent.x + skin.px(28);
    const float foot = static_cast<float>(tiles.y + tiles.height), bottom = ImGui::GetIO().DisplaySize.y;
    const float left = std::max(0.f, static_cast<float>(tiles.x + tiles.width / 2) - wide / 2);
    const ImVec2 lo(std::round(left), std::round(over_timeline ? foot : bottom - tall)), hi(lo.x + wide, lo.y + tall);
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(lo, hi, skin.colors.overlay, skin.px(6));
    list.AddRect(lo, hi, toast.bad ? skin.colors.bad : skin.colors.field_line, skin.px(6), 0, skin.px(1.2));
    put_text(list, skin, type, {lo.x + skin.px(14), std::round(lo.y + inside)}, toast.bad ? skin.colors.bad : skin.colors.brightest, lines);
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
