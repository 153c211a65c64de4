#include "app/keyboard.hpp"

#include <doctest/doctest.h>
#include <GLFW/glfw3.h>

using namespace eigenscope;

TEST_CASE("a letter is where it is printed, and where it is on an American keyboard when the layout has other letters") {
    CHECK(chord_of(GLFW_KEY_Y, GLFW_MOD_CONTROL, "z") == ui::Chord{.key = 'Z', .ctrl = true});     // German
    CHECK(chord_of(GLFW_KEY_S, GLFW_MOD_CONTROL, "ы") == ui::Chord{.key = 'S', .ctrl = true});     // Russian
    CHECK(chord_of(GLFW_KEY_1, GLFW_MOD_SHIFT, "&") == ui::Chord{.key = '1', .shift = true});      // French
    CHECK(chord_of(GLFW_KEY_LEFT, 0, nullptr) == ui::Chord{.key = ui::key::left});
}

TEST_CASE("a sign that is none of ours means nothing") {
    CHECK_FALSE(chord_of(GLFW_KEY_MINUS, GLFW_MOD_CONTROL, "ß"));
    CHECK(chord_of(GLFW_KEY_MINUS, GLFW_MOD_CONTROL, "-") == ui::Chord{.key = '-', .ctrl = true});
    CHECK(chord_of(GLFW_KEY_MINUS, GLFW_MOD_CONTROL, nullptr) == ui::Chord{.key = '-', .ctrl = true});
}

TEST_CASE("brackets and the question mark are what is typed, wherever they lie") {
    CHECK(chord_of_character('[') == ui::Chord{.key = '['});
    CHECK(chord_of_character(']') == ui::Chord{.key = ']'});
    CHECK(chord_of_character('?') == ui::Chord{.key = '?'});
    for (const unsigned int other : {'8', '/', 'a', '+'}) CHECK_FALSE(chord_of_character(other));
}
