#include "base/limits.hpp"
#include "compute/expression/parser.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace eigenscope {
namespace {

// How tightly things bind.
constexpr int of_not = 6, of_comparison = 8, of_sum = 10, of_product = 20, of_power = 40;       // below: the words between conditions

std::optional<Operation> comparison(Token::Kind kind) {
    switch (kind) {
    case Token::less: return Operation::less;
    case Token::less_equal: return Operation::less_equal;
    case Token::greater: return Operation::greater;
    case Token::greater_equal: return Operation::greater_equal;
    case Token::equal: return Operation::equal;
    case Token::unequal: return Operation::unequal;
    default: return std::nullopt;
    }
}

/// Whether a number, a name or what stands for one can begin with such a word.
bool begins(Token::Kind kind) {
    switch (kind) {
    case Token::number: case Token::name: case Token::plus: case Token::minus: case Token::root: case Token::open: case Token::bar:
    case Token::open_floor: case Token::open_ceil: return true;
    default: return false;
    }
}

}

Parser::Parser(const PlainText& text, std::vector<std::string> variables, bool closed)
    : tokens_(text.text), columns_(text.columns), given_(variables.size()), closed_(closed) {
    result_.variables = std::move(variables);
    result_.nodes.clear();
}

Result<Expression> Parser::run() {
    if (tokens_.peek().kind == Token::end) return Error{"nothing is here: type a number or a formula"};
    if (!closed_) skip_left_side();
    if (!error_) expression(0);
    if (!error_ && tokens_.peek().kind != Token::end) unexpected(tokens_.peek());
    if (!error_) left_side_stands_alone();
    if (error_) return *error_;
    return std::move(result_);
}

/// Where a word stands in what was typed.
std::string Parser::column(const Token& at) const { return std::to_string(columns_[std::min(at.column, columns_.size()) - 1]); }

bool Parser::fail(const Token& at, std::string what) {
    if (!error_) error_ = Error{"column " + column(at) + ": " + std::move(what)};
    return false;
}

/// A word where an operator could stand.
bool Parser::unexpected(const Token& token) {
    switch (token.kind) {
    case Token::end: return fail(token, "something is missing at the end");
    case Token::wrong: return fail(token, token.message);
    case Token::comma:
        return fail(token, token.decimal ? decimal_comma : "a comma belongs between the arguments of a function, as in max(x, y)");
    case Token::close: return fail(token, "this ) has no ( before it");
    case Token::close_floor: return fail(token, "this ⌋ has no ⌊ before it");
    case Token::close_ceil: return fail(token, "this ⌉ has no ⌈ before it");
    case Token::number: return fail(token, "a number cannot follow here: put an operator such as * before it");
    case Token::bar: return fail(token, "this | has no partner");
    case Token::defines: return no_definition(token);
    default: return fail(token, quoted_name(token.text) + " has nothing before it to work on");
    }
}

/// A word where a number or a name was to come.
bool Parser::missing(const Token& token) {
    const bool inner = token.kind == Token::comma ? !awaited_.empty() && !token.decimal : awaits(token.kind);
    if (token.kind == Token::wrong && token.text == "!") return fail(token, "write the word not before a condition");
    if (inner) return fail(token, "something is missing before this " + std::string(token.kind == Token::comma ? "comma" : token.text));
    return unexpected(token);
}

/// Whether something is open that a word of this kind closes.
bool Parser::awaits(Token::Kind closing) const { return std::find(awaited_.begin(), awaited_.end(), closing) != awaited_.end(); }

/// An expression where it could go on without end: inside parentheses, after a sign, in a power.
bool Parser::nested(int least) {
    if (depth_ == limits::expression_depth)
        return fail(tokens_.peek(), "nested deeper than " + std::to_string(limits::expression_depth) + " levels: too complex");
    ++depth_;
    const bool fine = expression(least);
    --depth_;
    return fine;
}

