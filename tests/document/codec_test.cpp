#include "document/codec.hpp"

#include "document/random_value.hpp"
#include "document/toy.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace eigenscope;
using toy::World;

namespace {

struct Read {
    World world;
    std::vector<std::string> messages;
    Json kept;
};

Read read(const std::string& text, World world = {}) {
    std::vector<std::string> notes;
    const auto json = parse_json(text, notes);
    REQUIRE_MESSAGE(json.has_value(), text);
    Decoding decoding;
    decode(*json, ref_to(world), {}, decoding);
    tidy(world);
    return {world, decoding.messages(), decoding.kept()};
}

// One wrong entry: the message, and that everything else is as it was.
void check_mended(const std::string& text, const std::string& message, const World& expected = {}) {
    CAPTURE(text);
    const Read got = read(text);
    REQUIRE(got.messages.size() == 1);
    CHECK(got.messages[0] == message);
    CHECK(got.world == expected);
}

template <class Change>
World with(Change&& change) {
    World world;
    change(world);
    return world;
}

}

TEST_CASE("encode and decode are inverse, bit for bit, without a message") {
    const std::uint64_t seed = 20240611;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    for (int i = 0; i < 500; ++i) {
        const World world = random_values::draw<World>(engine);
        const std::string text = indented(encode(ref_to(world)));
        CAPTURE(text);
        const Read back = read(text);
        CHECK(back.messages.empty());
        CHECK(back.world == world);
        CHECK(indented(encode(ref_to(back.world))) == text);
    }
}

TEST_CASE("numbers keep every bit: smallest, largest, negative zero") {
    World world;
    for (const double x : {std::numeric_limits<double>::denorm_min(), 0.1, 1e100, -1e100, 1e22, 123456789.125, 1.0 / 3, -0.0}) {
        world.free = x;
        const double back = read(indented(encode(ref_to(world)))).world.free;
        CHECK(back == x);
        CHECK(std::signbit(back) == std::signbit(x));
    }
}

TEST_CASE("the file format: matrices by rows, kinds first, members in the order of describe") {
    World world;
    world.items.push_back({toy::Box{}, false});
    world.path = {Vec2(1, 2), Vec2(-0.5, 3)};
    CHECK(indented(encode(ref_to(world))) == R"({
  "free": 0.25,
  "count": 3,
  "on": false,
  "name": "toy",
  "mood": "calm",
  "at": [1, 2],
  "shape": {
    "kind": "box",
    "matrix": [[1, 0.5], [0, 1]],
    "depth": 10
  },
  "items": [
    {
      "shape": {
        "kind": "dot",
        "size": 0.5
      },
      "linked": true
    },
    {
      "shape": {
        "kind": "box",
        "matrix": [[1, 0.5], [0, 1]],
        "depth": 10
      },
      "linked": false
    }
  ],
  "path": [[1, 2], [-0.5, 3]],
  "weights": [1],
  "lower": 0,
  "upper": 1,
  "camera": 0
}
)");
}

TEST_CASE("missing keys keep what was there") {
    World start;
    start.count = 7;
    start.shape = toy::Box{Mat2{{2, 0}, {0, 2}}, 5};
    const Read got = read(R"({"shape": {"kind": "box", "depth": 20}})", start);
    CHECK(got.messages.empty());
    CHECK(got.world.count == 7);
    CHECK(std::get<toy::Box>(got.world.shape) == toy::Box{Mat2{{2, 0}, {0, 2}}, 20});
    CHECK(read("{}").world == World{});
}

