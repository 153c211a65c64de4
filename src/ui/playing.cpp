#include "ui/playing.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ui {
namespace {

double span(const Timeline& timeline) { return timeline.to - timeline.from; }

bool empty(const Timeline& timeline) { return !(span(timeline) > 0); }

}

std::optional<std::pair<double, double>> loop_of(const Timeline& timeline, const Player& player) {
    if (!player.loop_from && !player.loop_to) return std::nullopt;
    double a = std::clamp(player.loop_from.value_or(timeline.from), timeline.from, timeline.to);
    double b = std::clamp(player.loop_to.value_or(timeline.to), timeline.from, timeline.to);
    if (a > b) std::swap(a, b);
    if (!(b > a)) return std::nullopt;
    return std::pair(a, b);
}

Moment later(const Timeline& timeline, const Player& player, double seconds) {
    if (empty(timeline)) return {timeline.now, true};
    const double ahead = timeline.now + span(timeline) * player.speed * seconds / std::max(1e-3, timeline.seconds);
    if (const auto loop = loop_of(timeline, player)) {
        const auto [a, b] = *loop;
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

const std::optional<Timeline>& timeline_in_focus(const Stage& stage) { return stage.session.view(stage.focus()).timeline; }

void go_to(const Stage& stage, double t) {
    const std::size_t i = stage.focus();
    if (i >= stage.next.tiles.size() || !std::isfinite(t)) return;
    Panel& panel = stage.next.tiles[i].panel;
    panel = seek_to(panel, t);
    // The picture may still be an older one: the clock goes on from where it was sent.
    if (auto& timeline = stage.session.view(i).timeline) timeline->now = std::clamp(t, timeline->from, timeline->to);
}

void toggle_play(const Stage& stage) {
    Player& player = stage.session.player;
    const auto& timeline = timeline_in_focus(stage);
    if (player.playing || !timeline || empty(*timeline)) {
        player.playing = false;
        return;
    }
    player.playing = true;
    player.tile = stage.focus();
    player.moment = timeline->now;
    if (!loop_of(*timeline, player) && timeline->now >= timeline->to) {
        player.moment = timeline->from;
        go_to(stage, timeline->from);
    }
}

void play_on(const Stage& stage) {
    Player& player = stage.session.player;
    if (!player.playing) return;
    const auto& timeline = timeline_in_focus(stage);
    if (!timeline || player.tile != stage.focus()) {
        player.playing = false;
        return;
    }
    // Between whole steps time goes on all the same, out of sight.
    Timeline running = *timeline;
    running.now = std::abs(player.moment - timeline->now) < 1 || !timeline->steps ? player.moment : timeline->now;
    const Moment next = later(running, player, stage.dt);
    player.moment = next.at;
    const double t = timeline->steps ? std::floor(next.at + 1e-9) : next.at;
    if (t != timeline->now) go_to(stage, t);
    if (next.ended) player.playing = false;
}

void set_loop_end(Session& session, const Timeline& timeline, bool start) {
    (start ? session.player.loop_from : session.player.loop_to) = timeline.now;
}

}
