#pragma once
#include "document/document.hpp"

#include <chrono>
#include <memory>

namespace eigenscope {

/// Everything that follows from one panel value. A value itself: shown, exported, tested.
struct Derived {
    Panel panel;                              ///< the value all this was computed from
    Picture picture;
    std::vector<Fact> facts;
    std::optional<Timeline> timeline;
};

/// Computes here and now (command line, tests).
Derived derive_all(const Panel& panel);
std::vector<Table> tables_of(const Panel& panel);
std::string words_of(const Panel& panel);
/// The formulas of a picture in LaTeX, one a line.
std::string latex(const Picture& picture);

// What the type of a panel does, for a panel.
Panel look_at(const Panel& panel, std::string_view plot, const Camera& camera);
Panel look_at(const Panel& panel, std::string_view plot, const Camera3& camera);
Panel seek_to(const Panel& panel, double t);
/// Time goes on by `seconds`; at the end of the timeline it stops (returns the same value). A timeline of steps moves by whole
/// steps: seconds that are too few for one return the same value, so the caller adds them up until it moves.
Panel advance_by(const Panel& panel, const Timeline& timeline, double seconds);

/// What is shown of every tile, computed off this thread when it is slow. One a window.
class Desk {
public:
    Desk();
    ~Desk();

    /// Starts on every tile of the document that changed, so that all of them are computed at once; then `show` each.
    void expect(const Document& document);
    /// The newest result for tile `i`. Waits at most `patience` for a changed panel; after that the last result is returned
    /// (its `panel` is then an older value; nothing but the panel while there is none of this kind), `busy(i)` is true, and the computation goes on. A newer value stops an older computation.
    const Derived& show(std::size_t i, const Panel& panel, std::chrono::milliseconds patience = std::chrono::milliseconds(12));
    bool busy(std::size_t i) const;
    /// Waits, at most `patience`, until all that was asked for can be shown; whether that is so.
    bool wait(std::chrono::milliseconds patience);
    /// Tile `i` is closed; those behind it move up.
    void leave(std::size_t i);
    /// The next panel value when a handle is pulled. Uses the model at hand: never waits for mathematics.
    Panel drag(std::size_t i, const Panel& panel, std::string_view plot, int handle, Vec2 to);
    /// Tables and words of what is shown of tile i.
    std::vector<Table> tables(std::size_t i) const;
    std::string words(std::size_t i) const;
    /// Its formulas in LaTeX, one a line.
    std::string formulas(std::size_t i) const;

private:
    struct Seat;
    Seat& seat(std::size_t i);

    std::vector<std::unique_ptr<Seat>> seats_;
};

}
