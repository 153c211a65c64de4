#include "document/derived.hpp"
#include "document/files.hpp"
#include "document/patch.hpp"
#include "document/studio.hpp"
#include "ink/sheet.hpp"
#include "base/utf8.hpp"

#include "document/random_document.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <limits>
#include <set>

// What holds for every panel, made from `describe` and the list: a new panel gets these tests by being in the list. EIGENSCOPE_PANEL
// names the one that is tested; without it all are.

using namespace eigenscope;
using random_values::Engine;

namespace {

constexpr std::uint64_t seed = 20250607;

Document document_with(const Panel& panel) {
    Document document = *document_of(panel.type().id);
    document.tiles[0].panel = panel;
    return document;
}

Panel draw_panel(const PanelType& type, Engine& engine) { return random_values::draw_panel(type.id, engine); }

template <class F>
void for_types(F&& f) {
    const char* const only = std::getenv("EIGENSCOPE_PANEL");
    int count = 0;
    for (const PanelType* type : panel_types()) {
        if (only && type->id != only) continue;
        ++count;
        CAPTURE(type->id);
        f(*type);
    }
    REQUIRE_MESSAGE(count > 0, "there is no panel " << only);
}

// f(panel) for the presets and so many random values of each type.
template <class F>
void for_values(int count, F&& f) {
    for_types([&](const PanelType& type) {
        for (const auto& preset : type.presets()) {
            CAPTURE(preset.name);
            f(preset.panel);
        }
        Engine engine(seed);
        for (int i = 0; i < count; ++i) {
            CAPTURE(seed);
            CAPTURE(i);
            f(draw_panel(type, engine));
        }
    });
}

Model derived(const Panel& panel) { return panel.type().derive(panel, {}, nullptr); }
Picture picture_of(const Panel& panel) { return derived(panel).depict(); }
int rejected(const Picture& picture) { return ink::lay_out(picture, Vec2(640, 480), {}).rejected; }

template <class F>
void for_handles(const Picture& picture, F&& f) {
    for (const Plot& plot : picture)
        for (const Mark& mark : plot.marks)
            if (const auto* handle = std::get_if<Handle>(&mark.shape)) f(plot, *handle);
}

std::optional<Vec2> place_of(const Panel& panel, std::string_view plot_id, int id) {
    std::optional<Vec2> place;
    for_handles(picture_of(panel), [&](const Plot& plot, const Handle& handle) {
        if (plot.id == plot_id && handle.id == id) place = handle.at;
    });
    return place;
}

Panel tidied(Panel panel) {
    tidy(panel);
    return panel;
}

// Odd numbers into some members, whatever their range.
void spoil(Panel& panel, Engine& engine) {
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    panel.edit([&](ValueRef value) {
        random_values::fill(value, {}, engine);
        value.members([&](const Field&, ValueRef member) {
            const double odd = std::array{nan, inf, -inf, 1e308, -1e-320}[random_values::below(engine, 5)];
            if (random_values::below(engine, 3) != 0) return;
            if (member.sort() == Sort::real) member.as<double>() = odd;
            if (member.sort() == Sort::matrix) member.cells()[0] = odd;
        });
    });
}

void check_range(const Field& field, ConstValueRef member) {
    CAPTURE(field.key);
    const auto inside = [&](double x) { return x >= field.lo && x <= field.hi && std::isfinite(x); };
    if (member.sort() == Sort::real) CHECK(inside(member.as<double>()));
    if (member.sort() == Sort::whole) CHECK(inside(member.as<int>()));
    if (member.sort() == Sort::matrix) CHECK(std::all_of(member.cells().begin(), member.cells().end(), inside));
}

}

