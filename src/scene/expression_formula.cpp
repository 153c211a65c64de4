#include "scene/expression_formula.hpp"

#include "base/number.hpp"
#include "compute/expression/fold.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using namespace formula;

/// A set piece and how tightly its outermost operation binds.
struct Piece {
    enum Strength { either, both, denial, comparison, sign, sum, product, fraction, power, call, whole };
    Formula set;
    Strength strength = whole;
    bool digit_first = false;                 ///< a number or a fraction: needs a sign of multiplication before it
    bool reaches_right = false;               ///< ∑ or ∏: takes the product after it, and needs no parentheses at the end of a sum
};

Formula fenced_below(Piece::Strength strength, Piece& piece) {
    return piece.strength >= strength ? std::move(piece.set) : fence(std::move(piece.set));
}

/// Adds to a row instead of nesting rows, so that a long sum is one flat row.
Formula extended(Formula first, std::vector<Formula> more) {
    const bool plain_row = first.kind == Formula::Kind::row && !first.role && first.term.empty();
    Formula result = plain_row ? std::move(first) : row({std::move(first)});
    for (Formula& f : more) result.children.push_back(std::move(f));
    return result;
}

Piece number_piece(double value) {
    const std::string text = shortest(value);
    const auto e = text.find('e');
    if (e == std::string::npos) return {roman(text), Piece::whole, true};
    std::string exponent = text.substr(e + 1);
    const bool small = exponent[0] == '-';
    exponent.erase(0, exponent.find_first_of("123456789"));                  // "+09": to_chars writes two digits at least
    if (small) exponent.insert(0, "−");
    Formula power = sup(roman("10"), roman(exponent));
    if (text.substr(0, e) == "1") return {std::move(power), Piece::power, true};
    return {row({roman(text.substr(0, e)), op("·"), std::move(power)}), Piece::product, true};
}

Piece variable_piece(const std::string& name) {
    const auto digits = name.find_first_of("0123456789");
    const bool indexed = digits != std::string::npos && digits > 0 && name.find_first_not_of("0123456789", digits) == std::string::npos;
    if (!indexed) return {italic(name)};
    return {sub(italic(name.substr(0, digits)), roman(name.substr(digits))), Piece::power};
}

Piece called(Formula name, Formula arguments) { return {row({std::move(name), fence(std::move(arguments))}), Piece::call}; }

Formula set_name(Operation operation) {
    switch (operation) {
    case Operation::asin: return roman("arcsin");
    case Operation::acos: return roman("arccos");
    case Operation::atan: return roman("arctan");
    case Operation::sign: return roman("sgn");
    case Operation::asinh: return roman("arsinh");
    case Operation::acosh: return roman("arcosh");
    case Operation::atanh: return roman("artanh");
    case Operation::gamma: return roman("Γ");
    case Operation::sigmoid: return roman("σ");
    case Operation::log10: return sub(roman("log"), roman("10"));
    case Operation::log2: return sub(roman("log"), roman("2"));
    default: return roman(std::string(function_name(operation)));
    }
}

Piece unary(Operation operation, Piece& x) {
    switch (operation) {
    case Operation::negate: return {row({roman("−"), fenced_below(Piece::product, x)}), Piece::sign};
    case Operation::sqrt: return {root(std::move(x.set))};
    case Operation::cbrt: return {Formula{.kind = Formula::Kind::root, .children = {std::move(x.set), roman("3")}}};
    case Operation::abs: return {fence(std::move(x.set), "||")};
    case Operation::floor: return {fence(std::move(x.set), "⌊⌋")};
    case Operation::ceil: return {fence(std::move(x.set), "⌈⌉")};
    case Operation::exp: return {sup(roman("e"), std::move(x.set)), Piece::power};
    case Operation::expm1: return {row({sup(roman("e"), std::move(x.set)), op("−"), roman("1")}), Piece::sum};
    case Operation::log1p: return called(roman("ln"), row({roman("1"), op("+"), fenced_below(Piece::product, x)}));
    case Operation::lgamma: return called(roman("ln"), fence(called(roman("Γ"), std::move(x.set)).set, "||"));
    case Operation::logical_not: return {row({roman("not "), fenced_below(Piece::comparison, x)}), Piece::denial};
    default: return called(set_name(operation), std::move(x.set));
    }
}

Piece sum(const char* symbol, Piece& a, Piece& b) {
    const bool digit_first = a.digit_first;
    Formula left = a.strength == Piece::sign ? std::move(a.set) : fenced_below(Piece::sum, a);
    Formula right = b.reaches_right ? std::move(b.set) : fenced_below(Piece::product, b);
    return {extended(std::move(left), {op(symbol), std::move(right)}), Piece::sum, digit_first};
}

Piece product(Piece& a, Piece& b) {
    const bool digit_first = a.digit_first, call_first = a.strength == Piece::call, call_second = b.strength == Piece::call;
    const bool sign_wanted = b.digit_first && b.strength >= Piece::product;
    Formula left = fenced_below(Piece::product, a), right = fenced_below(Piece::product, b);
    std::vector<Formula> more;
    if (sign_wanted)
        more.push_back(op("·"));
    else if (call_first || call_second)
        more.push_back(roman(" "));
    more.push_back(std::move(right));
    return {extended(std::move(left), std::move(more)), Piece::product, digit_first};
}

