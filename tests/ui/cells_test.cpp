#include "ui/cells.hpp"

#include "headless.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

/// Hands on the keyboard of a window: Dear ImGui sees the key, and so do we.
class Hands {
public:
    explicit Hands(Headless& ui) : ui_(ui) {}
    void press(int code, ImGuiKey field, bool shift = false) {
        ui_.modifiers(shift, false);
        set(field, true);
        ui_.press({.key = code, .shift = shift});
        set(field, false);
        ui_.modifiers(false, false);
        ui_.frame();
    }
    void tab(bool back = false) { press(key::tab, ImGuiKey_Tab, back); }
    void enter(bool back = false) { press(key::enter, ImGuiKey_Enter, back); }
    void down() { press(key::down, ImGuiKey_DownArrow); }
    void up() { press(key::up, ImGuiKey_UpArrow); }
    void left() { press(key::left, ImGuiKey_LeftArrow); }
    void right() { press(key::right, ImGuiKey_RightArrow); }
    /// One letter a frame, as command and as text at once: who does not want it as text must not take it as a command either.
    void type(const std::string& text) {
        for (const char c : text) {
            ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
            ui_.press({.key = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c});
        }
    }

private:
    static void set(ImGuiKey key, bool down) {
#if IMGUI_VERSION_NUM < 18700
        ImGui::GetIO().KeysDown[static_cast<int>(key)] = down;
#else
        ImGui::GetIO().AddKeyEvent(key, down);
#endif
    }
    Headless& ui_;
};

Mat2 matrix(Headless& ui) { return field<Mat2>(ui.shown().tiles[0].panel, "matrix"); }
Mat2 mat(double a, double b, double c, double d) { return (Mat2() << a, b, c, d).finished(); }
const Mat2 usual = mat(1.6, 0.8, 0.4, 1.1);

const ImVec2 second_cell{1505, 105}, third_cell{1357, 144}, fourth_cell{1505, 144};

void paste(Headless& ui, const std::string& text) {
    ImGui::SetClipboardText(text.c_str());
    ui.press({.key = 'V', .ctrl = true});
    ui.settle();
}

std::string sentence(Headless& ui) { return ui.session().entry.wrong.empty() ? "" : ui.session().entry.wrong.begin()->second.sentence; }

}

TEST_CASE("ways from an entry: in the order of reading round and round, by rows and columns inside the grid") {
    const std::vector<Cell> cells = {{1, 1, 0, 0}, {2, 1, 0, 1}, {3, 1, 1, 0}, {4, 1, 1, 1}, {5, 5, 0, 0}};
    const auto to = [&](ImGuiID from, Way way) { return reached(cells, from, way); };
    CHECK(to(1, Way::next) == 2);
    CHECK(to(2, Way::next) == 3);
    CHECK(to(4, Way::next) == 5);
    CHECK(to(5, Way::next) == 1);
    CHECK(to(1, Way::previous) == 5);
    CHECK(to(1, Way::down) == 3);
    CHECK(to(3, Way::down) == 0);
    CHECK(to(4, Way::up) == 2);
    CHECK(to(4, Way::left) == 3);
    CHECK(to(2, Way::left) == 1);
    CHECK(to(2, Way::right) == 0);
    CHECK(to(5, Way::down) == 0);
    CHECK(to(9, Way::next) == 0);
    CHECK(reached({}, 1, Way::next) == 0);
}

TEST_CASE("a block lies over the whole grid, or with its first number where it is pasted, or nowhere") {
    const auto at = [](int rows, int columns, int row, int column) { return place_of(2, 2, {rows, columns, {}}, row, column); };
    CHECK(at(2, 2, 1, 1) == std::pair(0, 0));
    CHECK(at(1, 1, 1, 1) == std::pair(1, 1));
    CHECK(at(1, 2, 1, 0) == std::pair(1, 0));
    CHECK(at(2, 1, 0, 1) == std::pair(0, 1));
    CHECK_FALSE(at(1, 2, 0, 1));
    CHECK_FALSE(at(3, 3, 0, 0));
    CHECK_FALSE(at(1, 4, 0, 0));
}

