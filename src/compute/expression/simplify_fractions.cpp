#include "compute/expression/simplify.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

/// Larger polynomials are left as they are.
constexpr std::size_t most_monomials = 60, most_steps = 400;
constexpr double most_expanded = 6;           ///< power of a sum

}

/// The sum of products in which no factor is a sum; nothing where that is too long, or where no two opposite parts meet.
std::optional<std::vector<Simplifier::Summand>> Simplifier::multiplied_out(const std::vector<Product>& products) {
    std::vector<Product> open(products.rbegin(), products.rend());
    std::vector<Summand> sum;
    bool cancelled = false;
    for (std::size_t steps = 0; !open.empty(); ++steps) {
        if (steps > most_steps || open.size() + sum.size() > most_monomials) return std::nullopt;
        Product product = std::move(open.back());
        open.pop_back();
        const auto wide = std::find_if(product.factors.begin(), product.factors.end(),
                                       [&](const Factor& f) { return rank(f) == 3 && f.exponent > 0 && whole(f.exponent); });
        if (wide == product.factors.end()) {
            const Coefficient c = product.coefficient;
            product.coefficient = {};
            const auto earlier = [](const Factor& a, const Factor& b) { return a.base < b.base; };
            std::sort(product.factors.begin(), product.factors.end(), earlier);                               // x·y = y·x
            const Id term = built(product);
            const auto opposite = [&](const Summand& s) { return s.term == term && s.coefficient.p * c.p < 0; };
            cancelled = cancelled || std::any_of(sum.begin(), sum.end(), opposite);
            summand(sum, {c, term});
            continue;
        }
        if (wide->exponent > most_expanded) return std::nullopt;
        const Id base = wide->base;
        factor(product, base, -1);
        std::vector<Summand> parts;
        flatten(parts, base, false);
        for (const Summand& part : std::vector<Summand>(parts.rbegin(), parts.rend())) {
            Product next = product;
            scale(next, part.coefficient.p, 1);
            scale(next, part.coefficient.q, -1);
            flatten(next, part.term, 1);
            open.push_back(std::move(next));
        }
    }
    if (unite_squares(sum)) cancelled = true;
    if (!cancelled) return std::nullopt;
    return sum;
}

/// t·cosh² − t·sinh² = t, t·cos² + t·sin² = t.
bool Simplifier::unite_squares(std::vector<Summand>& sum) {
    const auto without_square = [&](Id term, Operation operation, Id of) -> std::optional<Id> {
        Product product;
        flatten(product, term, 1);
        for (Factor& f : product.factors) {
            if (f.exponent < 2 || graph_[f.base].operation != operation || graph_[f.base].operands[0] != of) continue;
            factor(product, Id(f.base), -2);
            return built(product);
        }
        return std::nullopt;
    };
    const auto united = [&](std::size_t i) {
        Product product;
        flatten(product, sum[i].term, 1);
        for (const Factor& f : product.factors) {
            const Operation operation = graph_[f.base].operation;
            const bool even = operation == Operation::cosh;
            if ((!even && operation != Operation::cos) || f.exponent < 2) continue;
            const Id of = graph_[f.base].operands[0];
            const auto rest = without_square(sum[i].term, operation, of);
            for (std::size_t j = 0; rest && j < sum.size(); ++j) {
                const Coefficient &a = sum[i].coefficient, &b = sum[j].coefficient;
                if (b.q != a.q || b.p != (even ? -a.p : a.p) || without_square(sum[j].term, even ? Operation::sinh : Operation::sin, of) != rest) continue;
                const Summand one{a, *rest};
                sum.erase(sum.begin() + static_cast<std::ptrdiff_t>(std::max(i, j)));
                sum.erase(sum.begin() + static_cast<std::ptrdiff_t>(std::min(i, j)));
                summand(sum, one);
                return true;
            }
        }
        return false;
    };
    bool any = false;
    for (std::size_t i = 0; i < sum.size();) {
        if (!united(i)) ++i;
        else any = true, i = 0;
    }
    return any;
}