TEST_CASE("a number may be the text of an expression") {
    const Read got = read(R"j({"free": "1/3", "count": "2*3", "at": ["-sqrt(2)", "pi/2"], "shape": {"kind": "box", "matrix": [["cos(pi/6)", 0], ["1e-3", 1]]}})j");
    CHECK(got.messages.empty());
    CHECK(got.world.free == 1.0 / 3);
    CHECK(got.world.count == 6);
    CHECK(got.world.at == Vec2(-std::sqrt(2), std::acos(0.0)));
    CHECK(std::get<toy::Box>(got.world.shape).matrix(0, 0) == doctest::Approx(std::sqrt(0.75)).epsilon(1e-15));
    CHECK(std::get<toy::Box>(got.world.shape).matrix(1, 0) == 1e-3);
    check_mended(R"({"count": "5/2"})", R"(count: "5/2" is not a whole number; using 3)", with([](World& w) { w.count = 3; }));
    check_mended(R"({"count": "100-1"})", R"(count: "100-1" is not in 1 .. 9.5; using 9)", with([](World& w) { w.count = 9; }));
}

TEST_CASE("what is wrong is told with its place, and mended") {
    check_mended(R"({"shape": {"kind": "box", "matrix": [[1, "abc"], [0, 1]]}})", R"(shape.matrix[0][1]: "abc" is not a finite number; keeping 0.5)");
    check_mended(R"({"free": NaN})", R"(free: "NaN" is not a finite number; keeping 0.25)");
    check_mended(R"({"free": -Infinity})", R"(free: "-Infinity" is not a finite number; keeping 0.25)");
    check_mended(R"({"free": 1e400})", R"(free: "1e400" is not a finite number; keeping 0.25)");
    check_mended(R"({"free": "0,5"})", R"(free: "0,5" is not a finite number: column 2: a comma is no decimal mark: write a point, as in 0.5; keeping 0.25)");
    check_mended(R"({"free": "1/0"})", R"(free: "1/0" is not a finite number: 1/0 divides by zero: it has no value; keeping 0.25)");
    check_mended(R"({"free": null})", "free: null is not a finite number; keeping 0.25");
    check_mended(R"({"free": true})", "free: true is not a finite number; keeping 0.25");
    check_mended(R"({"free": 1e200})", "free: 1e+200 is not in -1e+100 .. 1e+100; using 1e+100", with([](World& w) { w.free = 1e100; }));
    check_mended(R"({"count": 2.5})", "count: 2.5 is not a whole number; using 3");
    check_mended(R"({"count": 1e99})", "count: 1e+99 is not in 1 .. 9.5; using 9", with([](World& w) { w.count = 9; }));
    check_mended(R"({"count": -5})", "count: -5 is not in 1 .. 9.5; using 1", with([](World& w) { w.count = 1; }));
    check_mended(R"({"on": 1})", "on: 1 is neither true nor false; keeping false");
    check_mended(R"({"name": 5})", R"(name: 5 is not a text; keeping "toy")");
    check_mended(R"({"mood": "angry"})", R"(mood: "angry" is none of calm, wild; keeping "calm")");
    check_mended(R"({"mood": 1})", R"(mood: 1 is none of calm, wild; keeping "calm")");
    check_mended(R"({"at": [1]})", "at: [1] is not a list of 2 numbers; keeping [1, 2]");
    check_mended(R"({"at": [1, [2]]})", "at[1]: [2] is not a finite number; keeping 2");
    check_mended(R"({"at": [1, 99]})", "at[1]: 99 is not in -5 .. 5; using 5", with([](World& w) { w.at = Vec2(1, 5); }));
    check_mended(R"({"shape": {"kind": "box", "matrix": [1, 2, 3, 4]}})", "shape.matrix: [1, 2, 3, 4] is not a list of 2 rows of 2 numbers; keeping [[1, 0.5], [0, 1]]");
    check_mended(R"({"shape": {"kind": "sphere"}})", R"(shape: "sphere" is no kind that is known here (dot, box))");
    check_mended(R"({"shape": "box"})", R"(shape: "box" is not an object; keeping what was there)");
    check_mended(R"({"shape": {"kind": 7}})", "shape: 7 is no kind that is known here (dot, box)");
    check_mended(R"({"items": 5})", "items: 5 is not a list; keeping what was there");
    check_mended(R"({"items": []})", "items: has only 0 usable entries; at least 1 are needed");
    check_mended(R"({"weights": [1, 2]})", "weights[1]: 2 is not in 0 .. 1; using 1", with([](World& w) { w.weights = {1, 1}; }));
    check_mended("[]", "[] is not an object; keeping what was there");
}