TEST_CASE("description: keys are unique and speakable, defaults lie in their ranges") {
    for_types([](const PanelType& type) {
        std::set<std::string> keys;
        type.make().value().members([&](const Field& field, ConstValueRef) {
            CAPTURE(field.key);
            CHECK(keys.insert(std::string(field.key)).second);
            CHECK(field.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == field.key.npos);
            CHECK(field.key != "kind");
            CHECK((field.hidden || !field.label.empty()));
            CHECK(field.lo <= field.hi);
            CHECK((field.scale == Scale::linear || field.lo >= 0));
            CHECK(field.least <= field.most);
        });
        CHECK(tidied(type.make()) == type.make());
        CHECK_FALSE(type.id.empty());
        CHECK_FALSE(type.label.empty());
        CHECK_FALSE(type.subject.empty());
        CHECK_FALSE(type.about.empty());
    });
}

TEST_CASE("file: a scene round trips bit for bit") {
    for_values(200, [](const Panel& panel) {
        const Document document = document_with(panel);
        const auto back = decode_document(encode_document(document));
        REQUIRE(back.has_value());
        CHECK(back->warnings.empty());
        CHECK(back->document == document);
        CHECK(encode_document(back->document) == encode_document(document));
    });
}

TEST_CASE("link: the difference to the default, applied to the default, is the value") {
    for_values(100, [](const Panel& panel) {
        const Document plain = document_with(panel.type().make()), document = document_with(panel);
        const auto back = patched(plain, difference(plain, document));
        REQUIRE(back.has_value());
        CHECK(back->document == document);
    });
}

TEST_CASE("clamp: whatever is put in, tidy values come out, and tidy values stay") {
    for_types([](const PanelType& type) {
        Engine engine(seed);
        for (int i = 0; i < 300; ++i) {
            CAPTURE(i);
            Panel panel = type.make();
            spoil(panel, engine);
            tidy(panel);
            panel.value().members([](const Field& field, ConstValueRef member) { check_range(field, member); });
            CHECK(tidied(panel) == panel);
        }
    });
}

TEST_CASE("copy: a copy shares until one of both is edited, and then each has its own") {
    for_values(20, [](const Panel& panel) {
        Panel copy = panel;
        CHECK(copy.shares(panel));
        Engine engine(seed);
        const std::string text = encode_document(document_with(panel));
        copy.edit([&](ValueRef value) { random_values::fill(value, {}, engine); });
        CHECK_FALSE(copy.shares(panel));
        CHECK(encode_document(document_with(panel)) == text);
    });
}

TEST_CASE("picture: every value has one, of finite marks, with one camera and id a plot") {
    for_values(200, [](const Panel& panel) {
        const Picture picture = picture_of(panel);
        CAPTURE(encode_document(document_with(panel)));
        CHECK_FALSE(picture.empty());
        CHECK(rejected(picture) == 0);
        std::set<std::string> ids;
        for (const Plot& plot : picture) {
            CHECK(ids.insert(plot.id).second);
            CHECK_FALSE(plot.id.empty());
            CHECK((plot.in_space || !plot.camera.automatic));
            CHECK((plot.camera.center.allFinite() && plot.camera.half.allFinite() && plot.camera.half.minCoeff() > 0));
            CHECK(plot.share > 0);
        }
    });
}

TEST_CASE("derive: the same numbers every time") {
    for_values(40, [](const Panel& panel) {
        const auto once = tables_of(panel), again = tables_of(panel);
        REQUIRE(once.size() == again.size());
        for (std::size_t i = 0; i < once.size(); ++i) CHECK(to_csv(once[i]) == to_csv(again[i]));
    });
}

TEST_CASE("transition: blend is exactly its ends, and a tidy value with a picture between") {
    for_types([](const PanelType& type) {
        Engine engine(seed);
        for (int i = 0; i < 60; ++i) {
            CAPTURE(i);
            const Panel a = draw_panel(type, engine), b = draw_panel(type, engine);
            CHECK(blend(a, b, 0) == a);
            CHECK(blend(a, b, 1) == b);
            for (const double t : {1e-9, 0.5, 1 - 1e-9}) {
                const Panel between = blend(a, b, t);
                CHECK(tidied(between) == between);
                if (i < 10) CHECK(rejected(picture_of(between)) == 0);
            }
        }
    });
}

