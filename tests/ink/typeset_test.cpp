#include "ink/typeset.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace eigenscope;
using namespace eigenscope::ink;
namespace f = eigenscope::formula;

namespace {

Box ink_of(const Setting::Run& run, const Text::Placed& placed) {
    const GlyphMetrics m = metrics(placed.glyph);
    return {placed.at + run.size * Vec2(m.left, -m.top), placed.at + run.size * Vec2(m.right, -m.bottom)};
}

// The ink of all glyphs, rules and shapes, each with the box it fills.
std::vector<Box> inks(const Setting& s) {
    std::vector<Box> out;
    for (const auto& run : s.runs)
        for (const auto& placed : run.glyphs) out.push_back(ink_of(run, placed));
    for (const auto& rule : s.rules) out.push_back(rule.box);
    for (const auto& shape : s.shapes) {
        Box b{shape.points[0], shape.points[0]};
        for (const Vec2& p : shape.points) b = {b.lo.cwiseMin(p), b.hi.cwiseMax(p)};
        out.push_back(b);
    }
    return out;
}

void check_contains_its_ink(const Setting& s) {
    for (const Box& b : inks(s)) {
        // Text letters may lean out sideways by a hair, as their designer meant them to.
        CHECK(b.lo.x() >= -3);
        CHECK(b.hi.x() <= s.width + 3);
        CHECK(b.lo.y() >= -s.ascent - 1e-9);
        CHECK(b.hi.y() <= s.descent + 1e-9);
    }
}

// The single glyph of a run that says this.
Box glyph_saying(const Setting& s, const std::string& text) {
    for (const auto& run : s.runs)
        if (run.utf8 == text) {
            Box b = ink_of(run, run.glyphs.front());
            for (const auto& placed : run.glyphs) b = {b.lo.cwiseMin(ink_of(run, placed).lo), b.hi.cwiseMax(ink_of(run, placed).hi)};
            return b;
        }
    FAIL("nothing says " << text);
    return {};
}

const Setting::Run& run_saying(const Setting& s, const std::string& text) {
    const auto it = std::find_if(s.runs.begin(), s.runs.end(), [&](const auto& run) { return run.utf8 == text; });
    REQUIRE(it != s.runs.end());
    return *it;
}

double axis(double size) {
    const GlyphMetrics m = metrics(glyph_for(Face::math, U'−'));
    return (m.top + m.bottom) / 2 * size;
}

std::vector<Formula> samples() {
    const Formula x = f::italic("x"), y = f::italic("y");
    return {x, f::italic("f"), f::italic("j"), f::number(-3.25), f::number(3.2e-16), f::bold("A"), f::words("if so"), f::fraction(x, y),
            f::fraction(f::row({x, f::op("+"), f::roman("1")}), f::root(y)), f::root(f::fraction(x, y)), f::sub(x, f::italic("k")), f::sup(x, f::roman("2")),
            f::script(f::italic("f"), f::italic("i"), f::roman("2")), f::matrix(2, {x, y, f::number(1.5), f::number(-10)}), f::matrix(1, {x, y}, "()"),
            f::matrix(2, {x, y, y, x}, "||"), f::matrix(2, {f::roman("1"), f::words("if x > 0"), f::roman("0"), f::words("else")}, "{ "),
            f::fence(f::fraction(x, y)), f::fence(x, "{}"), f::fence(f::fraction(x, y), "{}"), f::fence(f::fraction(x, y), "⟨⟩"), f::fence(f::fraction(x, y), "‖‖"),
            f::fence(f::fraction(x, y), "⌊⌋"), f::fence(f::fraction(x, y), "⌈⌉"), f::script(f::roman("∑"), f::row({f::italic("i"), f::op("="), f::roman("1")}), f::italic("n")),
            Formula{Formula::Kind::over, "^", {x}, 0, {}, {}}, Formula{Formula::Kind::over, "¯", {x}, 0, {}, {}}, Formula{Formula::Kind::over, "~", {f::italic("A")}, 0, {}, {}},
            Formula{Formula::Kind::over, "→", {f::italic("v")}, 0, {}, {}}, Formula{Formula::Kind::over, "˙", {x}, 0, {}, {}}};
}

}

