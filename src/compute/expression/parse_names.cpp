#include "compute/expression/names.hpp"
#include "compute/expression/parser.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace eigenscope {
namespace {

/// A function that is written with others: sec(x) = 1/cos(x), digamma(x) = polygamma(0, x).
struct Composed {
    std::string_view name;
    double first;                             ///< the number before its argument
    std::array<Operation, 2> operations;
    int count;                                ///< of the operations
};

constexpr std::array composed_functions{
    Composed{"sec", 1, {Operation::cos, Operation::divide}, 2}, Composed{"csc", 1, {Operation::sin, Operation::divide}, 2},
    Composed{"cot", 1, {Operation::tan, Operation::divide}, 2}, Composed{"digamma", 0, {Operation::polygamma}, 1},
    Composed{"trigamma", 1, {Operation::polygamma}, 1},
};

const Composed* composed_named(std::string_view name) {
    const auto found = std::find_if(composed_functions.begin(), composed_functions.end(), [&](const Composed& c) { return c.name == name; });
    return found == composed_functions.end() ? nullptr : &*found;
}

constexpr std::string_view sum_sample = "(k, 1, 10, k^2)";

std::string_view sample_of(Operation function) {
    switch (function) {
    case Operation::choose: return "(x > 0, x, 0)";
    case Operation::sum: case Operation::product: return sum_sample;
    case Operation::mod: return "(x, 2)";
    case Operation::polygamma: return "(2, x)";
    default: return arity(function) == 2 ? "(x, y)" : "(x)";
    }
}

/// What undoes a function, where sin^-1 is often written for it; else nothing.
std::string_view inverse_of(std::string_view function) {
    using enum Operation;
    constexpr std::array pairs{std::pair{sin, asin},   std::pair{cos, acos},   std::pair{tan, atan},
                               std::pair{sinh, asinh}, std::pair{cosh, acosh}, std::pair{tanh, atanh}};
    const auto operation = function_named(function);
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == operation; });
    return found == pairs.end() ? std::string_view{} : function_name(found->second);
}

/// After "log takes 1 argument": what somebody wants who typed another one.
std::string instead_of_more(std::string_view function, std::string_view sample) {
    if (function == "log" || function == "ln") return "; for another base write ln(x)/ln(2)";
    if (function == "atan" || function == "arctan") return "; for the angle of a point write atan2(y, x)";
    return ": " + std::string(function) + std::string(sample);
}

/// Whether it is not clear how far a product goes that stands after such a sign.
bool is_unclear(Token::Kind before) { return before == Token::over || before == Token::power || before == Token::root; }

/// In small letters.
std::string lower(std::string_view name) {
    std::string result(name);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return result;
}

}

bool is_function(std::string_view name) { return function_named(name) || composed_named(name) != nullptr || name == "norm"; }

std::size_t function_at_end(std::string_view name) {
    constexpr std::size_t longest = 9;
    for (std::size_t cut = name.size() > longest ? name.size() - longest : 1; cut < name.size(); ++cut)
        if (is_function(name.substr(cut))) return cut;
    return 0;
}

std::string_view sample_of(std::string_view function) {
    const auto operation = function_named(function);
    return operation ? sample_of(*operation) : function == "norm" ? "(x, y)" : "(x)";
}

std::string quoted_name(std::string_view name) {
    const auto letters = characters_of(name);
    if (letters.size() <= 24) return "\"" + std::string(name) + "\"";
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < 24; ++i) bytes += letters[i].size();
    return "\"" + std::string(name.substr(0, bytes)) + "...\"";
}

bool Parser::named(const Token& token, Token::Kind before) {
    const char* end = token.text.data() + token.text.size();
    const Token& next = tokens_.peek();
    const bool close = next.kind == Token::name && next.text.data() == end + seam.size();
    if (close && is_unclear(before) && std::string_view(end, seam.size()) == seam)
        return fail(token, quoted_name(token.text) + " begins a product here: put a * or parentheses");       // 1/β₁x
    if (const auto slot = running(token.text)) return leaf(token, {.operation = Operation::index, .variable = *slot});
    if (given(token.text)) return variable(token, before);                    // given names come first
    if (connective_named(token.text) || token.text == "not") {
        const std::string word = token.text == "not" ? "and" : std::string(token.text);
        return fail(token, quoted_name(token.text) + " belongs between conditions: x > 0 " + word + " y > 0");
    }
    if (closed_ && is_degree(token.text)) return fail(token, quoted_name(token.text) + " belongs after a number: 30 " + std::string(token.text));
    if (const auto function = function_named(token.text))
        return *function >= Operation::sum ? over_index(token, *function) : call(token, *function);
    if (is_function(token.text)) return composed(token);
    if (const auto constant = constant_named(token.text)) return leaf(token, {.operation = *constant});
    return variable(token, before);
}

