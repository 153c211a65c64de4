#include "base/limits.hpp"
#include "document/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace eigenscope;

namespace {

std::string error_of(const std::string& text) {
    std::vector<std::string> notes;
    const auto json = parse_json(text, notes);
    return json ? "" : json.error();
}

bool accepts(const std::string& text) { return error_of(text).empty(); }

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}

TEST_CASE("limits: exactly there is accepted, one beyond is refused") {
    CHECK(accepts(nested(limits::json_depth)));
    CHECK(error_of(nested(limits::json_depth + 1)) == "line 1, column 33: nested deeper than 32 levels");
    CHECK(accepts('"' + std::string(limits::json_string, 'x') + '"'));
    CHECK_FALSE(accepts('"' + std::string(limits::json_string + 1, 'x') + '"'));
    const auto list = [](std::size_t n) {
        std::string text = "[0";
        for (std::size_t i = 1; i < n; ++i) text += ",0";
        return text + "]";
    };
    CHECK(accepts(list(limits::json_array)));
    CHECK_FALSE(accepts(list(limits::json_array + 1)));
    const auto object = [](int n) {
        std::string text = "{\"0\":0";
        for (int i = 1; i < n; ++i) text += ",\"" + std::to_string(i) + "\":0";
        return text + "}";
    };
    CHECK(accepts(object(256)));
    CHECK(error_of(object(257)) == "an object has more than 256 keys");
}

TEST_CASE("hostile nesting is refused before anything is built") {
    CHECK_FALSE(accepts(std::string(1'000'000, '[')));
    CHECK_FALSE(accepts(std::string(1'000'000, '{')));
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "{\"a\":";
    CHECK_FALSE(accepts(deep));
    CHECK(accepts("\"" + std::string(1000, '[') + "\""));
    CHECK(accepts(R"("a \" [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")"));
}

TEST_CASE("what is not JSON is refused with its place") {
    CHECK(error_of("").starts_with("line 1, column 1: "));
    CHECK(error_of("{\"a\": 1,\n  \"b\" 2}").starts_with("line 2, column 7: "));
    for (const std::string text : {"{", "[1,]", "nul", "'a'", "{\"a\":1}}", "1 2", "\"\xff\"", "\"\\ud800\"", "01", "+1", "\"a\nb\"", "\"open", "\"esc\\", "// c\n1"}) {
        CAPTURE(text);
        CHECK_FALSE(accepts(text));
    }
    CHECK(error_of(std::string("{}\0", 3)) == "line 1, column 3: a zero byte; this is not a text");
    CHECK_FALSE(accepts(std::string("\"a\0b\"", 5)));
    CHECK(accepts("\xEF\xBB\xBF{}"));
}

TEST_CASE("numbers that JSON has not are taken in as texts; tiny ones are zero") {
    std::vector<std::string> notes;
    const auto json = parse_json(R"([NaN, -Infinity, 1e400, -1E999, 1e-400, "1e400", 0.5, true])", notes);
    REQUIRE(json.has_value());
    CHECK(compact(*json) == R"(["NaN", "-Infinity", "1e400", "-1E999", 0, "1e400", 0.5, true])");
}

TEST_CASE("a key that stands twice: the last one counts, and it is told") {
    std::vector<std::string> notes;
    const auto json = parse_json(R"({"a": 1, "b": {"a": 2}, "a": 3})", notes);
    REQUIRE(json.has_value());
    CHECK(compact(*json) == R"({"a": 3, "b": {"a": 2}})");
    CHECK(notes == std::vector<std::string>{R"("a" stands twice in one object; the last one counts)"});
}

TEST_CASE("texts are written so that they read back, broken UTF-8 with U+FFFD") {
    std::vector<std::string> notes;
    for (const std::string text : {"\"\\\n\t\r\x01\x1f\x7f", "λ 𝔼", "", "/"}) CHECK(parse_json(compact(Json(text)), notes)->get<std::string>() == text);
    CHECK(compact(Json("a\xff" "b")) == "\"a\xEF\xBF\xBD" "b\"");
}

TEST_CASE("values in messages stay short") {
    CHECK(quoted(Json(std::string(1000, 'x'))).size() < 50);
    CHECK(quoted(Json::parse("[[[[1]]]]")) == "[[[[1]]]]");
    CHECK(quoted(Json::parse("[1,2,3,4,5]")) == "[...]");
    CHECK(quoted(Json::parse("{\"a\":1}")) == "{...}");
}