/// Reads on while what comes binds more tightly than `least`.
bool Parser::operators(int least) {
    const Connective* last = nullptr;
    for (bool done = false; !done;) {
        const Token token = tokens_.peek();
        const Connective* word = token.kind == Token::name ? connective_named(token.text) : nullptr;
        if (comparison(token.kind)) {
            if (of_comparison <= least) return true;
            if (!compared()) return false;
        } else if (word) {
            if (word->strength <= least) return true;
            // Which two come first changes the result of nand and nor.
            if (last && last->strength == word->strength && (last->negated || word->negated))
                return fail(token, "put parentheses around the two that come first, as in (a " + std::string(last->word) + " b) " +
                                       std::string(word->word) + " c");
            if (!joined(*word)) return false;
            last = word;
        } else if (!arithmetic(token, least, done)) {
            return false;
        }
    }
    return true;
}

/// a and b, a nor b, ...
bool Parser::joined(const Connective& word) {
    const Token token = tokens_.take();
    const bool different = word.operation == Operation::unequal;
    if (different && !truth(token)) return false;
    if (!expression(word.strength) || (different && !truth(token))) return false;
    return finish(word.operation, token) && (!word.negated || finish(Operation::logical_not, token));
}

/// Makes 1 or 0 of the operand that was read last: whether it is other than zero.
bool Parser::truth(const Token& token) {
    return is_condition(result_.nodes.back().operation) || (number(token, 0) && finish(Operation::unequal, token));
}

/// 30° = 30·π/180
bool Parser::degrees(const Token& token) {
    tokens_.take();
    return leaf(token, {.operation = Operation::pi}) && finish(Operation::multiply, token) && number(token, 180) &&
           finish(Operation::divide, token);
}

/// 1⁄2, the fraction slash between two numbers: one number, as Unicode has it (ch. 6.2). Elsewhere it is a / like others.
bool Parser::fraction(const Token& token) {
    Tokens ahead = tokens_;
    ahead.take();
    if (result_.nodes.back().operation != Operation::number || ahead.peek().kind != Token::number) return false;
    tokens_.take();
    return number(token, tokens_.take().value) && finish(Operation::divide, token);
}

/// One operator of arithmetic and its right side; `done` when there is none that binds tightly enough.
bool Parser::arithmetic(const Token& token, int least, bool& done) {
    const auto holds_back = [&](int strength) { return done = strength <= least; };
    switch (token.kind) {
    case Token::plus: case Token::minus:
        if (holds_back(of_sum)) return true;
        tokens_.take();
        return binary(token.kind == Token::plus ? Operation::add : Operation::subtract, of_sum);
    case Token::degree: return degrees(token);
    case Token::fraction:
        if (fraction(token) || error_) return !error_;
        [[fallthrough]];
    case Token::times: case Token::over:
        if (holds_back(of_product)) return true;
        before_ = tokens_.take().kind == Token::times ? Token::times : Token::over;
        return binary(token.kind == Token::times ? Operation::multiply : Operation::divide, of_product);
    case Token::power:
        if (holds_back(of_power)) return true;
        before_ = tokens_.take().kind;
        return nested(of_power - 1) && finish(Operation::power, token);       // to the right
    case Token::superscript:
        if (holds_back(of_power)) return true;
        tokens_.take();
        return signed_number(token) && finish(Operation::power, token);
    case Token::bar:
        if (bars_ > 0) return done = true;                                    // it closes
        if (!double_bar_ && tokens_.rest().starts_with("|")) double_bar_ = token;
        [[fallthrough]];
    case Token::name: case Token::open: case Token::root: case Token::open_floor: case Token::open_ceil:
        if (token.kind == Token::name && is_degree(token.text) && !known(token.text)) return degrees(token);
        if (holds_back(of_product)) return true;
        return binary(Operation::multiply, of_product);
    default: return done = true;
    }
}

/// a < b, and 0 < x < 1 as 0 < x and x < 1.
bool Parser::compared() {
    auto& nodes = result_.nodes;
    for (int count = 1;; ++count) {
        const Token token = tokens_.take();
        const std::size_t right = nodes.size();
        if (!binary(*comparison(token.kind), of_comparison)) return false;
        const std::size_t right_end = nodes.size() - 1;
        if (count > 1 && !finish(Operation::logical_and, token)) return false;
        if (!comparison(tokens_.peek().kind)) return true;
        for (std::size_t i = right; i < right_end; ++i) nodes.push_back(Node(nodes[i]));
        if (!room(token)) return false;
    }
}

bool Parser::binary(Operation operation, int least) {
    const Token at = tokens_.peek();
    return expression(least) && finish(operation, at);
}

