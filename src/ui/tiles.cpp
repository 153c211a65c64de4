#include "ui/tiles.hpp"

#include "document/axes.hpp"
#include "scene/formula.hpp"
#include "ui/catalogue.hpp"
#include "ui/gestures.hpp"
#include "ui/motion.hpp"
#include "ui/region.hpp"

#include <cmath>

namespace eigenscope::ui {
namespace {

constexpr double title_height = 46, folded_title_height = 30, inset = 8;

/// A picture less than so many letters high or wide stands in a strip.
constexpr double least_letters = 10;

std::string region_name(std::size_t i) { return "tile " + std::to_string(i); }

ImVec2 screen(Vec2 p) { return {static_cast<float>(p.x()), static_cast<float>(p.y())}; }
Vec2 plane(ImVec2 p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

/// The signs at the right end of the title, from right to left; returns where the space for text ends.
float draw_title_signs(const Stage& stage, std::size_t i, const Pane& pane, bool near) {
    const Skin& skin = stage.skin;
    const float top = static_cast<float>(pane.y) + skin.px(11), side = std::round(skin.px(24));
    float right = static_cast<float>(pane.x + pane.width) - skin.px(12);
    const auto sign = [&](const char* id, Icon icon, std::string_view help, bool lit) {
        right -= side;
        ImGui::SetCursorScreenPos({right, top});
        return icon_button(stage.kit, id, icon, 24, help, true, lit);
    };
    Tile& tile = stage.next.tiles[i];
    if (sign("link", tile.linked ? Icon::link : Icon::unlink,
             tile.linked ? "Linked: shares A and other quantities with the other linked tiles" : "Not linked: on its own", tile.linked))
        tile.linked = !tile.linked;
    const bool shares = tile.shares_axes;
    if (of_its_kind(stage.shown, i) > 1 && (shares || near) &&
        sign("axes", shares ? Icon::lock : Icon::unlock, shares ? "Same axes as the other tiles of this kind  X" : "Axes of its own  X", shares)) {
        stage.next.focus = static_cast<int>(i);
        stage.ask(Act::share_axes);
    }
    if (!near || pane.width < static_cast<double>(skin.px(240))) return right;
    right -= skin.px(2);
    if (stage.shown.tiles.size() > 1) {
        const bool large = stage.session.full_size;
        if (sign("size", large ? Icon::shrink : Icon::expand, large ? "Back beside the others  F" : "Full size  F", false)) {
            stage.next.focus = static_cast<int>(i);
            stage.session.full_size = !large;
        }
        if (sign("close", Icon::close, "Close this tile  Ctrl+W", false)) {
            stage.next.focus = static_cast<int>(i);
            stage.ask(Act::close_tile);
        }
    }
    return right;
}

void draw_title(const Stage& stage, std::size_t i, const Pane& pane) {
    const Skin& skin = stage.skin;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 lo(static_cast<float>(pane.x), static_cast<float>(pane.y)), mouse = ImGui::GetIO().MousePos;
    const bool near = ImGui::IsWindowHovered() && mouse.y < lo.y + skin.px(title_height);
    const float end = draw_title_signs(stage, i, pane, near) - skin.px(8), start = lo.x + skin.px(18);
    ImGui::SetCursorScreenPos(lo);
    if (end > start + 1 && press_area("title", {end - lo.x, skin.px(title_height)})) stage.next.focus = static_cast<int>(i);
    if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left) && stage.shown.tiles.size() > 1)
        stage.session.full_size = !stage.session.full_size;
    const std::string title = fitted(skin, Type::title, stage.shown.tiles[i].panel.type().label, std::max(1.f, end - start));
    const ImVec2 extent = text_size(skin, Type::title, title);
    const float middle = lo.y + skin.px(24);
    put_text(list, skin, Type::title, {start, middle - extent.y / 2}, skin.colors.brightest, title);
    const TileView& view = stage.session.view(i);
    const float room = end - start - extent.x - skin.px(16);
    const std::string_view said = view.busy ? std::string_view("computing …") : std::string_view(view.title);
    const ImVec2 said_size = text_size(skin, Type::small, said);
    if (!said.empty() && said_size.x <= room)
        put_text(list, skin, Type::small, {end - said_size.x, middle - said_size.y / 2}, skin.colors.muted, said);
}

/// Of a tile in the strip there is only the name: a press on anything brings it back.
void draw_folded(const Stage& stage, std::size_t i, const Pane& pane, const TileView& view) {
    const Skin& skin = stage.skin;
    const ImVec2 lo(static_cast<float>(pane.x), static_cast<float>(pane.y));
    ImGui::SetCursorScreenPos(lo);
    if (press_area("picture", {static_cast<float>(pane.width), static_cast<float>(pane.height)})) stage.next.focus = static_cast<int>(i);
    const std::string_view name = stage.shown.tiles[i].panel.type().label;
    const bool hot = ImGui::IsItemHovered();
    tip(skin, "Press to see it large");
    const std::string title = fitted(skin, Type::small_strong, name, view.size.x() > 0 ? static_cast<float>(view.size.x()) - skin.px(8) : 1.f);
    const float middle = lo.y + skin.px(folded_title_height / 2);
    put_text(*ImGui::GetWindowDrawList(), skin, Type::small_strong, {lo.x + skin.px(12), middle - text_size(skin, Type::small_strong, title).y / 2},
             hot ? skin.colors.brightest : skin.colors.soft, title);
}

Pointer pointer_of(const TileView& view, bool over) {
    const ImGuiIO& io = ImGui::GetIO();
    const auto clicked = [](ImGuiMouseButton button) { return ImGui::IsMouseClicked(button); };
    return {.at = plane(io.MousePos) - plane(view.at),
            .over = over,
            .left_pressed = over && clicked(ImGuiMouseButton_Left),
            .other_pressed = over && (clicked(ImGuiMouseButton_Right) || clicked(ImGuiMouseButton_Middle)),
            .double_clicked = over && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left),
            .wheel = over ? static_cast<double>(io.MouseWheel) : 0,
            .shift = io.KeyShift,
            .ctrl = io.KeyCtrl};
}

