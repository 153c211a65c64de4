#include "document/json.hpp"

#include "base/limits.hpp"
#include "base/number.hpp"
#include "base/utf8.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <set>

namespace eigenscope {
namespace {

/// Keys of one object: looking one up is linear, so a hostile object must not be long. No described value comes near it.
constexpr std::size_t most_keys = 256;
constexpr std::size_t most_notes = 20;

std::string place_of(std::string_view text, std::size_t byte) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - start + 1);
}

bool part_of_a_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.'; }

// A number that JSON or double has not: NaN, Infinity, 1e400. (What is too small for double is zero, which is fine.)
bool not_finite(std::string_view word) {
    std::string_view name = word;
    if (name.starts_with('-') || name.starts_with('+')) name.remove_prefix(1);
    for (const std::string_view spelled : {"NaN", "nan", "Infinity", "infinity", "inf", "Inf"})
        if (name == spelled) return true;
    double x = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), x);
    const bool small = word.find("e-") != word.npos || word.find("E-") != word.npos || name.starts_with("0.");
    return error == std::errc::result_out_of_range && end == word.data() + word.size() && !small;
}

// One pass over the bytes before anything is built from them: the depth, and numbers that are none.
class Screening {
public:
    explicit Screening(std::string_view text) : text_(text) { screened_.reserve(text.size()); }

    Result<std::string> run() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\0') return Error{place_of(text_, at_) + ": a zero byte; this is not a text"};
            if (c == '[' || c == '{') ++depth_;
            if ((c == ']' || c == '}') && depth_ > 0) --depth_;
            if (depth_ > limits::json_depth)
                return Error{place_of(text_, at_) + ": nested deeper than " + std::to_string(limits::json_depth) + " levels"};
            if (c == '"') {
                copy_text();
            } else if (part_of_a_word(c)) {
                copy_word();
            } else {
                screened_ += c;
                ++at_;
            }
        }
        return std::move(screened_);
    }

private:
    void copy_text() {
        const std::size_t start = at_++;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\0') at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_ + (at_ < text_.size() && text_[at_] == '\0' ? 0u : 1u), text_.size());
        screened_ += text_.substr(start, at_ - start);
    }
    void copy_word() {
        const std::size_t start = at_;
        while (at_ < text_.size() && part_of_a_word(text_[at_])) ++at_;
        const std::string_view word = text_.substr(start, at_ - start);
        if (not_finite(word)) {
            (screened_ += '"') += mended_utf8(word, 40);
            screened_ += '"';
        } else {
            screened_ += word;
        }
    }

    std::string_view text_;
    std::string screened_;
    std::size_t at_ = 0, depth_ = 0;
};

// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value - X" without its beginning.
std::string reason(const Json::exception& error) {
    const std::string_view what = error.what();
    const std::size_t dash = what.find(" - ");
    return legible(dash == what.npos ? "broken JSON" : what.substr(dash + 3));
}

// Builds the value while it is read, and refuses what is too long as soon as it is. (The library's own parser with a callback looks
// through a whole list after each object in it.)
class Builder : public Json::json_sax_t {
public:
    explicit Builder(std::vector<std::string>& notes) : notes_(notes) {}

    Json value;
    std::size_t broken_at = 0;                ///< byte, from 1
    std::string broken_because;

    bool null() override { return put(nullptr); }
    bool boolean(bool x) override { return put(x); }
    bool number_integer(number_integer_t x) override { return put(x); }
    bool number_unsigned(number_unsigned_t x) override { return put(x); }
    bool number_float(number_float_t x, const string_t&) override { return put(x); }
    bool string(string_t& text) override {
        measure("a text", text);
        return put(std::move(text));
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        measure("a key", name);
        Container& here = open_.back();
        here.key = std::move(name);
        if (!here.keys.insert(here.key).second && notes_.size() < most_notes)
            notes_.push_back(eigenscope::quoted(Json(here.key)) + " stands twice in one object; the last one counts");
        if (here.keys.size() > most_keys) throw Error{"an object has more than " + std::to_string(most_keys) + " keys"};
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const Json::exception& error) override {
        broken_at = at;
        broken_because = reason(error);
        return false;
    }

private:
    struct Container {
        Json* json;                           // stays where it is while it is open: only the innermost container grows
        std::string key = {};
        std::set<std::string> keys = {};
    };

