#include "document/scene_json.hpp"

#include "document/codec.hpp"
#include "document/links.hpp"

namespace eigenscope {
namespace {

constexpr std::string_view format_name = "eigenscope-scene";
/// Keys that are added count the second number up, keys that change their meaning the first.
constexpr int major_version = 1, minor_version = 0;

Json parsed_unknown(const std::string& text) {
    std::vector<std::string> notes;
    const Result<Json> json = text.empty() ? Result<Json>(Json::object()) : parse_json(text, notes);
    return json ? *json : Json::object();
}

// What was not known, divided so that the keys inside a tile go where the tile goes.
void distribute(Json kept, Document& document) {
    for (std::size_t i = 0; i < document.tiles.size(); ++i)
        if (const auto tiles = kept.find("tiles"); tiles != kept.end())
            if (const auto tile = tiles->find(std::to_string(i)); tile != tiles->end()) document.tiles[i].unknown = compact(*tile);
    kept.erase("tiles");
    document.unknown = kept.empty() ? "" : compact(kept);
}

std::optional<Error> wrong_format(const Json& scene) {
    if (!scene.is_object()) return Error{"this is not a scene: it has to be an object in braces"};
    const auto format = scene.find("format");
    if (format == scene.end()) return Error{"this is not a scene: \"format\": \"" + std::string(format_name) + "\" is missing"};
    if (!format->is_string() || format->get_ref<const std::string&>() != format_name)
        return Error{"this is not a scene: its format is " + quoted(*format) + ", not \"" + std::string(format_name) + "\""};
    return std::nullopt;
}

bool whole(const Json& json) { return json.is_number_integer() && json.get<double>() >= 0 && json.get<double>() < 1e6; }

// Nothing, a warning, or the reason to refuse.
std::optional<Error> wrong_version(const Json& scene, std::vector<std::string>& warnings) {
    const auto version = scene.find("version");
    if (version == scene.end() || !version->is_array() || version->size() != 2 || !whole((*version)[0]) || !whole((*version)[1])) {
        warnings.push_back("version: should be a list of two whole numbers such as [1, 0]; taking the scene as version 1.0");
        return std::nullopt;
    }
    const int major = (*version)[0].get<int>(), minor = (*version)[1].get<int>();
    const std::string name = std::to_string(major) + "." + std::to_string(minor), ours = std::to_string(major_version) + "." + std::to_string(minor_version);
    if (major > major_version)
        return Error{"this scene has version " + name + "; this program reads up to " + std::to_string(major_version) + ".x and leaves it alone"};
    if (major == major_version && minor > minor_version)
        warnings.push_back("version: the scene has version " + name + ", this program knows " + ours + "; what is new in it may not be shown");
    return std::nullopt;
}

// A scene of which nothing can be shown is refused: another picture in its place would be a lie.
std::optional<Error> only_unknown_panels(const Json& scene) {
    const auto tiles = scene.find("tiles");
    if (tiles == scene.end() || !tiles->is_array() || tiles->empty()) return std::nullopt;
    std::string kinds;
    for (const Json& tile : *tiles) {
        const Json kind = tile.is_object() && tile.contains("panel") && tile["panel"].is_object() ? tile["panel"].value("kind", Json()) : Json();
        if (!kind.is_string() || find_panel_type(kind.get_ref<const std::string&>())) return std::nullopt;
        if (kinds.size() < 100) (kinds += kinds.empty() ? "" : ", ") += quoted(kind);
    }
    return Error{"this version knows none of its panels: " + kinds};
}

}

Json scene_json(const Document& document) {
    Json scene = Json::object();
    scene["format"] = std::string(format_name);
    scene["version"] = Json::array({major_version, minor_version});
    encode_members(scene, ref_to(document));
    put_back(scene, parsed_unknown(document.unknown));
    for (std::size_t i = 0; i < document.tiles.size(); ++i) put_back(scene["tiles"][i], parsed_unknown(document.tiles[i].unknown));
    return scene;
}

Result<Opened> opened(const Json& scene) {
    Opened result;
    if (auto error = wrong_format(scene)) return *std::move(error);
    if (auto error = wrong_version(scene, result.warnings)) return *std::move(error);
    if (auto error = only_unknown_panels(scene)) return *std::move(error);
    Json members = scene;
    members.erase("format");
    members.erase("version");
    Decoding decoding;
    result.document.tiles = default_document().tiles;
    decode(members, ref_to(result.document), {}, decoding);
    result.warnings.insert(result.warnings.end(), decoding.messages().begin(), decoding.messages().end());
    result.partial = decoding.lost();
    distribute(decoding.kept(), result.document);
    tidy_document(result.document);
    settle_links(result.document);
    return result;
}

bool newer_major_version(std::string_view text) {
    std::vector<std::string> notes;
    const Result<Json> scene = parse_json(text, notes);
    return scene && !wrong_format(*scene) && wrong_version(*scene, notes);
}

}
