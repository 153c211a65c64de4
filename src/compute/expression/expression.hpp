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
    number, variable, pi, tau, e,                                             // leaves
    negate, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, ln, log10, log2, sqrt, cbrt, abs, sign, floor, ceil, erf,
    add, subtract, multiply, divide, power, atan2, hypot, min, max,           // of two operands
};

/// How many operands an operation takes: 0, 1 or 2.
constexpr int arity(Operation operation) {
    return operation >= Operation::add ? 2 : operation >= Operation::negate ? 1 : 0;
}

/// A formula in real variables. The nodes are in postfix order (operands before what is done with them), so every
/// subtree is a contiguous range, nothing is nested in memory, and evaluation is one pass. Made by `parse` and the functions
/// below, which keep the invariants: at least one node, the sizes are right, numbers are finite and not negative.
struct Expression {
    struct Node {
        Operation operation = Operation::number;
        std::uint32_t size = 1;               ///< nodes of the subtree that ends here
        double value = 0;                     ///< of a number
        std::uint32_t variable = 0;           ///< index into `variables`
        bool operator==(const Node&) const = default;
    };
    std::vector<Node> nodes = {Node{}};
    std::vector<std::string> variables = {};

    bool operator==(const Expression&) const = default;
};

/// Reads an expression. Names that are no function and no constant (pi, π, tau, τ, e) are variables, in order of appearance.
///
/// + - * / ^ with ^ binding to the right and tighter than a sign: -2^2 = -4. Also − × · ÷ ** √ |x| and powers written x².
/// A product may go without a sign (2x, 3(x+1), 2pi) and binds like one with it: 1/2x = (1/2)·x.
/// log and ln are natural. The error names the column, what is wrong there and what to do.
Result<Expression> parse(std::string_view text);

/// The same with given variables: any other name is an error, unless it is made of known letters (xy = x·y).
Result<Expression> parse(std::string_view text, std::vector<std::string> variables);

/// The same with given variables, and every other name a parameter after them. A short name that is unknown and holds a given
/// variable is a product of letters: ax² = a·x².
Result<Expression> parse_open(std::string_view text, std::vector<std::string> variables);

/// The value; `values` has one number for each variable. Outside of the domain not-a-number, at a pole or beyond all doubles infinite.
double evaluate(const Expression& expression, std::span<const double> values);

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
