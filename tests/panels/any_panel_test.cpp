// The least that is a panel, and what any panel can do whose type nobody knows.
#include "panels/panel_type.hpp"

#include <doctest/doctest.h>

namespace eigenscope {

struct LeastPanel {
    static constexpr std::string_view id = "least", label = "Least", subject = "Tests", about = "A number";
    double x = 1;
    bool operator==(const LeastPanel&) const = default;
    static void describe(auto& s, auto&& v) { v(Field{.key = "x", .label = "x"}, s.x); }

    struct Model {
        double square = 0;
        int taken_over = 0;                   ///< how many models it was made from, one after the other
        bool operator==(const Model&) const = default;
    };
    static std::vector<Preset<LeastPanel>> presets() { return {{"One", {}}, {"Two", {.x = 2}}}; }
};

/// The same, and another type.
struct OtherPanel : LeastPanel {
    static constexpr std::string_view id = "other";
    bool operator==(const OtherPanel&) const = default;
    static std::vector<Preset<OtherPanel>> presets() { return {{"One", {}}}; }
};

template <class P>
concept Least = std::derived_from<P, LeastPanel>;

template <Least P> LeastPanel::Model derive(const P& p, std::stop_token) { return {p.x * p.x}; }
LeastPanel::Model derive(const LeastPanel& p, std::stop_token, const LeastPanel::Model& before) { return {p.x * p.x, before.taken_over + 1}; }
template <Least P> Picture depict(const P&, const LeastPanel::Model&) { return Picture(1); }
template <Least P> P drag(const P& p, const LeastPanel::Model&, std::string_view, int, Vec2 to) {
    P next = p;
    next.x = to.x();
    return next;
}
template <Least P> P look(const P& p, std::string_view, Camera) { return p; }
template <Least P> P look(const P& p, std::string_view, Camera3) { return p; }
template <Least P> std::optional<Timeline> timeline(const P&, const LeastPanel::Model&) { return {}; }
template <Least P> P seek(const P& p, double) { return p; }
template <Least P> std::vector<Table> tables(const P&, const LeastPanel::Model& m) { return {{.name = "least", .columns = {"square"}, .rows = {{m.square}}}}; }
template <Least P> std::vector<Fact> facts(const P&, const LeastPanel::Model&) { return {}; }
template <Least P> std::string words(const P&, const LeastPanel::Model&) { return "A number."; }

template const PanelType& panel_type<LeastPanel>();
template const PanelType& panel_type<OtherPanel>();

}

using namespace eigenscope;

TEST_CASE("a panel is a value: copies share until one is edited, and equality is of types and members") {
    const Panel one = LeastPanel{};
    Panel two = one;
    CHECK(two.shares(one));
    CHECK(two == one);
    two.edit([](ValueRef value) { value.member("x")->as<double>() = 3; });
    CHECK(two != one);
    CHECK(one.get_if<LeastPanel>()->x == 1);
    CHECK(two.get_if<LeastPanel>()->x == 3);
    CHECK(Panel(LeastPanel{.x = 3}) == two);
    CHECK(Panel(OtherPanel{}) != one);
    CHECK(one.get_if<OtherPanel>() == nullptr);
    CHECK(one.type().make() == one);
    CHECK(one.type().presets().at(1).panel == Panel(LeastPanel{.x = 2}));
}

TEST_CASE("a model goes on from an earlier one of its own type, and pulls no panel of another") {
    const Panel one = LeastPanel{.x = 3}, other = OtherPanel{};
    const Model first = one.type().derive(one, {}, nullptr), second = one.type().derive(one, {}, &first);
    CHECK(first.tables().at(0).rows.at(0).at(0) == Table::Cell(9.0));
    CHECK(static_cast<const LeastPanel::Model*>(second.value())->taken_over == 1);
    const Model of_other = other.type().derive(other, {}, nullptr), back = one.type().derive(one, {}, &of_other);
    CHECK(static_cast<const LeastPanel::Model*>(back.value())->taken_over == 0);
    CHECK(first.drag(one, "", 0, Vec2(7, 0)).get_if<LeastPanel>()->x == 7);
    CHECK(first.drag(other, "", 0, Vec2(7, 0)) == other);
}

TEST_CASE("a panel without controls of its own offers a form of its members, and refuses numbers that it has not") {
    const Panel one = LeastPanel{};
    const auto controls = one.type().controls(one, {});
    REQUIRE(controls.size() == 1);
    CHECK(std::holds_alternative<Fields>(controls[0]));
    CHECK_FALSE(one.type().set(one, one, "x", 2));
    CHECK(one.type().follow(one, Panel(LeastPanel{.x = 2})) == Panel(LeastPanel{.x = 2}));
}
