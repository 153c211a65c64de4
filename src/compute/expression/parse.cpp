#include "base/limits.hpp"
#include "compute/expression/expression.hpp"
#include "compute/expression/names.hpp"
#include "compute/expression/tokens.hpp"

#include <algorithm>
#include <utility>

namespace eigenscope {
namespace {

using Node = Expression::Node;

// How tightly things bind (Pratt, "Top down operator precedence", 1973).
constexpr int of_sum = 10, of_product = 20, of_power = 40;

class Parser {
public:
    Parser(std::string_view text, std::vector<std::string> variables, bool closed)
        : tokens_(text), given_(variables.size()), closed_(closed) {
        result_.variables = std::move(variables);
        result_.nodes.clear();
    }

    Result<Expression> run() {
        if (tokens_.peek().kind == Token::end) return Error{"nothing is here: type a number or a formula"};
        expression(0);
        if (!error_ && tokens_.peek().kind != Token::end) unexpected(tokens_.peek());
        if (error_) return *error_;
        return std::move(result_);
    }

private:
    bool fail(const Token& at, std::string what) {
        if (!error_) error_ = Error{"column " + std::to_string(at.column) + ": " + std::move(what)};
        return false;
    }

    bool unexpected(const Token& token) {
        switch (token.kind) {
        case Token::end: return fail(token, "something is missing at the end");
        case Token::wrong: return fail(token, token.message);
        case Token::comma:
            return fail(token, "a comma is no decimal mark: write a point, as in 0.5");
        case Token::close: return fail(token, "this ) has no ( before it");
        case Token::number: return fail(token, "a number cannot follow here: put an operator such as * before it");
        case Token::bar: return fail(token, "this | has no partner");
        default: return fail(token, quoted(token.text) + " has nothing before it to work on");
        }
    }

    /// Reads everything that binds more tightly than `least`.
    bool expression(int least) { return prefix(least) && operators(least); }

    /// The same where it could go on without end: inside parentheses, after a sign, in a power.
    bool nested(int least) {
        if (depth_ == limits::expression_depth)
            return fail(tokens_.peek(), "nested deeper than " + std::to_string(limits::expression_depth) + " levels: too complex");
        ++depth_;
        const bool fine = expression(least);
        --depth_;
        return fine;
    }

    bool operators(int least) {
        for (;;) {
            const Token token = tokens_.peek();
            switch (token.kind) {
            case Token::plus: case Token::minus:
                if (of_sum <= least) return true;
                tokens_.take();
                if (!binary(token.kind == Token::plus ? Operation::add : Operation::subtract, of_sum)) return false;
                break;
            case Token::times: case Token::over:
                if (of_product <= least) return true;
                before_ = tokens_.take().kind;
                if (!binary(token.kind == Token::times ? Operation::multiply : Operation::divide, of_product)) return false;
                break;
            case Token::power:
                if (of_power <= least) return true;
                before_ = tokens_.take().kind;
                if (!nested(of_power - 1) || !finish(Operation::power, token)) return false;      // to the right
                break;
            case Token::superscript:
                if (of_power <= least) return true;
                tokens_.take();
                if (!number(token) || !finish(Operation::power, token)) return false;
                break;
            case Token::bar:
                if (bars_ > 0) return true;                                   // it closes
                [[fallthrough]];
            case Token::name: case Token::open: case Token::root:
                if (of_product <= least) return true;
                if (!binary(Operation::multiply, of_product)) return false;
                break;
            default: return true;
            }
        }
    }

    bool binary(Operation operation, int least) {
        const Token at = tokens_.peek();
        return expression(least) && finish(operation, at);
    }

    bool prefix(int least) {
        const Token::Kind before = std::exchange(before_, Token::end);
        const Token token = tokens_.take();
        switch (token.kind) {
        case Token::number: return number(token);
        case Token::minus: return signed_by(before, least) && finish(Operation::negate, token);
        case Token::plus: return signed_by(before, least);
        case Token::root:
            before_ = Token::root;
            return nested(of_power) && finish(Operation::sqrt, token);
        case Token::open: return inside(token, Token::close, "the ( at column ", " is not closed: a ) is missing");
        case Token::bar: return absolute(token);
        case Token::name: return named(token, before);
        default: return unexpected(token);
        }
    }

    /// The operand of a sign; what stands before the sign stands before it too.
    bool signed_by(Token::Kind before, int least) {
        before_ = before;
        return nested(std::max(least, of_product - 1));
    }

    bool inside(const Token& opened, Token::Kind closing, const char* before, const char* after) {
        const int bars = std::exchange(bars_, closing == Token::bar ? bars_ + 1 : 0);
        if (!nested(0)) return false;
        bars_ = bars;
        const Token token = tokens_.take();
        if (token.kind == closing) return true;
        if (token.kind != Token::end) return unexpected(token);
        return fail(token, before + std::to_string(opened.column) + after);
    }

    bool absolute(const Token& opened) {
        return inside(opened, Token::bar, "the | at column ", " has no partner") && finish(Operation::abs, opened);
    }

    bool number(const Token& token) {
        result_.nodes.push_back({.operation = Operation::number, .value = token.value});
        return room(token);
    }

    bool named(const Token& token, Token::Kind before) {
        if (given(token.text)) return variable(token, before);      // given names come first
        if (const auto function = function_named(token.text)) return call(token, *function);
        if (const auto leaf = constant_named(token.text)) {
            result_.nodes.push_back({.operation = *leaf});
            return room(token);
        }
        return variable(token, before);
    }

