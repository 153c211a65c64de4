#include "document/codec.hpp"

#include "compute/expression/expression.hpp"

#include <cctype>

namespace eigenscope {
namespace {

/// A hostile file can hold a mistake in every byte; a person reads some.
constexpr std::size_t most_messages = 40;

}

void Decoding::tell(const std::string& what) {
    if (messages_.size() < most_messages) messages_.push_back(legible(path_.empty() ? what : path_ + ": " + what));
    else if (messages_.size() == most_messages) messages_.push_back("and more that is not listed");
}

void Decoding::say(const std::string& what) {
    lost_ = true;
    tell(what);
}

void Decoding::keep(const std::string& key, const Json& value) {
    inside_key(mended_utf8(key, 40), [&] { tell("this key is not known here; it is kept as it is"); });
    Json* node = &kept_;
    for (const Part& part : parts_) {
        if (part.kind) (*node)["kind"] = part.name;
        else node = &(*node)[part.name];
    }
    (*node)[key] = value;
}

std::string codec::keys_of(const std::vector<std::string_view>& keys) {
    std::string text;
    for (const auto key : keys) (text += text.empty() ? "" : ", ") += key;
    return text;
}

Result<Json> codec::number_in(const Json& json) {
    if (json.is_number() && std::isfinite(json.get<double>())) return json;
    const Error wrong{quoted(json) + " is not a finite number"};
    if (!json.is_string()) return wrong;
    const auto& text = json.get_ref<const std::string&>();
    const Result<double> value = evaluate_constant(text);
    if (value) return Json(*value);
    // Of a mere word there is no more to say.
    const bool word = std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '+' || c == '.'; });
    return word ? wrong : Error{wrong.what + ": " + value.error()};
}

void put_back(Json& encoded, const Json& kept) {
    if (!kept.is_object()) return;
    if (encoded.is_array()) {
        for (const auto& item : kept.items()) {
            const auto index = parse_number(item.key());
            if (index && *index >= 0 && *index < static_cast<double>(encoded.size())) put_back(encoded[static_cast<std::size_t>(*index)], item.value());
        }
        return;
    }
    if (!encoded.is_object()) return;
    if (kept.contains("kind") && encoded.contains("kind") && kept["kind"] != encoded["kind"]) return;
    for (const auto& item : kept.items()) {
        if (!encoded.contains(item.key())) encoded[item.key()] = item.value();
        else put_back(encoded[item.key()], item.value());
    }
}

}