TEST_CASE("double click, 3, Tab, 4: two entries, two steps") {
    Headless ui;
    Hands hands(ui);
    ui.double_click(first_cell);
    ui.frame();
    hands.type("3");
    hands.tab();
    hands.type("4");
    hands.enter();
    ui.settle();
    CHECK(matrix(ui) == mat(3, 4, 0.4, 1.1));
    CHECK(ui.shown().focus == 0);
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(matrix(ui) == mat(3, 0.8, 0.4, 1.1));
    ui.press({.key = 'Z', .ctrl = true});
    CHECK(matrix(ui) == usual);
}

TEST_CASE("a matrix is typed row by row, and column by column") {
    Headless ui;
    Hands hands(ui);
    ui.double_click(first_cell);
    for (const char* number : {"1", "-2.5", "3/4", "sqrt(2)"}) hands.type(number), hands.tab();
    ui.settle();
    CHECK(matrix(ui) == mat(1, -2.5, 0.75, std::sqrt(2.0)));
    for (int i = 0; i < 4; ++i) hands.tab(true);
    ui.click(first_cell);
    hands.type("5"), hands.enter(), hands.type("6"), hands.enter();
    ui.settle();
    CHECK(matrix(ui) == mat(5, -2.5, 6, std::sqrt(2.0)));
    hands.type("7"), hands.enter(true), hands.type("8"), hands.tab();
    hands.type("9"), hands.tab(true), hands.type("0"), hands.enter();
    ui.settle();
    CHECK(matrix(ui) == mat(0, 9, 7, std::sqrt(2.0)));
}

TEST_CASE("arrows lead on from an entry, and from what was begun by typing; a double click leaves those to the caret") {
    Headless ui;
    Hands hands(ui);
    ui.click(first_cell);
    hands.right(), hands.down();
    hands.type("5");
    hands.left();
    hands.type("6");
    hands.up();
    hands.type("7");
    hands.right();
    hands.type("8");
    hands.down();
    ui.settle();
    CHECK(matrix(ui) == mat(7, 8, 6, 5));
    ui.double_click(first_cell);
    hands.type("12"), hands.left(), hands.type("0"), hands.down();        // 102
    ui.settle();
    CHECK(matrix(ui) == mat(102, 8, 6, 5));
}

TEST_CASE("typing on an entry with the ring replaces it, and is no shortcut") {
    Headless ui;
    Hands hands(ui);
    const Theme theme = ui.session().preferences.theme;
    ui.press({.key = key::f6});
    ui.frame();
    ui.frame();
    REQUIRE(ui.session().entry.ring != 0);
    hands.type("3");
    CHECK(ui.shown().focus == 0);             // not tile 3
    CHECK(matrix(ui) == usual);               // and nothing until it is accepted
    hands.enter();
    ui.settle();
    CHECK(matrix(ui) == mat(3, 0.8, 0.4, 1.1));
    hands.type("tan(0.5)");                   // themes, motion and full size have these letters
    hands.enter();
    ui.settle();
    CHECK(matrix(ui) == mat(3, 0.8, std::tan(0.5), 1.1));
    CHECK(ui.session().preferences.theme == theme);
    CHECK(ui.session().preferences.motion);
    ui.press({.key = key::escape});
    CHECK(ui.session().zone == Zone::pictures);
    ui.frame();
    ui.press({.key = '3'});
    CHECK(ui.shown().focus == 2);             // a shortcut again
}

TEST_CASE("Esc gives up what is being typed and keeps the ring") {
    Headless ui;
    Hands hands(ui);
    ui.click(second_cell);
    hands.type("9");
    ui.press({.key = key::escape});
    ui.settle();
    CHECK(matrix(ui) == usual);
    CHECK(ui.session().entry.id == 0);
}

TEST_CASE("Tab goes on to the next entries of the form, and round") {
    Headless ui;
    Hands hands(ui);
    ui.studio().frame(false, [](const Document&, Document& next) { next.tiles = {Tile{panel_of("distribution")}}, next.focus = 0; });
    ui.settle();
    const std::vector<Cell> cells = ui.session().entry.cells;
    REQUIRE(cells.size() >= 3);
    ui.session().entry.wanted = cells[0].id;
    ui.frame();
    for (std::size_t i = 1; i <= cells.size(); ++i) {
        hands.tab();
        CHECK(ui.session().entry.ring == cells[i % cells.size()].id);
    }
}