    bool call(const Token& token, Operation function) {
        const std::string name(token.text);
        const Token opened = tokens_.take();
        if (opened.kind != Token::open) {
            const char* sample = arity(function) == 2 ? "(x, y)" : "(x)";
            return fail(token, name + " needs its argument in parentheses: " + name + sample);
        }
        const int bars = std::exchange(bars_, 0);
        // min and max take as many as there are: min(a, b, c) = min(min(a, b), c).
        const bool many = function == Operation::min || function == Operation::max;
        int count = 0;
        Token next;
        do {
            if (!nested(0)) return false;
            if (++count >= 2 && many && !finish(function, token)) return false;
            next = tokens_.take();
        } while (next.kind == Token::comma && (many || count < arity(function)));
        bars_ = bars;
        if (next.kind == Token::comma)
            return fail(next, name + " takes " + std::to_string(count) + (count == 1 ? " argument" : " arguments") +
                                  "; a comma is no decimal mark: write a point, as in 0.5");
        if (next.kind == Token::end) return fail(next, "the ( at column " + std::to_string(opened.column) + " is not closed: a ) is missing");
        if (next.kind != Token::close) return unexpected(next);
        if (count < arity(function)) return fail(next, name + " takes 2 arguments: " + name + "(x, y)");
        return many || finish(function, token);
    }

    bool variable(const Token& token, Token::Kind before) {
        if (const auto index = known(token.text)) return variable_node(token, *index);
        if (token.text == "nan" || token.text == "inf" || token.text == "infinity")
            return fail(token, quoted(token.text) + " is no number to calculate with");
        if (!closed_ && !is_product(token.text)) {
            result_.variables.emplace_back(token.text);
            return variable_node(token, static_cast<std::uint32_t>(result_.variables.size() - 1));
        }
        return letters(token, before);
    }

    bool given(std::string_view name) const {
        const auto index = known(name);
        return index && *index < given_;
    }

    /// Whether an unknown name is meant as a product of letters: all of them given (xyx), or a few with a given one in it (ax).
    bool is_product(std::string_view name) const {
        constexpr std::size_t few = 3;
        const auto letters = characters_of(name);
        const auto is_given = [&](std::string_view letter) { return given(letter); };
        if (letters.size() < 2 || std::any_of(letters.begin(), letters.end(), [](std::string_view letter) { return letter[0] >= '0' && letter[0] <= '9'; })) return false;
        if (std::all_of(letters.begin(), letters.end(), is_given)) return true;
        return !closed_ && letters.size() <= few && std::any_of(letters.begin(), letters.end(), is_given);
    }

    /// "xy" as a product of letters: takes the first and leaves the others to come.
    bool letters(Token token, Token::Kind before) {
        if (!is_product(token.text)) return fail(token, unknown(token.text));
        const bool unclear = before == Token::over || before == Token::power || before == Token::root;
        if (unclear)                                                          // 1/xy, √xy: what is meant?
            return fail(token, quoted(token.text) + " is a product here: put a * or parentheses");
        tokens_.split(token, characters_of(token.text)[0].size());
        return named(token, Token::end);
    }

    static std::string quoted(std::string_view name) {
        return "\"" + std::string(name.substr(0, 24)) + (name.size() > 24 ? "...\"" : "\"");
    }

    std::string unknown(std::string_view name) const {
        std::string known_names;
        for (const std::string& variable : result_.variables) known_names += (known_names.empty() ? "" : ", ") + variable;
        const std::string what = quoted(name) + " is not known here; ";
        if (known_names.empty()) return what + "use numbers, pi, e and functions such as sqrt(2)";
        return what + "use " + known_names + ", numbers, pi, e and functions such as sin(" + result_.variables[0] + ")";
    }

    std::optional<std::uint32_t> known(std::string_view name) const {
        const auto found = std::find(result_.variables.begin(), result_.variables.end(), name);
        if (found == result_.variables.end()) return std::nullopt;
        return static_cast<std::uint32_t>(found - result_.variables.begin());
    }

    bool variable_node(const Token& token, std::uint32_t index) {
        result_.nodes.push_back({.operation = Operation::variable, .variable = index});
        return room(token);
    }

    bool finish(Operation operation, const Token& token) {
        auto& nodes = result_.nodes;
        std::uint32_t size = 1 + nodes.back().size;
        if (arity(operation) == 2) size += nodes[nodes.size() - 1 - nodes.back().size].size;
        nodes.push_back({.operation = operation, .size = size});
        return room(token);
    }

    bool room(const Token& token) {
        if (result_.nodes.size() <= limits::expression_nodes) return true;
        return fail(token, "more than " + std::to_string(limits::expression_nodes) + " terms: too complex");
    }

    Tokens tokens_;
    Expression result_;
    std::optional<Error> error_;
    std::size_t depth_ = 0;
    Token::Kind before_ = Token::end;         ///< the /, ^ or √ right before the next operand, signs aside
    int bars_ = 0;                            ///< open | in the innermost parentheses
    std::size_t given_;                       ///< how many variables were there from the start
    bool closed_;                             ///< and there are no others
};

Result<Expression> parsed(std::string_view text, std::vector<std::string> variables, bool closed) {
    if (text.size() > limits::expression_characters)
        return Error{"longer than " + std::to_string(limits::expression_characters) + " characters: too complex"};
    return Parser(text, std::move(variables), closed).run();
}

}

Result<Expression> parse(std::string_view text) { return parsed(text, {}, false); }

Result<Expression> parse(std::string_view text, std::vector<std::string> variables) { return parsed(text, std::move(variables), true); }

Result<Expression> parse_open(std::string_view text, std::vector<std::string> variables) {
    return parsed(text, std::move(variables), false);
}

}
