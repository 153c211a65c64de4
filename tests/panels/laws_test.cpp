#include "document/derived.hpp"
#include "document/files.hpp"
#include "document/patch.hpp"
#include "document/studio.hpp"
#include "ink/sheet.hpp"

#include "document/random_document.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <set>

// What holds for every panel, made from `describe` and the list: a new panel gets these tests by being in the list.

using namespace eigenscope;
using random_values::Engine;

namespace {

constexpr std::uint64_t seed = 20250607;

template <class>
struct As;
template <class... P>
struct As<std::variant<P...>> {
    using tuple = std::tuple<P...>;
};

template <class P>
Document document_with(const P& panel) {
    Document document = *document_of(P::id);
    document.tiles[0].panel = panel;
    return document;
}

template <class P>
P draw_panel(Engine& engine, bool modest = true) {
    return std::get<P>(random_values::draw_panel(P::id, engine, modest));
}

// f(panel) for the presets and so many random values.
template <class P, class F>
void for_values(int count, F&& f) {
    for (const auto& preset : P::presets()) {
        CAPTURE(preset.name);
        f(preset.panel);
    }
    Engine engine(seed);
    for (int i = 0; i < count; ++i) {
        CAPTURE(seed);
        CAPTURE(i);
        f(draw_panel<P>(engine));
    }
}

int rejected(const Picture& picture) { return ink::lay_out(picture, Vec2(640, 480), {}).rejected; }

template <class F>
void for_handles(const Picture& picture, F&& f) {
    for (const Plot& plot : picture)
        for (const Mark& mark : plot.marks)
            if (const auto* handle = std::get_if<Handle>(&mark.shape)) f(plot, *handle);
}

template <class P>
std::optional<Vec2> place_of(const P& panel, std::string_view plot_id, int id) {
    std::optional<Vec2> place;
    for_handles(depict(panel, derive(panel, {})), [&](const Plot& plot, const Handle& handle) {
        if (plot.id == plot_id && handle.id == id) place = handle.at;
    });
    return place;
}

// How much of what may be long a model holds: steps of its runs, samples.
template <class M>
std::size_t done_in(const M& model) {
    std::size_t done = 0;
    if constexpr (requires { model.runs; })
        for (const Run& run : model.runs) done += static_cast<std::size_t>(run.last());
    if constexpr (requires { model.samples->summary; }) done += model.samples->summary.count;
    if constexpr (requires { model.round; }) done += model.round.size();
    return done;
}

template <class P>
P tidied(P panel) {
    tidy(panel);
    return panel;
}

}