/// sin^2(x), sin²(x): the power stands before what it is to be taken of.
bool Parser::refuse_power(const Token& token, std::string_view sample) {
    constexpr std::size_t longest = 12;
    const std::string call = std::string(token.text) + std::string(sample);
    Tokens ahead = tokens_;
    Token next = ahead.take();
    if (token.text == "exp" && next.kind == Token::power) return fail(next, "write exp(x), or e^x");
    std::string exponent;
    if (next.kind == Token::superscript) {
        exponent = std::to_string(std::llround(next.value));
    } else {
        next = ahead.take();
        if (next.kind == Token::open) next = ahead.take();
        if (next.kind == Token::minus) {
            exponent = "-";
            next = ahead.take();
        }
        const bool simple = (next.kind == Token::number || next.kind == Token::name) && next.text.size() <= longest;
        exponent += simple ? std::string(next.text) : "2";
    }
    if (exponent == "-1") {
        const std::string_view inverse = inverse_of(token.text);
        return fail(tokens_.peek(), "write " + (inverse.empty() ? "" : std::string(inverse) + std::string(sample) + ", or ") + "1/" + call);
    }
    return fail(tokens_.peek(), "the power comes last: write " + call + "^" + (exponent[0] == '-' ? "(" + exponent + ")" : exponent));
}

/// The ( after the name of a function.
bool Parser::opened(const Token& token, std::string_view sample, Token& open) {
    if (const auto kind = tokens_.peek().kind; kind == Token::power || kind == Token::superscript) return refuse_power(token, sample);
    if (const auto kind = tokens_.peek().kind; kind != Token::open) {
        if (kind == Token::bar && sample == "(x)") sample = "(|x|)";
        return fail(token, quoted_name(token.text) + " needs an argument in parentheses: " + std::string(token.text) + std::string(sample));
    }
    open = tokens_.take();
    return true;
}

/// Reads "(a, b, ...)" and returns how many there were. `chain` joins each with what was before it.
std::optional<int> Parser::arguments(const Token& token, int least, int most, std::string_view sample, std::optional<Operation> chain) {
    const std::string name(token.text);
    Token open;
    if (!opened(token, sample, open)) return std::nullopt;
    if (tokens_.peek().kind == Token::close) {
        fail(tokens_.peek(), name + (least == 1 ? " needs an argument: " : " needs arguments: ") + name + std::string(sample));
        return std::nullopt;
    }
    const int bars = std::exchange(bars_, 0);
    awaited_.push_back(Token::close);
    int count = 0;
    Token next;
    do {
        if (!nested(0)) return std::nullopt;
        if (++count >= 2 && chain && !finish(*chain, token)) return std::nullopt;
        next = tokens_.take();
    } while (next.kind == Token::comma && count < most);
    awaited_.pop_back();
    bars_ = bars;
    if (next.kind == Token::comma)
        fail(next, name + " takes " + std::to_string(most) + (most == 1 ? " argument" : " arguments") +
                       (next.decimal ? std::string("; ") + decimal_comma : instead_of_more(name, sample)));
    else if (next.kind == Token::end)
        fail(next, "the ( at column " + column(open) + " is not closed: a ) is missing");
    else if (next.kind != Token::close)
        unexpected(next);
    else if (count < least)
        fail(next, name + " takes " + std::to_string(least) + " arguments: " + name + std::string(sample));
    if (error_) return std::nullopt;
    return count;
}

