#pragma once
#include "compute/expression/names.hpp"
#include "compute/expression/tokens.hpp"

namespace eigenscope {

/// Reads one expression; what `parse` is made of. How tightly things bind: Pratt, "Top down operator precedence", 1973.
class Parser {
public:
    /// The text has to outlive the parser. `closed`: there are no names but the given ones.
    Parser(const PlainText& text, std::vector<std::string> variables, bool closed);
    Result<Expression> run();

private:
    using Node = Expression::Node;

    // Operators (parse.cpp). Each function is true when it read what it was to read; then `error_` is empty.
    bool expression(int least) { return prefix(least) && operators(least); }
    bool nested(int least);
    bool operators(int least);
    bool arithmetic(const Token& token, int least, bool& done);
    bool joined(const Connective& word);
    bool truth(const Token& token);
    bool degrees(const Token& token);
    bool fraction(const Token& token);
    bool compared();
    bool binary(Operation operation, int least);
    bool prefix(int least);
    bool signed_by(Token::Kind before, int least);
    bool inside(const Token& opened, Token::Kind closing, const char* before, const char* after);
    bool absolute(const Token& token);
    bool signed_number(const Token& token);

    // A left side, f(x, y) = (left_side.cpp).
    void skip_left_side();
    bool left_side_stands_alone();
    bool no_definition(const Token& at) { return fail(at, "an expression has no =: type one side only, or == to compare"); }

    // Names and what they are called with (parse_names.cpp).
    bool named(const Token& token, Token::Kind before);
    bool call(const Token& token, Operation function);
    bool composed(const Token& token);
    bool over_index(const Token& token, Operation operation);
    std::optional<std::uint32_t> index_slot(const Token& token);
    std::optional<int> arguments(const Token& token, int least, int most, std::string_view sample, std::optional<Operation> chain = {});
    bool refuse_power(const Token& token, std::string_view sample);
    bool opened(const Token& token, std::string_view sample, Token& open);
    bool variable(const Token& token, Token::Kind before);
    bool unknown(const Token& token, Token::Kind before);
    bool product_of_letters(Token token, Token::Kind before, std::size_t bytes);
    bool is_product(std::string_view name) const;
    bool other_case(const Token& token, bool& done);
    bool applied_to_given() const;

    // Names in which several things stand together (parse_glued.cpp).
    std::size_t first_known(std::string_view text) const;
    std::vector<std::string_view> known_parts(std::string_view text, bool numbered = false) const;
    bool is_factor(std::string_view text) const;
    bool is_argument(std::string_view function, std::string_view text) const;
    std::size_t argument_at_start(std::string_view function, std::string_view text) const;
    bool without_stuck_function(const Token& token);
    bool refuse_stuck(const Token& token, std::size_t begin, std::size_t size, std::size_t bytes);
    std::size_t first_factor(std::string_view name) const;

    bool given(std::string_view name) const;
    std::optional<std::uint32_t> running(std::string_view name) const;
    std::optional<std::uint32_t> known(std::string_view name) const;
    std::string not_known(std::string_view name) const;

    // Nodes and errors.
    bool leaf(const Token& token, Node node);
    bool number(const Token& token, double value) { return leaf(token, {.operation = Operation::number, .value = value}); }
    bool finish(Operation operation, const Token& token, std::uint32_t slot = 0);
    bool room(const Token& token);
    std::string column(const Token& at) const;
    bool fail(const Token& at, std::string what);
    bool unexpected(const Token& token);
    bool missing(const Token& token);
    bool meant_as_or() { return fail(*double_bar_, "write the word or between two conditions"); }
    bool awaits(Token::Kind closing) const;

    Tokens tokens_;
    const std::vector<std::size_t>& columns_;
    Expression result_;
    std::vector<std::uint32_t> running_;      ///< the indices of the sums that the reader stands in
    std::optional<Error> error_;
    std::size_t depth_ = 0;
    Token::Kind before_ = Token::end;         ///< the /, ^ or √ right before the next operand, signs aside
    std::vector<Token::Kind> awaited_;        ///< what closes that which is open
    Token defined_, defines_;                 ///< the name on the left of a =, and that sign, where they were passed over
    std::optional<Token> double_bar_;         ///< the first || where an operator could stand: a product, or meant as or
    int bars_ = 0;                            ///< open | in the innermost parentheses
    std::size_t given_;                       ///< how many variables were there from the start
    bool closed_;                             ///< and there are no others
};

inline constexpr const char* decimal_comma = "a comma is no decimal mark: write a point, as in 0.5";

bool is_function(std::string_view name);

/// The longest end of the name that is a function, if something stands before it: 3 for "asin" in "xyzasin".
std::size_t function_at_end(std::string_view name);

/// The arguments of a function by example: "(x, y)".
std::string_view sample_of(std::string_view function);

/// A name between quotes, shortened.
std::string quoted_name(std::string_view name);

}
