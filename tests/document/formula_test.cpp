#include "compute/optimize/expression_objective.hpp"
#include "document/walk.hpp"
#include "document/codec.hpp"
#include "document/document.hpp"
#include "document/files.hpp"
#include "document/patch.hpp"
#include "document/fields.hpp"
#include "compute/optimize/objective.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

struct Read {
    ExpressionObjective f;
    std::vector<std::string> messages;
    bool lost = false;
};

Read read(const std::string& text, ExpressionObjective f = {}) {
    std::vector<std::string> notes;
    const auto json = parse_json(text, notes);
    REQUIRE_MESSAGE(json.has_value(), text);
    Decoding decoding;
    decode(*json, ref_to(f), {}, decoding);
    tidy(f);
    return {f, decoding.messages(), decoding.lost()};
}

void check_told(const std::string& text, const std::vector<std::string>& messages, const ExpressionObjective& expected = {}) {
    CAPTURE(text);
    const Read got = read(text);
    REQUIRE(got.messages.size() == messages.size());
    for (std::size_t i = 0; i < messages.size(); ++i) CHECK(got.messages[i] == messages[i]);
    CHECK(got.f == expected);
    CHECK(got.lost == !messages.empty());
}

Document document_with(const ExpressionObjective& f) {
    Document document = *document_of("descent");
    put<Objective>(document.tiles[0].panel, "objective", f);
    tidy_document(document);
    return document;
}

}

TEST_CASE("a formula is its text, parameters are an object of numbers in the order of the formula") {
    const ExpressionObjective f("b x^2 + λ y^2 + a", {{"a", -0.5}, {"b", 1e-3}});
    const std::string text = compact(encode(ref_to(f)));
    CHECK(text == R"({"text": "b x^2 + λ y^2 + a", "parameters": {"b": 0.001, "λ": 1, "a": -0.5}})");
    check_told(text, {}, f);
    check_told(R"({"text": "x + y"})", {}, ExpressionObjective("x + y"));
    check_told(R"({"text": "c x + y"})", {}, ExpressionObjective("c x + y"));
    check_told(R"({"parameters": {"a": 7}})", {}, ExpressionObjective("x^2 + a y^2", {{"a", 7}}));
    // A formula that keeps a name keeps its value; the numbers may stand before the text.
    check_told(R"({"text": "a x"})", {}, ExpressionObjective("a x", {{"a", 3}}));
    check_told(R"({"parameters": {"k": 2}, "text": "k x"})", {}, ExpressionObjective("k x", {{"k", 2}}));
}

TEST_CASE("what is wrong in a formula or its parameters is told, and the last good one kept") {
    check_told(R"({"text": "x^2 +"})", {R"(text: "x^2 +" cannot be read: column 6: something is missing at the end; keeping "x^2 + a y^2")"});
    check_told(R"({"text": 3})", {R"(text: 3 is not a formula in quotation marks; keeping "x^2 + a y^2")"});
    check_told(R"({"text": "f(x, y) = x^2 + a y^2"})", {R"(text: "f(x, y) = " is left out: the formula is the right side alone)"});
    check_told(R"({"text": ""})", {R"(text: "" cannot be read: nothing is here: type a number or a formula; keeping "x^2 + a y^2")"});
    check_told(R"({"parameters": 3})", {R"(parameters: 3 is not an object of numbers; keeping what was there)"});
    check_told(R"({"parameters": {"a": "b"}})", {R"(parameters.a: "b" is not a finite number; keeping 3)"});
    check_told(R"({"parameters": {"b": 1}})", {"parameters.b: the formula has no parameter of this name; it is left out"});
    check_told(R"({"parameters": {"a": 2e7}})", {"parameters.a: 2e+07 is not in -1e+06 .. 1e+06; using 1e+06"}, ExpressionObjective("x^2 + a y^2", {{"a", 1e6}}));
    const std::string long_text = "x" + std::string(limits::expression_characters, ' ');
    CHECK(read(R"({"text": ")" + long_text + R"("})").messages.size() == 1);
    const auto opened = decode_document(R"({"format": "eigenscope-scene", "version": [1, 0], "tiles": [{"panel": {"kind": "descent", "objective":
        {"kind": "expression", "text": "x^2 +"}}}]})");
    REQUIRE(opened.has_value());
    REQUIRE(opened->warnings.size() == 1);
    CHECK(opened->warnings[0] ==
          R"(tiles[0].panel.objective.text: "x^2 +" cannot be read: column 6: something is missing at the end; keeping "x^2 + a y^2")");
    CHECK(opened->partial);
}

TEST_CASE("walks: clamped, compared, weighed, and patched") {
    ExpressionObjective f("a x", {{"a", 4}});
    f.parameters = {{"a", std::nan("")}, {"gone", 3}};
    tidy(f);
    CHECK(f.parameters == Parameters{{"a", 1}});
    f.parameters[0].value = -1e300;
    tidy(f);
    CHECK(f.parameters[0].value == -1e6);
    CHECK_FALSE(same_but_view(ExpressionObjective("a x"), ExpressionObjective("a x", {{"a", 2}})));
    CHECK_FALSE(same_but_view(ExpressionObjective("a x"), ExpressionObjective("a  x")));
    CHECK(same_but_view(ExpressionObjective("a x"), ExpressionObjective("a x")));
    std::string sum = "x";
    while (sum.size() < 1500) sum += " + x y";
    const ExpressionObjective longer(sum);
    CHECK(heap_bytes(ref_to(longer)) > heap_bytes(ref_to(f)) + 1000);
    for (const ExpressionObjective& other : {ExpressionObjective("a x + b", {{"a", 2}}), ExpressionObjective("|x| + kind y", {{"kind", 2}}), ExpressionObjective()}) {
        const Document from = document_with(ExpressionObjective("a x", {{"a", 4}})), to = document_with(other);
        const auto there = patched(from, difference(from, to));
        REQUIRE(there.has_value());
        CHECK(there->document == to);
        CHECK(there->warnings.empty());
    }
}

TEST_CASE("between two formulas: the text switches, parameters of one name blend") {
    const ExpressionObjective a("a x + b y", {{"a", 1}, {"b", 10}}), b("b x - c", {{"b", 20}, {"c", 5}});
    const auto blended = [](ExpressionObjective from, const ExpressionObjective& to, double t) {
        blend(ref_to(from), ref_to(to), t);
        return from;
    };
    CHECK(blended(a, b, 0.5) == ExpressionObjective("a x + b y", {{"a", 1}, {"b", 15}}));
    CHECK(blended(b, a, 0.25) == ExpressionObjective("b x - c", {{"b", 17.5}, {"c", 5}}));
    // What is on the way is computed with its own parameters.
    CHECK(blended(a, b, 0.5).value(Vec2(0, 2)) == 30);
    CHECK(blend(document_with(a), document_with(b), 1) == document_with(b));
}