    static void measure(const char* what, const std::string& text) {
        if (text.size() > limits::json_string) throw Error{what + (" is longer than " + std::to_string(limits::json_string)) + " bytes"};
    }
    Json* place(Json&& child) {
        if (open_.empty()) return &(value = std::move(child));
        Json& parent = *open_.back().json;
        if (parent.is_object()) return &(parent[open_.back().key] = std::move(child));
        if (parent.size() == limits::json_array) throw Error{"a list is longer than " + std::to_string(limits::json_array) + " entries"};
        parent.push_back(std::move(child));
        return &parent.back();
    }
    bool put(Json&& scalar) {
        place(std::move(scalar));
        return true;
    }
    bool open(Json&& container) {
        open_.push_back({place(std::move(container))});
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<std::string>& notes_;
    std::vector<Container> open_;
};

void write_text(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (c == '\n') out += "\\n";
        else if (c == '\t') out += "\\t";
        else if (byte < 0x20 || byte == 0x7f) ((out += "\\u00") += digits[byte >> 4]) += digits[byte & 15];
        else out += c;
    }
    out += '"';
}

void write_scalar(std::string& out, const Json& json) {
    if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        write_text(out, is_utf8(text) ? text : mended_utf8(text, text.size() * 3));
    } else if (json.is_number_float()) {
        const double x = json.get<double>();
        // "-0" would be read as the whole number 0 and lose its sign.
        out += !std::isfinite(x) ? "null" : x == 0 && std::signbit(x) ? "-0.0" : shortest(x);
    } else if (json.is_number_unsigned()) {
        out += std::to_string(json.get<std::uint64_t>());
    } else if (json.is_number_integer()) {
        out += std::to_string(json.get<std::int64_t>());
    } else {
        out += json.is_boolean() ? (json.get<bool>() ? "true" : "false") : "null";
    }
}

bool has_objects(const Json& json) {
    if (json.is_object()) return true;
    return json.is_array() && std::any_of(json.begin(), json.end(), has_objects);
}

/// How JSON is laid out: two spaces a level, or all on one line.
struct Indent {
    bool lines = true;
    int depth = 0;

    Indent deeper() const { return {lines, depth + 1}; }
    void new_line(std::string& out) const {
        if (lines) (out += '\n').append(static_cast<std::size_t>(2 * depth), ' ');
    }
};

// Recursion is safe: what was parsed or encoded is at most limits::json_depth deep.
void write(std::string& out, const Json& json, Indent indent) {
    if (!json.is_structured()) return write_scalar(out, json);
    const bool object = json.is_object();
    const Indent inside = has_objects(json) ? indent.deeper() : Indent{false, 0};
    out += object ? '{' : '[';
    bool first = true;
    for (const auto& item : json.items()) {
        if (!first) out += inside.lines ? "," : ", ";
        first = false;
        inside.new_line(out);
        if (object) {
            write_text(out, item.key());
            out += ": ";
        }
        write(out, item.value(), inside);
    }
    if (!first && inside.lines) indent.new_line(out);
    out += object ? '}' : ']';
}

}

Result<Json> parse_json(std::string_view text, std::vector<std::string>& notes) {
    const Result<std::string> screened = Screening(text).run();
    if (!screened) return Error{screened.error()};
    Builder builder(notes);
    try {
        if (!Json::sax_parse(*screened, &builder))
            return Error{place_of(*screened, builder.broken_at > 0 ? builder.broken_at - 1 : 0) + ": " + builder.broken_because};
    } catch (const Error& error) {
        return error;
    }
    return std::move(builder.value);
}

std::string indented(const Json& json) {
    std::string out;
    write(out, json, Indent{});
    return out + '\n';
}

std::string compact(const Json& json) {
    std::string out;
    write(out, json, Indent{false, 0});
    return out;
}

std::string quoted(const Json& json) {
    constexpr std::size_t most = 40;
    if (json.is_object()) return "{...}";
    if (json.is_array() && (json.size() > 4 || has_objects(json))) return "[...]";
    const std::string text = legible(compact(json));
    return text.size() <= most ? text : mended_utf8(text, most) + "...";
}

}