/// What is seen of the tile around its picture, whose corners are round. Nothing is filled twice: a window's pixels are what the
/// first frame takes longest for.
void draw_frame(const Skin& skin, const Pane& pane, const TileView& view) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = skin.px(10), under = std::ceil(skin.px(8)) + 1;          // as far as the corners of the picture reach
    const ImVec2 lo(static_cast<float>(pane.x), static_cast<float>(pane.y)), hi(lo.x + static_cast<float>(pane.width), lo.y + static_cast<float>(pane.height));
    const float left = view.at.x + under, top = view.at.y + under;
    const float right = view.at.x + static_cast<float>(view.size.x()) - under, bottom = view.at.y + static_cast<float>(view.size.y()) - under;
    if (right <= left || bottom <= top) return list.AddRectFilled(lo, hi, skin.colors.panel, round);
    list.AddRectFilled(lo, {hi.x, top}, skin.colors.panel, round, ImDrawFlags_RoundCornersTop);
    list.AddRectFilled({lo.x, bottom}, hi, skin.colors.panel, round, ImDrawFlags_RoundCornersBottom);
    // A pixel of each is under its neighbour, whose edge is soft.
    list.AddRectFilled({lo.x, top - 1}, {left, bottom + 1}, skin.colors.panel);
    list.AddRectFilled({right, top - 1}, {hi.x, bottom + 1}, skin.colors.panel);
}