TEST_CASE("a block is pasted as one step: on the ring, under the pointer, while one types, and from anywhere") {
    const Mat2 pasted = mat(2, 1, 1, 2);
    for (const char* text : {"2\t1\n1\t2", "[[2,1],[1,2]]", "2 1; 1 2", "2 & 1 \\\\ 1 & 2"})
        for (int way = 0; way < 4; ++way) {
            CAPTURE(text);
            CAPTURE(way);
            Headless ui;
            if (way == 0) ui.click(fourth_cell);
            if (way == 1) ui.move(third_cell);
            if (way == 2) ui.double_click(second_cell), ui.frame(), ui.frame(), ui.type("77");
            paste(ui, text);
            CHECK(matrix(ui) == pasted);
            CHECK(ui.session().entry.wrong.empty());
            ui.press({.key = 'Z', .ctrl = true});
            CHECK(matrix(ui) == usual);
            CHECK_FALSE(ui.studio().can_undo());
        }
}

TEST_CASE("one number fills one entry, a row a row, a column a column") {
    Headless ui;
    ui.click(fourth_cell);
    paste(ui, "-7.25\n");
    CHECK(matrix(ui) == mat(1.6, 0.8, 0.4, -7.25));
    ui.click(third_cell);
    paste(ui, "5\t6");
    CHECK(matrix(ui) == mat(1.6, 0.8, 5, 6));
    ui.click(second_cell);
    paste(ui, "[[3], [4]]");
    CHECK(matrix(ui) == mat(1.6, 3, 5, 4));
}

TEST_CASE("the entry under the pointer is pasted into before the one with the ring, unless the keyboard was moved last") {
    Headless ui;
    Hands hands(ui);
    ui.click(fourth_cell);
    ui.move(first_cell);
    paste(ui, "9");
    CHECK(matrix(ui) == mat(9, 0.8, 0.4, 1.1));
    hands.tab(true);                          // from the fourth back to the third, the pointer still on the first
    paste(ui, "7");
    CHECK(matrix(ui) == mat(9, 0.8, 7, 1.1));
}

TEST_CASE("what does not fit or cannot be read changes nothing and is answered by a sentence") {
    for (const auto& [text, part] : std::vector<std::pair<std::string, std::string>>{
             {"1 2 3; 4 5 6; 7 8 9", "3 rows of 3 numbers, and here is room for 2 rows of 2 numbers; nothing was changed."},
             {"0,5\t1\n1\t2", "decimal comma: write 0.5; nothing was changed."},
             {"1 2\n3", "not equally long"},
             {"cat", "“cat”"}}) {
        CAPTURE(text);
        Headless ui;
        ui.click(first_cell);
        paste(ui, text);
        CHECK(matrix(ui) == usual);
        CHECK_FALSE(ui.studio().can_undo());
        CHECK(sentence(ui).find(part) != std::string::npos);
        ui.double_click(first_cell);          // nothing of it stands in the entry
        ui.frame();
        CHECK(ui.session().entry.text == "1.6");
    }
}

TEST_CASE("a pasted number beyond the range is brought inside, and that is said") {
    Headless ui;
    ui.click(first_cell);
    paste(ui, "1e10 1; 1 2");
    CHECK(matrix(ui)(0, 0) < 1e10);
    CHECK(matrix(ui)(1, 1) == 2);
    CHECK(sentence(ui).find("largest") != std::string::npos);
}

TEST_CASE("Space plays while an entry has the ring, as it does everywhere; Enter opens the entry") {
    Headless ui;
    ui.press({.key = key::f6});
    ui.settle();
    REQUIRE(ui.session().entry.ring != 0);
    Hands hands(ui);
    hands.press(key::space, ImGuiKey_Space);
    CHECK(ui.session().player.playing);
    CHECK(ui.session().entry.id == 0);
    CHECK(ui.session().entry.ring != 0);
    hands.press(key::space, ImGuiKey_Space);
    CHECK_FALSE(ui.session().player.playing);
    hands.enter();
    ui.frame();
    CHECK(ui.session().entry.id != 0);
}

TEST_CASE("what was typed wrongly is typed over like a number") {
    Headless ui;
    Hands hands(ui);
    ui.click(first_cell);
    ui.settle();
    hands.type("qwe+");
    hands.tab();
    ui.settle();
    REQUIRE(ui.session().entry.wrong.size() == 1);
    hands.tab(true);
    ui.settle();
    hands.type("3");
    CHECK(ui.session().entry.text == "3");
    hands.tab();
    ui.settle();
    CHECK(matrix(ui) == mat(3, 0.8, 0.4, 1.1));
    CHECK(ui.session().entry.wrong.empty());
}
