// f(x, y) = x^2: what stands before a definition.
#include "compute/expression/parser.hpp"

#include <algorithm>
#include <charconv>

namespace eigenscope {
namespace {

/// What a definition begins with: z, or f(x, y).
struct Definition {
    Token name, sign;
    std::vector<std::string_view> arguments;
};

/// Reads on to behind the =; nothing where the text begins with no such thing.
std::optional<Definition> definition(Tokens& tokens) {
    Definition found{.name = tokens.take(), .sign = {}, .arguments = {}};
    if (found.name.kind != Token::name) return std::nullopt;
    found.sign = tokens.take();
    if (found.sign.kind == Token::open) {
        do {
            const Token argument = tokens.take();
            if (argument.kind != Token::name) return std::nullopt;
            found.arguments.push_back(argument.text);
            found.sign = tokens.take();
        } while (found.sign.kind == Token::comma);
        if (found.sign.kind != Token::close) return std::nullopt;
        found.sign = tokens.take();
    }
    if (found.sign.kind != Token::defines) return std::nullopt;
    return found;
}

}

std::size_t left_side(std::string_view text) {
    const PlainText plain = plain_text(text);
    Tokens tokens(plain.text);
    const auto found = definition(tokens);
    if (!found || tokens.peek().kind == Token::end) return 0;
    const std::size_t column = plain.columns[tokens.peek().column - 1];
    std::size_t bytes = 0;
    const auto characters = characters_of(text);
    for (std::size_t i = 0; i + 1 < column; ++i) bytes += characters[i].size();
    return bytes;
}

/// Passes over "f(x, y) =" and "z =". A = after the first of the given variables is an equation, and stays an error.
void Parser::skip_left_side() {
    Tokens ahead = tokens_;
    const auto found = definition(ahead);
    if (!found) return;
    const bool alone = found->arguments.empty();
    if (alone && given_ > 0 && found->name.text == result_.variables[0]) return;
    if (!alone && (given(found->name.text) || is_function(found->name.text))) return;
    // x1 and x2 may stand for what is given.
    const auto numbered = [&](std::string_view name) {
        std::size_t n = 0;
        const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), n);
        return name[0] == 'x' && error == std::errc{} && end == name.data() + name.size() && n >= 1 && n <= given_;
    };
    const auto varies = [&](std::string_view name) { return given(name) || numbered(name); };
    if (!alone && given_ > 0 && std::none_of(found->arguments.begin(), found->arguments.end(), varies)) {
        std::string names;
        for (std::size_t i = 0; i < given_; ++i) names += (i == 0 ? "" : ", ") + result_.variables[i];
        fail(found->name, "what varies here is called " + names + ": write the function in that");
        return;
    }
    tokens_ = ahead;
    defined_ = found->name;
    defines_ = found->sign;
}

/// A name on the left that stands on the right as well is no definition.
bool Parser::left_side_stands_alone() {
    const auto defined = known(defined_.text);
    if (defines_.kind != Token::defines || !defined || !depends_on(result_, *defined)) return true;
    return no_definition(defines_);
}

}