TEST_CASE("a line of text is as wide as its glyphs' advances, their kerning and the slack of its digits") {
    for (const Face face : {Face::text, Face::text_bold, Face::math, Face::symbols}) {
        const std::string text = "Eigenvalues: λ₁ = 1.97";
        const Setting s = set_text(text, face, 20);
        double width = 0;
        std::optional<Glyph> last;
        for (const char32_t c : decode_utf8(text)) {
            const Glyph g = glyph_for(face, c);
            width += 20 * (metrics(g).advance + tabular_slack(g, c) + (last ? kerning(*last, g) : 0));
            last = g;
        }
        CHECK(s.width == doctest::Approx(width).epsilon(1e-12));
        REQUIRE(s.runs.size() == 1);
        CHECK(s.runs[0].utf8 == text);
    }
    CHECK(set_text("", Face::text, 20).width == 0);
    CHECK(set_text("", Face::text, 20).runs.empty());
}

TEST_CASE("settings are proportional to the size") {
    for (const Formula& formula : samples()) {
        const Setting one = set_formula(formula, 100), two = set_formula(formula, 200);
        CHECK(two.width == doctest::Approx(2 * one.width).epsilon(1e-9));
        CHECK(two.ascent == doctest::Approx(2 * one.ascent).epsilon(1e-9));
        CHECK(two.descent == doctest::Approx(2 * one.descent).epsilon(1e-9));
    }
}

TEST_CASE("the box of every setting holds its ink") {
    for (const Voice voice : {Voice::formula, Voice::label, Voice::plain})
        for (const Formula& formula : samples()) {
            CAPTURE(plain(formula));
            check_contains_its_ink(set_formula(formula, 100, voice));
        }
    check_contains_its_ink(set_text("Qgjf |‖ ÁÇ", Face::text, 100));
}

TEST_CASE("neighbours in a row do not overlap") {
    const auto parts = samples();
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (std::size_t j = 0; j < parts.size(); ++j) {
            const Setting left = set_formula(parts[i], 100), both = set_formula(f::row({parts[i], parts[j]}), 100);
            CAPTURE(plain(parts[i]));
            CAPTURE(plain(parts[j]));
            const std::size_t shapes = inks(left).size();
            CHECK(both.width >= left.width + set_formula(parts[j], 100).width - 1e-9);
            CHECK(inks(both).size() == shapes + inks(set_formula(parts[j], 100)).size());
            // Terms are boxes of their parts, so two of them show where one ends and the other begins.
            const Setting terms = set_formula(f::row({f::term("l", parts[i]), f::term("r", parts[j])}), 100);
            REQUIRE(terms.terms.size() == 2);
            CHECK(terms.terms[0].box.hi.x() <= terms.terms[1].box.lo.x() + 1e-9);
        }
}

TEST_CASE("scripts are smaller, raised and lowered, and stand after their base") {
    const Setting s = set_formula(f::script(f::italic("x"), f::italic("k"), f::roman("2")), 100);
    const Box base = glyph_saying(s, "x"), sub = glyph_saying(s, "k"), sup = glyph_saying(s, "2");
    CHECK(run_saying(s, "k").size == doctest::Approx(70));
    CHECK(run_saying(s, "k").glyphs[0].at.y() > 10);
    CHECK(run_saying(s, "2").glyphs[0].at.y() < -30);
    CHECK(sub.lo.x() >= base.hi.x() - 1);
    CHECK(sup.lo.x() >= base.hi.x() - 1);
    CHECK(sup.hi.y() < sub.lo.y());           // they do not touch each other
    // A script of a script is smaller still, and there it ends.
    const Setting deep = set_formula(f::sup(f::italic("a"), f::sup(f::italic("b"), f::sup(f::italic("c"), f::italic("d")))), 100);
    CHECK(run_saying(deep, "c").size == doctest::Approx(100 * 0.7 * 0.72));
    CHECK(run_saying(deep, "d").size == run_saying(deep, "c").size);
}

