#include "document/derived.hpp"

#include "base/worker.hpp"

#include <cmath>

namespace eigenscope {
namespace {

Model enter(const Panel& panel, const std::stop_token& stop, const Model* before = nullptr) { return panel.type().derive(panel, stop, before); }

Derived seen_in(const Model& model) { return {model.panel(), model.depict(), model.facts(), model.timeline()}; }

}

Derived derive_all(const Panel& panel) { return seen_in(enter(panel, {})); }
std::vector<Table> tables_of(const Panel& panel) { return enter(panel, {}).tables(); }
std::string words_of(const Panel& panel) { return enter(panel, {}).words(); }

Panel look_at(const Panel& panel, std::string_view plot, const Camera& camera) { return panel.type().look(panel, plot, camera); }
Panel look_at(const Panel& panel, std::string_view plot, const Camera3& camera) { return panel.type().look_in_space(panel, plot, camera); }
Panel seek_to(const Panel& panel, double t) { return panel.type().seek(panel, t); }

Panel advance_by(const Panel& panel, const Timeline& timeline, double seconds) {
    double t = timeline.now + seconds * (timeline.to - timeline.from) / timeline.seconds;
    if (timeline.steps) t = std::floor(t);
    t = std::min(t, timeline.to);
    return t > timeline.now ? seek_to(panel, t) : panel;
}

struct Desk::Seat {
    struct Sight {
        Model model;
        Derived derived;
    };

    std::optional<Panel> asked;
    bool waited = false;                      ///< patience is spent once for each panel value
    // Shared: while one is shown, the next is made from it on another thread.
    using Shown = std::shared_ptr<const Sight>;
    Shown sight;
    Derived empty;                            ///< shown while there is nothing of the panel's kind
    Worker<Panel, Shown> worker{[last = Shown()](const Panel& panel, std::stop_token stop) mutable -> Shown {
        Model model = enter(panel, stop, last ? &last->model : nullptr);
        if (stop.stop_requested()) return nullptr;
        Derived derived = seen_in(model);
        return last = std::make_shared<const Sight>(Sight{std::move(model), std::move(derived)});
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
        if (sight && &sight->derived.panel.type() == &asked->type()) return sight->derived;
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
    return seats_[i]->sight->model.drag(panel, plot, handle, to);
}

std::vector<Table> Desk::tables(std::size_t i) const {
    return i < seats_.size() && seats_[i]->sight ? seats_[i]->sight->model.tables() : std::vector<Table>{};
}

std::string Desk::words(std::size_t i) const {
    return i < seats_.size() && seats_[i]->sight ? seats_[i]->sight->model.words() : std::string{};
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
