#pragma once
#include "base/field.hpp"
#include "compute/types.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// A described value with every kind of member, small enough to reason about.
namespace eigenscope::toy {

enum class Mood : std::uint8_t { calm, wild };
constexpr auto choices(Mood) { return std::array{Choice{"calm", "Calm"}, Choice{"wild", "Wild"}}; }

struct Dot {
    static constexpr std::string_view id = "dot", label = "Dot";
    double size = 0.5;
    bool operator==(const Dot&) const = default;
    static void describe(auto& s, auto&& v) { v(Field{.key = "size", .lo = 0, .hi = 1}, s.size); }
};

struct Box {
    static constexpr std::string_view id = "box", label = "Box";
    Mat2 matrix = Mat2{{1, 0.5}, {0, 1}};
    double depth = 10;
    bool operator==(const Box&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "matrix", .lo = -10, .hi = 10}, s.matrix);
        v(Field{.key = "depth", .lo = 1, .hi = 1000, .scale = Scale::logarithmic}, s.depth);
    }
};

using Shape = std::variant<Dot, Box>;

struct Item {
    Shape shape;
    bool linked = true;
    bool operator==(const Item&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "shape"}, s.shape);
        v(Field{.key = "linked"}, s.linked);
    }
};

struct World {
    double free = 0.25;
    int count = 3;
    bool on = false;
    std::string name = "toy";
    Mood mood = Mood::calm;
    Vec2 at = Vec2(1, 2);
    Shape shape = Box{};
    std::vector<Item> items = {Item{}};
    std::vector<Vec2> path;
    std::vector<double> weights = {1};
    double lower = 0, upper = 1, camera = 0;
    bool operator==(const World&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "free"}, s.free);
        v(Field{.key = "count", .lo = 1, .hi = 9.5}, s.count);
        v(Field{.key = "on"}, s.on);
        v(Field{.key = "name"}, s.name);
        v(Field{.key = "mood"}, s.mood);
        v(Field{.key = "at", .lo = -5, .hi = 5}, s.at);
        v(Field{.key = "shape"}, s.shape);
        v(Field{.key = "items", .least = 1, .most = 4}, s.items);
        v(Field{.key = "path", .lo = -5, .hi = 5, .most = 3}, s.path);
        v(Field{.key = "weights", .lo = 0, .hi = 1}, s.weights);
        v(Field{.key = "lower", .lo = -10, .hi = 10}, s.lower);
        v(Field{.key = "upper", .lo = -10, .hi = 10}, s.upper);
        v(Field{.key = "camera", .lo = -1, .hi = 1, .view = true}, s.camera);
    }
    void repair() {
        if (!(lower <= upper)) std::swap(lower, upper);
    }
};

}