TEST_CASE("lists: too long is cut, entries of unknown kind are left out") {
    const Read cut = read(R"({"path": [[1, 1], [2, 2], [3, 3], [4, 4]]})");
    CHECK(cut.messages == std::vector<std::string>{"path: has 4 entries; only the first 3 are used"});
    CHECK(cut.world.path.size() == 3);

    const Read left = read(R"({"items": [{"shape": {"kind": "fourier"}}, {"shape": {"kind": "box"}, "linked": false}]})");
    REQUIRE(left.messages.size() == 2);
    CHECK(left.messages[0] == R"(items[0].shape: "fourier" is no kind that is known here (dot, box))");
    CHECK(left.messages[1] == "items[0]: is left out");
    REQUIRE(left.world.items.size() == 1);
    CHECK(left.world.items[0] == toy::Item{toy::Box{}, false});
}

TEST_CASE("a wrong order is repaired") { CHECK(read(R"({"lower": 5, "upper": 2})").world == with([](World& w) { w.lower = 2, w.upper = 5; })); }

TEST_CASE("unknown keys are told, kept, and written back where they came from") {
    const std::string text = R"({"free": 1, "author": "Ada", "items": [{"shape": {"kind": "gone"}}, {"colour": [1, null],
        "shape": {"kind": "box", "depth": 2, "glow": {"kind": 3}}}]})";
    const Read got = read(text);
    CHECK(std::count(got.messages.begin(), got.messages.end(), "items[1].shape.glow: this key is not known here; it is kept as it is") == 1);
    CHECK(std::count(got.messages.begin(), got.messages.end(), "author: this key is not known here; it is kept as it is") == 1);
    Json out = encode(ref_to(got.world));
    put_back(out, got.kept);
    CHECK(out["author"] == "Ada");
    REQUIRE(out["items"].size() == 1);
    CHECK(out["items"][0]["colour"] == Json::parse("[1, null]"));
    CHECK(out["items"][0]["shape"]["glow"] == Json::parse(R"({"kind": 3})"));
    CHECK(out["items"][0]["shape"]["depth"] == 2);

    SUBCASE("not into another kind") {
        World changed = got.world;
        changed.items[0].shape = toy::Dot{};
        Json other = encode(ref_to(changed));
        put_back(other, got.kept);
        CHECK_FALSE(other["items"][0]["shape"].contains("glow"));
        CHECK(other["items"][0].contains("colour"));
    }
    SUBCASE("not where the list has become shorter") {
        World changed = got.world;
        changed.items.clear();
        Json other = encode(ref_to(changed));
        put_back(other, got.kept);
        CHECK(other["items"].empty());
        CHECK(other["author"] == "Ada");
    }
}

TEST_CASE("a value of the wrong type for every member keeps the default and is told") {
    const std::vector<Json> wrong = {nullptr, "text", true, 1e300, -7, Json::array(), Json::object(), Json::array({Json::array({"x"})}), Json::parse(R"({"kind": []})")};
    const World plain;
    ref_to(plain).members([&](const Field& field, ConstValueRef member) {
        for (const Json& value : wrong) {
            Json object = Json::object();
            object[std::string(field.key)] = value;
            CAPTURE(compact(object));
            World world;
            Decoding decoding;
            decode(object, ref_to(world), {}, decoding);
            const bool right_type = encode(member).type() == value.type() || (encode(member).is_number() && value.is_number());
            if (!right_type) CHECK_FALSE(decoding.messages().empty());
            else CHECK(decoding.messages().size() <= 3);         // of its own range, and of two numbers that it makes change places
        }
    });
}