void draw_tile(const Stage& stage, std::size_t i, const Pane& pane) {
    const Skin& skin = stage.skin;
    TileView& view = stage.session.view(i);
    const Region region(skin, region_name(i).c_str(), pane, {.color = 0, .scrolls = false});
    const double head = view.folded ? folded_title_height : title_height;
    view.at = {std::round(static_cast<float>(pane.x) + skin.px(inset)), std::round(static_cast<float>(pane.y) + skin.px(head))};
    view.size = Vec2(std::max(1.0, std::floor(pane.width - 2 * inset * skin.scale)),
                     std::max(1.0, std::floor(pane.height - (head + inset) * skin.scale)));
    draw_frame(skin, pane, view);
    if (view.folded) {
        steer(stage, i, pointer_of(view, false));
        return draw_folded(stage, i, pane, view);
    }
    ImGui::SetCursorScreenPos(view.at);
    press_area("picture", screen(view.size), ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
    const bool over = ImGui::IsItemHovered() && !(stage.session.point.open && stage.session.point.tile == i && stage.session.point.fresh);
    steer(stage, i, pointer_of(view, over));
    draw_title(stage, i, pane);
    const bool ring = stage.shown.focus == static_cast<int>(i) && stage.shown.tiles.size() > 1 && !stage.session.full_size;
    if (ring) {
        const ImVec2 lo(static_cast<float>(pane.x), static_cast<float>(pane.y)), hi(lo.x + static_cast<float>(pane.width), lo.y + static_cast<float>(pane.height));
        ImGui::GetWindowDrawList()->AddRect({lo.x + 0.5f, lo.y + 0.5f}, {hi.x - 0.5f, hi.y - 0.5f}, faded(skin.colors.filled, 0.8), skin.px(10), 0, skin.px(1.25));
    }
}

// --- pictures

Panel with_windows_held(Panel panel, const TileView& view) {
    for (const auto& [plot, window] : view.held) panel = look_at(panel, plot, Camera{false, window.center, window.half});
    return panel;
}

/// A lone plot's title stands beside the panel's name and not in the picture again.
std::string take_title(Picture& picture) {
    return picture.size() == 1 ? std::exchange(picture.front().title, {}) : std::string();
}

void take_texture(Session& session, TileView& view, std::size_t i) {
    if (session.services.paint) view.texture = session.services.paint(i, view.sheet);
}

bool hand_on(const Session& session) { return session.pull.kind != Pull::Kind::none || ImGui::IsMouseDown(ImGuiMouseButton_Left); }

/// The document as it is on the screen at this moment: on its way, with windows held still. All tiles are computed at once.
Document expected(Session& session, const Document& document, double dt) {
    const bool at_once = hand_on(session) || session.player.playing || session.hurry || !session.preferences.motion;
    Document wanted = document;
    for (std::size_t i = 0; i < wanted.tiles.size(); ++i) {
        TileView& view = session.views[i];
        view.was_moving = moving(view);
        wanted.tiles[i].panel = with_windows_held(passing(view, wanted.tiles[i].panel, dt, at_once || !view.visible), view);
    }
    session.desk.expect(wanted);
    return wanted;
}

/// Lays out what changed. True when the sheet is new.
bool refresh(const Skin& skin, Session& session, const Panel& wanted, std::size_t i, double dt) {
    TileView& view = session.view(i);
    const Derived& derived = session.desk.show(i, wanted);
    view.busy = session.desk.busy(i);
    const ink::Look look = look_of(skin, session.preferences, view, view.size);
    const bool windows_move = view.was_moving || moving(view);
    if (!windows_move && view.shown && *view.shown == derived.panel && view.look == look && view.sheet.size == view.size) return false;
    Picture picture = derived.picture;
    view.title = take_title(picture);
    ease_windows(view, picture, dt, hand_on(session) || !session.preferences.motion);
    view.sheet = ink::lay_out(picture, view.size, look);
    // Nothing is known yet of a panel that was never computed.
    if (picture.empty()) view.shown.reset();
    else view.shown = derived.panel;
    view.look = look;
    view.timeline = derived.timeline;
    view.facts = derived.facts;
    view.cameras.clear();
    for (const Plot& plot : picture) view.cameras.push_back(plot.camera3);
    return true;
}

void draw_point_entry(const Skin& skin, Session& session, std::size_t i, const TileView& view) {
    PointEntry& point = session.point;
    if (!point.open || point.tile != i) return;
    const float width = skin.px(150), x = view.at.x + static_cast<float>(point.at.x()) + skin.px(14), y = view.at.y + static_cast<float>(point.at.y()) + skin.px(10);
    const ImVec2 at(std::clamp(x, view.at.x, std::max(view.at.x, view.at.x + static_cast<float>(view.size.x()) - width)),
                    std::clamp(y, view.at.y, std::max(view.at.y, view.at.y + static_cast<float>(view.size.y()) - skin.px(60))));
    ImGui::SetCursorScreenPos(at);
    push_face(skin.fonts[Type::body]);
    ImGui::PushStyleColor(ImGuiCol_FrameBg, skin.colors.overlay);
    ImGui::PushStyleColor(ImGuiCol_Border, point.sentence.empty() ? skin.colors.filled : skin.colors.bad);
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, skin.px(1.5));
    if (point.fresh) ImGui::SetKeyboardFocusHere();
    const bool entered = input_text("##point", "x, y", point.text, width, ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
    const bool left = !point.fresh && ImGui::IsItemDeactivated() && !entered;
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(2);
    pop_face();
    point.fresh = false;
    if (!point.sentence.empty()) {
        // As wide as the tile allows, and moved inside where it would leave it.
        const float room = std::max(skin.px(60), static_cast<float>(view.size.x()) - skin.px(24));
        const std::string lines = wrapped(skin, Type::small, point.sentence, room);
        const ImVec2 extent = text_size(skin, Type::small, lines);
        const float beside = std::max(view.at.x + skin.px(6), std::min(at.x, view.at.x + static_cast<float>(view.size.x()) - extent.x - skin.px(18)));
        const ImVec2 lo(beside, at.y + skin.px(34)), hi(beside + extent.x + skin.px(12), at.y + skin.px(38) + extent.y);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(lo, hi, skin.colors.overlay, skin.px(5));
        put_text(list, skin, Type::small, {lo.x + skin.px(6), lo.y + skin.px(2)}, skin.colors.bad, lines);
    }
    if (entered) point.accepted = true;
    if (left) point.open = false;
}

}

