#include "document/files.hpp"
#include "document/preferences.hpp"

#include "document/folder.hpp"
#include "document/json.hpp"
#include "document/random_document.hpp"
#include "lacking.hpp"
#include "places.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <clocale>
#include <cstdlib>

using namespace eigenscope;

namespace {

// Whatever was read, it is a document like any other: tidy, and the same after another trip.
void check_sound(const std::string& text) {
    const auto result = decode_document(text);
    if (!result) {
        CHECK_FALSE(result.error().empty());
        return;
    }
    const Document& document = result->document;
    Document tidied = document;
    tidy_document(tidied);
    REQUIRE(tidied == document);
    const auto again = decode_document(encode_document(document));
    REQUIRE(again.has_value());
    REQUIRE(again->document == document);
}

// The default document and, of each panel, every eighth preset: a scene of each shape, in bearable time under sanitizers.
std::vector<Document> presets() {
    std::vector<Document> documents = {default_document()};
    for (const PanelType* type : panel_types()) {
        std::size_t i = 0;
        for (const auto& preset : type->presets()) {
            if (i++ % 8 != 0) continue;
            Document document = *document_of(type->id);
            document.tiles[0].panel = preset.panel;
            tidy_document(document);
            documents.push_back(document);
        }
    }
    return documents;
}

// The document with every value in it, one after the other, replaced by `wrong`.
template <class F>
void with_each_replaced(Json& whole, Json& node, const Json& wrong, F&& f) {
    const Json kept = std::exchange(node, wrong);
    f();
    node = kept;
    if (!node.is_structured()) return;
    for (auto& child : node) with_each_replaced(whole, child, wrong, f);
}

}

TEST_CASE("every prefix of a scene is refused with a sentence, but for the whole") {
    for (const Document& document : presets()) {
        const std::string text = encode_document(document);
        check_sound(text);
        for (std::size_t length = 0; length + 2 <= text.size(); ++length) {
            const auto result = decode_document(text.substr(0, length));
            REQUIRE_FALSE(result.has_value());
            REQUIRE(result.error().find("line ") != std::string::npos);
        }
    }
}

TEST_CASE("one bit turned anywhere: refused, or a sound document") {
    const std::string text = encode_document(default_document());
    for (std::size_t i = 0; i < text.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string turned = text;
            turned[i] = static_cast<char>(turned[i] ^ (1 << bit));
            CAPTURE(turned);
            check_sound(turned);
        }
}

TEST_CASE("random bytes put in anywhere: refused, or a sound document") {
    const std::uint64_t seed = 99;
    CAPTURE(seed);
    random_values::Engine engine(seed);
    const std::vector<std::string> bites = {"[", "{", "\"", "null", "-", "1e999", ",", ":", "NaN", "\\", std::string(1, '\0'), "\xff", "]]]]", "999999999999999999999", "\"kind\":"};
    const std::string text = encode_document(default_document());
    for (int i = 0; i < 4000; ++i) {
        std::string bitten = text;
        for (std::size_t n = 1 + random_values::below(engine, 3); n > 0; --n)
            bitten.replace(random_values::below(engine, bitten.size()), random_values::below(engine, 6), bites[random_values::below(engine, bites.size())]);
        CAPTURE(bitten);
        check_sound(bitten);
    }
}

TEST_CASE("a wrong type in every place of a scene: told or refused, and a sound document") {
    const std::vector<Json> wrongs = {nullptr, true, "text", "", -1, 0.5, 1e300, Json::array(), Json::object(), Json::array({nullptr}),
                                      Json::array({1, 2, 3}), Json::parse(R"({"kind": "x"})"), Json::parse(R"({"kind": null, "matrix": 3})")};
    for (const Document& document : presets()) {
        Json scene = Json::parse(encode_document(document));
        for (const Json& wrong : wrongs) with_each_replaced(scene, scene, wrong, [&] { check_sound(compact(scene)); });
    }
}

TEST_CASE("huge, deep and odd files") {
    check_sound(std::string(1'000'000, '['));
    check_sound("{\"format\": \"eigenscope-scene\", \"tiles\": " + std::string(1'000'000, '[') + "}");
    check_sound("{\"format\": \"eigenscope-scene\", \"layout\": \"" + std::string(limits::json_string + 1, 'x') + "\"}");
    check_sound("\xEF\xBB\xBF" + encode_document(default_document()));
    CHECK(decode_document("\xEF\xBB\xBF" + encode_document(default_document())).has_value());
    check_sound(encode_document(default_document()) + std::string(1, '\0'));
    check_sound("{\"format\": \"eigenscope-scene\", \"focus\": 1e400, \"focus\": -1e400}");
    std::string many = "{\"format\": \"eigenscope-scene\", \"version\": [1, 0], \"tiles\": [";
    for (int i = 0; i < 90'000; ++i) many += "{\"x\":1},";
    check_sound(many + "{}]}");
    const auto result = decode_document(many + "{}]}");
    REQUIRE(result.has_value());
    CHECK(result->warnings.size() < 100);
}

TEST_CASE("preferences: any bytes give usable preferences") {
    const std::string text = encode_preferences({});
    CHECK(decode_preferences(text) == Preferences{});
    for (std::size_t i = 0; i < text.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            std::string turned = text;
            turned[i] = static_cast<char>(turned[i] ^ (1 << bit));
            const Preferences got = decode_preferences(turned);
            CHECK(decode_preferences(encode_preferences(got)) == got);
        }
    CHECK(decode_preferences(std::string(limits::preferences_bytes + 1, ' ')) == Preferences{});
    CHECK(decode_preferences("{\"scale\": 99, \"recent\": [1, \"a\"]}").scale == 4);
}

TEST_CASE("in a German locale numbers are read and written the same") {
    const Folder folder;                       // many machines have only the C locale: one is made for this test
    const std::string command = ". '" + source_folder() + "/tests/machine.sh' && german_locale '" + folder.path.string() + "'";
    if (std::system(command.c_str()) != 0) return lacking("the German locale cannot be made (package locales)");
    const Environment place("LOCPATH", folder.path.string());
    REQUIRE(std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr);
    CHECK_MESSAGE(std::strtod("1,5", nullptr) == 1.5, "the locale is really in force");
    for (const Document& document : presets()) {
        const std::string text = encode_document(document);
        for (std::size_t at = text.find(','); at != text.npos; at = text.find(',', at + 1)) CHECK_FALSE(std::isdigit(text[at + 1]));
        check_sound(text);
        CHECK(decode_document(text)->document == document);
    }
    std::setlocale(LC_ALL, "C");
}

TEST_CASE("a scene knows whether something of its file is not in it") {
    const auto partial = [](const std::string& rest) {
        const auto opened = decode_document(R"({"format": "eigenscope-scene", "version": [1, 9], )" + rest + "}");
        REQUIRE(opened);
        CHECK_FALSE(opened->warnings.empty());
        return opened->partial;
    };
    CHECK_FALSE(partial(R"("layout": "grid")"));
    CHECK_FALSE(partial(R"("surprise": 1, "tiles": [{"panel": {"kind": "gaussian", "news": [1]}, "more": {}}])"));
    CHECK(partial(R"("layout": "spiral")"));
    CHECK(partial(R"("layout": "grid", "layout": "columns")"));
    CHECK(partial(R"("tiles": [{"panel": {"kind": "gaussian"}}, {"panel": {"kind": "zork"}}])"));
    CHECK(partial(R"("tiles": [{"panel": {"kind": "linear-map", "matrix": [[1, "abc"], [0, 1]]}}])"));
}
