#include "compute/probability/density_parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope {
namespace {

using Id = Graph::Id;
using Op = Operation;

// A power or a root of a product is one: what it does to its first operand it does to the logarithm.
bool joins_factors(Op operation) {
    switch (operation) {
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::abs:
    case Op::sqrt:
    case Op::cbrt: return true;
    default: return false;
    }
}

bool is_factor(Op operation) {
    switch (operation) {
    case Op::exp:
    case Op::power:
    case Op::sigmoid:
    case Op::cosh:
    case Op::sinh:
    case Op::gamma: return true;
    default: return joins_factors(operation);
    }
}

class Collection {
public:
    Collection(const Graph& plain, Id f) : plain_(plain), form_(plain), f_(f) {}

    DensityParts run() {
        found_.value = form_.copy(f_);
        found_.log = form_.of(f_).log;
        for (const Id id : terms_of(plain_, f_)) {
            add_switches(id);
            add_argument(id);
            add_products_below(id);
        }
        if (is_factor(plain_[f_].operation)) add_product(f_, {});
        add_slopes();
        found_.graph = std::move(form_.graph());
        return std::move(found_);
    }

private:
    Graph& graph() { return form_.graph(); }

    void add_switch(Id term, DensityParts::Levels levels = {}) {
        if (graph().constant(term)) return;
        const auto same = [&](const DensityParts::Switch& s) { return s.term == term && s.levels == levels; };
        if (std::none_of(found_.switches.begin(), found_.switches.end(), same)) found_.switches.push_back({term, {}, levels});
    }
    void add_steep(const DensityParts::Steep& s) {
        if (graph().constant(s.term)) return;
        const auto same = [&](const DensityParts::Steep& other) { return s.term == other.term; };
        if (std::none_of(found_.steep.begin(), found_.steep.end(), same)) found_.steep.push_back(s);
    }

    void add_switches(Id id) {
        const Graph::Term term = plain_[id];
        const auto [a, b, c] = term.operands;
        constexpr double pi = std::numbers::pi;
        const auto shifted = [&](double by) { return graph().apply(Op::subtract, form_.copy(a), graph().number(by)); };
        switch (term.operation) {
        case Op::floor:
        case Op::ceil: return add_switch(form_.copy(a), {0, 1});
        case Op::round: return add_switch(form_.copy(a), {0.5, 1});
        case Op::mod: return add_switch(graph().apply(Op::divide, form_.copy(a), form_.copy(b)), {0, 1});
        case Op::tan: return add_switch(form_.copy(a), {pi / 2, pi});
        case Op::abs:
        case Op::sign:
        case Op::relu:
        case Op::sqrt:
        case Op::cbrt:
        case Op::ln:
        case Op::log10:
        case Op::log2:
        case Op::logical_not: return add_switch(form_.copy(a));
        case Op::log1p:
        case Op::acosh: return add_switch(shifted(term.operation == Op::acosh ? 1 : -1));
        case Op::asin:
        case Op::acos:
        case Op::atanh: return add_switch(shifted(1)), add_switch(shifted(-1));
        case Op::divide: return add_switch(form_.copy(b));
        case Op::power:
            if (const auto n = plain_.constant(b); !n || *n < 0 || *n != std::floor(*n)) add_switch(form_.copy(a));
            return;
        case Op::logical_and:
        case Op::logical_or: return add_switch(form_.copy(a)), add_switch(form_.copy(b));
        case Op::min:
        case Op::max:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
        case Op::equal:
        case Op::unequal: return add_switch(graph().apply(Op::subtract, form_.copy(a), form_.copy(b)));
        case Op::choose: return add_switch(form_.copy(a));
        default: return;
        }
    }

    void add_argument(Id id) {
        const Graph::Term& term = plain_[id];
        constexpr double saturated = 40;      // e^-40 is not seen beside 1
        switch (term.operation) {
        case Op::sin:
        case Op::cos:
        case Op::tan: return add_steep({.term = form_.copy(term.operands[0])});
        case Op::tanh:
        case Op::erf:
        case Op::erfc:
        case Op::softplus: return add_steep({.term = form_.copy(term.operands[0]), .reach = saturated});
        default: return;
        }
    }

