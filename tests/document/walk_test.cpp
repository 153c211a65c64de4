#include "document/walk.hpp"

#include "base/utf8.hpp"
#include "document/random_value.hpp"
#include "document/toy.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace eigenscope;
using toy::World;

TEST_CASE("tidy: what is not a number becomes the default, what is out of range its end, and twice is once") {
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    World world;
    world.free = inf;
    world.count = 100;
    world.at = Vec2(nan, -99);
    world.shape = toy::Box{Mat2{{nan, nan}, {11, inf}}, nan};
    world.items.assign(9, toy::Item{toy::Dot{-3}});
    world.path = {Vec2(nan, 6)};
    world.mood = static_cast<toy::Mood>(77);
    world.name = "a\xff";
    world.lower = 4;
    world.upper = -4;
    tidy(world);
    CHECK(world.free == 1e100);
    CHECK(world.count == 9);
    CHECK(world.at == Vec2(1, -5));
    CHECK(world.shape == toy::Shape(toy::Box{Mat2{{1, 0.5}, {10, 10}}, 10}));
    CHECK(world.items == std::vector<toy::Item>(4, toy::Item{toy::Dot{0}}));
    CHECK(world.path == std::vector<Vec2>{Vec2(0, 5)});
    CHECK(world.mood == toy::Mood::calm);
    CHECK(world.name == "a\xEF\xBF\xBD");
    CHECK(world.lower == -4);
    World again = world;
    tidy(again);
    CHECK(again == world);
    world.items.clear();
    tidy(world);
    CHECK(world.items.size() == 1);
}

TEST_CASE("UTF-8: the boundaries of RFC 3629") {
    for (const char* good : {"", "a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
        CHECK(is_utf8(good));
    for (const char* bad : {"\x80", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "a\xFE"}) {
        CHECK_FALSE(is_utf8(bad));
        CHECK(is_utf8(mended_utf8(bad, 100)));
    }
    CHECK(mended_utf8("λλλ", 5) == "λλ");
    CHECK(mended_utf8("abc", 3) == "abc");
}

TEST_CASE("same_but_view sees every member but those of mere view") {
    World a, b;
    b.camera = 0.5;
    CHECK(a != b);
    CHECK(same_but_view(a, b));
    b.items[0].linked = false;
    CHECK_FALSE(same_but_view(a, b));
    b = a;
    b.shape = toy::Dot{};
    CHECK_FALSE(same_but_view(a, b));
    b = a;
    std::get<toy::Box>(b.shape).matrix(1, 0) = 3;
    CHECK_FALSE(same_but_view(a, b));
    b = a;
    b.path.push_back(Vec2(0, 0));
    CHECK_FALSE(same_but_view(a, b));
}

TEST_CASE("blended: numbers on their scale, matrices by entries, whole numbers to the nearest, the rest waits") {
    World a, b;
    a.free = 1, b.free = 3;
    a.count = 2, b.count = 5;
    a.shape = toy::Box{Mat2::Zero(), 1};
    b.shape = toy::Box{Mat2{{2, 4}, {6, 8}}, 100};
    b.name = "other";
    b.mood = toy::Mood::wild;
    b.path = {Vec2(1, 1)};
    World half = a;
    blend(ref_to(half), ref_to(b), 0.5);
    CHECK(half.free == 2);
    CHECK(half.count == 4);
    CHECK(std::get<toy::Box>(half.shape).matrix == Mat2{{1, 2}, {3, 4}});
    CHECK(std::get<toy::Box>(half.shape).depth == doctest::Approx(10).epsilon(1e-15));
    CHECK(half.name == "toy");
    CHECK(half.mood == toy::Mood::calm);
    CHECK(half.path.empty());
    b.shape = toy::Dot{};
    World late = a;
    blend(ref_to(late), ref_to(b), 0.9);
    CHECK(late.shape == a.shape);
}

TEST_CASE("heap_bytes counts what lists and texts hold") {
    World small, large;
    large.path.assign(1000, Vec2(0, 0));
    large.name.assign(5000, 'x');
    CHECK(heap_bytes(ref_to(large)) >= heap_bytes(ref_to(small)) + 1000 * sizeof(Vec2) + 4000);
}

namespace {

struct Prepared {
    int written = 0;
    bool operator==(const Prepared&) const = default;
    static void describe(auto& s, auto&& v) {
        if constexpr (!std::is_const_v<std::remove_reference_t<decltype(s)>>) ++s.written;
        v(Field{.key = "written"}, s.written);
    }
};

}

TEST_CASE("who reads a value is told by its description, and writes nothing: others may be reading it too") {
    Prepared value, other;
    const ConstValueRef read = ref_to(value);
    CHECK(same_but_view(read, ref_to(other)));
    CHECK(read.member("written")->as<int>() == 0);
    static_cast<void>(heap_bytes(read));
    CHECK(value.written == 0);
    tidy(value);
    CHECK(value.written == 1);
}
