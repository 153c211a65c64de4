#include "ui/playing.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ui {
namespace {

double span(const Timeline& timeline) { return timeline.to - timeline.from; }

bool empty(const Timeline& timeline) { return !(span(timeline) > 0); }

}

std::optional<std::pair<double, double>> ends_of(const Timeline& timeline, const Loop& loop) {
    if (!loop.from && !loop.to) return std::nullopt;
    const auto inside = [&](double t) { return std::clamp(timeline.steps ? std::round(t) : t, timeline.from, timeline.to); };
    double a = inside(loop.from.value_or(timeline.from)), b = inside(loop.to.value_or(timeline.to));
    if (a > b) std::swap(a, b);
    if (!(b > a)) return std::nullopt;
    return std::pair(a, b);
}

double pulled_end(const Timeline& timeline, const Loop& loop, bool start, double to) {
    const double least = timeline.steps ? 1 : span(timeline) / 200;
    const double lo = start ? timeline.from : std::min(loop.from.value_or(timeline.from) + least, timeline.to);
    const double hi = start ? std::max(loop.to.value_or(timeline.to) - least, timeline.from) : timeline.to;
    return std::clamp(timeline.steps ? std::round(to) : to, lo, hi);
}

Moment later(const Timeline& timeline, const Loop& loop, double speed, double seconds) {
    if (empty(timeline)) return {timeline.now, true};
    const double ahead = timeline.now + span(timeline) * speed * seconds / std::max(1e-3, timeline.seconds);
    if (const auto ends = ends_of(timeline, loop)) {
        const auto [a, b] = *ends;
        if (ahead < a || timeline.now > b) return {a, false};
        return {ahead <= b ? ahead : a + std::fmod(ahead - b, b - a), false};
    }
    return {std::min(ahead, timeline.to), ahead >= timeline.to};
}

double stepped(const Timeline& timeline, int direction) {
    const double step = timeline.steps ? 1 : span(timeline) / 20;
    double next = timeline.now + direction * step;
    if (timeline.steps) next = direction > 0 ? std::floor(timeline.now + 1e-9) + 1 : std::ceil(timeline.now - 1e-9) - 1;
    // Steps of a twentieth land on the twentieths.
    else if (step > 0) next = timeline.from + std::round((next - timeline.from) / step) * step;
    return std::clamp(next, timeline.from, timeline.to);
}

double other_speed(double speed, int direction) {
    const double exponent = std::round(std::log2(std::clamp(speed, 0.125, 8.0))) + direction;
    return std::exp2(std::clamp(exponent, -3.0, 3.0));
}

std::size_t timed_tile(const Stage& stage) {
    Session& session = stage.session;
    const auto timed = [&](std::size_t i) {
        if (i >= stage.shown.tiles.size()) return false;
        const auto& timeline = session.view(i).timeline;
        return timeline && !empty(*timeline);
    };
    const std::size_t focus = stage.focus();
    if (timed(focus)) return focus;
    if (timed(session.player.tile)) return session.player.tile;
    for (std::size_t i = 0; i < stage.shown.tiles.size(); ++i)
        if (timed(i)) return i;
    return focus;
}

const std::optional<Timeline>& timeline_shown(const Stage& stage) { return stage.session.view(timed_tile(stage)).timeline; }

void go_to(const Stage& stage, double t) {
    const std::size_t i = timed_tile(stage);
    if (i >= stage.next.tiles.size() || !std::isfinite(t)) return;
    Panel& panel = stage.next.tiles[i].panel;
    panel = seek_to(panel, t);
    // The picture may still be an older one: the clock goes on from where it was sent.
    if (auto& timeline = stage.session.view(i).timeline) timeline->now = std::clamp(t, timeline->from, timeline->to);
}

void toggle_play(const Stage& stage) {
    Player& player = stage.session.player;
    const auto& timeline = timeline_shown(stage);
    if (player.playing || !timeline || empty(*timeline)) {
        player.playing = false;
        return;
    }
    player.playing = true;
    player.tile = timed_tile(stage);
    player.moment = timeline->now;
    if (!ends_of(*timeline, stage.session.view(player.tile).loop) && timeline->now >= timeline->to) {
        player.moment = timeline->from;
        go_to(stage, timeline->from);
    }
}

void play_on(const Stage& stage) {
    Player& player = stage.session.player;
    if (!player.playing) return;
    const auto& timeline = timeline_shown(stage);
    if (!timeline || player.tile != timed_tile(stage)) {
        player.playing = false;
        return;
    }
    // Between whole steps time goes on all the same, out of sight.
    Timeline running = *timeline;
    running.now = std::abs(player.moment - timeline->now) < 1 || !timeline->steps ? player.moment : timeline->now;
    const Moment next = later(running, stage.session.view(player.tile).loop, player.speed, stage.dt);
    player.moment = next.at;
    const double t = timeline->steps ? std::floor(next.at + 1e-9) : next.at;
    if (t != timeline->now) go_to(stage, t);
    if (next.ended) player.playing = false;
}

void set_loop_end(const Stage& stage, bool start) {
    TileView& view = stage.session.view(timed_tile(stage));
    if (view.timeline) (start ? view.loop.from : view.loop.to) = view.timeline->now;
}

void end_loop(const Stage& stage) { stage.session.view(timed_tile(stage)).loop = {}; }

}
