#pragma once
#include "base/number.hpp"
#include "document/json.hpp"
#include "document/walk.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Described values to JSON and back, once for all types. Described: an object; family: an object with `kind`; enumeration: its
/// key; vector: [x, y]; matrix: a list of rows; list: a list; formula: its text; parameters: an object of numbers. A number may also be
/// read from the text of an expression.
namespace eigenscope {

template <class T>
Json encode(const T& value);

namespace codec {

template <MatrixMember T>
Json matrix_rows(const T& matrix) {
    Json rows = Json::array();
    for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
        Json row = Json::array();
        for (Eigen::Index j = 0; j < matrix.cols(); ++j) row.push_back(encode(matrix(i, j)));
        rows.push_back(T::ColsAtCompileTime == 1 ? row[0] : std::move(row));
    }
    return rows;
}

template <Described T>
void encode_members(Json& object, const T& value) {
    T::describe(value, [&](const Field& field, const auto& member) { object[std::string(field.key)] = encode(member); });
}

}

/// The value as JSON. Members come in the order of `describe`, `kind` first.
template <class T>
Json encode(const T& value) {
    if constexpr (std::is_arithmetic_v<T>) {
        return value;
    } else if constexpr (TextMember<T>) {
        return value;
    } else if constexpr (FormulaMember<T>) {
        return value.text();
    } else if constexpr (ParametersMember<T>) {
        Json object = Json::object();
        for (const Parameter& parameter : value) object[parameter.name] = parameter.value;
        return object;
    } else if constexpr (Enumerated<T>) {
        return std::string(Choice(choices(T{})[static_cast<std::size_t>(value)]).key);
    } else if constexpr (MatrixMember<T>) {
        return codec::matrix_rows(value);
    } else if constexpr (ListMember<T>) {
        Json list = Json::array();
        for (const auto& element : value) list.push_back(encode(element));
        return list;
    } else {
        Json object = Json::object();
        if constexpr (Family<T>) {
            object["kind"] = std::string(id_of(value));
            std::visit([&](const auto& alternative) { codec::encode_members(object, alternative); }, value);
        } else {
            codec::encode_members(object, value);
        }
        return object;
    }
}

/// What decoding has to say, and what it did not know. Messages name the place as the file has it; unknown keys are kept in a
/// tree of the same shape as the value's encoding, lists as objects by index, so that they can be put back.
class Decoding {
public:
    /// "tiles[0].panel.matrix[1][0]: is wrong"
    void say(const std::string& what);
    /// The key is not known here: says so, and keeps its value.
    void keep(const std::string& key, const Json& value);
    /// Whether anything but unknown keys was told: it is neither in the value nor kept.
    bool lost() const { return lost_; }
    const std::vector<std::string>& messages() const { return messages_; }
    /// The unknown keys: an object, empty when there were none.
    const Json& kept() const { return kept_; }

    // The way to the member that is being decoded. `index` counts in the file, `place` in the value.
    template <class F>
    void inside_key(std::string_view key, F&& f);
    template <class F>
    void inside_index(std::size_t index, std::size_t place, F&& f);
    template <class F>
    void inside_kind(std::string_view kind, F&& f);

private:
    struct Part {
        std::string name;                     ///< as in the encoding
        bool kind = false;
    };
    void tell(const std::string& what);
    template <class F>
    void inside(std::string_view shown, Part part, F&& f);

    std::string path_;
    std::vector<Part> parts_;
    std::vector<std::string> messages_;
    bool lost_ = false;
    Json kept_ = Json::object();
};

template <class F>
void Decoding::inside(std::string_view shown, Part part, F&& f) {
    const std::size_t length = path_.size();
    path_ += shown;
    parts_.push_back(std::move(part));
    f();
    parts_.pop_back();
    path_.resize(length);
}

template <class F>
void Decoding::inside_key(std::string_view key, F&& f) {
    inside((path_.empty() ? "" : ".") + std::string(key), {std::string(key)}, std::forward<F>(f));
}

template <class F>
void Decoding::inside_index(std::size_t index, std::size_t place, F&& f) {
    inside("[" + std::to_string(index) + "]", {std::to_string(place)}, std::forward<F>(f));
}

template <class F>
void Decoding::inside_kind(std::string_view kind, F&& f) {
    inside("", {std::string(kind), true}, std::forward<F>(f));
}

/// Whether a decoded value is what the file meant: `unknown_kind` when this version has no such alternative.
enum class Fit { good, unknown_kind };

/// Reads what is there into `value`; what is missing, wrong or unknown leaves it as it is and is told.
template <class T>
Fit decode(const Json& json, T& value, const Field& field, Decoding& decoding);

