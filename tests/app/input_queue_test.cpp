#include "app/input_queue.hpp"

#include "app/keyboard.hpp"
#include "base/variant.hpp"

#include <doctest/doctest.h>
#include <GLFW/glfw3.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>

using namespace eigenscope;

namespace {

/// Hands that write: what the queue is told is also written down in order.
struct Hands {
    InputQueue queue;
    std::string order;

    void press(int key, int action = GLFW_PRESS, int modifiers = 0) {
        queue.key({key, 0, action, modifiers}, chord_of(key, modifiers, nullptr));
        order += "+" + std::to_string(key) + " ";
    }
    void release(int key) {
        queue.key({key, 0, GLFW_RELEASE, 0}, std::nullopt);
        order += "-" + std::to_string(key) + " ";
    }
    void strike(int key) {
        press(key);
        release(key);
    }
    void type(char letter) {
        press(letter >= 'a' && letter <= 'z' ? letter - 'a' + GLFW_KEY_A : GLFW_KEY_1);
        queue.character(static_cast<unsigned char>(letter), chord_of_character(static_cast<unsigned char>(letter)));
        order += std::string(1, letter) + " ";
        release(letter >= 'a' && letter <= 'z' ? letter - 'a' + GLFW_KEY_A : GLFW_KEY_1);
    }
    void click(bool down, double x) {
        queue.button({0, down, x, 0});
        order += "click ";
    }
};

std::string written(const InputQueue::Turn& turn) {
    std::string all;
    for (const auto& event : turn.keyboard)
        all += std::visit(Overloaded{[](const RawKey& key) { return (key.action == GLFW_RELEASE ? "-" : "+") + std::to_string(key.key) + " "; },
                                     [](unsigned int c) { return std::string(1, static_cast<char>(c)) + " "; }}, event);
    return all + (turn.button ? "click " : "");
}

/// The characters and presses of each turn, without modifiers and releases.
std::vector<std::string> turns(InputQueue& queue, bool typing) {
    std::vector<std::string> all;
    while (!queue.empty()) {
        std::string& one = all.emplace_back();
        const InputQueue::Turn turn = queue.take(typing);
        for (const auto& event : turn.keyboard)
            if (const auto* c = std::get_if<unsigned int>(&event)) one += static_cast<char>(*c);
        for (const ui::KeyPress& press : turn.presses)
            if (press.chord.ctrl || press.chord.key >= 128) one += "<" + std::to_string(press.chord.key) + ">";
        if (turn.button) one += "!";
        if (one.empty()) all.pop_back();
    }
    return all;
}

std::string named(int key) { return "<" + std::to_string(key) + ">"; }

}

TEST_CASE("what is typed in haste is one frame's, and keys before and after it have their own") {
    Hands hands;
    for (const char c : std::string("abc")) hands.type(c);
    hands.strike(GLFW_KEY_BACKSPACE);
    hands.type('d');
    hands.press(GLFW_KEY_LEFT_CONTROL);
    hands.press(GLFW_KEY_S, GLFW_PRESS, GLFW_MOD_CONTROL);
    hands.release(GLFW_KEY_S);
    hands.release(GLFW_KEY_LEFT_CONTROL);
    hands.type('e');
    CHECK(turns(hands.queue, true) == std::vector<std::string>{"abc", named(ui::key::backspace), "d", named('S'), "e"});
}

TEST_CASE("without a field to type in every letter is a command of its own") {
    Hands hands;
    for (const char c : std::string("tg")) hands.type(c);
    hands.strike(GLFW_KEY_TAB);
    CHECK(turns(hands.queue, false) == std::vector<std::string>{"t", "g", named(ui::key::tab)});
}

TEST_CASE("a sign that is named by what was typed is told once, by that name") {
    Hands hands;
    hands.type('?');
    const InputQueue::Turn turn = hands.queue.take(false);
    REQUIRE(turn.presses.size() == 1);
    CHECK(turn.presses[0].chord == ui::Chord{.key = '?'});
    hands.queue.character('[', chord_of_character('['));       // an input method's, without a key
    const InputQueue::Turn next = hands.queue.take(false);
    REQUIRE(next.presses.size() == 1);
    CHECK(next.presses[0].chord == ui::Chord{.key = '['});
}

