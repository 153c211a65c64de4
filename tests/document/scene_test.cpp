#include "document/files.hpp"

#include "document/random_document.hpp"
#include "compute/probability/distribution.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

Opened open(const std::string& text) {
    auto result = decode_document(text);
    REQUIRE_MESSAGE(result.has_value(), result.error());
    return *std::move(result);
}

std::string refusal(const std::string& text) {
    const auto result = decode_document(text);
    REQUIRE_FALSE(result.has_value());
    return result.error();
}

std::string scene(const std::string& rest) { return R"({"format": "eigenscope-scene", "version": [1, 0])" + rest + "}"; }

bool says(const Opened& opened, const std::string& part) {
    return std::any_of(opened.warnings.begin(), opened.warnings.end(), [&](const std::string& w) { return w.find(part) != w.npos; });
}

}

TEST_CASE("the default document: one matrix, three rooms") {
    const Document document = default_document();
    REQUIRE(document.tiles.size() == 3);
    CHECK(document.layout == Layout::columns);
    for (const Tile& tile : document.tiles) CHECK(tile.linked);
    const auto matrix = [&](std::size_t i, const char* path) { return field<Mat2>(document.tiles[i].panel, path); };
    CHECK(matrix(1, "objective.matrix") == matrix(0, "matrix"));
    CHECK(matrix(2, "matrix") == matrix(0, "matrix"));
    Document tidied = document;
    tidy_document(tidied);
    CHECK(tidied == document);
}

TEST_CASE("every panel of the list has a document of its own") {
    for (const PanelType* type : panel_types()) {
        const auto document = document_of(type->id);
        REQUIRE(document.has_value());
        CHECK(document->tiles == std::vector<Tile>{Tile{type->make()}});
    }
    CHECK_FALSE(document_of("no-such-panel").has_value());
}

TEST_CASE("scenes round trip bit for bit, without a warning") {
    const std::uint64_t seed = 811;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    for (int i = 0; i < 200; ++i) {
        const Document document = i == 0 ? default_document() : random_values::draw_document(engine);
        const std::string text = encode_document(document);
        CAPTURE(text);
        const Opened back = open(text);
        CHECK(back.warnings.empty());
        CHECK(back.document == document);
        CHECK(encode_document(back.document) == text);
    }
}

TEST_CASE("format and version decide whether it is opened, with a warning, or not at all") {
    CHECK(open(scene("")).warnings.empty());
    CHECK(open(scene("")).document == default_document());
    CHECK(says(open(R"({"format": "eigenscope-scene"})"), "version: should be"));
    CHECK(says(open(R"({"format": "eigenscope-scene", "version": "1.0"})"), "version: should be"));
    CHECK(says(open(R"({"format": "eigenscope-scene", "version": [1, 7]})"), "version 1.7"));
    CHECK(refusal(R"({"format": "eigenscope-scene", "version": [2, 0]})").find("version 2.0") != std::string::npos);
    CHECK(refusal("{}").find("\"format\"") != std::string::npos);
    CHECK(refusal(R"({"format": "other"})").find("\"other\"") != std::string::npos);
    CHECK(refusal("[]").find("not a scene") != std::string::npos);
    CHECK(refusal("hello").find("line 1, column 1") != std::string::npos);
}

TEST_CASE("limits: a scene of exactly the allowed bytes opens, one more byte does not") {
    std::string text = scene("");
    text.append(limits::scene_bytes - text.size(), ' ');
    CHECK(decode_document(text).has_value());
    CHECK(refusal(text + " ").find(std::to_string(limits::scene_bytes)) != std::string::npos);
}

TEST_CASE("more tiles than fit are cut") {
    std::string tiles;
    for (std::size_t i = 0; i < limits::tiles + 1; ++i) tiles += std::string(i ? "," : "") + R"({"panel": {"kind": "linear-map"}})";
    const Opened opened = open(scene(", \"tiles\": [" + tiles + "]"));
    CHECK(opened.document.tiles.size() == limits::tiles);
    CHECK(says(opened, "has 13 entries; only the first 12 are used"));
}

TEST_CASE("a place in the file is named as a person would") {
    const Opened opened = open(scene(R"(, "tiles": [{"panel": {"kind": "linear-map", "matrix": [[2, 1], ["abc", 1]]}}])"));
    REQUIRE(opened.warnings.size() == 1);
    CHECK(opened.warnings[0] == R"(tiles[0].panel.matrix[1][0]: "abc" is not a finite number; keeping 0.4)");
    CHECK(field<Mat2>(opened.document.tiles[0].panel, "matrix") == Mat2{{2, 1}, {0.4, 1}});
}

