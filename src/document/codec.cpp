#include "document/codec.hpp"

#include "base/number.hpp"
#include "base/utf8.hpp"
#include "compute/expression/typed.hpp"
#include "document/walk.hpp"
#include "panels/panel.hpp"

#include <cctype>
#include <cmath>

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

namespace {

std::string keys_of(const std::vector<std::string_view>& keys) {
    std::string text;
    for (const auto key : keys) (text += text.empty() ? "" : ", ") += key;
    return text;
}

/// A finite JSON number as it is, and the text of an expression without variables ("1/3", "sqrt(2)/2") as its value. The error says why
/// it is neither: "\"0,5\" is not a finite number: column 2: a comma is no decimal mark: ...".
Result<Json> number_in(const Json& json) {
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

double nearest(const Json& json, const Field& field, double fallback) { return clamped(json.get<double>(), field, fallback); }
int nearest(const Json& json, const Field& field, int) {
    using Range = std::numeric_limits<int>;
    return clamped(static_cast<int>(std::clamp(std::round(json.get<double>()), double(Range::min()), double(Range::max()))), field);
}

/// The number in the field's range that is nearest to what the file says.
template <class T>
void decode_number(const Json& json, T& value, const Field& field, Decoding& decoding) {
    const Result<Json> number = number_in(json);
    if (!number) return decoding.say(number.error() + "; keeping " + quoted(value));
    const T read = nearest(*number, field, value);
    const bool exact = *number == Json(read);
    value = read;
    if (exact) return;
    if (std::integral<T> && number->get<double>() != std::round(number->get<double>()))
        return decoding.say(quoted(json) + " is not a whole number; using " + quoted(read));
    decoding.say(quoted(json) + " is not in " + shortest(lowest(field)) + " .. " + shortest(highest(field)) + "; using " + quoted(read));
}

void decode_boolean(const Json& json, bool& value, Decoding& decoding) {
    if (json.is_boolean()) value = json.get<bool>();
    else decoding.say(quoted(json) + " is neither true nor false; keeping " + quoted(value));
}

void decode_text(const Json& json, std::string& value, Decoding& decoding) {
    if (json.is_string()) value = json.get<std::string>();
    else decoding.say(quoted(json) + " is not a text; keeping " + quoted(Json(value)));
}

void decode_matrix(const Json& json, ValueRef value, const Field& field, Decoding& decoding) {
    const auto rows = static_cast<std::size_t>(value.type().rows), columns = static_cast<std::size_t>(value.type().columns);
    const auto fits = [](const Json& list, std::size_t size) { return list.is_array() && list.size() == size; };
    const bool right = fits(json, rows) && (columns == 1 || std::all_of(json.begin(), json.end(), [&](const Json& row) { return fits(row, columns); }));
    if (!right) {
        const std::string shape = columns == 1 ? std::to_string(rows) + " numbers" : std::to_string(rows) + " rows of " + std::to_string(columns) + " numbers";
        return decoding.say(quoted(json) + " is not a list of " + shape + "; keeping " + quoted(encode(value)));
    }
    for (std::size_t i = 0; i < rows; ++i)
        decoding.inside_index(i, i, [&] {
            for (std::size_t j = 0; j < columns; ++j) {
                double& entry = value.cells()[i + j * rows];
                if (columns == 1) decode_number(json[i], entry, field, decoding);
                else decoding.inside_index(j, j, [&] { decode_number(json[i][j], entry, field, decoding); });
            }
        });
}

void decode_choice(const Json& json, ValueRef value, Decoding& decoding) {
    std::vector<std::string_view> keys;
    for (const Choice& choice : value.type().choices) keys.push_back(choice.key);
    const auto found = json.is_string() ? std::find(keys.begin(), keys.end(), json.get_ref<const std::string&>()) : keys.end();
    if (found != keys.end()) value.set_choice(static_cast<std::size_t>(found - keys.begin()));
    else decoding.say(quoted(json) + " is none of " + keys_of(keys) + "; keeping " + quoted(encode(value)));
}

void decode_formula(const Json& json, Typed& value, Decoding& decoding) {
    const std::string keeping = "; keeping " + quoted(Json(value.text()));
    if (!json.is_string()) return decoding.say(quoted(json) + " is not a formula in quotation marks" + keeping);
    const auto& text = json.get_ref<const std::string&>();
    auto read = value.read(text);
    if (!read) return decoding.say(quoted(json) + " cannot be read: " + read.error() + keeping);
    value = std::move(*read);
    const std::size_t left = text.size() - value.text().size();               // of a definition, f(x, y) =
    if (left > 0) decoding.say(quoted(Json(text.substr(0, left))) + " is left out: the formula is the right side alone");
}

// `value` has the parameters of the formula: the file gives them numbers, but no names.
void decode_parameters(const Json& json, Parameters& value, const Field& field, Decoding& decoding) {
    if (!json.is_object()) return decoding.say(quoted(json) + " is not an object of numbers; keeping what was there");
    for (const auto& item : json.items()) {
        const auto parameter = std::find_if(value.begin(), value.end(), [&](const Parameter& p) { return p.name == item.key(); });
        decoding.inside_key(mended_utf8(item.key(), 40), [&] {
            if (parameter != value.end()) decode_number(item.value(), parameter->value, field, decoding);
            else decoding.say("the formula has no parameter of this name; it is left out");
        });
    }
}

void decode_list(const Json& json, ValueRef value, const Field& field, Decoding& decoding) {
    if (!json.is_array()) return decoding.say(quoted(json) + " is not a list; keeping what was there");
    const ValueType& type = *value.type().element_type;
    OwnValue made(value.type());
    const ValueRef list = made.ref();
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (list.length() >= field.most) {
            decoding.say("has " + std::to_string(json.size()) + " entries; only the first " + std::to_string(list.length()) + " are used");
            break;
        }
        OwnValue element(type);
        decoding.inside_index(i, list.length(), [&] {
            if (decode(json[i], element.ref(), field, decoding) == Fit::good) list.insert(list.length(), element.ref());
            else decoding.say("is left out");
        });
    }
    if (list.length() < field.least) {
        decoding.say("has only " + std::to_string(list.length()) + " usable entries; at least " + std::to_string(field.least) + " are needed");
        for (std::size_t i = list.length(); i < field.least; ++i) list.insert(i, i < value.length() ? value.element(i) : OwnValue(type).ref());
    }
    value.assign(list);
}

// Names every number that repairing a value has changed.
void tell_repaired(ConstValueRef read, ConstValueRef repaired, Decoding& decoding) {
    zip_members(read, repaired, [&](const Field& field, ConstValueRef before, ConstValueRef after) {
        if (before.same(after)) return;
        decoding.inside_key(field.key, [&] {
            decoding.say(quoted(encode(before)) + " does not fit with the other numbers; using " + quoted(encode(after)));
        });
    });
}

Fit decode_members(const Json& json, ValueRef value, Decoding& decoding, bool has_kind) {
    Fit fit = Fit::good;
    std::vector<std::string_view> known;
    if (has_kind) known.push_back("kind");
    value.members([&](const Field& field, ValueRef member) {
        known.push_back(field.key);
        const auto found = json.find(field.key);
        if (found == json.end()) return;
        decoding.inside_key(field.key, [&] {
            if (decode(*found, member, field, decoding) == Fit::unknown_kind) fit = Fit::unknown_kind;
        });
    });
    for (const auto& item : json.items())
        if (std::find(known.begin(), known.end(), item.key()) == known.end()) decoding.keep(item.key(), item.value());
    if (value.type().repair) {
        const OwnValue read(value);
        value.repair();
        tell_repaired(read.ref(), value, decoding);
    }
    return fit;
}

/// The place of the kind that the file names, among those that there are; their number where it is unknown, nothing where
/// the file names none.
std::optional<std::size_t> kind_in(const Json& json, const std::vector<std::string_view>& kinds, Decoding& decoding) {
    const auto kind = json.find("kind");
    if (kind == json.end()) return std::nullopt;
    const auto found = kind->is_string() ? std::find(kinds.begin(), kinds.end(), kind->get_ref<const std::string&>()) : kinds.end();
    if (found == kinds.end()) decoding.say(quoted(*kind) + " is no kind that is known here (" + keys_of(kinds) + ")");
    return static_cast<std::size_t>(found - kinds.begin());
}

void decode_held(const Json& json, ValueRef held, std::string_view kind, Decoding& decoding) {
    decoding.inside_kind(kind, [&] {
        if (decode_members(json, held, decoding, true) == Fit::unknown_kind) decoding.say("keeps its default where the kind is not known");
    });
}

// Of the same kind as before it keeps its values, so that what is missing in the file stays.
Fit decode_family(const Json& json, ValueRef value, Decoding& decoding) {
    std::vector<std::string_view> kinds;
    for (const Alternative& alternative : value.type().alternatives) kinds.push_back(alternative.id);
    const auto kind = kind_in(json, kinds, decoding);
    if (kind == kinds.size()) return Fit::unknown_kind;
    if (kind && *kind != value.index()) value.choose(*kind);
    decode_held(json, value.held(), value.id(), decoding);
    return Fit::good;
}

Fit decode_panel(const Json& json, Panel& panel, Decoding& decoding) {
    std::vector<std::string_view> kinds;
    for (const PanelType* type : panel_types()) kinds.push_back(type->id);
    const auto kind = kind_in(json, kinds, decoding);
    if (kind == kinds.size()) return Fit::unknown_kind;
    if (kind && panel_types()[*kind] != &panel.type()) panel = panel_types()[*kind]->make();
    panel.edit([&](ValueRef value) { decode_held(json, value, panel.type().id, decoding); });
    return Fit::good;
}

Json rows_of(ConstValueRef matrix) {
    const auto rows = static_cast<std::size_t>(matrix.type().rows), columns = static_cast<std::size_t>(matrix.type().columns);
    Json all = Json::array();
    for (std::size_t i = 0; i < rows; ++i) {
        Json row = Json::array();
        for (std::size_t j = 0; j < columns; ++j) row.push_back(matrix.cells()[i + j * rows]);
        all.push_back(columns == 1 ? row[0] : std::move(row));
    }
    return all;
}

Json with_kind(std::string_view kind, ConstValueRef held) {
    Json object = Json::object();
    object["kind"] = std::string(kind);
    encode_members(object, held);
    return object;
}

}