namespace codec {

std::string keys_of(const std::vector<std::string_view>& keys);

/// A finite JSON number as it is, and the text of an expression without variables ("1/3", "sqrt(2)/2") as its value. The error says why
/// it is neither: "\"0,5\" is not a finite number: column 2: a comma is no decimal mark: ...".
Result<Json> number_in(const Json& json);

// The number of type T in the field's range that is nearest to a finite JSON number.
template <NumberMember T>
T nearest(const Json& json, const Field& field, T fallback) {
    if constexpr (std::floating_point<T>) return clamped(static_cast<T>(json.get<double>()), field, fallback);
    // In long double every 64-bit whole number is exact.
    const long double x = json.is_number_unsigned() ? static_cast<long double>(json.get<std::uint64_t>())
        : json.is_number_integer() ? static_cast<long double>(json.get<std::int64_t>()) : static_cast<long double>(json.get<double>());
    using Range = std::numeric_limits<T>;
    return clamped(static_cast<T>(std::clamp(std::round(x), static_cast<long double>(Range::min()), static_cast<long double>(Range::max()))), field, fallback);
}

template <NumberMember T>
void decode_number(const Json& json, T& value, const Field& field, Decoding& decoding) {
    const Result<Json> number = number_in(json);
    if (!number) return decoding.say(number.error() + "; keeping " + quoted(encode(value)));
    const T read = nearest<T>(*number, field, value);
    const bool exact = *number == encode(read);
    value = read;
    if (exact) return;
    if (std::integral<T> && number->get<double>() != std::round(number->get<double>()))
        return decoding.say(quoted(json) + " is not a whole number; using " + quoted(encode(read)));
    decoding.say(quoted(json) + " is not in " + shortest(lowest(field)) + " .. " + shortest(highest(field)) + "; using " + quoted(encode(read)));
}

template <MatrixMember T>
void decode_matrix(const Json& json, T& value, const Field& field, Decoding& decoding) {
    constexpr auto rows = static_cast<std::size_t>(T::RowsAtCompileTime), columns = static_cast<std::size_t>(T::ColsAtCompileTime);
    const auto fits = [](const Json& list, std::size_t size) { return list.is_array() && list.size() == size; };
    const bool right = fits(json, rows) && (columns == 1 || std::all_of(json.begin(), json.end(), [&](const Json& row) { return fits(row, columns); }));
    if (!right) {
        const std::string shape = columns == 1 ? std::to_string(rows) + " numbers" : std::to_string(rows) + " rows of " + std::to_string(columns) + " numbers";
        return decoding.say(quoted(json) + " is not a list of " + shape + "; keeping " + quoted(encode(value)));
    }
    for (std::size_t i = 0; i < rows; ++i)
        decoding.inside_index(i, i, [&] {
            for (std::size_t j = 0; j < columns; ++j) {
                auto& entry = value(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
                if constexpr (columns == 1) decode_number(json[i], entry, field, decoding);
                else decoding.inside_index(j, j, [&] { decode_number(json[i][j], entry, field, decoding); });
            }
        });
}

template <Enumerated T>
void decode_choice(const Json& json, T& value, Decoding& decoding) {
    std::vector<std::string_view> keys;
    for (const Choice& choice : choices(T{})) keys.push_back(choice.key);
    const auto found = json.is_string() ? std::find(keys.begin(), keys.end(), json.get_ref<const std::string&>()) : keys.end();
    if (found != keys.end()) value = static_cast<T>(found - keys.begin());
    else decoding.say(quoted(json) + " is none of " + keys_of(keys) + "; keeping " + quoted(encode(value)));
}

template <FormulaMember T>
void decode_formula(const Json& json, T& value, Decoding& decoding) {
    const std::string keeping = "; keeping " + quoted(encode(value));
    if (!json.is_string()) return decoding.say(quoted(json) + " is not a formula in quotation marks" + keeping);
    const auto& text = json.get_ref<const std::string&>();
    auto read = value.read(text);
    if (!read) return decoding.say(quoted(json) + " cannot be read: " + read.error() + keeping);
    value = std::move(*read);
    const std::size_t left = text.size() - value.text().size();               // of a definition, f(x, y) =
    if (left > 0) decoding.say(quoted(Json(text.substr(0, left))) + " is left out: the formula is the right side alone");
}

// `value` has the parameters of the formula: the file gives them numbers, but no names.
template <ParametersMember T>
void decode_parameters(const Json& json, T& value, const Field& field, Decoding& decoding) {
    if (!json.is_object()) return decoding.say(quoted(json) + " is not an object of numbers; keeping what was there");
    for (const auto& item : json.items()) {
        const auto parameter = std::find_if(value.begin(), value.end(), [&](const Parameter& p) { return p.name == item.key(); });
        decoding.inside_key(mended_utf8(item.key(), 40), [&] {
            if (parameter != value.end()) decode_number(item.value(), parameter->value, field, decoding);
            else decoding.say("the formula has no parameter of this name; it is left out");
        });
    }
}

template <ListMember T>
void decode_list(const Json& json, T& value, const Field& field, Decoding& decoding) {
    if (!json.is_array()) return decoding.say(quoted(json) + " is not a list; keeping what was there");
    T list;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (list.size() >= field.most) {
            decoding.say("has " + std::to_string(json.size()) + " entries; only the first " + std::to_string(list.size()) + " are used");
            break;
        }
        auto element = fresh<typename T::value_type>();
        decoding.inside_index(i, list.size(), [&] {
            if (decode(json[i], element, field, decoding) == Fit::good) list.push_back(std::move(element));
            else decoding.say("is left out");
        });
    }
    if (list.size() < field.least) {
        decoding.say("has only " + std::to_string(list.size()) + " usable entries; at least " + std::to_string(field.least) + " are needed");
        for (std::size_t i = list.size(); i < field.least; ++i) list.push_back(i < value.size() ? value[i] : fresh<typename T::value_type>());
    }
    value = std::move(list);
}

// Names every number that repairing a value has changed.
template <Described T>
void tell_repaired(const T& read, const T& repaired, Decoding& decoding) {
    visit_members(read, repaired, [&](const Field& field, const auto& before, const auto& after) {
        if (before == after) return;
        decoding.inside_key(field.key, [&] {
            decoding.say(quoted(encode(before)) + " does not fit with the other numbers; using " + quoted(encode(after)));
        });
    });
}

template <Described T>
Fit decode_members(const Json& json, T& value, Decoding& decoding, bool has_kind) {
    Fit fit = Fit::good;
    std::vector<std::string_view> known;
    if (has_kind) known.push_back("kind");
    T::describe(value, [&](const Field& field, auto& member) {
        known.push_back(field.key);
        const auto found = json.find(field.key);
        if (found == json.end()) return;
        decoding.inside_key(field.key, [&] {
            if (decode(*found, member, field, decoding) == Fit::unknown_kind) fit = Fit::unknown_kind;
        });
    });
    for (const auto& item : json.items())
        if (std::find(known.begin(), known.end(), item.key()) == known.end()) decoding.keep(item.key(), item.value());
    if constexpr (Repairable<T>) {
        const T read = value;
        value.repair();
        tell_repaired(read, value, decoding);
    }
    return fit;
}

template <Family T>
Fit decode_family(const Json& json, T& value, Decoding& decoding) {
    if (const auto kind = json.find("kind"); kind != json.end()) {
        const bool text = kind->is_string();
        // An alternative of the same kind keeps its values, so that what is missing in the file stays.
        const bool same = text && kind->template get_ref<const std::string&>() == id_of(value);
        if (!same && !(text && choose(value, kind->template get_ref<const std::string&>()))) {
            std::vector<std::string_view> kinds;
            for_each_alternative<T>([&](const auto& alternative) { kinds.push_back(alternative.id); });
            decoding.say(quoted(*kind) + " is no kind that is known here (" + keys_of(kinds) + ")");
            return Fit::unknown_kind;
        }
    }
    decoding.inside_kind(id_of(value), [&] {
        std::visit([&](auto& alternative) {
            if (decode_members(json, alternative, decoding, true) == Fit::unknown_kind) decoding.say("keeps its default where the kind is not known");
        }, value);
    });
    return Fit::good;
}

}