ink::Look look_of(const Skin& skin, const Preferences& preferences, const TileView& view, Vec2 size) {
    ink::Look look = ink::fitting({.theme = preferences.theme, .scale = skin.picture_scale}, size);
    look.show_handles = !view.folded;
    look.lit_term = view.lit;
    look.hot_handle = view.hot;
    look.held_handle = view.focused;
    return look;
}

void draw_tiles(const Stage& stage, const Pane& pane) {
    const Document& shown = stage.shown;
    const auto focus = static_cast<std::size_t>(shown.focus);
    const Layout layout = stage.session.full_size ? Layout::single : shown.layout;
    const Skin& skin = stage.skin;
    const double least = least_letters * least_text * text_size_of(skin.theme) * skin.picture_scale + (title_height + inset) * skin.scale;
    const auto [panes, strip] = readable_tiling(layout, shown.tiles.size(), focus, pane, std::round(10 * skin.scale), least);
    for (std::size_t i = 0; i < panes.size(); ++i) {
        stage.session.view(i).visible = panes[i].width > 0 && panes[i].height > 0;
        stage.session.view(i).folded = strip && i != focus;
        if (stage.session.view(i).visible) draw_tile(stage, i, panes[i]);
    }
}

void show_pictures(const Skin& skin, Session& session, const Document& document, double dt) {
    session.views.resize(document.tiles.size());
    const Document wanted = expected(session, document, dt);
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        TileView& view = session.views[i];
        if (!view.visible) continue;
        const bool fresh = refresh(skin, session, wanted.tiles[i].panel, i, dt);
        if (fresh || view.texture == 0) take_texture(session, view, i);
        const MoreOf region(region_name(i).c_str());
        const ImVec2 hi(view.at.x + static_cast<float>(view.size.x()), view.at.y + static_cast<float>(view.size.y()));
        if (view.texture != 0) add_picture(*ImGui::GetWindowDrawList(), view.texture, view.at, hi, skin.px(8));
        draw_point_entry(skin, session, i, view);
        if (!view.hover.empty() && session.pull.kind == Pull::Kind::none && !session.point.open) tip_now(skin, view.hover, Type::said);
    }
}

}
