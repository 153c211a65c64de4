#include "ui/commands.hpp"

#include "base/limits.hpp"
#include "document/axes.hpp"
#include "ui/browser.hpp"
#include "ui/catalogue.hpp"
#include "ui/filing.hpp"
#include "ui/gestures.hpp"
#include "ui/notices.hpp"
#include "ui/playing.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace eigenscope::ui {
namespace {

bool time_acts(const Stage& stage, Act act) {
    Player& player = stage.session.player;
    const std::optional<Timeline> timeline = timeline_shown(stage);
    const auto go = [&](double t) {
        player.playing = false;
        stage.session.hurry = true;
        go_to(stage, t);
    };
    switch (act) {
    case Act::play: toggle_play(stage); return true;
    case Act::step: if (timeline) go(stepped(*timeline, 1)); return true;
    case Act::step_back: if (timeline) go(stepped(*timeline, -1)); return true;
    case Act::rewind: if (timeline) go(timeline->from); return true;
    case Act::to_end: if (timeline) go(timeline->to); return true;
    case Act::faster: player.speed = other_speed(player.speed, 1); return true;
    case Act::slower: player.speed = other_speed(player.speed, -1); return true;
    case Act::loop_start: set_loop_end(stage, true); return true;
    case Act::loop_end: set_loop_end(stage, false); return true;
    case Act::no_loop: end_loop(stage); return true;
    default: return false;
    }
}

void move_focus(const Stage& stage, int way) {
    const auto count = static_cast<int>(stage.next.tiles.size());
    stage.next.focus = (stage.next.focus + way + count) % count;
}

bool tile_acts(const Stage& stage, Act act) {
    Document& next = stage.next;
    const std::size_t focus = stage.focus();
    const Tile tile = next.tiles[focus];
    switch (act) {
    case Act::add_tile: show_or_tell(stage, afresh(tile.panel), true); return true;
    case Act::duplicate_tile:
        if (show_or_tell(stage, tile.panel, true)) next.tiles.back().linked = tile.linked;
        return true;
    case Act::close_tile:
        if (close_tile(next, focus)) stage.session.forget_tile(focus);
        stage.session.full_size = false;
        return true;
    case Act::next_tile: move_focus(stage, 1); return true;
    case Act::previous_tile: move_focus(stage, -1); return true;
    case Act::full_size: stage.session.full_size = !stage.session.full_size && next.tiles.size() > 1; return true;
    case Act::link: next.tiles[focus].linked = !tile.linked; return true;
    case Act::share_axes:
        if (of_its_kind(next, focus) > 1) share_axes(next, focus, !tile.shares_axes);
        else stage.session.tell("There is no other tile of this kind to share axes with");
        return true;
    case Act::layout_columns: next.layout = Layout::columns; stage.session.full_size = false; return true;
    case Act::layout_grid: next.layout = Layout::grid; stage.session.full_size = false; return true;
    case Act::layout_single: next.layout = Layout::single; return true;
    case Act::fit: fit_view(stage, focus); return true;
    case Act::reset_panel: set_panel(next, afresh(tile.panel)); return true;
    default: return false;
    }
}

void resize_text(Session& session, double factor) {
    auto& scale = session.preferences.scale;
    scale = factor == 0 ? 1 : std::clamp(std::round(scale * factor * 100) / 100, 0.5, 4.0);
    session.toasts.clear();
    session.tell("Size " + std::to_string(std::lround(scale * 100)) + " %");
}

void fold_inspector(Session& session) {
    const bool shown = session.inspector_shown && !session.pictures_only;
    // What was called goes again; anything else is a lasting wish.
    if (!shown || !session.inspector_called) session.preferences.show_inspector = !shown;
    session.inspector_called = !shown;
    session.pictures_only = false;
}

void next_zone(Session& session) {
    session.pictures_only = false;
    switch (session.zone) {
    case Zone::pictures: session.zone = session.preferences.show_inspector ? Zone::inspector : Zone::rail; break;
    case Zone::inspector: session.zone = Zone::facts; break;
    case Zone::facts: session.zone = Zone::rail; break;
    case Zone::rail: session.zone = Zone::pictures; break;
    }
    if (session.zone == Zone::rail) session.rail_called = true;
    if (session.zone == Zone::inspector) session.inspector_called = true;
    session.zone_fresh = true;
}

bool view_acts(Session& session, Act act) {
    Preferences& preferences = session.preferences;
    switch (act) {
    case Act::fold: session.pictures_only = !session.pictures_only; return true;
    case Act::show_rail: preferences.show_rail = !preferences.show_rail, session.pictures_only = false; return true;
    case Act::show_inspector: fold_inspector(session); return true;
    case Act::show_timeline: preferences.show_timeline = !preferences.show_timeline, session.pictures_only = false; return true;
    case Act::theme: preferences.theme = static_cast<Theme>((static_cast<int>(preferences.theme) + 1) % 3); return true;
    case Act::larger: resize_text(session, 1.1); return true;
    case Act::smaller: resize_text(session, 1 / 1.1); return true;
    case Act::usual_size: resize_text(session, 0); return true;
    case Act::full_screen: session.full_screen = !session.full_screen; return true;
    case Act::inspector: next_zone(session); return true;
    case Act::motion:
        preferences.motion = !preferences.motion;
        session.tell(preferences.motion ? "Changes are shown as motion" : "Changes are shown at once");
        return true;
    case Act::palette: session.palette = {.open = !session.palette.open, .fresh = true}; return true;
    case Act::help: session.help_open = !session.help_open; return true;
    default: return false;
    }
}

/// One thing at a time, the innermost first.
void back(const Stage& stage) {
    Session& session = stage.session;
    TileView& view = session.view(stage.focus());
    session.toasts.clear();
    if (session.palette.open) session.palette.open = false;
    else if (session.browser.open) close_browser(session.browser);
    else if (session.help_open) session.help_open = false;
    else if (session.point.open) session.point.open = false;
    else if (session.entry.live) session.entry.forget(session.entry.id), session.entry.close(), session.cancel_pull = true;
    else if (session.entry.id != 0) session.entry.close();
    else if (session.pull.kind != Pull::Kind::none || ImGui::IsAnyItemActive()) session.cancel_pull = true;
    else if (close_message(session)) return;
    else if (session.rail_called) session.rail_called = false, session.zone = Zone::pictures;
    else if (session.zone != Zone::pictures) session.zone = Zone::pictures, session.zone_fresh = true;
    else if (view.focused) view.focused.reset();
    else if (session.full_size) session.full_size = false;
    else if (session.pictures_only) session.pictures_only = false;
    else if (session.full_screen) session.full_screen = false;
}

std::string table_text(const Stage& stage) {
    std::string text;
    for (const Table& table : stage.session.desk.tables(stage.focus())) text += (text.empty() ? "" : "\n") + to_csv(table);
    return text;
}

/// What is copied is the document's, and not a moment of the way to it.
bool arrived(const Stage& stage) {
    constexpr std::chrono::seconds patience{3};
    stage.session.desk.expect(stage.shown);
    if (stage.session.desk.wait(patience)) return true;
    stage.session.tell("The pictures are still being computed: copy again when they are there");
    return false;
}

bool copy_acts(const Stage& stage, Act act) {
    const auto copy = [&](const std::string& text, const char* told) {
        ImGui::SetClipboardText(text.c_str());
        stage.session.tell(told);
        return true;
    };
    const bool copies = act == Act::copy_words || act == Act::copy_table || act == Act::copy_latex;
    if (copies && !arrived(stage)) return true;
    const Desk& desk = stage.session.desk;
    switch (act) {
    case Act::copy_words: return copy(desk.words(stage.focus()), "Copied the picture in words");
    case Act::copy_table: return copy(table_text(stage), "Copied the numbers as CSV");
    case Act::copy_latex: return copy(desk.formulas(stage.focus()), "Copied the formulas as LaTeX");
    default: return false;
    }
}

}

