#include "scene/expression_formula.hpp"

#include "base/number.hpp"
#include "compute/expression/fold.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

using namespace formula;

/// A set piece and how tightly its outermost operation binds.
struct Piece {
    enum Strength { sign, sum, product, fraction, power, call, whole };
    Formula set;
    Strength strength = whole;
    bool digit_first = false;                 ///< a number or a fraction: needs a sign of multiplication before it
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
    default: return called(set_name(operation), std::move(x.set));
    }
}

Piece sum(const char* symbol, Piece& a, Piece& b) {
    const bool digit_first = a.digit_first;
    Formula left = a.strength == Piece::sign ? std::move(a.set) : fenced_below(Piece::sum, a);
    return {extended(std::move(left), {op(symbol), fenced_below(Piece::product, b)}), Piece::sum, digit_first};
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

Piece binary(Operation operation, Piece& a, Piece& b) {
    switch (operation) {
    case Operation::add: return sum("+", a, b);
    case Operation::subtract: return sum("−", a, b);
    case Operation::multiply: return product(a, b);
    case Operation::divide: return {formula::fraction(std::move(a.set), std::move(b.set)), Piece::fraction, true};
    case Operation::power: return raised(a, b);
    case Operation::hypot: return length_piece(a, b);
    default: return called(set_name(operation), row({std::move(a.set), roman(", "), std::move(b.set)}));
    }
}

}

Formula formula_of(const Expression& expression) {
    return fold<Piece>(expression, [&](std::size_t i, std::span<Piece> operands) -> Piece {
        const Expression::Node& node = expression.nodes[i];
        if (operands.size() == 2) return binary(node.operation, operands[0], operands[1]);
        if (operands.size() == 1) return unary(node.operation, operands[0]);
        switch (node.operation) {
        case Operation::number: return number_piece(node.value);
        case Operation::variable: return variable_piece(expression.variables[node.variable]);
        case Operation::pi: return {roman("π")};
        case Operation::tau: return {roman("τ")};
        default: return {roman("e")};
        }
    }).set;
}

}
