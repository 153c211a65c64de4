#include "ui/fuzzy.hpp"

using eigenscope::ui::fuzzy_match;

TEST_CASE("characters must occur in order, case aside") {
    CHECK(fuzzy_match("undo", "Undo"));
    CHECK(fuzzy_match("lm", "Linear map"));
    CHECK(fuzzy_match("map linear", "Linear map") == std::nullopt);
    CHECK(fuzzy_match("z", "Linear map") == std::nullopt);
    CHECK(fuzzy_match("nn", "Linear") == std::nullopt);            // one n cannot serve twice
    CHECK(fuzzy_match("", "anything") == 0);
    CHECK(fuzzy_match("  ", "") == 0);
    CHECK(fuzzy_match("a", "") == std::nullopt);
}

TEST_CASE("starts of words, runs and short texts come first") {
    CHECK(*fuzzy_match("save", "Save") > *fuzzy_match("save", "Save under another name"));
    CHECK(*fuzzy_match("gd", "Gradient descent") > *fuzzy_match("gd", "Magnitude"));
    CHECK(*fuzzy_match("open", "Open a scene") > *fuzzy_match("open", "Older people need"));
    CHECK(*fuzzy_match("desc", "Show Descent") > *fuzzy_match("desc", "Dead, even so a class"));
}

TEST_CASE("the best alignment counts, not the first") {
    // "n" first occurs inside a word; the run at the end is better.
    CHECK(*fuzzy_match("new", "One line: new") >= *fuzzy_match("new", "One line: knew"));
}
