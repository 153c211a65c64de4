#include "ui/timeline.hpp"

#include "base/number.hpp"
#include "ui/playing.hpp"
#include "ui/region.hpp"

#include <cmath>

namespace eigenscope::ui {
namespace {

/// The track between x0 and x1 at height y, and what time stands where.
struct Track {
    float x0 = 0, x1 = 1, y = 0;
    double from = 0, to = 1;
    float at(double t) const { return x0 + static_cast<float>(std::clamp((t - from) / (to - from), 0.0, 1.0)) * (x1 - x0); }
    double time(float x) const { return from + std::clamp(static_cast<double>((x - x0) / std::max(1.f, x1 - x0)), 0.0, 1.0) * (to - from); }
};

std::string text_of(const Timeline& timeline, double t) {
    return timeline.name + " = " + (timeline.steps ? shortest(std::round(t)) : fixed(t));
}

void draw_buttons(const Stage& stage, const Pane& pane, bool enabled) {
    const Skin& skin = stage.skin;
    const bool playing = stage.session.player.playing;
    struct Sign {
        const char* id;
        Icon icon;
        Act act;
        double x, size;
    };
    const Sign signs[] = {{"play", playing ? Icon::pause : Icon::play, Act::play, 14, 44},
                          {"back", Icon::step_back, Act::step_back, 64, 40},
                          {"step", Icon::step, Act::step, 108, 40}};
    for (const Sign& sign : signs) {
        const float top = static_cast<float>(pane.y + pane.height / 2) - skin.px(sign.size) / 2;
        ImGui::SetCursorScreenPos({static_cast<float>(pane.x) + skin.px(sign.x), top});
        if (icon_button(stage.kit, sign.id, sign.icon, sign.size, help_of(sign.act), enabled)) stage.ask(sign.act);
    }
}

void draw_marks(const Skin& skin, const Timeline& timeline, const Track& track) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto tick = [&](double t, std::string_view label) {
        const float x = std::round(track.at(t));
        list.AddLine({x, track.y + skin.px(11)}, {x, track.y + skin.px(16)}, faded(skin.colors.muted, 0.7), skin.px(1.5));
        const ImVec2 extent = text_size(skin, Type::small, label);
        put_text(list, skin, Type::small, {x - extent.x / 2, track.y + skin.px(16)}, skin.colors.muted, label);
    };
    if (timeline.marks.empty())
        for (int i = 0; i <= 10; ++i) tick(timeline.from + (timeline.to - timeline.from) * i / 10, "");
    float free_from = track.x0 - skin.px(100);
    for (const auto& [t, label] : timeline.marks) {
        const float extent = text_size(skin, Type::small, label).x;
        const bool fits = track.at(t) - extent / 2 > free_from;
        tick(t, fits ? std::string_view(label) : std::string_view());
        if (fits) free_from = track.at(t) + extent / 2 + skin.px(6);
    }
}

/// The two brackets of the loop, each of which can be pulled.
void draw_loop(const Stage& stage, const Timeline& timeline, const Track& track) {
    Loop& own = stage.session.view(timed_tile(stage)).loop;
    const auto loop = ends_of(timeline, own);
    if (!loop) return;
    if (own.from && own.to && *own.from > *own.to) std::swap(own.from, own.to);
    const Skin& skin = stage.skin;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({track.at(loop->first), track.y - skin.px(11)}, {track.at(loop->second), track.y - skin.px(8)}, skin.colors.link);
    const auto bracket = [&](const char* id, double t, std::optional<double>& end) {
        const float x = track.at(t);
        ImGui::SetCursorScreenPos({x - skin.px(8), track.y - skin.px(22)});
        press_area(id, {skin.px(16), skin.px(16)});
        if (ImGui::IsItemActive()) end = pulled_end(timeline, own, &end == &own.from, track.time(ImGui::GetIO().MousePos.x));
        tip(skin, "An end of the loop: pull it");
        const ImU32 color = ImGui::IsItemHovered() || ImGui::IsItemActive() ? skin.colors.brightest : skin.colors.link;
        list.AddTriangleFilled({x - skin.px(5), track.y - skin.px(18)}, {x + skin.px(5), track.y - skin.px(18)}, {x, track.y - skin.px(9)}, color);
    };
    bracket("loop from", loop->first, own.from);
    bracket("loop to", loop->second, own.to);
}

void draw_track(const Stage& stage, const Timeline& timeline, const Track& track) {
    const Skin& skin = stage.skin;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos({track.x0 - skin.px(10), track.y - skin.px(11)});
    press_area("scrub", {std::max(1.f, track.x1 - track.x0 + skin.px(20)), skin.px(22)});
    double now = timeline.now;
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
    if (ImGui::IsItemActive()) {
        now = track.time(ImGui::GetIO().MousePos.x);
        if (timeline.steps) now = std::round(now);
        stage.session.player.playing = false;
        if (now != timeline.now) go_to(stage, now);
    } else if (ImGui::IsItemHovered()) {
        tip_now(skin, text_of(timeline, timeline.steps ? std::round(track.time(ImGui::GetIO().MousePos.x)) : track.time(ImGui::GetIO().MousePos.x)));
    }
    const float half = skin.px(3), x = track.at(now);
    list.AddRectFilled({track.x0 - half, track.y - half}, {track.x1 + half, track.y + half}, skin.colors.track, half);
    list.AddRectFilled({track.x0 - half, track.y - half}, {x, track.y + half}, skin.colors.filled, half);
    draw_marks(skin, timeline, track);
    list.AddCircleFilled({x, track.y}, skin.px(hot ? 11 : 10), skin.colors.knob);
    draw_loop(stage, timeline, track);
}

/// How much of the readings there is room for: all, without the time in numbers, none.
enum class Readings { none, signs, all };

Readings readings_in(const Skin& skin, const Pane& pane) {
    const double width = pane.width / skin.scale;
    return width >= 520 ? Readings::all : width >= 360 ? Readings::signs : Readings::none;
}

float readings_width(const Skin& skin, const Timeline& timeline, Readings readings) {
    switch (readings) {
    case Readings::none: return skin.px(20);
    case Readings::signs: return skin.px(110);
    case Readings::all: return skin.px(186) + text_size(skin, Type::number, timeline.name + " = ").x;
    }
    return 0;
}

/// The time in numbers; it can be typed.
void draw_time(const Stage& stage, const Timeline& timeline, float right, float middle) {
    const Skin& skin = stage.skin;
    const float label = text_size(skin, Type::number, timeline.name + " = ").x, cell = skin.px(64), height = skin.px(28);
    const float x = right - skin.px(98) - cell;
    put_text(*ImGui::GetWindowDrawList(), skin, Type::number, {x - label, middle - skin.fonts[Type::number].size / 2}, skin.colors.brightest, timeline.name + " =");
    ImGui::SetCursorScreenPos({x, middle - height / 2});
    double t = timeline.steps ? timeline.now : std::round(timeline.now * 100) / 100;
    const ImGuiID id = ImGui::GetID("time");
    if (number_cell(stage.kit, id, t, {timeline.from, timeline.to, Scale::linear, timeline.steps}, {cell, height}, skin.colors.brightest)) {
        stage.session.player.playing = false;
        go_to(stage, t);
    }
}

/// The loop and the speed, at the right.
void draw_signs(const Stage& stage, const Timeline& timeline, float right, float middle) {
    const Skin& skin = stage.skin;
    Player& player = stage.session.player;
    Loop& loop = stage.session.view(timed_tile(stage)).loop;
    ImGui::SetCursorScreenPos({right - skin.px(90), middle - skin.px(16)});
    const bool looping = ends_of(timeline, loop).has_value();
    if (icon_button(stage.kit, "loop", Icon::loop, 32, looping ? "No loop  Shift+N" : "Loop; pull its ends", true, looping))
        loop = looping ? Loop{} : Loop{timeline.from, timeline.to};
    ImGui::SetCursorScreenPos({right - skin.px(54), middle - skin.px(16)});
    if (press_area("speed", {skin.px(46), skin.px(32)}))
        player.speed = player.speed >= 8 ? 0.125 : other_speed(player.speed, ImGui::GetIO().KeyShift ? -1 : 1);
    tip(skin, "Speed: click for faster, Shift and click for slower  [  ]");
    const std::string speed = (player.speed < 1 ? "1/" + shortest(1 / player.speed) : shortest(player.speed)) + "×";
    const ImVec2 extent = text_size(skin, Type::body, speed);
    put_text(*ImGui::GetWindowDrawList(), skin, Type::body, {right - skin.px(18) - extent.x, middle - extent.y / 2},
             ImGui::IsItemHovered() ? skin.colors.brightest : skin.colors.muted, speed);
}

/// Whose time it is, when the tile in focus has none.
void draw_owner(const Stage& stage, const Track& track) {
    const std::size_t tile = timed_tile(stage);
    if (tile == stage.focus()) return;
    const Skin& skin = stage.skin;
    const std::string name = fitted(skin, Type::small, stage.shown.tiles[tile].panel.type().label, std::max(1.f, track.x1 - track.x0));
    put_text(*ImGui::GetWindowDrawList(), skin, Type::small, {track.x0, track.y - skin.px(28)}, skin.colors.muted, name);
}

}

