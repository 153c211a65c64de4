#include "compute/expression/selection.hpp"

#include "compute/expression/operations.hpp"

#include <bit>
#include <cmath>

namespace eigenscope {
namespace {

Selected of_one(Kernel kernel, Graph::Id a, double s = 0, double t = 0) { return {.kernel = kernel, .operands = {a}, .count = 1, .s = s, .t = t}; }
Selected of_two(Kernel kernel, Graph::Id a, Graph::Id b, double s = 0) { return {.kernel = kernel, .operands = {a, b}, .count = 2, .s = s}; }
Selected of_three(Kernel kernel, Graph::Id a, Graph::Id b, Graph::Id c) { return {.kernel = kernel, .operands = {a, b, c}, .count = 3}; }

/// The kernel that does just what the operation does.
Kernel kernel_of(Operation operation) {
    switch (operation) {
    case Operation::negate: return Kernel::negate;
    case Operation::sin: return Kernel::sin;
    case Operation::cos: return Kernel::cos;
    case Operation::tan: return Kernel::tan;
    case Operation::sinh: return Kernel::sinh;
    case Operation::cosh: return Kernel::cosh;
    case Operation::tanh: return Kernel::tanh;
    case Operation::exp: return Kernel::exp;
    case Operation::expm1: return Kernel::expm1;
    case Operation::ln: return Kernel::ln;
    case Operation::log1p: return Kernel::log1p;
    case Operation::sqrt: return Kernel::sqrt;
    case Operation::abs: return Kernel::abs;
    case Operation::sign: return Kernel::sign;
    case Operation::floor: return Kernel::floor;
    case Operation::ceil: return Kernel::ceil;
    case Operation::round: return Kernel::round;
    case Operation::sigmoid: return Kernel::sigmoid;
    case Operation::softplus: return Kernel::softplus;
    case Operation::relu: return Kernel::relu;
    case Operation::logical_not: return Kernel::logical_not;
    case Operation::min: return Kernel::min;
    case Operation::max: return Kernel::max;
    case Operation::less: return Kernel::less;
    case Operation::less_equal: return Kernel::less_equal;
    case Operation::greater: return Kernel::greater;
    case Operation::greater_equal: return Kernel::greater_equal;
    case Operation::equal: return Kernel::equal;
    case Operation::unequal: return Kernel::unequal;
    case Operation::logical_and: return Kernel::logical_and;
    case Operation::logical_or: return Kernel::logical_or;
    case Operation::choose: return Kernel::choose;
    default: return Kernel::other;
    }
}

/// Whether dividing by it is multiplying by its inverse, with the same bits.
bool is_power_of_two(double x) {
    constexpr std::uint64_t fraction = (std::uint64_t{1} << 52) - 1;
    return std::isnormal(x) && std::isnormal(1 / x) && (std::bit_cast<std::uint64_t>(x) & fraction) == 0;
}

}

Selection::Selection(const Graph& graph, std::span<const Id> outputs)
    : graph_(graph), constant_(graph.size(), 0), value_(graph.size(), 0), uses_(graph.size(), 0) {
    for (Id id = 0; id < graph.size(); ++id) {
        const Graph::Term& term = graph[id];
        if (term.operation == Operation::variable) continue;
        const auto known = [&](int k) { return k >= arity(term.operation) || constant_[term.operands[static_cast<std::size_t>(k)]]; };
        if (!known(0) || !known(1) || !known(2)) continue;
        const auto operand = [&](std::size_t k) { return value_[term.operands[k]]; };
        constant_[id] = 1;
        value_[id] = term.operation == Operation::number ? term.value : applied(term.operation, operand(0), operand(1), operand(2));
    }
    for (const Id id : outputs) ++uses_[id];
    for (Id id = static_cast<Id>(graph.size()); id-- > 0;) {
        if (uses_[id] == 0 || constant_[id]) continue;
        for (int k = 0; k < arity(graph[id].operation); ++k) ++uses_[graph[id].operands[static_cast<std::size_t>(k)]];
    }
}

Selected Selection::operator()(Id id) const {
    const Graph::Term& term = graph_[id];
    const auto [a, b, c] = term.operands;
    if (constant_[id]) return {.kernel = Kernel::fill, .s = value_[id]};
    switch (term.operation) {
    case Operation::add: return sum(a, b, true);
    case Operation::subtract: return difference(a, b, true);
    case Operation::multiply: return product(a, b);
    case Operation::divide: return quotient(a, b);
    case Operation::power: return power(a, b);
    case Operation::negate: return negated(a);
    default: return plain(id);
    }
}

Selected Selection::plain(Id id) const {
    const Graph::Term& term = graph_[id];
    return {.kernel = kernel_of(term.operation), .operation = term.operation, .operands = term.operands, .count = arity(term.operation)};
}

std::optional<Selected> Selection::product_below(Id id) const {
    if (const auto multiple = multiple_below(id)) return multiple;
    if (!is_product(id)) return std::nullopt;
    return (*this)(id);
}

/// Whether it is a product that nobody else needs.
bool Selection::is_product(Id id) const {
    const Operation operation = graph_[id].operation;
    return !constant_[id] && uses_[id] == 1 && (operation == Operation::multiply || operation == Operation::power);
}

/// −x: a number in x changes its sign.
Selected Selection::negated(Id id) const {
    const Operation operation = graph_[id].operation;
    if (auto inner = multiple_below(id)) {
        inner->s = -inner->s;
        return *inner;
    }
    if (uses_[id] == 1 && (operation == Operation::multiply || operation == Operation::divide)) {
        Selected inner = (*this)(id);
        inner.s = -inner.s;
        switch (inner.kernel) {
        case Kernel::times: case Kernel::over: case Kernel::into: case Kernel::scale_multiply: case Kernel::scale_square: return inner;
        default: break;
        }
    }
    return of_one(Kernel::negate, id);
}

/// left + right + constant, where that is one instruction.
std::optional<Selected> Selection::sum_plus(Id id, double constant) const {
    const auto [a, b, c] = graph_[id].operands;
    const Operation operation = graph_[id].operation;
    if (constant_[id] || uses_[id] != 1 || (operation != Operation::add && operation != Operation::subtract)) return std::nullopt;
    Selected inner = operation == Operation::add ? sum(a, b, false) : difference(a, b, false);
    switch (inner.kernel) {
    case Kernel::add: inner.s = 1; break;
    case Kernel::subtract: std::swap(inner.operands[0], inner.operands[1]), inner.s = -1; break;
    case Kernel::scale_add: break;
    case Kernel::multiply_add:
        inner.kernel = Kernel::multiply_add_plus, inner.s = constant;
        return inner;
    default: return std::nullopt;
    }
    inner.kernel = Kernel::scale_add_plus, inner.t = constant;
    return inner;
}

/// inner + other, where there is an instruction for it.
std::optional<Selected> Selection::product_plus(const Selected& inner, Id other) const {
    const auto [a, b, c] = inner.operands;
    const Kernel kernel = inner.kernel;
    const bool pair = kernel == Kernel::multiply || kernel == Kernel::square;
    const Id second = kernel == Kernel::square ? a : b;
    if (constant_[other]) {
        if (kernel == Kernel::times) return of_one(Kernel::affine, a, inner.s, value_[other]);
        if (pair) return of_two(Kernel::multiply_plus, a, second, value_[other]);
        return std::nullopt;
    }
    if (pair) return of_three(Kernel::multiply_add, a, second, other);
    if (kernel == Kernel::times) return of_two(Kernel::scale_add, a, other, inner.s);
    if (kernel == Kernel::scale_square) return of_two(Kernel::scale_square_add, a, other, inner.s);
    if (kernel != Kernel::scale_multiply) return std::nullopt;
    Selected result = of_three(Kernel::scale_multiply_add, a, b, other);
    result.s = inner.s;
    return result;
}

Selected Selection::sum(Id left, Id right, bool deep) const {
    if (deep && (constant_[left] || constant_[right]))
        if (const auto result = sum_plus(constant_[left] ? right : left, value_[constant_[left] ? left : right])) return *result;
    const auto first = product_below(left), second = product_below(right);
    if (first && second && first->kernel == Kernel::square && second->kernel == Kernel::square)
        return of_two(Kernel::squares, first->operands[0], second->operands[0]);
    if (second)
        if (const auto result = product_plus(*second, left)) return *result;
    if (first)
        if (const auto result = product_plus(*first, right)) return *result;
    if (constant_[left]) return of_one(Kernel::plus, right, value_[left]);
    if (constant_[right]) return of_one(Kernel::plus, left, value_[right]);
    return of_two(Kernel::add, left, right);
}

Selected Selection::difference(Id left, Id right, bool deep) const {
    if (deep && constant_[right])
        if (const auto result = sum_plus(left, -value_[right])) return *result;
    if (auto inner = product_below(right)) {
        const auto [a, b, c] = inner->operands;
        inner->s = -inner->s;
        const bool scaled = inner->kernel == Kernel::times || inner->kernel == Kernel::scale_multiply || inner->kernel == Kernel::scale_square;
        if (const auto result = scaled ? product_plus(*inner, left) : std::nullopt) return *result;
        if (!constant_[left] && inner->kernel == Kernel::multiply) return of_three(Kernel::subtract_multiply, a, b, left);
        if (!constant_[left] && inner->kernel == Kernel::square) return of_three(Kernel::subtract_multiply, a, a, left);
    }
    if (const auto inner = product_below(left)) {
        const auto [a, b, c] = inner->operands;
        const bool square = inner->kernel == Kernel::square;
        if (inner->kernel == Kernel::times && constant_[right]) return of_one(Kernel::affine, a, inner->s, -value_[right]);
        if (inner->kernel == Kernel::times) return of_two(Kernel::scale_subtract, a, right, inner->s);
        if ((inner->kernel == Kernel::multiply || square) && constant_[right]) return of_two(Kernel::multiply_plus, a, square ? a : b, -value_[right]);
        if (inner->kernel == Kernel::multiply || square) return of_three(Kernel::multiply_subtract, a, square ? a : b, right);
    }
    if (constant_[left]) return of_one(Kernel::from, right, value_[left]);
    if (constant_[right]) return of_one(Kernel::plus, left, -value_[right]);
    return of_two(Kernel::subtract, left, right);
}

/// The square of a term that occurs `uses` times in it.
Selected Selection::squared(Id id, std::uint32_t uses) const {
    const Graph::Term& term = graph_[id];
    const auto [a, b, c] = term.operands;
    if (uses_[id] == uses && term.operation == Operation::subtract) {
        if (constant_[b]) return of_one(Kernel::square_plus, a, -value_[b]);
        if (constant_[a]) return of_one(Kernel::square_plus, b, -value_[a]);  // the sign is gone in the square
        if (!is_product(a) && !is_product(b)) return of_two(Kernel::square_difference, a, b);  // else the difference takes the product in
    }
    if (uses_[id] == uses && term.operation == Operation::add && (constant_[a] || constant_[b]))
        return constant_[a] ? of_one(Kernel::square_plus, b, value_[a]) : of_one(Kernel::square_plus, a, value_[b]);
    return of_one(Kernel::square, id);
}

/// The base, where the term is a square that nobody else needs.
std::optional<Graph::Id> Selection::square_below(Id id) const {
    const auto [a, b, c] = graph_[id].operands;
    if (constant_[id] || uses_[id] != 1) return std::nullopt;
    const bool product = graph_[id].operation == Operation::multiply && a == b;
    const bool power = graph_[id].operation == Operation::power && constant_[b] && value_[b] == 2;
    if ((!product && !power) || squared(a, product ? 2 : 1).kernel != Kernel::square) return std::nullopt;
    return a;
}

/// A number times a term. Even if others need the product: an instruction that takes it in is no slower for that.
std::optional<Selected> Selection::multiple_below(Id id) const {
    const auto [a, b, c] = graph_[id].operands;
    if (constant_[id] || graph_[id].operation != Operation::multiply || (!constant_[a] && !constant_[b])) return std::nullopt;
    const Selected result = multiple(constant_[a] ? a : b, constant_[a] ? b : a);
    if (result.kernel != Kernel::times) return std::nullopt;
    return result;
}

Selected Selection::multiple(Id constant, Id other) const {
    if (const auto base = square_below(other)) return of_one(Kernel::scale_square, *base, value_[constant]);
    return of_one(Kernel::times, other, value_[constant]);
}

Selected Selection::product(Id left, Id right) const {
    if (left == right) return squared(left, 2);
    if (constant_[left]) return multiple(left, right);
    if (constant_[right]) return multiple(right, left);
    if (const auto inner = multiple_below(left)) return of_two(Kernel::scale_multiply, inner->operands[0], right, inner->s);
    if (const auto inner = multiple_below(right)) return of_two(Kernel::scale_multiply, inner->operands[0], left, inner->s);
    return of_two(Kernel::multiply, left, right);
}

Selected Selection::quotient(Id left, Id right) const {
    if (constant_[left]) return of_one(Kernel::into, right, value_[left]);
    if (!constant_[right]) return of_two(Kernel::divide, left, right);
    if (is_power_of_two(value_[right])) return of_one(Kernel::times, left, 1 / value_[right]);
    return of_one(Kernel::over, left, value_[right]);
}

Selected Selection::power(Id base, Id exponent) const {
    // The number e is meant exactly, so this is nearer than a power of the double beside it.
    if (graph_[base].operation == Operation::e) return of_one(Kernel::exp, exponent);
    Selected general = of_two(Kernel::other, base, exponent);
    general.operation = Operation::power;
    if (!constant_[exponent]) return general;
    const double k = value_[exponent];
    if (k == 2) return squared(base, 1);
    if (k == 1) return of_one(Kernel::copy, base);
    if (k == -1) return of_one(Kernel::into, base, 1);
    if (k == 0.5) return of_one(Kernel::root_power, base);
    if (k == -0.5) return of_one(Kernel::inverse_root, base);
    if (k != std::round(k) || std::abs(k) > most_power || k == 0) return general;
    return of_one(k > 0 ? Kernel::power : Kernel::inverse_power, base, std::abs(k));
}

}