void encode_members(Json& object, ConstValueRef value) {
    value.members([&](const Field& field, ConstValueRef member) { object[std::string(field.key)] = encode(member); });
}

Json encode(ConstValueRef value) {
    switch (value.sort()) {
    case Sort::boolean: return value.as<bool>();
    case Sort::real: return value.as<double>();
    case Sort::whole: return value.as<int>();
    case Sort::text: return value.as<std::string>();
    case Sort::formula: return value.as<Typed>().text();
    case Sort::choice: return std::string(value.type().choices[value.choice()].key);
    case Sort::matrix: return rows_of(value);
    case Sort::family: return with_kind(value.id(), value.held());
    case Sort::panel: return with_kind(value.as<Panel>().type().id, value.as<Panel>().value());
    case Sort::list: {
        Json list = Json::array();
        for (std::size_t i = 0; i < value.length(); ++i) list.push_back(encode(value.element(i)));
        return list;
    }
    case Sort::parameters: {
        Json object = Json::object();
        for (const Parameter& parameter : value.as<Parameters>()) object[parameter.name] = parameter.value;
        return object;
    }
    case Sort::object: break;
    }
    Json object = Json::object();
    encode_members(object, value);
    return object;
}

Fit decode(const Json& json, ValueRef value, const Field& field, Decoding& decoding) {
    const Sort sort = value.sort();
    switch (sort) {
    case Sort::boolean: decode_boolean(json, value.as<bool>(), decoding); return Fit::good;
    case Sort::real: decode_number(json, value.as<double>(), field, decoding); return Fit::good;
    case Sort::whole: decode_number(json, value.as<int>(), field, decoding); return Fit::good;
    case Sort::text: decode_text(json, value.as<std::string>(), decoding); return Fit::good;
    case Sort::formula: decode_formula(json, value.as<Typed>(), decoding); return Fit::good;
    case Sort::parameters: decode_parameters(json, value.as<Parameters>(), field, decoding); return Fit::good;
    case Sort::choice: decode_choice(json, value, decoding); return Fit::good;
    case Sort::matrix: decode_matrix(json, value, field, decoding); return Fit::good;
    case Sort::list: decode_list(json, value, field, decoding); return Fit::good;
    case Sort::family:
    case Sort::object:
    case Sort::panel: break;
    }
    if (!json.is_object()) {
        decoding.say(quoted(json) + " is not an object; keeping what was there");
        return Fit::good;
    }
    if (sort == Sort::family) return decode_family(json, value, decoding);
    if (sort == Sort::panel) return decode_panel(json, value.as<Panel>(), decoding);
    return decode_members(json, value, decoding, false);
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