void draw_timeline(const Stage& stage, const Pane& pane) {
    if (!(pane.width > 0 && pane.height > 0)) return;
    const Skin& skin = stage.skin;
    const Region region(skin, "timeline", pane, {.color = skin.colors.panel, .scrolls = false});
    const std::optional<Timeline> timeline = timeline_shown(stage);
    const bool moves = timeline && timeline->to > timeline->from;
    draw_buttons(stage, pane, moves);
    const float left = static_cast<float>(pane.x) + skin.px(182), right = static_cast<float>(pane.x + pane.width);
    const float middle = static_cast<float>(pane.y + pane.height / 2);
    if (!moves) {
        const std::string text = fitted(skin, Type::body, "Nothing here has time", std::max(1.f, right - left - skin.px(12)));
        put_text(*ImGui::GetWindowDrawList(), skin, Type::body, {left, middle - skin.fonts[Type::body].size / 2}, skin.colors.muted, text);
        return;
    }
    const Readings readings = readings_in(skin, pane);
    const Track track{left, std::max(left + skin.px(40), right - readings_width(skin, *timeline, readings)), middle, timeline->from, timeline->to};
    draw_track(stage, *timeline, track);
    draw_owner(stage, track);
    if (readings == Readings::all) draw_time(stage, *timeline, right, middle);
    if (readings != Readings::none) draw_signs(stage, *timeline, right, middle);
}

}