TEST_CASE("the superscript of a leaning letter keeps clear of it and its subscript does not") {
    const Setting s = set_formula(f::script(f::italic("f"), f::roman("1"), f::roman("1")), 100);
    REQUIRE(s.runs.size() == 3);
    CHECK(s.runs[1].glyphs[0].at.x() < s.runs[2].glyphs[0].at.x() - 5);
}

TEST_CASE("a fraction stands on the math axis, centred, with air round its bar") {
    const Setting s = set_formula(f::fraction(f::roman("1"), f::row({f::roman("2"), f::italic("a"), f::op("+"), f::italic("b")})), 100);
    REQUIRE(s.rules.size() == 1);
    const Box bar = s.rules[0].box;
    CHECK((bar.lo.y() + bar.hi.y()) / 2 == doctest::Approx(-axis(100)).epsilon(1e-9));
    const Box top = glyph_saying(s, "1"), left = glyph_saying(s, "2"), right = glyph_saying(s, "b");
    CHECK(top.center().x() == doctest::Approx(bar.center().x()).epsilon(0.03));
    CHECK((left.lo.x() + right.hi.x()) / 2 == doctest::Approx(bar.center().x()).epsilon(0.03));
    CHECK(top.hi.y() < bar.lo.y() - 5);
    CHECK(left.lo.y() > bar.hi.y() + 5);
    CHECK(bar.lo.x() <= left.lo.x());
    CHECK(bar.hi.x() >= right.hi.x());
}

TEST_CASE("fences reach over what they enclose, about the axis, and are the font's own where that is enough") {
    const Formula inside = f::fraction(f::fraction(f::italic("a"), f::italic("b")), f::italic("c"));
    const Setting content = set_formula(inside, 100);
    for (const std::string fences : {"()", "[]", "{}", "||", "‖‖", "⟨⟩", "⌊⌋", "⌈⌉"}) {
        const Setting s = set_formula(f::fence(inside, fences), 100);
        CAPTURE(fences);
        CHECK(s.runs.size() == content.runs.size());          // drawn, not typed
        CHECK(s.ascent > content.ascent);
        CHECK(s.descent > content.descent);
        CHECK(s.ascent - axis(100) == doctest::Approx(s.descent + axis(100)).epsilon(1e-9));
        CHECK(s.width > content.width);
    }
    const Setting small = set_formula(f::fence(f::italic("x")), 100);
    CHECK(small.runs.size() == 3);
    CHECK(small.shapes.empty());
}

TEST_CASE("a brace may stand alone") {
    const Setting s = set_formula(f::matrix(1, {f::italic("a"), f::italic("b")}, "{ "), 100);
    CHECK(s.shapes.size() == 1);
    CHECK(set_formula(f::matrix(1, {f::italic("a"), f::italic("b")}, ""), 100).shapes.empty());
}

TEST_CASE("a root's sign is joined to its bar, and the bar covers the radicand") {
    for (const Formula& inside : {f::italic("x"), f::fraction(f::italic("x"), f::italic("y")), f::sup(f::italic("x"), f::roman("2"))}) {
        const Setting content = set_formula(inside, 100), s = set_formula(f::root(inside), 100);
        REQUIRE(s.rules.size() == content.rules.size() + 1);
        REQUIRE(s.shapes.size() == content.shapes.size() + 1);
        const Box bar = s.rules[0].box;
        double top = 1e9, right = -1e9;
        for (const Vec2& p : s.shapes[0].points) top = std::min(top, p.y()), right = std::max(right, p.x());
        CHECK(top == doctest::Approx(bar.lo.y()));
        CHECK(bar.lo.x() < right);
        CHECK(bar.lo.x() > right - 10);
        CHECK(bar.width() >= content.width);
        CHECK(-bar.hi.y() >= content.ascent + 5);
    }
}