/// The sum as one fraction with its numerator multiplied out, where opposite parts cancel in that: 1 − x/(1 + x) is 1/(1 + x), which
/// keeps its digits where x is large. `above`: the sum stands above a line already.
std::optional<Graph::Id> Simplifier::over_common_denominator(const std::vector<Summand>& sum, bool above) {
    if (sum.size() > most_monomials) return std::nullopt;
    std::vector<Product> products;
    std::vector<Factor> common;               // the least exponent that each base has anywhere
    for (const Summand& s : sum) {
        Product product{s.coefficient, {}};
        flatten(product, s.term, 1);
        for (const Factor& f : product.factors)
            if (std::none_of(common.begin(), common.end(), [&](const Factor& c) { return c.base == f.base; })) common.push_back(f);
        products.push_back(std::move(product));
    }
    for (Factor& c : common) {
        bool matches = !graph_.numeric(c.base);
        const double any = c.exponent;
        for (const Product& product : products) {
            const auto same = std::find_if(product.factors.begin(), product.factors.end(), [&](const Factor& f) { return f.base == c.base; });
            const double exponent = same == product.factors.end() ? 0 : same->exponent;
            matches = matches && whole(exponent - any);
            c.exponent = std::min(c.exponent, exponent);
        }
        if (!matches) c.exponent = 0;
    }
    std::erase_if(common, [](const Factor& c) { return c.exponent == 0; });
    const bool fraction = std::any_of(common.begin(), common.end(), [&](const Factor& c) { return rank(c) >= 3 && (c.exponent < 0 || !whole(c.exponent)); });
    if (!above && !fraction) return std::nullopt;
    for (Product& product : products)
        for (const Factor& c : common) factor(product, c.base, -c.exponent);
    auto numerator = multiplied_out(products);
    if (!numerator) return std::nullopt;
    Product result;
    flatten(result, combined(*numerator), 1);
    for (const Factor& c : common) factor(result, c.base, c.exponent);
    return built(result);
}

/// |u|·sign(u) = u, relu(u)·(1 + sign u) = 2 relu(u): what has a kink in its parts may have none as a whole.
void Simplifier::unite_signs(Product& product) {
    const auto of = [&](Operation operation, Id u) {
        const Id id = graph_.apply(operation, u);
        return std::find_if(product.factors.begin(), product.factors.end(), [&](const Factor& f) { return f.base == id && f.exponent >= 1; });
    };
    for (std::size_t i = 0; i < product.factors.size(); ++i) {
        const auto [base, exponent] = product.factors[i];
        const auto [operation, operands, value, variable] = graph_[base];
        if (operation == Operation::sign && exponent >= 1 && of(Operation::abs, operands[0]) != product.factors.end()) {
            factor(product, base, -1);
            factor(product, graph_.apply(Operation::abs, operands[0]), -1);
            flatten(product, operands[0], 1);
            return unite_signs(product);
        }
        const bool up = operation == Operation::add && graph_.numeric(operands[0]) == 1.0;
        const bool down = operation == Operation::subtract && graph_.numeric(operands[0]) == -1.0;
        const bool step = (up || down) && exponent >= 1 && graph_[operands[1]].operation == Operation::sign;
        if (step && of(Operation::relu, graph_[operands[1]].operands[0]) != product.factors.end()) {
            factor(product, base, -1);
            scale(product, up ? 2 : -2, 1);
            return unite_signs(product);
        }
    }
}

bool Simplifier::not_negative(Id id) const {
    const auto [operation, operands, value, variable] = graph_[id];
    switch (operation) {
    case Operation::number: return value >= 0;
    case Operation::pi: case Operation::tau: case Operation::e: case Operation::abs: case Operation::relu: case Operation::sqrt: case Operation::exp:
    case Operation::cosh: case Operation::hypot: case Operation::sigmoid: case Operation::softplus: return true;
    case Operation::power: {
        const auto k = graph_.numeric(operands[1]);
        return (k && (std::fmod(*k, 2) == 0 || !whole(*k))) || not_negative(operands[0]);
    }
    case Operation::multiply: return operands[0] == operands[1] || (not_negative(operands[0]) && not_negative(operands[1]));
    case Operation::add: case Operation::divide: case Operation::min: return not_negative(operands[0]) && not_negative(operands[1]);
    default: return false;
    }
}

}