TEST_CASE("numbers that do not fit together are put right, and it is told") {
    const Opened opened = open(scene(R"(, "tiles": [{"panel": {"kind": "distribution", "distribution": {"kind": "uniform", "lower": 5, "upper": 1}, "interval": [2, -2]}}])"));
    const Panel& panel = opened.document.tiles[0].panel;
    CHECK(field<Vec2>(panel, "interval") == Vec2(-2, 2));
    CHECK(std::get<Uniform>(field<Distribution>(panel, "distribution")) == Uniform{1, 5});
    CHECK(says(opened, "tiles[0].panel.distribution.lower: 5 does not fit with the other numbers; using 1"));
    CHECK(says(opened, "tiles[0].panel.distribution.upper: 1 does not fit with the other numbers; using 5"));
    CHECK(says(opened, "tiles[0].panel.interval: [2, -2] does not fit with the other numbers; using [-2, 2]"));
    const Opened other = open(scene(R"(, "tiles": [{"panel": {"kind": "distribution", "interval": [2, -2]}}])"));
    CHECK(other.warnings == std::vector<std::string>{"tiles[0].panel.interval: [2, -2] does not fit with the other numbers; using [-2, 2]"});
    // Each number that was changed is named, also where another one was out of its range.
    const auto of_law = [](const std::string& law) { return open(scene(R"(, "tiles": [{"panel": {"kind": "distribution", "distribution": )" + law + "}}]")); };
    CHECK(of_law(R"({"kind": "uniform", "lower": 2, "upper": 2})").warnings ==
          std::vector<std::string>{"tiles[0].panel.distribution.upper: 2 does not fit with the other numbers; using 2.000000002"});
    CHECK(of_law(R"({"kind": "hypergeometric", "population": 3, "successes": 3, "draws": 4})").warnings ==
          std::vector<std::string>{"tiles[0].panel.distribution.draws: 4 does not fit with the other numbers; using 3"});
    CHECK(of_law(R"({"kind": "hypergeometric", "population": 0, "successes": 3, "draws": 1})").warnings.size() == 2);
}

TEST_CASE("unknown panels are left out and told; a scene of nothing else is refused") {
    const Opened opened = open(scene(R"(, "tiles": [{"panel": {"kind": "fourier"}}, {"panel": {"kind": "gaussian"}}], "focus": 1)"));
    CHECK(opened.document.tiles == std::vector<Tile>{Tile{panel_of("gaussian")}});
    CHECK(opened.document.focus == 0);
    CHECK(says(opened, "tiles[0].panel: \"fourier\" is no kind that is known here"));
    CHECK(says(opened, "tiles[0]: is left out"));
    CHECK(refusal(scene(R"(, "tiles": [{"panel": {"kind": "fourier"}}])")).find("\"fourier\"") != std::string::npos);
    const Opened objective = open(scene(R"(, "tiles": [{"panel": {"kind": "descent", "objective": {"kind": "hill"}}}])"));
    CHECK(is_panel(objective.document.tiles[0].panel, "descent"));
    CHECK(says(objective, "tiles[0].panel.objective: \"hill\" is no kind"));
}

TEST_CASE("unknown keys are written back, and go where their tile goes") {
    const Opened opened = open(scene(R"(, "author": "Ada", "tiles": [
        {"panel": {"kind": "linear-map", "glow": 3}, "note": "first"},
        {"panel": {"kind": "descent", "runs": [{"optimizer": {"kind": "adam", "warmup": [1, null]}}]}, "note": "second"}])"));
    CHECK(says(opened, "tiles[1].panel.runs[0].optimizer.warmup: this key is not known here"));
    Document document = opened.document;
    const std::string text = encode_document(document);
    CHECK(open(text).document == document);
    for (const char* key : {"\"author\": \"Ada\"", "\"glow\": 3", "\"note\": \"first\"", "\"warmup\": [1, null]"}) CHECK(text.find(key) != text.npos);

    std::swap(document.tiles[0], document.tiles[1]);
    const std::string swapped = encode_document(document);
    CHECK(swapped.find("\"second\"") < swapped.find("\"first\""));
    CHECK(swapped.find("\"warmup\"") < swapped.find("\"glow\""));
    document.tiles.erase(document.tiles.begin());
    const std::string less = encode_document(document);
    CHECK(less.find("warmup") == less.npos);
    CHECK(less.find("\"glow\": 3") != less.npos);
    document.tiles[0].panel = panel_of("gaussian");
    const std::string other = encode_document(document);
    CHECK(other.find("glow") == other.npos);
    CHECK(other.find("\"first\"") != other.npos);
}

TEST_CASE("linked tiles of a file that disagree follow the one in focus") {
    const std::string tiles = R"("tiles": [{"panel": {"kind": "linear-map", "matrix": [[2, 0], [0, 3]]}},
        {"panel": {"kind": "gaussian", "matrix": [[5, 0], [0, 7]]}}, {"panel": {"kind": "gaussian"}, "linked": false}])";
    const auto matrix = [](const Tile& tile) { return field<Mat2>(tile.panel, "matrix"); };
    const Document first = open(scene(", " + tiles)).document;
    CHECK(matrix(first.tiles[1]) == Mat2{{2, 0}, {0, 3}});
    CHECK(matrix(first.tiles[2]) == field<Mat2>(panel_of("gaussian"), "matrix"));
    const Document second = open(scene(", \"focus\": 1, " + tiles)).document;
    CHECK(field<Mat2>(second.tiles[0].panel, "matrix") == Mat2{{5, 0}, {0, 7}});
}