TEST_CASE("matrix columns are aligned: numbers at their decimal points, the rest at its middle") {
    const Setting s = set_formula(f::matrix(2, {f::number(1.5), f::italic("a"), f::number(-10.25), f::italic("m"), f::number(300, 0), f::italic("i")}), 100);
    const auto point_of = [&](const std::string& text) {
        const auto& run = run_saying(s, text);
        const auto glyph = glyph_for(Face::math, U'.');
        const auto it = std::find_if(run.glyphs.begin(), run.glyphs.end(), [&](const auto& p) { return p.glyph == glyph; });
        REQUIRE(it != run.glyphs.end());
        return it->at.x();
    };
    CHECK(point_of("1.50") == doctest::Approx(point_of("−10.25")));
    CHECK(run_saying(s, "300").glyphs.back().at.x() + 100 * metrics(run_saying(s, "300").glyphs.back().glyph).advance == doctest::Approx(point_of("1.50")));
    const auto middle = [&](const std::string& text) {
        const auto& run = run_saying(s, text);
        return run.glyphs[0].at.x() + run.size * metrics(run.glyphs[0].glyph).advance / 2;
    };
    CHECK(middle("a") == doctest::Approx(middle("m")).epsilon(0.02));
    // Rows do not touch, columns neither.
    CHECK(glyph_saying(s, "1.50").hi.y() < glyph_saying(s, "−10.25").lo.y());
    CHECK(glyph_saying(s, "−10.25").hi.x() < glyph_saying(s, "m").lo.x() - 20);
    CHECK(s.ascent - axis(100) == doctest::Approx(s.descent + axis(100)).epsilon(1e-9));
}

TEST_CASE("a matrix with a missing last cell keeps its shape") {
    const Setting whole = set_formula(f::matrix(2, {f::roman("1"), f::roman("2"), f::roman("3"), f::roman("4")}), 100);
    const Setting part = set_formula(f::matrix(2, {f::roman("1"), f::roman("2"), f::roman("3")}), 100);
    CHECK(part.width == doctest::Approx(whole.width));
    CHECK(part.height() == doctest::Approx(whole.height()));
    CHECK(set_formula(f::matrix(0, {f::roman("1")}), 100).width > 0);
    CHECK(set_formula(f::matrix(2, {}), 100).width == 0);
}

TEST_CASE("space round operators follows TeX: relations more than binary ones, signs and scripts none") {
    const Formula a = f::italic("a"), b = f::italic("b");
    const auto extra = [&](const std::string& sign) {
        return set_formula(f::row({a, f::op(sign), b}), 100).width - set_formula(a, 100).width - set_formula(b, 100).width - set_formula(f::roman(sign), 100).width;
    };
    CHECK(extra("=") == doctest::Approx(100 * 10.0 / 18));
    CHECK(extra("+") == doctest::Approx(100 * 8.0 / 18));
    CHECK(extra("·") == doctest::Approx(100 * 8.0 / 18));
    const auto width = [](const Formula& formula) { return set_formula(formula, 100).width; };
    CHECK(width(f::row({f::op("−"), b})) == doctest::Approx(width(f::roman("−")) + width(b)));
    CHECK(width(f::row({a, f::op("="), f::op("−"), b})) == doctest::Approx(width(a) + width(f::roman("=")) + width(f::roman("−")) + width(b) + 100 * 10.0 / 18));
    const Setting script = set_formula(f::sub(a, f::row({a, f::op("+"), b})), 100);
    CHECK(script.width < width(a) + 0.71 * (width(a) + width(f::roman("+")) + width(b)) + 8);
}

