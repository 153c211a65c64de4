#include "app/input_queue.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

namespace eigenscope {
namespace {

bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

}

/// One turn while it is filled. Each `take` says whether the event still has its place in it.
class InputQueue::Dealer {
public:
    Dealer(std::vector<RawKey>& late, bool typing) : late_(late), typing_(typing) {
        for (const RawKey& key : std::exchange(late_, {})) let_up(key);
    }

    bool take(const Key& key) {
        if (key.raw.action == GLFW_RELEASE) return release(key.raw);
        // Held keys repeat in any number; what was pressed before a letter, or a letter before another key, is the frame before.
        const bool again = key.raw.action == GLFW_REPEAT && down(key.raw.key);
        const bool letter = key.types && typing_;
        if (clicked_ || (commanded_ && !again) || (typed_ && !letter)) return false;
        // A key that went up in this frame would be seen as down all the time.
        if (key.raw.action == GLFW_PRESS && !letter && contains(up_, key.raw.key)) return false;
        if (!letter) (is_modifier(key.raw.key) ? modified_ : commanded_) = true;
        own_ = key.types;
        pressed_.push_back(key.raw.key);
        turn.keyboard.emplace_back(key.raw);
        if (key.chord) turn.presses.push_back({*key.chord, key.raw.action == GLFW_REPEAT});
        return true;
    }
    bool take(const Character& character) {
        if (!std::exchange(own_, false) && (clicked_ || commanded_)) return false;
        (typing_ ? typed_ : commanded_) = true;
        turn.keyboard.emplace_back(character.character);
        if (character.chord) turn.presses.push_back({*character.chord, false});
        return true;
    }
    bool take(const RawButton& button) {
        if (clicked_ || commanded_ || typed_ || modified_) return false;
        clicked_ = true;
        turn.button = button;
        return true;
    }

    Turn turn;

private:
    static bool contains(const std::vector<int>& keys, int key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }
    bool down(int key) const { return contains(pressed_, key); }
    void let_up(const RawKey& key) {
        up_.push_back(key.key);
        turn.keyboard.emplace_back(key);
    }

    bool release(const RawKey& key) {
        // Letters and clicks mean something else without it.
        if (is_modifier(key.key) && (clicked_ || commanded_ || typed_ || modified_)) return false;
        if (down(key.key)) late_.push_back(key);
        else let_up(key);
        return true;
    }

    std::vector<RawKey>& late_;
    const bool typing_;
    std::vector<int> pressed_, up_;           ///< keys that went down, and up, in this turn
    bool own_ = false;                        ///< the character that comes next is the last key's
    bool typed_ = false, commanded_ = false, modified_ = false, clicked_ = false;
};

void InputQueue::key(const RawKey& key, std::optional<ui::Chord> chord) { events_.emplace_back(Key{key, chord}); }

void InputQueue::character(unsigned int character, std::optional<ui::Chord> chord) {
    Key* const key = events_.empty() ? nullptr : std::get_if<Key>(&events_.back());
    const bool typed = key && key->raw.action != GLFW_RELEASE && !is_modifier(key->raw.key);
    if (typed) {
        key->types = true;
        if (chord) key->chord = chord;
    }
    events_.emplace_back(Character{character, typed ? std::nullopt : chord});
}

InputQueue::Turn InputQueue::take(bool typing) {
    Dealer dealer(late_, typing);
    while (!events_.empty() && std::visit([&](const auto& event) { return dealer.take(event); }, events_.front())) events_.pop_front();
    return std::move(dealer.turn);
}

}