template <class T>
Fit decode(const Json& json, T& value, const Field& field, Decoding& decoding) {
    if constexpr (std::same_as<T, bool>) {
        if (json.is_boolean()) value = json.template get<bool>();
        else decoding.say(quoted(json) + " is neither true nor false; keeping " + quoted(encode(value)));
    } else if constexpr (NumberMember<T>) {
        codec::decode_number(json, value, field, decoding);
    } else if constexpr (TextMember<T>) {
        if (json.is_string()) value = json.template get<std::string>();
        else decoding.say(quoted(json) + " is not a text; keeping " + quoted(encode(value)));
    } else if constexpr (FormulaMember<T>) {
        codec::decode_formula(json, value, decoding);
    } else if constexpr (ParametersMember<T>) {
        codec::decode_parameters(json, value, field, decoding);
    } else if constexpr (Enumerated<T>) {
        codec::decode_choice(json, value, decoding);
    } else if constexpr (MatrixMember<T>) {
        codec::decode_matrix(json, value, field, decoding);
    } else if constexpr (ListMember<T>) {
        codec::decode_list(json, value, field, decoding);
    } else if (!json.is_object()) {
        decoding.say(quoted(json) + " is not an object; keeping what was there");
    } else if constexpr (Family<T>) {
        return codec::decode_family(json, value, decoding);
    } else {
        return codec::decode_members(json, value, decoding, false);
    }
    return Fit::good;
}

/// Puts unknown keys back where they came from, as far as their place still exists and is of the same kind.
void put_back(Json& encoded, const Json& kept);

}