TEST_CASE("colours and terms go to the parts they belong to") {
    const Setting s = set_formula(f::row({f::italic("A"), f::op("="), f::term("first", f::colored(Role::first, f::fraction(f::roman("1"), f::roman("2")))), f::fence(f::italic("x"))}), 100);
    CHECK(!run_saying(s, "A").role);
    CHECK(run_saying(s, "1").role == Role::first);
    CHECK(run_saying(s, "2").role == Role::first);
    CHECK(run_saying(s, "2").term == "first");
    REQUIRE(s.rules.size() == 1);
    CHECK(s.rules[0].role == Role::first);
    REQUIRE(s.terms.size() == 1);
    CHECK(s.terms[0].term == "first");
    const Box one = glyph_saying(s, "1");
    CHECK(s.terms[0].box.contains(one.lo));
    CHECK(s.terms[0].box.contains(one.hi));
    CHECK(!s.terms[0].box.contains(glyph_saying(s, "A").center()));
}

TEST_CASE("put() draws in the colours of the theme and brightens what is lit") {
    const Formula formula = f::row({f::italic("A"), f::term("t", f::colored(Role::first, f::roman("1")))});
    const Rgba ground = color_of(Theme::dark, Role::text);
    Sheet calm, lit;
    put(calm, set_formula(formula, 20), {10, 50}, ground, {});
    put(lit, set_formula(formula, 20), {10, 50}, ground, {.lit_term = "t"});
    const auto texts = [](const Sheet& sheet) {
        std::vector<Text> out;
        for (const auto& stroke : sheet.strokes)
            if (const auto* t = std::get_if<Text>(&stroke)) out.push_back(*t);
        return out;
    };
    REQUIRE(texts(calm).size() == 2);
    CHECK(texts(calm)[0].color == ground);
    CHECK(texts(calm)[1].color == color_of(Theme::dark, Role::first));
    CHECK(texts(lit)[0].color == ground);
    CHECK(contrast(texts(lit)[1].color, {0, 0, 0, 1}) > contrast(texts(calm)[1].color, {0, 0, 0, 1}));
    CHECK(texts(calm)[0].glyphs[0].at == Vec2(Vec2(10, 50) + set_formula(formula, 20).runs[0].glyphs[0].at));
    REQUIRE(calm.terms.size() == 1);
    CHECK(calm.terms[0].box.lo.x() > 10);
}

TEST_CASE("broken lines are no wider than asked, lose no word, and one word stays whole") {
    const std::string text = "Areas grow by 1.44. Two directions keep their line; all others turn.";
    for (const double width : {60.0, 100.0, 200.0, 400.0, 2000.0}) {
        std::string joined;
        for (const Setting& line : set_lines(text, Face::text, 14, width)) {
            REQUIRE(line.runs.size() == 1);
            const std::string& said = line.runs[0].utf8;
            CHECK((line.width <= width || said.find(' ') == std::string::npos));
            joined += (joined.empty() ? "" : " ") + said;
        }
        CHECK(joined == text);
    }
    CHECK(set_lines(text, Face::text, 14, 2000).size() == 1);
    CHECK(set_lines("a\nb", Face::text, 14, 2000).size() == 2);
    CHECK(set_lines("Unbreakable", Face::text, 14, 5).size() == 1);
    CHECK(set_lines("", Face::text, 14, 100).size() == 1);
}

TEST_CASE("balanced lines are no more than greedy ones and more even") {
    const std::string text = "348 of 500 samples (69.6 %) lie between a and b; the law says 68.27 %.";
    for (double width = 80; width < 500; width += 13) {
        const auto greedy = set_lines(text, Face::text, 14, width), even = set_balanced(text, Face::text, 14, width);
        REQUIRE(even.size() == greedy.size());
        const auto widest = [](const std::vector<Setting>& lines) { return std::max_element(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.width < b.width; })->width; };
        CHECK(widest(even) <= widest(greedy));
        if (greedy.size() == 2) CHECK(even.back().width >= greedy.back().width);
    }
}

TEST_CASE("a formula nested without end is cut off rather than the stack") {
    Formula deep = f::italic("x");
    for (int i = 0; i < 400; ++i) deep = f::sup(f::fence(deep), f::roman("2"));
    CHECK(std::isfinite(set_formula(deep, 20).width));
}
