#include "compute/probability/log_form.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

using Id = Graph::Id;
using Op = Operation;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

}

Id LogForm::copy(Id id) {
    if (copies_[id]) return *copies_[id];
    const Graph::Term term = plain_[id];
    const auto operand = [&](int k) { return k < arity(term.operation) ? copy(term.operands[static_cast<std::size_t>(k)]) : Id{0}; };
    const Id a = operand(0), b = operand(1), c = operand(2);
    const Id made = term.operation == Op::number     ? graph_.number(term.value)
                    : term.operation == Op::variable ? graph_.variable(term.variable)
                                                     : apply(term.operation, a, b, c);
    copies_[id] = made;
    return made;
}

LogForm::LogForm(const Graph& plain) : plain_(plain), copies_(plain.size()), terms_(plain.size()), wild_(plain.size()) {
    constexpr double tame = 8, far = 1e100;   // x^8 leaves the doubles beyond 1e38
    for (Id id = 0; id < plain.size(); ++id) {
        const Graph::Term& term = plain[id];
        bool wild = false;
        switch (term.operation) {
        case Op::exp:
        case Op::expm1:
        case Op::sinh:
        case Op::cosh:
        case Op::gamma:
        case Op::sigmoid: wild = true; break;
        case Op::number: wild = term.value != 0 && (std::abs(term.value) > far || std::abs(term.value) < 1 / far); break;
        case Op::power: wild = !(std::abs(plain.constant(term.operands[1]).value_or(infinite)) <= tame); break;
        default: break;
        }
        for (int k = 0; k < arity(term.operation); ++k) wild = wild || wild_[term.operands[static_cast<std::size_t>(k)]];
        wild_[id] = wild;
    }
}

Id LogForm::times(Id a, Id b) { return is_one(a) ? b : is_one(b) ? a : apply(Op::multiply, a, b); }

// The larger one is taken out (log-sum-exp): log of max(|a|, |b|) · |1 ± exp(-d)|, where d is how far their logarithms are apart.
LogForm::Term LogForm::sum(Term a, Term b) {
    const Id top = apply(Op::max, a.log, b.log), minus_d = apply(Op::negate, apply(Op::abs, apply(Op::subtract, a.log, b.log)));
    const auto p = graph_.numeric(a.sign), q = graph_.numeric(b.sign);
    const auto beside = [&](Id rest) { return apply(Op::add, top, rest); };
    if (p && p == q) return {a.sign, beside(apply(Op::log1p, apply(Op::exp, minus_d)))};
    const Id sign = apply(Op::choose, apply(Op::greater, a.log, b.log), a.sign, b.sign);
    if (p && q) return {sign, beside(apply(Op::ln, apply(Op::negate, apply(Op::expm1, minus_d))))};
    return {sign, beside(apply(Op::log1p, times(times(a.sign, b.sign), apply(Op::exp, minus_d))))};
}

LogForm::Term LogForm::of(Id id) {
    if (!terms_[id]) {
        const Term term = made(id);
        terms_[id] = term;
    }
    return *terms_[id];
}

LogForm::Term LogForm::made(Id id) {
    const Graph::Term term = plain_[id];
    const auto [a, b, c] = term.operands;
    const Id one = graph_.number(1), two = graph_.number(2);
    const auto size = [&](Id u) { return apply(Op::abs, copy(u)); };
    const auto negative = [&](Id u) { return apply(Op::negate, u); };
    // log(exp(|a|) / 2)
    const auto half_exp = [&] { return apply(Op::subtract, size(a), graph_.number(std::numbers::ln2)); };
    // log(1 - exp(-u)) for u > 0
    const auto rest_of_one = [&](Id u) { return apply(Op::ln, negative(apply(Op::expm1, negative(u)))); };
    switch (term.operation) {
    case Op::number:
        if (term.value == 0) break;
        return {graph_.number(term.value > 0 ? 1 : -1), graph_.number(std::log(std::abs(term.value)))};
    case Op::negate: {
        const Term x = of(a);
        return {is_one(x.sign) ? graph_.number(-1) : negative(x.sign), x.log};
    }
    case Op::abs: {
        const Term x = of(a);
        return {is_one(x.sign) ? one : apply(Op::abs, x.sign), x.log};
    }
    case Op::multiply:
    case Op::divide: {
        const Term x = of(a), y = of(b);
        return {times(x.sign, y.sign), apply(term.operation == Op::multiply ? Op::add : Op::subtract, x.log, y.log)};
    }
    case Op::power: {
        if (plain_.constant(b) == 0.0) return {one, graph_.number(0)};
        const Term x = of(a);
        return {is_one(x.sign) ? one : apply(Op::power, x.sign, copy(b)), apply(Op::multiply, copy(b), x.log)};
    }
    case Op::exp: return {one, copy(a)};
    case Op::sqrt: {
        const Term x = of(a);
        return {is_one(x.sign) ? one : apply(Op::sqrt, x.sign), apply(Op::divide, x.log, two)};
    }
    case Op::cbrt: {
        const Term x = of(a);
        return {x.sign, apply(Op::divide, x.log, graph_.number(3))};
    }
    case Op::cosh: return {one, apply(Op::add, half_exp(), apply(Op::log1p, apply(Op::exp, negative(apply(Op::multiply, two, size(a))))))};
    case Op::sinh: return {apply(Op::sign, copy(a)), apply(Op::add, half_exp(), rest_of_one(apply(Op::multiply, two, size(a))))};
    case Op::expm1: return {apply(Op::sign, copy(a)), apply(Op::add, apply(Op::relu, copy(a)), rest_of_one(size(a)))};
    case Op::gamma: return {apply(Op::sign, copy(id)), apply(Op::lgamma, copy(a))};
    case Op::sigmoid: return {one, negative(apply(Op::softplus, negative(copy(a))))};
    case Op::add:
        if (wild_[id]) return sum(of(a), of(b));
        break;
    case Op::subtract:
        if (wild_[id]) {
            const Term y = of(b);
            return sum(of(a), {is_one(y.sign) ? graph_.number(-1) : negative(y.sign), y.log});
        }
        break;
    case Op::min:
    case Op::max:
        if (const Term x = of(a), y = of(b); is_one(x.sign) && is_one(y.sign)) return {one, apply(term.operation, x.log, y.log)};
        break;
    case Op::choose: {
        const Term x = of(b), y = of(c);
        return {x.sign == y.sign ? x.sign : apply(Op::choose, copy(a), x.sign, y.sign), apply(Op::choose, copy(a), x.log, y.log)};
    }
    default: break;
    }
    if (is_condition(term.operation)) return {copy(id), apply(Op::ln, copy(id))};
    return {apply(Op::sign, copy(id)), apply(Op::ln, size(id))};
}

bool grows_like_a_pole(const Graph& graph, Id log, double at, Interval around) {
    const auto size = [&](double x) { return values(graph, std::span(&x, 1))[log]; };
    // The logarithm of f(x) times the distance, which must not fall on the way to the pole, or to infinity.
    const double origin = std::isinf(at) ? 0 : at;
    const auto mass = [&](double step) { return size(origin + step) + std::log(std::abs(step)); };
    const auto keeps_up = [&](double before, double after) { return mass(after) >= mass(before) - 1e-6; };
    if (std::isinf(at)) return keeps_up(std::copysign(1e140, at), std::copysign(1e150, at));
    if (size(at) != infinite) return false;
    for (const double room : {around.lo - at, around.hi - at})
        if (std::isfinite(room) && room != 0 && std::isfinite(mass(room * 0x1p-10)) && keeps_up(room * 0x1p-10, room * 0x1p-20)) return true;
    return false;
}

}
