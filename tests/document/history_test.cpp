#include "document/history.hpp"

#include <doctest/doctest.h>

#include <string>

using eigenscope::History;

namespace {

struct Heavy {
    int id = 0;
    std::size_t bytes = 0;
    bool operator==(const Heavy&) const = default;
};
std::size_t footprint(const Heavy& heavy) { return heavy.bytes; }

}

TEST_CASE("history: back to the first, forward to the last, and a new step forgets what was undone") {
    History<int> history(0);
    CHECK_FALSE(history.can_undo());
    for (int i = 1; i <= 5; ++i) history.commit(i);
    history.commit(5);
    CHECK(history.size() == 6);
    for (int i = 4; i >= 0; --i) CHECK(history.undo() == i);
    CHECK_FALSE(history.can_undo());
    CHECK(history.undo() == 0);
    for (int i = 1; i <= 5; ++i) CHECK(history.redo() == i);
    CHECK(history.redo() == 5);
    history.undo();
    history.undo();
    history.commit(9);
    CHECK_FALSE(history.can_redo());
    CHECK(history.undo() == 3);
}

TEST_CASE("history: amending is no step") {
    History<std::string> history("a");
    history.commit("b");
    history.amend("b, seen from the left");
    CHECK(history.now() == "b, seen from the left");
    CHECK(history.undo() == "a");
    CHECK(history.redo() == "b, seen from the left");
}

TEST_CASE("history: at most so many states, at most 32 MiB, and the present one always") {
    History<int> many(0);
    const auto most = static_cast<int>(eigenscope::limits::undo_states);
    for (int i = 1; i < most; ++i) many.commit(i);
    CHECK(many.size() == eigenscope::limits::undo_states);
    many.commit(most);
    CHECK(many.size() == eigenscope::limits::undo_states);
    for (int i = 0; i < 2 * most; ++i) many.undo();
    CHECK(many.now() == 1);

    constexpr std::size_t mega = 1u << 20;
    History<Heavy> heavy(Heavy{0, mega});
    for (int i = 1; i < 32; ++i) heavy.commit({i, mega});
    CHECK(heavy.size() == 32);
    heavy.commit({32, 1});
    CHECK(heavy.size() == 32);
    heavy.commit({33, 40 * mega});
    CHECK(heavy.size() == 1);
    CHECK(heavy.now().id == 33);
    heavy.amend({33, 1});
    for (int i = 0; i < 31; ++i) heavy.commit({100 + i, mega});
    CHECK(heavy.size() == 32);
    heavy.undo();
    heavy.commit({7, mega});
    CHECK(heavy.size() == 32);
}