bool show_or_tell(const Stage& stage, const Panel& panel, bool in_own_tile) {
    const bool shown = show_panel(stage.next, panel, in_own_tile);
    if (!shown) stage.session.tell("There is room for " + std::to_string(limits::tiles) + " tiles: close one first");
    return shown;
}

bool leave_hidden_zone(Session& session, const Areas& areas) {
    const bool inspected = session.zone == Zone::inspector || session.zone == Zone::facts;
    const Pane* pane = inspected ? &areas.inspector : session.zone == Zone::rail ? &areas.rail : nullptr;
    if (!pane || pane->width > 0) return false;
    // On the way round the next part takes its place; a part that was folded away leaves the keyboard to the pictures.
    const bool on_the_way = session.zone_fresh && inspected;
    session.zone = on_the_way ? Zone::rail : Zone::pictures;
    session.rail_called = on_the_way;
    session.zone_fresh = true;
    return true;
}

bool perform_in_frame(const Stage& stage, Act act) {
    if (act == Act::back) {
        back(stage);
        return true;
    }
    return time_acts(stage, act) || tile_acts(stage, act) || view_acts(stage.session, act) || copy_acts(stage, act);
}

void perform_on_studio(Session& session, Studio& studio, Act act) {
    switch (act) {
    case Act::undo:
    case Act::redo: {
        const bool undo = act == Act::undo;
        if (!(undo ? studio.can_undo() : studio.can_redo())) session.tell(undo ? "Nothing to undo" : "Nothing to redo");
        const std::size_t before = studio.shown().tiles.size();
        undo ? studio.undo() : studio.redo();
        // Which tile came or went is not known: none moves from another's state.
        if (studio.shown().tiles.size() != before)
            for (TileView& view : session.views) view.begin_anew();
        break;
    }
    case Act::new_document: open_new(session, studio, default_document()); break;
    case Act::open: open_browser(session, BrowserState::Purpose::open); break;
    case Act::save: save(session, studio); break;
    case Act::save_as: open_browser(session, BrowserState::Purpose::save); break;
    case Act::save_figure: open_browser(session, BrowserState::Purpose::figure); break;
    default: break;
    }
}

bool direct_key(const Stage& stage, const KeyPress& press) {
    const Chord& chord = press.chord;
    if (chord.ctrl || chord.alt) return false;
    const auto arrow = [&]() -> std::optional<Vec2> {
        switch (chord.key) {
        case key::left: return Vec2(-1, 0);
        case key::right: return Vec2(1, 0);
        case key::up: return Vec2(0, 1);
        case key::down: return Vec2(0, -1);
        default: return std::nullopt;
        }
    }();
    if (arrow) {
        stage.session.hurry = true;
        return nudge(stage, *arrow, chord.shift);
    }
    if (chord.key == key::tab) return cycle_handles(stage, chord.shift ? -1 : 1);
    if (chord.key >= '1' && chord.key <= '9' && !chord.shift) {
        const int tile = chord.key - '1';
        if (tile < static_cast<int>(stage.next.tiles.size())) stage.next.focus = tile;
        return true;
    }
    return false;
}

}