TEST_CASE_TEMPLATE_DEFINE("description: keys are unique and speakable, defaults lie in their ranges", P, description) {
    std::set<std::string> keys;
    P::describe(*std::make_unique<P>(), [&](const Field& field, const auto&) {
        CAPTURE(field.key);
        CHECK(keys.insert(std::string(field.key)).second);
        CHECK(field.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == field.key.npos);
        CHECK(field.key != "kind");
        CHECK((field.hidden || !field.label.empty()));
        CHECK(field.lo <= field.hi);
        CHECK((field.scale == Scale::linear || field.lo >= 0));
        CHECK(field.least <= field.most);
    });
    CHECK(tidied(P{}) == P{});
    CHECK_FALSE(std::string_view(P::id).empty());
    CHECK_FALSE(std::string_view(P::label).empty());
    CHECK_FALSE(std::string_view(P::about).empty());
}
TEST_CASE_TEMPLATE_APPLY(description, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("file: a scene round trips bit for bit", P, file) {
    for_values<P>(200, [](const P& panel) {
        const Document document = document_with(panel);
        const auto back = decode_document(encode_document(document));
        REQUIRE(back.has_value());
        CHECK(back->warnings.empty());
        CHECK(back->document == document);
        CHECK(encode_document(back->document) == encode_document(document));
    });
}
TEST_CASE_TEMPLATE_APPLY(file, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("link: the difference to the default, applied to the default, is the value", P, link) {
    for_values<P>(100, [](const P& panel) {
        const Document plain = document_with(P{}), document = document_with(panel);
        const auto back = patched(plain, difference(plain, document));
        REQUIRE(back.has_value());
        CHECK(back->document == document);
    });
}
TEST_CASE_TEMPLATE_APPLY(link, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("clamp: whatever is put in, tidy values come out, and tidy values stay", P, clamp) {
    Engine engine(seed);
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 300; ++i) {
        CAPTURE(i);
        P panel;
        random_values::fill(panel, {}, engine);
        P::describe(panel, [&](const Field&, auto& member) {
            using M = std::remove_cvref_t<decltype(member)>;
            const double odd = std::array{nan, inf, -inf, 1e308, -1e-320}[random_values::below(engine, 5)];
            if constexpr (std::same_as<M, double>) {
                if (random_values::below(engine, 3) == 0) member = odd;
            } else if constexpr (MatrixMember<M>) {
                if (random_values::below(engine, 3) == 0) member(0) = odd;
            }
        });
        tidy(panel);
        P::describe(panel, [&](const Field& field, const auto& member) {
            using M = std::remove_cvref_t<decltype(member)>;
            CAPTURE(field.key);
            if constexpr (NumberMember<M>) CHECK((static_cast<double>(member) >= field.lo && static_cast<double>(member) <= field.hi));
            if constexpr (MatrixMember<M>) CHECK((member.array() >= field.lo && member.array() <= field.hi && member.array().isFinite()).all());
        });
        CHECK(tidied(panel) == panel);
    }
}
TEST_CASE_TEMPLATE_APPLY(clamp, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("picture: every value has one, of finite marks, with one camera and id a plot", P, picture) {
    for_values<P>(200, [](const P& panel) {
        const auto model = derive(panel, {});
        const Picture picture = depict(panel, model);
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
TEST_CASE_TEMPLATE_APPLY(picture, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("derive: the same numbers every time, and an end at once when it is told to stop", P, pure) {
    for_values<P>(40, [](const P& panel) {
        const auto once = tables_of(panel), again = tables_of(panel);
        REQUIRE(once.size() == again.size());
        for (std::size_t i = 0; i < once.size(); ++i) CHECK(to_csv(once[i]) == to_csv(again[i]));
    });
    Engine engine(seed);
    std::stop_source stopped;
    stopped.request_stop();
    for (int i = 0; i < 40; ++i) CHECK(done_in(derive(draw_panel<P>(engine, false), stopped.get_token())) == 0);
}
TEST_CASE_TEMPLATE_APPLY(pure, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("transition: blend is exactly its ends, and a tidy value with a picture between", P, transition) {
    Engine engine(seed);
    for (int i = 0; i < 60; ++i) {
        CAPTURE(i);
        const P a = draw_panel<P>(engine), b = draw_panel<P>(engine);
        CHECK(blend(Panel(a), Panel(b), 0) == Panel(a));
        CHECK(blend(Panel(a), Panel(b), 1) == Panel(b));
        for (const double t : {1e-9, 0.5, 1 - 1e-9}) {
            const P between = std::get<P>(blend(Panel(a), Panel(b), t));
            CHECK(tidied(between) == between);
            if (i >= 10) continue;
            CHECK(rejected(depict(between, derive(between, {}))) == 0);
        }
    }
}
TEST_CASE_TEMPLATE_APPLY(transition, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("undo: after any edits, undo all is the first value and redo all the last, bit for bit", P, undo) {
    Engine engine(seed);
    Studio studio(document_with(P{}));
    const std::string first = encode_document(studio.shown());
    for (int i = 0; i < 100; ++i) {
        studio.frame(false, [&](const Document&, Document& next) {
            // A step each time: what is only view is no step, and would change the first state itself.
            do next.tiles[0].panel = draw_panel<P>(engine);
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
}
TEST_CASE_TEMPLATE_APPLY(undo, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("presets: the default first, every one tidy, named, and different from the others", P, presets) {
    const auto all = P::presets();
    REQUIRE_FALSE(all.empty());
    CHECK(all.front().panel == P{});
    std::set<std::string> names;
    for (const auto& preset : all) {
        CAPTURE(preset.name);
        CHECK_FALSE(preset.name.empty());
        CHECK(names.insert(std::string(preset.name)).second);
        CHECK(tidied(preset.panel) == preset.panel);
        CHECK_FALSE(words_of(preset.panel).empty());
        for (const auto& other : all) CHECK((other.name == preset.name || !(other.panel == preset.panel)));
    }
}
TEST_CASE_TEMPLATE_APPLY(presets, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("drag: a handle pulled to where it is stays there; pulled anywhere, there is a picture", P, dragging) {
    Engine engine(seed);
    int pulled = 0;
    for_values<P>(40, [&](const P& panel) {
        const auto model = derive(panel, {});
        CAPTURE(encode_document(document_with(panel)));
        for_handles(depict(panel, model), [&](const Plot& plot, const Handle& handle) {
            ++pulled;
            CAPTURE(plot.id);
            CAPTURE(handle.id);
            CHECK_FALSE(handle.name.empty());
            const auto place = place_of(tidied(drag(panel, model, plot.id, handle.id, handle.at)), plot.id, handle.id);
            REQUIRE(place.has_value());
            CHECK((*place - handle.at).norm() <= 1e-9 * (1 + handle.at.norm()));
            const double nan = std::numeric_limits<double>::quiet_NaN();
            for (const Vec2& to : {Vec2(random_values::unit(engine), -random_values::unit(engine)), Vec2(-1e30, 1e30), Vec2(nan, nan), Vec2(0, 0)}) {
                const P moved = tidied(drag(panel, model, plot.id, handle.id, to));
                CHECK(tidied(moved) == moved);
                CHECK(rejected(depict(moved, derive(moved, {}))) == 0);
            }
        });
        CHECK(drag(panel, model, "no such plot", 12345, Vec2(1, 1)) == panel);
    });
    CHECK(pulled > 40);
}
TEST_CASE_TEMPLATE_APPLY(dragging, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("tables, facts and words: rectangular, named, and never without words", P, telling) {
    for_values<P>(40, [](const P& panel) {
        const auto model = derive(panel, {});
        CAPTURE(encode_document(document_with(panel)));
        std::set<std::string> names, facts_seen;
        const auto all = tables(panel, model);
        CHECK_FALSE(all.empty());
        for (const Table& table : all) {
            CAPTURE(table.name);
            CHECK(names.insert(table.name).second);
            CHECK_FALSE(table.columns.empty());
            CHECK(std::set<std::string>(table.columns.begin(), table.columns.end()).size() == table.columns.size());
            for (const auto& row : table.rows) REQUIRE(row.size() == table.columns.size());
        }
        for (const Fact& fact : facts(panel, model)) {
            CHECK(facts_seen.insert(fact.name).second);
            CHECK_FALSE(fact.label.empty());
            CHECK((!fact.value.empty() || fact.verdict != Verdict::none));
        }
        const std::string told = words(panel, model);
        CHECK(is_utf8(told));
        CHECK(told.ends_with('.'));
        for (const char* no_number : {" nan", " -nan", "(nan", " inf ", "(inf"}) CHECK(told.find(no_number) == told.npos);
    });
}
TEST_CASE_TEMPLATE_APPLY(telling, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("timeline: seeking goes there, and changes nothing but the view", P, time) {
    for_values<P>(60, [](const P& panel) {
        const auto line = timeline(panel, derive(panel, {}));
        if (!line) return;
        CAPTURE(encode_document(document_with(panel)));
        CHECK(line->from < line->to);
        CHECK((line->now >= line->from && line->now <= line->to));
        CHECK(line->seconds > 0);
        CHECK_FALSE(line->name.empty());
        for (const double share : {0.0, 0.5, 1.0}) {
            double t = std::lerp(line->from, line->to, share);
            if (line->steps) t = std::floor(t);
            const P there = seek(panel, t);
            CHECK(tidied(there) == there);
            CHECK(same_but_view(there, panel));
            const auto now = timeline(there, derive(there, {}));
            REQUIRE(now.has_value());
            CHECK(std::abs(now->now - t) <= 1e-12 * (1 + std::abs(t)));
        }
        for (const double t : {-1e30, 1e30, std::numeric_limits<double>::quiet_NaN()}) {
            const P there = tidied(seek(panel, t));
            CHECK(timeline(there, derive(there, {})).has_value());
        }
    });
}
TEST_CASE_TEMPLATE_APPLY(time, As<Panel>::tuple);

TEST_CASE_TEMPLATE_DEFINE("look: a camera that was moved is the picture's camera, and nothing else changes", P, looking) {
    for_values<P>(20, [](const P& panel) {
        CAPTURE(encode_document(document_with(panel)));
        for (const Plot& plot : depict(panel, derive(panel, {}))) {
            CAPTURE(plot.id);
            const Camera moved{.automatic = false, .center = Vec2(0.25, -0.5), .half = Vec2(2, 1.5)};
            const Camera3 turned{.azimuth = 0.3, .elevation = 0.2, .zoom = 1.5};
            const P there = plot.in_space ? look(panel, plot.id, turned) : look(panel, plot.id, moved);
            CHECK(tidied(there) == there);
            CHECK(same_but_view(there, panel));
            for (const Plot& again : depict(there, derive(there, {}))) {
                if (again.id != plot.id) continue;
                if (plot.in_space) CHECK(again.camera3 == turned);
                else CHECK(again.camera == moved);
            }
        }
    });
}
TEST_CASE_TEMPLATE_APPLY(looking, As<Panel>::tuple);
