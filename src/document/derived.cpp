#include "document/derived.hpp"

#include "base/worker.hpp"

#include <cmath>

namespace eigenscope {
namespace {

/// A panel and what was computed from it: what every function of the panel but `derive` needs.
template <class P>
struct Room {
    P panel;
    typename P::Model model;
};

template <class>
struct RoomsOf;
template <class... P>
struct RoomsOf<std::variant<P...>> {
    using type = std::variant<Room<P>...>;
};
using AnyRoom = RoomsOf<Panel>::type;

/// A panel that offers derive(p, stop, before) as well: the same model, with what is still true of an earlier one taken over.
template <class P>
concept Continues = requires(const P p, std::stop_token stop, const typename P::Model before) { { derive(p, stop, before) } -> std::same_as<typename P::Model>; };

AnyRoom enter(const Panel& panel, const std::stop_token& stop, const AnyRoom* before = nullptr) {
    return std::visit([&]<class P>(const P& p) -> AnyRoom {
        if constexpr (Continues<P>)
            if (const auto* room = before ? std::get_if<Room<P>>(before) : nullptr) return Room<P>{p, derive(p, stop, room->model)};
        return Room<P>{p, derive(p, stop)};
    }, panel);
}

Derived seen_in(const AnyRoom& room) {
    return std::visit([](const auto& r) -> Derived {
        return {r.panel, depict(r.panel, r.model), facts(r.panel, r.model), timeline(r.panel, r.model)};
    }, room);
}

std::vector<Table> tables_in(const AnyRoom& room) {
    return std::visit([](const auto& r) { return tables(r.panel, r.model); }, room);
}

std::string words_in(const AnyRoom& room) {
    return std::visit([](const auto& r) { return words(r.panel, r.model); }, room);
}

// Nothing to take hold of while the room still shows another kind of panel.
Panel dragged(const AnyRoom& room, const Panel& panel, std::string_view plot, int handle, const Vec2& to) {
    return std::visit([&](const auto& r) -> Panel {
        const auto* same = std::get_if<std::remove_cvref_t<decltype(r.panel)>>(&panel);
        return same ? Panel(drag(*same, r.model, plot, handle, to)) : panel;
    }, room);
}

template <class C>
Panel looked(const Panel& panel, std::string_view plot, const C& camera) {
    return std::visit([&](const auto& p) -> Panel { return look(p, plot, camera); }, panel);
}

}

Derived derive_all(const Panel& panel) { return seen_in(enter(panel, {})); }
std::vector<Table> tables_of(const Panel& panel) { return tables_in(enter(panel, {})); }
std::string words_of(const Panel& panel) { return words_in(enter(panel, {})); }

Panel look_at(const Panel& panel, std::string_view plot, const Camera& camera) { return looked(panel, plot, camera); }
Panel look_at(const Panel& panel, std::string_view plot, const Camera3& camera) { return looked(panel, plot, camera); }

Panel seek_to(const Panel& panel, double t) {
    return std::visit([&](const auto& p) -> Panel { return seek(p, t); }, panel);
}

Panel advance_by(const Panel& panel, const Timeline& timeline, double seconds) {
    double t = timeline.now + seconds * (timeline.to - timeline.from) / timeline.seconds;
    if (timeline.steps) t = std::floor(t);
    t = std::min(t, timeline.to);
    return t > timeline.now ? seek_to(panel, t) : panel;
}

struct Desk::Seat {
    struct Sight {
        AnyRoom room;
        Derived derived;
    };

    std::optional<Panel> asked;
    bool waited = false;                      ///< patience is spent once for each panel value
    // Shared: while one is shown, the next is made from it on another thread.
    using Shown = std::shared_ptr<const Sight>;
    Shown sight;
    Derived empty;                            ///< shown while there is nothing of the panel's kind
    Worker<Panel, Shown> worker{[last = Shown()](const Panel& panel, std::stop_token stop) mutable -> Shown {
        AnyRoom room = enter(panel, stop, last ? &last->room : nullptr);
        if (stop.stop_requested()) return nullptr;
        Derived derived = seen_in(room);
        return last = std::make_shared<const Sight>(Sight{std::move(room), std::move(derived)});
    }};

    void ask(const Panel& panel) {
        if (asked == panel) return;
        asked = panel;
        waited = false;
        if (sight && sight->derived.panel == panel) worker.cancel();
        else worker.ask(panel);
    }
    const Derived& newest() {
        if (auto answer = worker.take()) sight = *std::move(answer);
        empty.facts.clear();
        if (worker.failed()) {
            Fact& fact = empty.facts.emplace_back();
            fact.name = "memory";
            fact.label = "There is not enough memory for this";
            fact.number = std::nan("");
            empty.panel = *asked;
            return empty;
        }
        if (sight && sight->derived.panel.index() == asked->index()) return sight->derived;
        empty.panel = *asked;
        return empty;
    }
};

Desk::Desk() = default;
Desk::~Desk() = default;

Desk::Seat& Desk::seat(std::size_t i) {
    while (seats_.size() <= i) seats_.push_back(std::make_unique<Seat>());
    return *seats_[i];
}

void Desk::expect(const Document& document) {
    for (std::size_t i = 0; i < document.tiles.size(); ++i) seat(i).ask(document.tiles[i].panel);
    seats_.resize(document.tiles.size());
}

const Derived& Desk::show(std::size_t i, const Panel& panel, std::chrono::milliseconds patience) {
    Seat& here = seat(i);
    here.ask(panel);
    if (!std::exchange(here.waited, true)) here.worker.wait(patience);
    return here.newest();
}

bool Desk::busy(std::size_t i) const {
    if (i >= seats_.size() || !seats_[i]->asked) return false;
    Seat& here = *seats_[i];
    return !here.worker.failed() && (!here.sight || here.sight->derived.panel != *here.asked);
}

bool Desk::wait(std::chrono::milliseconds patience) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + patience;
    bool all = true;
    for (const auto& seat : seats_) {
        if (!seat->asked) continue;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
        all &= seat->worker.wait(std::max(left, std::chrono::milliseconds(0)));
        seat->newest();
    }
    return all;
}

void Desk::leave(std::size_t i) {
    if (i < seats_.size()) seats_.erase(seats_.begin() + static_cast<std::ptrdiff_t>(i));
}

Panel Desk::drag(std::size_t i, const Panel& panel, std::string_view plot, int handle, Vec2 to) {
    if (i >= seats_.size() || !seats_[i]->sight) return panel;
    return dragged(seats_[i]->sight->room, panel, plot, handle, to);
}

std::vector<Table> Desk::tables(std::size_t i) const {
    return i < seats_.size() && seats_[i]->sight ? tables_in(seats_[i]->sight->room) : std::vector<Table>{};
}

std::string Desk::words(std::size_t i) const {
    return i < seats_.size() && seats_[i]->sight ? words_in(seats_[i]->sight->room) : std::string{};
}

std::string Desk::formulas(std::size_t i) const {
    return i < seats_.size() && seats_[i]->sight ? latex(seats_[i]->sight->derived.picture) : std::string{};
}

std::string latex(const Picture& picture) {
    std::string lines;
    for (const Plot& plot : picture)
        for (const Formula* formula : {&plot.headline, &plot.corner, &plot.note})
            if (!formula->empty()) lines += latex(*formula) + "\n";
    return lines;
}

}