bool Parser::prefix(int least) {
    const Token::Kind before = std::exchange(before_, Token::end);
    const Token token = tokens_.take();
    switch (token.kind) {
    case Token::number: return number(token, token.value);
    case Token::minus: return signed_by(before, least) && finish(Operation::negate, token);
    case Token::plus: return signed_by(before, least);
    case Token::root:
        before_ = Token::root;
        return nested(of_power) && finish(token.text == "√" ? Operation::sqrt : Operation::cbrt, token);
    case Token::open: return inside(token, Token::close, "the ( at column ", " is not closed: a ) is missing");
    case Token::bar: return absolute(token);
    case Token::open_floor:
        return inside(token, Token::close_floor, "the ⌊ at column ", " is not closed: a ⌋ is missing") && finish(Operation::floor, token);
    case Token::open_ceil:
        return inside(token, Token::close_ceil, "the ⌈ at column ", " is not closed: a ⌉ is missing") && finish(Operation::ceil, token);
    case Token::name:
        if (token.text == "not" && least < of_comparison) return nested(of_not) && finish(Operation::logical_not, token);
        return named(token, before);
    default: return missing(token);
    }
}

/// The operand of a sign; what stands before the sign stands before it too.
bool Parser::signed_by(Token::Kind before, int least) {
    before_ = before;
    return nested(std::max(least, of_product - 1));
}

/// |x|. A || that cannot be two bars, or is bars around a condition, was meant as or.
bool Parser::absolute(const Token& token) {
    if (bars_ > 0 && !begins(tokens_.peek().kind)) return double_bar_ ? meant_as_or() : missing(token);       // |x+|: it was to close
    if (!inside(token, Token::bar, "the | at column ", " has no partner")) return false;
    if (double_bar_ && is_condition(result_.nodes.back().operation)) return meant_as_or();
    if (double_bar_ && double_bar_->column == token.column) double_bar_.reset();
    return finish(Operation::abs, token);
}

bool Parser::inside(const Token& opened, Token::Kind closing, const char* before, const char* after) {
    const int bars = std::exchange(bars_, closing == Token::bar ? bars_ + 1 : 0);
    awaited_.push_back(closing);
    if (!nested(0)) return false;
    awaited_.pop_back();
    bars_ = bars;
    const Token token = tokens_.take();
    if (token.kind == closing) return true;
    if (closing == Token::bar && double_bar_) return meant_as_or();
    if (token.kind != Token::end && !awaits(token.kind)) return unexpected(token);
    return fail(token, before + column(opened) + after);
}

bool Parser::signed_number(const Token& token) {
    return number(token, std::abs(token.value)) && (!(token.value < 0) || finish(Operation::negate, token));
}

bool Parser::leaf(const Token& token, Node node) {
    result_.nodes.push_back(node);
    return room(token);
}

bool Parser::finish(Operation operation, const Token& token, std::uint32_t slot) {
    auto& nodes = result_.nodes;
    std::uint32_t size = 1;
    for (int i = arity(operation); i > 0; --i) size += nodes[nodes.size() - size].size;
    nodes.push_back({.operation = operation, .size = size, .variable = slot});
    return room(token);
}

bool Parser::room(const Token& token) {
    if (result_.nodes.size() <= limits::expression_nodes) return true;
    return fail(token, "more than " + std::to_string(limits::expression_nodes) + " terms: too complex");
}

namespace {

Result<Expression> parsed(std::string_view text, std::vector<std::string> variables, bool closed) {
    if (text.size() > limits::expression_characters)
        return Error{"longer than " + std::to_string(limits::expression_characters) + " characters: too complex"};
    const PlainText plain = plain_text(text);
    for (std::string& name : variables) {
        std::string written = plain_text(name).text;
        if (std::find(variables.begin(), variables.end(), written) == variables.end()) name = std::move(written);
    }
    return Parser(plain, std::move(variables), closed).run();
}

}

Result<Expression> parse(std::string_view text) { return parsed(text, {}, false); }

Result<Expression> parse(std::string_view text, std::vector<std::string> variables) { return parsed(text, std::move(variables), true); }

Result<Expression> parse_open(std::string_view text, std::vector<std::string> variables) {
    return parsed(text, std::move(variables), false);
}

}
