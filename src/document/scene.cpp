#include "document/files.hpp"
#include "document/json.hpp"
#include "document/patch.hpp"
#include "document/scene_json.hpp"

#include "base/limits.hpp"
#include "base/number.hpp"

#include <nlohmann/json.hpp>

namespace eigenscope {
namespace {

// What reading the text had to say comes first. All of it is about something that has no place in a document.
Result<Opened> noted(Result<Opened> result, const std::vector<std::string>& notes) {
    if (!result) return result;
    result->warnings.insert(result->warnings.begin(), notes.begin(), notes.end());
    result->partial = result->partial || !notes.empty();
    return result;
}

// Two objects with a `kind` are of different sorts when the kinds differ: nothing of the one makes sense in the other.
bool other_kind(const Json& a, const Json& b) {
    const auto kind_a = a.find("kind"), kind_b = b.find("kind");
    return kind_a != a.end() && kind_b != b.end() && *kind_a != *kind_b;
}

bool lists_of_objects(const Json& a, const Json& b) {
    const auto objects = [](const Json& list) { return std::all_of(list.begin(), list.end(), [](const Json& j) { return j.is_object(); }); };
    return a.is_array() && b.is_array() && !a.empty() && a.size() == b.size() && objects(a) && objects(b);
}

Json changed(const Json& a, const Json& b) {
    Json patch = Json::object();
    if (lists_of_objects(a, b)) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (a[i] != b[i]) patch[std::to_string(i)] = changed(a[i], b[i]);
        return patch;
    }
    if (!a.is_object() || !b.is_object() || other_kind(a, b)) return b;
    for (const auto& item : a.items())
        if (!b.contains(item.key())) patch[item.key()] = nullptr;
    for (const auto& item : b.items()) {
        const auto old = a.find(item.key());
        if (old == a.end()) patch[item.key()] = item.value();
        else if (*old != item.value()) patch[item.key()] = changed(*old, item.value());
    }
    return patch;
}

// An object whose keys are places in the list.
bool by_index(const Json& list, const Json& patch) {
    if (!list.is_array() || !patch.is_object() || patch.empty()) return false;
    for (const auto& item : patch.items()) {
        const auto index = parse_number(item.key());
        if (!index || *index < 0 || *index != std::floor(*index) || *index >= static_cast<double>(list.size())) return false;
    }
    return true;
}

// RFC 7386, with two additions that it leaves room for: an object applied to a list patches the entries it names by index, and
// an object of another kind replaces the old one whole.
void apply(Json& target, const Json& patch) {
    if (by_index(target, patch)) {
        for (const auto& item : patch.items()) apply(target[static_cast<std::size_t>(*parse_number(item.key()))], item.value());
        return;
    }
    if (!patch.is_object()) return void(target = patch);
    if (!target.is_object() || other_kind(target, patch)) target = Json::object();
    for (const auto& item : patch.items()) {
        if (item.value().is_null()) target.erase(item.key());
        else apply(target[item.key()], item.value());
    }
}

}

std::string difference(const Document& a, const Document& b) { return compact(changed(scene_json(a), scene_json(b))); }

Result<Opened> patched(const Document& document, std::string_view patch) {
    if (patch.size() > limits::scene_bytes) return Error{"the patch is longer than " + std::to_string(limits::scene_bytes) + " bytes"};
    std::vector<std::string> notes;
    const Result<Json> parsed = parse_json(patch, notes);
    if (!parsed) return Error{parsed.error()};
    if (!parsed->is_object()) return Error{"a patch has to be an object in braces"};
    Json scene = scene_json(document);
    apply(scene, *parsed);
    Result<Opened> result = opened(scene);
    return noted(std::move(result), notes);
}

std::string encode_document(const Document& document) {
    const Json scene = scene_json(document);
    std::string text = indented(scene);
    // A file that was read may not become one that is too large to be read.
    return text.size() <= limits::scene_bytes ? text : compact(scene) + '\n';
}

Result<Opened> decode_document(std::string_view text) {
    if (text.size() > limits::scene_bytes)
        return Error{"a scene of " + std::to_string(text.size()) + " bytes; at most " + std::to_string(limits::scene_bytes) + " are read"};
    std::vector<std::string> notes;
    const Result<Json> scene = parse_json(text, notes);
    if (!scene) return Error{"this is not a scene: " + scene.error()};
    Result<Opened> result = opened(*scene);
    return noted(std::move(result), notes);
}

}
