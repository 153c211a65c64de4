#pragma once
#include "base/result.hpp"
#include "compute/types.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// What a node of an expression does with its operands.
enum class Operation : std::uint8_t {
    number, variable, index, pi, tau, e,                                      // leaves
    negate, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, expm1, ln, log1p, log10, log2,
    sqrt, cbrt, abs, sign, floor, ceil, round, erf, erfc, gamma, lgamma, sigmoid, softplus, relu, logical_not,
    add, subtract, multiply, divide, power, atan2, hypot, min, max, mod, polygamma,      // of two operands
    less, less_equal, greater, greater_equal, equal, unequal, logical_and, logical_or,
    choose,                                   ///< if(condition, a, b)
    sum, product,                             ///< over an index: first, last, term
};

/// How many operations there are.
inline constexpr std::size_t operation_count = static_cast<std::size_t>(Operation::product) + 1;

/// How many operands an operation takes: 0 to 3.
constexpr int arity(Operation operation) {
    return operation >= Operation::choose ? 3 : operation >= Operation::add ? 2 : operation >= Operation::negate ? 1 : 0;
}

/// Whether the result is 1 (true) or 0 (false).
constexpr bool is_condition(Operation operation) {
    return operation == Operation::logical_not || (operation >= Operation::less && operation <= Operation::logical_or);
}

/// A formula in real variables, as it was written. The nodes are in postfix order (operands before what is done with them), so
/// every subtree is a contiguous range, nothing is nested in memory, and evaluation is one pass. Made by `parse` and the
/// functions below, which keep the invariants: at least one node, the sizes are right, numbers are finite and not negative.
struct Expression {
    struct Node {
        Operation operation = Operation::number;
        std::uint32_t size = 1;               ///< nodes of the subtree that ends here
        double value = 0;                     ///< of a number
        std::uint32_t variable = 0;           ///< into `variables`; of an index, a sum or a product: into `indices`
        bool operator==(const Node&) const = default;
    };
    std::vector<Node> nodes = {Node{}};
    std::vector<std::string> variables = {};
    std::vector<std::string> indices = {};    ///< the names that sums and products run over

    bool operator==(const Expression&) const = default;
};

/// Reads an expression. Names that are no function and no constant (pi, π, tau, τ, e) are variables, in order of appearance.
///
/// + - * / ^ with ^ binding to the right and tighter than a sign: -2^2 = -4. Also − × · ÷ ** √ ∛ ½ |x| ⌊x⌋, powers written x², and 30°.
/// A product may go without a sign (2x, 3(x+1), 2pi) and binds like one with it: 1/2x = (1/2)·x.
/// log and ln are natural. The error names the column, what is wrong there and what to do.
Result<Expression> parse(std::string_view text);

/// The same with given variables: any other name is an error, unless it is made of known letters (xy = x·y).
Result<Expression> parse(std::string_view text, std::vector<std::string> variables);

/// The same with given variables, and every other name a parameter after them. A short name that is unknown and holds a given
/// variable is a product of letters: ax² = a·x²; so are a constant and letters, πr, and what follows an index, c₁x. Both x₁ and
/// x_1 are x1. A left side, f(x, y) =, is passed over. Refused are a function stuck to its argument, lnx, and other letters, Sin.
Result<Expression> parse_open(std::string_view text, std::vector<std::string> variables);

/// The value; `values` has one number for each variable. Outside of the domain not-a-number, at a pole or beyond all doubles infinite.
double evaluate(const Expression& expression, std::span<const double> values);

/// The same, or the sentence that says which part has no finite value there: "at x = -1: ln(x) is not a real number".
Result<double> evaluated(const Expression& expression, std::span<const double> values);

/// Whether the variable stands in a limit of a sum or product over an index: then nothing can be differentiated by it.
bool limits_a_sum(const Expression& expression, std::uint32_t variable);

/// The column, from 1, that a sentence of `parse` names.
std::optional<std::size_t> column_named(std::string_view error);

/// The text with a mark below the place that the error of `parse` names, on two lines; empty where that would be no help.
std::string marked(std::string_view text, std::string_view error);

/// Without sums and products over an index: they are written out, over the whole numbers from the first limit to the last.
/// `bound[i]`, where it is there, stands for variable i. An error where the limits are no numbers then, or the sum is too long.
Result<Expression> unrolled(const Expression& expression, std::span<const std::optional<double>> bound = {});

/// A number as people type it into a field: "1/3", "-sqrt(2)/2", "cos(pi/6)". Always finite; the error says why there is none.
Result<double> evaluate_constant(std::string_view text);

/// As one line that `parse` reads back to the same expression, with no parentheses that are not needed for that.
std::string to_text(const Expression& expression);

/// Shorter where that cannot change a value: x + 0, 1·x, −(−x), 2·3, x − x, ... Where the expression is finite the result is
/// equal, except that a zero may lose its sign and that whole factors are brought together (2·(3·x) = 6·x: one rounding less).
Expression simplified(const Expression& expression);

/// The partial derivative, simplified. At a kink (abs, min, max) it takes the mean of both sides; floor, ceil and sign count as
/// flat. An error when it would have more than limits::derivative_nodes nodes.
Result<Expression> derivative(const Expression& expression, std::uint32_t variable);

/// Whether the variable occurs.
bool depends_on(const Expression& expression, std::uint32_t variable);

/// Name in formulas and for `parse`: "sin"; empty for what is written with signs.
std::string_view function_name(Operation operation);

}