TEST_CASE("undo: after any edits, undo all is the first value and redo all the last, bit for bit") {
    for_types([](const PanelType& type) {
        Engine engine(seed);
        Studio studio(document_with(type.make()));
        const std::string first = encode_document(studio.shown());
        for (int i = 0; i < 100; ++i) {
            studio.frame(false, [&](const Document&, Document& next) {
                // A step each time: what is only view is no step, and would change the first state itself.
                do next.tiles[0].panel = draw_panel(type, engine);
                while (same_but_view(next, studio.shown()));
            });
        }
        const std::string last = encode_document(studio.shown());
        int steps = 0;
        for (; studio.can_undo(); ++steps) studio.undo();
        CHECK(steps == 100);
        CHECK(encode_document(studio.shown()) == first);
        while (studio.can_redo()) studio.redo();
        CHECK(encode_document(studio.shown()) == last);
    });
}

TEST_CASE("presets: the default first, every one tidy, named, and different from the others") {
    for_types([](const PanelType& type) {
        const auto all = type.presets();
        REQUIRE_FALSE(all.empty());
        CHECK(all.front().panel == type.make());
        std::set<std::string> names;
        for (const auto& preset : all) {
            CAPTURE(preset.name);
            CHECK_FALSE(preset.name.empty());
            CHECK(names.insert(std::string(preset.name)).second);
            CHECK(tidied(preset.panel) == preset.panel);
            CHECK_FALSE(words_of(preset.panel).empty());
            for (const auto& other : all) CHECK((other.name == preset.name || !(other.panel == preset.panel)));
        }
    });
}

TEST_CASE("drag: a handle pulled to where it is stays there; pulled anywhere, there is a picture") {
    for_types([](const PanelType& type) {
        Engine engine(seed), drawing(seed);
        int pulled = 0;
        std::vector<Panel> panels;
        for (const auto& preset : type.presets()) panels.push_back(preset.panel);
        for (int i = 0; i < 40; ++i) panels.push_back(draw_panel(type, drawing));
        for (const Panel& panel : panels) {
            const Model model = derived(panel);
            CAPTURE(encode_document(document_with(panel)));
            for_handles(model.depict(), [&](const Plot& plot, const Handle& handle) {
                ++pulled;
                CAPTURE(plot.id);
                CAPTURE(handle.id);
                CHECK_FALSE(handle.name.empty());
                const auto place = place_of(tidied(model.drag(panel, plot.id, handle.id, handle.at)), plot.id, handle.id);
                REQUIRE(place.has_value());
                CHECK((*place - handle.at).norm() <= 1e-9 * (1 + handle.at.norm()));
                const double nan = std::numeric_limits<double>::quiet_NaN();
                for (const Vec2& to : {Vec2(random_values::unit(engine), -random_values::unit(engine)), Vec2(-1e30, 1e30), Vec2(nan, nan), Vec2(0, 0)}) {
                    const Panel moved = tidied(model.drag(panel, plot.id, handle.id, to));
                    CHECK(tidied(moved) == moved);
                    CHECK(rejected(picture_of(moved)) == 0);
                }
            });
            CHECK(model.drag(panel, "no such plot", 12345, Vec2(1, 1)) == panel);
        }
        CHECK(pulled > 40);
    });
}