bool Parser::call(const Token& token, Operation function) {
    // min and max take as many as there are: min(a, b, c) = min(min(a, b), c).
    const bool many = function == Operation::min || function == Operation::max;
    if (many) return arguments(token, 2, std::numeric_limits<int>::max(), sample_of(function), function).has_value();
    const int count = arity(function);
    return arguments(token, count, count, sample_of(function)) && finish(function, token);
}

bool Parser::composed(const Token& token) {
    const Composed* written = composed_named(token.text);
    if (written == nullptr) {                                                 // norm(x, y, z) = hypot(hypot(x, y), z)
        const auto count = arguments(token, 1, std::numeric_limits<int>::max(), "(x, y)", Operation::hypot);
        return count && (*count > 1 || finish(Operation::abs, token));
    }
    if (!number(token, written->first) || !arguments(token, 1, 1, "(x)")) return false;
    for (int i = 0; i < written->count; ++i)
        if (!finish(written->operations[static_cast<std::size_t>(i)], token)) return false;
    return true;
}

/// sum(k, 1, 10, k^2): the index, where it begins and ends, and the term.
bool Parser::over_index(const Token& token, Operation operation) {
    Token open;
    if (!opened(token, sum_sample, open)) return false;
    const int bars = std::exchange(bars_, 0);
    awaited_.push_back(Token::close);
    const auto slot = index_slot(token);
    if (!slot) return false;
    for (int i = 0; i < 3; ++i) {
        if (const Token comma = tokens_.take(); comma.kind != Token::comma) {
            if (comma.kind == Token::wrong) return unexpected(comma);
            return fail(comma, std::string(token.text) + " takes an index, its first and last value, and a term: " + std::string(token.text) + std::string(sum_sample));
        }
        if (i == 2) running_.push_back(*slot);
        if (!nested(0)) return false;
    }
    running_.pop_back();
    awaited_.pop_back();
    bars_ = bars;
    const Token close = tokens_.take();
    if (close.kind == Token::end) return fail(close, "the ( at column " + column(open) + " is not closed: a ) is missing");
    if (close.kind != Token::close) return unexpected(close);
    return finish(operation, token, *slot);
}

/// The name that a sum runs over.
std::optional<std::uint32_t> Parser::index_slot(const Token& token) {
    const Token name = tokens_.take();
    const auto refuse = [&](const std::string& why) {
        fail(name, why);
        return std::nullopt;
    };
    if (name.kind == Token::wrong) return refuse(name.message);
    if (name.kind != Token::name)
        return refuse(std::string(token.text) + " begins with the name of its index: " + std::string(token.text) + std::string(sum_sample));
    if (running(name.text)) return refuse(quoted_name(name.text) + " is the index of a sum around this one already: choose another name");
    if (given(name.text) || is_function(name.text) || constant_named(name.text))
        return refuse(quoted_name(name.text) + " has a meaning already: choose another index, such as k");
    auto& indices = result_.indices;
    const auto found = std::find(indices.begin(), indices.end(), name.text);
    if (found != indices.end()) return static_cast<std::uint32_t>(found - indices.begin());
    indices.emplace_back(name.text);
    return static_cast<std::uint32_t>(indices.size() - 1);
}

bool Parser::variable(const Token& token, Token::Kind before) {
    if (const auto index = known(token.text)) return leaf(token, {.operation = Operation::variable, .variable = *index});
    if (token.text == "nan" || token.text == "inf" || token.text == "infinity")
        return fail(token, quoted_name(token.text) + " is no number to calculate with");
    return unknown(token, before);
}

/// A name that means nothing yet: a product, a function in other words, or a new parameter.
bool Parser::unknown(const Token& token, Token::Kind before) {
    const std::string_view name = token.text;
    const bool called = tokens_.peek().kind == Token::open;
    bool done = false;
    if (!other_case(token, done)) return false;
    if (done) return true;
    if (const auto here = written_elsewhere(name, called)) return fail(token, quoted_name(name) + " is written " + std::string(*here) + " here");
    if (!without_stuck_function(token)) return false;
    if (const std::size_t bytes = first_factor(name); bytes > 0) return product_of_letters(token, before, bytes);
    if (closed_) return fail(token, not_known(name));
    if (called && applied_to_given() && (name == "f" || name == "g" || name == "h" || name == "F" || name == "G"))
        return fail(token, quoted_name(name) + " is no function here: type its formula");
    if (called && characters_of(name).size() > 1)
        return fail(token, quoted_name(name) + " is no function that is known here; for a product put a *: " + std::string(name.substr(0, 24)) + "*(...)");
    result_.variables.emplace_back(name);
    return leaf(token, {.operation = Operation::variable, .variable = static_cast<std::uint32_t>(result_.variables.size() - 1)});
}

