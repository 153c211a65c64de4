#include "base/number.hpp"
#include "compute/expression/expression.hpp"
#include "compute/expression/fold.hpp"

namespace eigenscope {
namespace {

/// A piece of text and how tightly its outermost operation binds, in the parser's order.
struct Text {
    enum Strength { sign, sum, product, power, whole };
    std::string text;
    Strength strength = whole;
};

std::string at_least(Text::Strength strength, const Text& t) {
    return t.strength >= strength ? t.text : "(" + t.text + ")";
}

/// To the left of + and − a sign needs no parentheses: −x + y.
std::string left_of_sum(const Text& t) { return t.strength == Text::sign ? t.text : at_least(Text::sum, t); }

Text binary(Operation operation, const Text& a, const Text& b) {
    switch (operation) {
    case Operation::add: return {left_of_sum(a) + " + " + at_least(Text::product, b), Text::sum};
    case Operation::subtract: return {left_of_sum(a) + " - " + at_least(Text::product, b), Text::sum};
    case Operation::multiply: return {at_least(Text::product, a) + "*" + at_least(Text::power, b), Text::product};
    case Operation::divide: return {at_least(Text::product, a) + "/" + at_least(Text::power, b), Text::product};
    case Operation::power: return {at_least(Text::whole, a) + "^" + at_least(Text::power, b), Text::power};
    default: return {std::string(function_name(operation)) + "(" + a.text + ", " + b.text + ")", Text::whole};
    }
}

}

std::string to_text(const Expression& expression) {
    return fold<Text>(expression, [&](std::size_t i, std::span<Text> operands) -> Text {
        const Expression::Node& node = expression.nodes[i];
        switch (node.operation) {
        case Operation::number: return {shortest(node.value), Text::whole};
        case Operation::variable: return {expression.variables[node.variable], Text::whole};
        // A sign takes the whole product after it: −x·y is −(x·y).
        case Operation::negate: return {"-" + at_least(Text::product, operands[0]), Text::sign};
        default: break;
        }
        if (operands.size() == 2) return binary(node.operation, operands[0], operands[1]);
        const std::string name(function_name(node.operation));
        return {operands.empty() ? name : name + "(" + operands[0].text + ")", Text::whole};
    }).text;
}

}