Piece raised(Piece& a, Piece& b) {
    const bool digit_first = a.digit_first;
    const bool number_above = b.set.kind == Formula::Kind::roman && b.digit_first;
    if (a.strength == Piece::call && number_above && a.set.children.size() == 2) {       // sin²(x)
        Formula& name = a.set.children[0];
        if (name.kind == Formula::Kind::roman) {
            name = sup(std::move(name), std::move(b.set));
            return {std::move(a.set), Piece::call};
        }
    }
    const bool indexed = a.set.kind == Formula::Kind::script && a.set.children[2].empty();
    if (indexed) {                                                            // x₁²: both scripts at one base
        a.set.children[2] = std::move(b.set);
        return {std::move(a.set), Piece::power};
    }
    return {sup(fenced_below(Piece::whole, a), std::move(b.set)), Piece::power, digit_first};
}

Piece length_piece(Piece& a, Piece& b) {
    return {root(row({sup(fenced_below(Piece::whole, a), roman("2")), op("+"), sup(fenced_below(Piece::whole, b), roman("2"))}))};
}

Piece compared(const char* symbol, Piece& a, Piece& b) {
    return {row({fenced_below(Piece::sign, a), op(symbol), fenced_below(Piece::sign, b)}), Piece::comparison};
}

Piece joined(const char* word, Piece::Strength strength, Piece& a, Piece& b) {
    return {row({fenced_below(strength, a), roman(word), fenced_below(static_cast<Piece::Strength>(strength + 1), b)}), strength};
}

/// ψ(x), ψ′(x), ψ″(x), ψ⁽³⁾(x): the derivatives of ln Γ.
Piece polygamma_piece(Piece& order, Piece& x) {
    const std::string n = plain(order.set);
    if (n == "0") return called(roman("ψ"), std::move(x.set));
    if (n == "1" || n == "2") return called(roman(n == "1" ? "ψ′" : "ψ″"), std::move(x.set));
    return called(sup(roman("ψ"), fence(std::move(order.set))), std::move(x.set));
}

Piece mod_piece(Piece& a, Piece& b) {
    return {row({fenced_below(Piece::power, a), roman(" mod "), fenced_below(Piece::power, b)}), Piece::product};
}

Piece binary(Operation operation, Piece& a, Piece& b) {
    switch (operation) {
    case Operation::less: return compared("<", a, b);
    case Operation::less_equal: return compared("≤", a, b);
    case Operation::greater: return compared(">", a, b);
    case Operation::greater_equal: return compared("≥", a, b);
    case Operation::equal: return compared("=", a, b);
    case Operation::unequal: return compared("≠", a, b);
    case Operation::logical_and: return joined(" and ", Piece::both, a, b);
    case Operation::logical_or: return joined(" or ", Piece::either, a, b);
    case Operation::mod: return mod_piece(a, b);
    case Operation::polygamma: return polygamma_piece(a, b);
    case Operation::add: return sum("+", a, b);
    case Operation::subtract: return sum("−", a, b);
    case Operation::multiply: return product(a, b);
    case Operation::divide: return {formula::fraction(std::move(a.set), std::move(b.set)), Piece::fraction, true};
    case Operation::power: return raised(a, b);
    case Operation::hypot: return length_piece(a, b);
    default: return called(set_name(operation), row({std::move(a.set), roman(", "), std::move(b.set)}));
    }
}

/// Two rows after a brace: the one value where the condition holds, the other elsewhere. A choice in the last row adds its rows.
Piece cases(Piece& condition, Piece& a, Piece& b) {
    std::vector<Formula> cells = {std::move(a.set), row({roman("if "), std::move(condition.set)})};
    const bool more = b.set.kind == Formula::Kind::matrix && b.set.text == "{ ";
    if (more) cells.insert(cells.end(), b.set.children.begin(), b.set.children.end());
    else cells.push_back(std::move(b.set)), cells.push_back(roman("else"));
    return {matrix(2, std::move(cells), "{ "), Piece::product};
}

Piece over_index(const char* sign, const std::string& index, std::span<Piece> operands) {
    Formula below = row({variable_piece(index).set, roman("="), std::move(operands[0].set)});
    return {row({script(roman(sign), std::move(below), std::move(operands[1].set)), roman(" "), fenced_below(Piece::product, operands[2])}), Piece::sum, false, true};
}

Piece of_three(const Expression::Node& node, const Expression& expression, std::span<Piece> operands) {
    if (node.operation == Operation::choose) return cases(operands[0], operands[1], operands[2]);
    return over_index(node.operation == Operation::sum ? "∑" : "∏", expression.indices[node.variable], operands);
}

}

Formula formula_of(const Expression& expression) {
    return fold<Piece>(expression, [&](std::size_t i, std::span<Piece> operands) -> Piece {
        const Expression::Node& node = expression.nodes[i];
        if (operands.size() == 3) return of_three(node, expression, operands);
        if (operands.size() == 2) return binary(node.operation, operands[0], operands[1]);
        if (operands.size() == 1) return unary(node.operation, operands[0]);
        switch (node.operation) {
        case Operation::number: return number_piece(node.value);
        case Operation::variable: return variable_piece(expression.variables[node.variable]);
        case Operation::index: return variable_piece(expression.indices[node.variable]);
        case Operation::pi: return {roman("π")};
        case Operation::tau: return {roman("τ")};
        default: return {roman("e")};
        }
    }).set;
}

}