/// A name that is known in other letters, Sin, X where there is x, is refused; PI is pi, and then all is done.
bool Parser::other_case(const Token& token, bool& done) {
    const std::string name(token.text), small = lower(name);
    const auto shown = [](const std::string& n) { return n.size() <= 24 ? n : quoted_name(n); };
    const auto instead = [&](const std::string& known) { return fail(token, "write " + shown(known) + ", not " + shown(name)); };
    if (name == "PI" || name == "Pi") {
        done = true;
        return leaf(token, {.operation = Operation::pi});
    }
    for (std::size_t i = 0; i < given_; ++i)
        if (lower(result_.variables[i]) == small) return instead(result_.variables[i]);
    constexpr std::size_t longest = 9;
    if (small == name || name.size() < 2 || name.size() > longest) return true;
    const auto is_given = [&](const char& c) { return given(std::string_view(&c, 1)); };
    if (std::all_of(small.begin(), small.end(), is_given)) return instead(small);         // XY
    if (connective_named(small) || small == "not" || is_function(small) || constant_named(small)) return instead(small);
    return true;
}

/// Whether what comes in parentheses is given variables and nothing else, as in f(x, y).
bool Parser::applied_to_given() const {
    Tokens ahead = tokens_;
    ahead.take();
    for (std::size_t i = 0; i < given_; ++i) {
        if (const Token name = ahead.take(); name.kind != Token::name || !given(name.text)) return false;
        if (const Token next = ahead.take(); next.kind != Token::comma) return next.kind == Token::close;
    }
    return false;
}

/// Takes the first factor, of so many bytes, and leaves the others to come.
bool Parser::product_of_letters(Token token, Token::Kind before, std::size_t bytes) {
    if (is_unclear(before))                                                   // 1/xy, √xy: what is meant?
        return fail(token, quoted_name(token.text) + " is a product here: put a * or parentheses");
    tokens_.split(token, bytes);
    return named(token, Token::end);
}

/// Whether an unknown name is meant as a product of letters: all of them known (xyx), or a few with a known one in it (ax).
bool Parser::is_product(std::string_view name) const {
    constexpr std::size_t few = 3;
    const auto letters = characters_of(name);
    const auto is_known = [&](std::string_view letter) { return given(letter) || running(letter); };
    const auto is_digit = [](std::string_view letter) { return (letter[0] >= '0' && letter[0] <= '9') || letter[0] == '_'; };
    if (letters.size() < 2 || std::any_of(letters.begin(), letters.end(), is_digit)) return false;
    if (std::all_of(letters.begin(), letters.end(), is_known)) return true;
    return !closed_ && letters.size() <= few && std::any_of(letters.begin(), letters.end(), is_known);
}

bool Parser::given(std::string_view name) const {
    const auto index = known(name);
    return index && *index < given_;
}

/// The slot of an index whose sum the reader stands in.
std::optional<std::uint32_t> Parser::running(std::string_view name) const {
    const auto found = std::find_if(running_.begin(), running_.end(), [&](std::uint32_t slot) { return result_.indices[slot] == name; });
    if (found == running_.end()) return std::nullopt;
    return *found;
}

std::optional<std::uint32_t> Parser::known(std::string_view name) const {
    const auto found = std::find(result_.variables.begin(), result_.variables.end(), name);
    if (found == result_.variables.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - result_.variables.begin());
}

std::string Parser::not_known(std::string_view name) const {
    std::string names;
    for (const std::string& variable : result_.variables) names += (names.empty() ? "" : ", ") + variable;
    const std::string what = quoted_name(name) + " is not known here; ";
    if (names.empty()) return what + "use numbers, pi, e and functions such as sqrt(2)";
    return what + "use " + names + ", numbers, pi, e and functions such as sin(" + result_.variables[0] + ")";
}

}