TEST_CASE("a held key repeats as often as it did; other keys wait for their frame") {
    Hands hands;
    hands.press(GLFW_KEY_RIGHT);
    for (int i = 0; i < 3; ++i) hands.press(GLFW_KEY_RIGHT, GLFW_REPEAT);
    hands.release(GLFW_KEY_RIGHT);
    hands.strike(GLFW_KEY_RIGHT);
    const InputQueue::Turn first = hands.queue.take(true), up = hands.queue.take(true), second = hands.queue.take(true);
    REQUIRE(first.presses.size() == 4);
    CHECK_FALSE(first.presses[0].repeated);
    CHECK(first.presses[3].repeated);
    CHECK(up.presses.empty());                 // a frame in which it is not down
    CHECK(second.presses.size() == 1);
}

TEST_CASE("a quick double click is four frames, each at its place; a modifier is down before it") {
    Hands hands;
    hands.press(GLFW_KEY_LEFT_SHIFT);
    for (int i = 0; i < 4; ++i) hands.click(i % 2 == 0, i);
    hands.release(GLFW_KEY_LEFT_SHIFT);
    hands.type('a');
    CHECK(written(hands.queue.take(true)) == "+340 ");
    for (int i = 0; i < 4; ++i) {
        const InputQueue::Turn turn = hands.queue.take(true);
        CHECK(written(turn) == "click ");
        REQUIRE(turn.button);
        CHECK(turn.button->x == i);
    }
    CHECK(written(hands.queue.take(true)) == "-340 +65 a ");
    CHECK(written(hands.queue.take(true)) == "-65 ");
    CHECK(hands.queue.empty());
}

TEST_CASE("law: nothing is lost or turned round, a key is down for a frame, and with control down no letter comes") {
    std::mt19937 random(7);
    const auto chance = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int round = 0; round < 300; ++round) {
        Hands hands;
        std::string dealt;
        bool control = false;
        for (int i = 0; i < 40; ++i) {
            switch (chance(6)) {
            case 0: hands.strike(GLFW_KEY_BACKSPACE); break;
            case 1:
                hands.press(GLFW_KEY_LEFT_CONTROL);
                hands.press(GLFW_KEY_S, GLFW_PRESS, GLFW_MOD_CONTROL);
                hands.release(GLFW_KEY_S);
                hands.release(GLFW_KEY_LEFT_CONTROL);
                break;
            case 2: hands.click(chance(2) == 0, 0); break;
            default: hands.type(static_cast<char>('a' + chance(26)));
            }
            for (int frames = i == 39 ? 1000 : chance(3); frames > 0 && !hands.queue.empty(); --frames) {
                const InputQueue::Turn turn = hands.queue.take(chance(4) > 0);
                std::vector<int> down;
                bool letters = false;
                for (const auto& event : turn.keyboard) {
                    const auto* key = std::get_if<RawKey>(&event);
                    letters |= !key;
                    if (!key) continue;
                    if (key->action != GLFW_RELEASE) down.push_back(key->key);
                    else CHECK(std::count(down.begin(), down.end(), key->key) == 0);
                    if (key->key == GLFW_KEY_LEFT_CONTROL) control = key->action != GLFW_RELEASE;
                }
                CHECK_FALSE((letters && control));
                dealt += written(turn);
            }
        }
        REQUIRE(hands.queue.empty());
        // Releases may come a frame late; everything else comes in its order.
        const auto without_releases = [](const std::string& all) {
            std::string kept;
            std::istringstream words(all);
            for (std::string word; words >> word;)
                if (word[0] != '-') kept += word + " ";
            return kept;
        };
        CHECK(without_releases(dealt) == without_releases(hands.order));
        CHECK(std::count(dealt.begin(), dealt.end(), '-') == std::count(hands.order.begin(), hands.order.end(), '-'));
    }
}

TEST_CASE("a key that is struck several times goes down as often for somebody who looks once a frame") {
    for (const bool typing : {false, true})
        for (const int other : {GLFW_KEY_DOWN, GLFW_KEY_F6}) {
            Hands hands;
            for (int i = 0; i < 4; ++i) hands.strike(GLFW_KEY_DOWN), hands.strike(other);
            int seen = 0;
            bool down = false;
            while (!hands.queue.empty()) {
                bool now = down;
                for (const auto& event : hands.queue.take(typing).keyboard)
                    if (const auto* key = std::get_if<RawKey>(&event); key && key->key == GLFW_KEY_DOWN) now = key->action != GLFW_RELEASE;
                seen += now && !down ? 1 : 0;
                down = now;
            }
            CHECK(seen == (other == GLFW_KEY_DOWN ? 8 : 4));
            CHECK_FALSE(down);
        }
}
