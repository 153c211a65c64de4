#include "document/preferences.hpp"

#include "document/codec.hpp"
#include "document/files.hpp"
#include "document/walk.hpp"

#include "base/limits.hpp"
#include "base/utf8.hpp"

namespace eigenscope {
namespace {

std::filesystem::path preferences_path() {
    const std::filesystem::path directory = state_directory();
    return directory.empty() ? directory : directory / "preferences.json";
}

}

Preferences lasting(Preferences now, const Preferences& given, const Preferences& stored) {
    if (now.theme == given.theme) now.theme = stored.theme;
    if (now.scale == given.scale) now.scale = stored.scale;
    return now;
}

Preferences decode_preferences(std::string_view text) {
    Preferences preferences;
    std::vector<std::string> notes;
    if (text.size() > limits::preferences_bytes) return preferences;
    const Result<Json> json = parse_json(text, notes);
    if (!json) return preferences;
    Decoding decoding;
    decode(*json, ref_to(preferences), {}, decoding);
    tidy(preferences);
    return preferences;
}

std::string encode_preferences(const Preferences& preferences) {
    Preferences saved = preferences;
    // A path that is not UTF-8 has no spelling in JSON; a mended one would lead to no file.
    std::erase_if(saved.recent, [](const std::string& path) { return !is_utf8(path); });
    return indented(encode(ref_to(saved)));
}

Preferences load_preferences() {
    const std::filesystem::path path = preferences_path();
    if (path.empty()) return {};
    const Result<std::string> text = read_file(path, limits::preferences_bytes);
    return text ? decode_preferences(*text) : Preferences{};
}

bool save_preferences(const Preferences& preferences) {
    const std::filesystem::path path = preferences_path();
    if (path.empty()) return false;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    return save_file(path, encode_preferences(preferences)).has_value();
}

}
