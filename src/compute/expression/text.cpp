#include "base/number.hpp"
#include "compute/expression/expression.hpp"
#include "compute/expression/fold.hpp"

namespace eigenscope {
namespace {

/// A piece of text and how tightly its outermost operation binds, in the parser's order.
struct Text {
    enum Strength { either, both, denial, comparison, sign, sum, product, power, whole };
    std::string text;
    Strength strength = whole;
};

std::string at_least(Text::Strength strength, const Text& t) {
    return t.strength >= strength ? t.text : "(" + t.text + ")";
}

/// To the left of + and − a sign needs no parentheses: −x + y.
std::string left_of_sum(const Text& t) { return t.strength == Text::sign ? t.text : at_least(Text::sum, t); }

Text compared(const char* symbol, const Text& a, const Text& b) {
    return {at_least(Text::sign, a) + symbol + at_least(Text::sign, b), Text::comparison};
}

Text called(std::string_view name, std::span<const Text> operands) {
    std::string text(name);
    for (const Text& operand : operands) text += (&operand == operands.data() ? "(" : ", ") + operand.text;
    return {text + ")", Text::whole};
}

Text binary(Operation operation, std::span<const Text> operands) {
    const Text &a = operands[0], &b = operands[1];
    switch (operation) {
    case Operation::add: return {left_of_sum(a) + " + " + at_least(Text::product, b), Text::sum};
    case Operation::subtract: return {left_of_sum(a) + " - " + at_least(Text::product, b), Text::sum};
    case Operation::multiply: return {at_least(Text::product, a) + "*" + at_least(Text::power, b), Text::product};
    case Operation::divide: return {at_least(Text::product, a) + "/" + at_least(Text::power, b), Text::product};
    case Operation::power: return {at_least(Text::whole, a) + "^" + at_least(Text::power, b), Text::power};
    case Operation::less: return compared(" < ", a, b);
    case Operation::less_equal: return compared(" <= ", a, b);
    case Operation::greater: return compared(" > ", a, b);
    case Operation::greater_equal: return compared(" >= ", a, b);
    case Operation::equal: return compared(" == ", a, b);
    case Operation::unequal: return compared(" != ", a, b);
    case Operation::logical_and: return {at_least(Text::both, a) + " and " + at_least(Text::denial, b), Text::both};
    case Operation::logical_or: return {at_least(Text::either, a) + " or " + at_least(Text::both, b), Text::either};
    default: return called(function_name(operation), operands);
    }
}

}

std::string to_text(const Expression& expression) {
    return fold<Text>(expression, [&](std::size_t i, std::span<Text> operands) -> Text {
        const Expression::Node& node = expression.nodes[i];
        switch (node.operation) {
        case Operation::number: return {shortest(node.value), Text::whole};
        case Operation::variable: return {expression.variables[node.variable], Text::whole};
        case Operation::index: return {expression.indices[node.variable], Text::whole};
        // A sign takes the whole product after it: −x·y is −(x·y).
        case Operation::negate: return {"-" + at_least(Text::product, operands[0]), Text::sign};
        case Operation::logical_not: return {"not " + at_least(Text::comparison, operands[0]), Text::denial};
        case Operation::sum: case Operation::product: {
            const std::array parts{Text{expression.indices[node.variable]}, operands[0], operands[1], operands[2]};
            return called(function_name(node.operation), parts);
        }
        default: break;
        }
        if (operands.size() == 2) return binary(node.operation, operands);
        const std::string_view name = function_name(node.operation);
        return operands.empty() ? Text{std::string(name)} : called(name, operands);
    }).text;
}

}
