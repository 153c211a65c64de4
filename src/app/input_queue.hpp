#pragma once
#include "ui/keys.hpp"

#include <deque>
#include <optional>
#include <variant>
#include <vector>

namespace eigenscope {

/// A key as GLFW told it.
struct RawKey {
    int key = 0, scancode = 0, action = 0, modifiers = 0;
};

/// A button of the mouse went down or up, at this place of the window.
struct RawButton {
    int button = 0;
    bool down = false;
    double x = 0, y = 0;
};

/// What hands did, in the order in which they did it, dealt out to frames. Dear ImGui looks once a frame at what is down and takes
/// letters before keys, so on a slow machine "5, Ctrl+S" or "a, Backspace, b" would become something else in one frame: each frame
/// is given only what keeps its meaning, and the rest has its turn in the next ones.
class InputQueue {
public:
    struct Turn {
        std::vector<std::variant<RawKey, unsigned int>> keyboard;              ///< keys and characters, for text fields
        std::vector<ui::KeyPress> presses;                                     ///< the same presses as what they mean
        std::optional<RawButton> button;
    };

    void key(const RawKey& key, std::optional<ui::Chord> chord);
    /// The character comes right after its key, and says better what was meant.
    void character(unsigned int character, std::optional<ui::Chord> chord);
    void button(const RawButton& button) { events_.emplace_back(button); }

    /// What the next frame is given. `typing`: a text field has the keyboard; without one every letter is a command.
    Turn take(bool typing);
    bool empty() const { return events_.empty() && late_.empty(); }

private:
    struct Key {
        RawKey raw;
        std::optional<ui::Chord> chord;
        bool types = false;                   ///< a character came of it
    };
    struct Character {
        unsigned int character = 0;
        std::optional<ui::Chord> chord;       ///< of a character without a key
    };
    using Event = std::variant<Key, Character, RawButton>;
    class Dealer;

    std::deque<Event> events_;
    std::vector<RawKey> late_;                ///< releases of keys that went down in the last turn
};

}
