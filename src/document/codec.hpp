#pragma once
#include "base/value.hpp"
#include "document/json.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Described values to JSON and back. Described: an object; family and panel: an object with `kind`; enumeration: its key; vector:
/// [x, y]; matrix: a list of rows; list: a list; formula: its text; parameters: an object of numbers. A number may also be read from
/// the text of an expression.
namespace eigenscope {

/// The value as JSON. Members come in the order of `describe`, `kind` first.
Json encode(ConstValueRef value);
/// The members of a described value, into an object.
void encode_members(Json& object, ConstValueRef value);

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
Fit decode(const Json& json, ValueRef value, const Field& field, Decoding& decoding);

/// Puts unknown keys back where they came from, as far as their place still exists and is of the same kind.
void put_back(Json& encoded, const Json& kept);

}