TEST_CASE("controls: named for people, with a reason where they are greyed, and what they lead to is tidy") {
    for_values(40, [](const Panel& panel) {
        CAPTURE(encode_document(document_with(panel)));
        for (const Control& control : panel.type().controls(panel, {})) {
            if (const auto* row = std::get_if<Buttons>(&control)) {
                for (const Buttons::Button& button : row->buttons) {
                    CHECK_FALSE(button.label.empty());
                    CHECK_FALSE(button.help.empty());
                    if (button.result) CHECK(tidied(*button.result) == *button.result);
                }
            }
            if (const auto* number = std::get_if<Number>(&control)) {
                CHECK_FALSE(number->field.label.empty());
                CHECK((std::isnan(number->value) || (number->value >= number->field.lo && number->value <= number->field.hi)));
                const auto next = panel.type().set(panel, panel, number->field.key, number->neutral.value_or(number->value));
                if (number->neutral) CHECK((next && *next == panel));
            }
            if (const auto* fields = std::get_if<Fields>(&control))
                for (const auto* keys : {&fields->only, &fields->skip})
                    for (const std::string_view key : *keys) CHECK(panel.value().member(key).has_value());
        }
        CHECK(panel.type().follow(panel, panel) == panel);
    });
}

TEST_CASE("tables, facts and words: rectangular, named, and never without words") {
    for_values(40, [](const Panel& panel) {
        const Model model = derived(panel);
        CAPTURE(encode_document(document_with(panel)));
        std::set<std::string> names, facts_seen;
        const auto all = model.tables();
        CHECK_FALSE(all.empty());
        for (const Table& table : all) {
            CAPTURE(table.name);
            CHECK(names.insert(table.name).second);
            CHECK_FALSE(table.columns.empty());
            CHECK(std::set<std::string>(table.columns.begin(), table.columns.end()).size() == table.columns.size());
            for (const auto& row : table.rows) REQUIRE(row.size() == table.columns.size());
        }
        for (const Fact& fact : model.facts()) {
            CHECK(facts_seen.insert(fact.name).second);
            CHECK_FALSE(fact.label.empty());
            CHECK((!fact.value.empty() || fact.verdict != Verdict::none));
        }
        const std::string told = model.words();
        CHECK(is_utf8(told));
        CHECK(told.ends_with('.'));
        for (const char* no_number : {" nan", " -nan", "(nan", " inf ", "(inf"}) CHECK(told.find(no_number) == told.npos);
    });
}

TEST_CASE("timeline: seeking goes there, and changes nothing but the view") {
    for_values(60, [](const Panel& panel) {
        const auto line = derived(panel).timeline();
        if (!line) return;
        CAPTURE(encode_document(document_with(panel)));
        CHECK(line->from < line->to);
        CHECK((line->now >= line->from && line->now <= line->to));
        CHECK(line->seconds > 0);
        CHECK_FALSE(line->name.empty());
        for (const double share : {0.0, 0.5, 1.0}) {
            double t = std::lerp(line->from, line->to, share);
            if (line->steps) t = std::floor(t);
            const Panel there = seek_to(panel, t);
            CHECK(tidied(there) == there);
            CHECK(same_but_view(there, panel));
            const auto now = derived(there).timeline();
            REQUIRE(now.has_value());
            CHECK(std::abs(now->now - t) <= 1e-12 * (1 + std::abs(t)));
        }
        for (const double t : {-1e30, 1e30, std::numeric_limits<double>::quiet_NaN()}) CHECK(derived(tidied(seek_to(panel, t))).timeline().has_value());
    });
}

TEST_CASE("look: a camera that was moved is the picture's camera, and nothing else changes") {
    for_values(20, [](const Panel& panel) {
        CAPTURE(encode_document(document_with(panel)));
        for (const Plot& plot : picture_of(panel)) {
            CAPTURE(plot.id);
            const Camera moved{.automatic = false, .center = Vec2(0.25, -0.5), .half = Vec2(2, 1.5)};
            const Camera3 turned{.azimuth = 0.3, .elevation = 0.2, .zoom = 1.5};
            const Panel there = plot.in_space ? look_at(panel, plot.id, turned) : look_at(panel, plot.id, moved);
            CHECK(tidied(there) == there);
            CHECK(same_but_view(there, panel));
            for (const Plot& again : picture_of(there)) {
                if (again.id != plot.id) continue;
                if (plot.in_space) CHECK(again.camera3 == turned);
                else CHECK(again.camera == moved);
            }
        }
    });
}