    // Products that are operands of something else.
    void add_products_below(Id id) {
        const Graph::Term term = plain_[id];
        for (std::size_t k = 0; k < static_cast<std::size_t>(arity(term.operation)); ++k) {
            const Id below = term.operands[k];
            const bool goes_on = joins_factors(term.operation) || (term.operation == Op::power && k == 0);
            if (goes_on || !is_factor(plain_[below].operation)) continue;
            const bool sum = term.operation == Op::add || term.operation == Op::subtract;
            add_product(below, sum ? std::optional(DensityParts::Part{form_.copy(below), form_.copy(id)}) : std::nullopt);
        }
    }

    void add_product(Id id, std::optional<DensityParts::Part> in_sum) {
        if (const auto log = steep_log(id, graph().number(1))) add_steep({.term = *log, .in_sum = in_sum});
    }

    // The logarithm of the term to the power c, without factors that polynomials of small degree follow.
    std::optional<Id> steep_log(Id id, Id c) {
        constexpr double mild = 8;
        const Graph::Term term = plain_[id];
        const auto [a, b, unused] = term.operands;
        const auto times = [&](Id p, Id q) { return graph().numeric(p) == 1.0 ? q : graph().numeric(q) == 1.0 ? p : graph().apply(Op::multiply, p, q); };
        const auto scaled = [&](double by) { return times(c, graph().number(by)); };
        switch (term.operation) {
        case Op::exp: return times(c, form_.copy(a));
        case Op::multiply:
        case Op::divide: {
            const auto p = steep_log(a, c), q = steep_log(b, term.operation == Op::multiply ? c : scaled(-1));
            return p && q ? graph().apply(Op::add, *p, *q) : p ? p : q;
        }
        case Op::negate:
        case Op::abs: return steep_log(a, c);
        case Op::sqrt: return steep_log(a, scaled(0.5));
        case Op::cbrt: return steep_log(a, scaled(1.0 / 3));
        case Op::power: return steep_log(a, times(c, form_.copy(b)));
        default: break;
        }
        if (plain_.constant(id)) return std::nullopt;
        const bool steep = is_factor(term.operation);                         // cosh, sinh, gamma, sigmoid
        const auto n = graph().constant(c);
        if (!steep && n && *n > 0 && *n < mild) return std::nullopt;
        return times(c, form_.of(id).log);
    }

    std::optional<Id> slope_of(Id id) {
        const auto slope = gradient(graph(), id, 1);
        return slope ? std::optional((*slope)[0]) : std::nullopt;
    }
    void add_slopes() {
        found_.slope = slope_of(found_.log);
        for (auto& s : found_.switches) s.slope = slope_of(s.term);
        for (auto& s : found_.steep) s.slope = slope_of(s.term);
    }

    const Graph& plain_;
    LogForm form_;
    Id f_;
    DensityParts found_;
};

}

bool DensityParts::Levels::meet(double lo, double hi) const {
    if (step == 0) return lo <= offset && offset <= hi;
    return std::floor((hi - offset) / step) >= std::ceil((lo - offset) / step);
}

std::vector<double> DensityParts::Levels::between(double lo, double hi, std::size_t most) const {
    if (step == 0) return lo < offset && offset < hi ? std::vector{offset} : std::vector<double>{};
    if (!((hi - lo) / step < static_cast<double>(most))) return std::vector<double>(most, lo);
    std::vector<double> found;
    const double first = std::ceil((lo - offset) / step);
    for (std::size_t i = 0; i <= most; ++i)
        if (const double level = offset + (first + static_cast<double>(i)) * step; level > lo && level < hi) found.push_back(level);
    return found;
}

DensityParts density_parts(const Graph& graph, Graph::Id f) { return Collection(graph, f).run(); }

}
