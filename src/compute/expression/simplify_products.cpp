#include "compute/expression/simplify.hpp"

#include "base/number.hpp"
#include "compute/expression/decimal.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

// Products: numbers in front, powers of everything else.
namespace eigenscope {
namespace {

/// Whether a finite number that came out of others is as easy to read as they are: 2·0.35 but not 3·0.1.
bool readable(double x, double a, double b) {
    const auto length = [](double number) { return shortest(std::abs(number)).size(); };
    return length(x) <= std::max({std::size_t{6}, length(a), length(b)});
}

}

bool Simplifier::whole(double x) { return std::floor(x) == x && std::abs(x) <= 0x1p53; }

/// Multiplies the coefficient by number^exponent, if that stays readable; else the number is a factor like others.
void Simplifier::scale(Product& product, double number, double exponent) {
    Coefficient& c = product.coefficient;
    if (number < 0 && whole(exponent)) {
        number = -number;
        if (std::fmod(exponent, 2) != 0) c.p = -c.p;
    }
    if (exponent == 1 || exponent == -1) {
        double p = exponent > 0 ? c.p * number : c.p, q = exponent > 0 ? c.q : c.q * number;
        if (q < 0) p = -p, q = -q;
        const bool zero = q == 0 || (p == 0 && number != 0 && c.p != 0);      // a division by zero, an underflow
        const auto fits = [&](double x, double before) { return std::isfinite(x) && (whole(x) || readable(x, before, number)); };
        if (!zero && fits(p, c.p) && fits(q, c.q)) {
            if (whole(p) && whole(q)) {
                const auto divisor = static_cast<double>(std::gcd(static_cast<std::int64_t>(p), static_cast<std::int64_t>(q)));
                p /= divisor, q /= divisor;
            } else if (whole(p / q)) {
                p /= q, q = 1;
            }
            c = {p, q};
            return;
        }
    }
    const double value = std::pow(number, std::abs(exponent));
    if (std::abs(exponent) != 1 && value != 0 && whole(value)) return scale(product, value, exponent > 0 ? 1 : -1);
    product.factors.push_back({graph_.number(number), exponent});
}

void Simplifier::factor(Product& product, Id base, double exponent) {
    for (auto f = product.factors.begin(); f != product.factors.end() && !graph_.numeric(base); ++f) {
        if (f->base != base) continue;
        // Exponents whose sum would lose digits, or overflow, stay apart.
        const auto sum = decimal_sum(f->exponent, exponent);
        if (!sum) continue;
        f->exponent = *sum;
        if (*sum == 0) product.factors.erase(f);
        return;
    }
    product.factors.push_back({base, exponent});
}

/// Multiplies the product by id^exponent. A whole exponent goes through to the factors; any other one only to a root.
void Simplifier::flatten(Product& product, Id id, double exponent) {
    std::vector<Factor> open = {{id, exponent}};
    while (!open.empty()) {
        const auto [next, e] = open.back();
        open.pop_back();
        const Graph::Term term = graph_[next];
        const auto [a, b, c] = term.operands;
        const bool through = whole(e) && product.factors.size() + open.size() < most_parts;
        if (term.operation == Operation::number) {
            scale(product, term.value, e);
        } else if (through && term.operation == Operation::negate) {
            if (std::fmod(e, 2) != 0) product.coefficient.p = -product.coefficient.p;
            open.push_back({a, e});
        } else if (through && (term.operation == Operation::multiply || (term.operation == Operation::divide && graph_.numeric(b) != 0.0))) {
            open.push_back({b, term.operation == Operation::multiply ? e : -e});
            open.push_back({a, e});
        } else if (through && std::fmod(e, 2) == 0 && term.operation == Operation::abs) {
            open.push_back({a, e});
        } else if (through && std::fmod(e, 2) == 0 && term.operation == Operation::hypot) {
            factor(product, add(square(a), square(b)), e / 2);
        } else if (through && term.operation == Operation::sqrt) {
            factor(product, a, e / 2);
        } else if (const auto k = graph_.numeric(b); through && term.operation == Operation::power && k && *k != 0 && !graph_.numeric(a)) {
            if (whole(*k) && std::abs(*k * e) <= 1000) open.push_back({a, *k * e});
            else if (std::isfinite(*k * e)) factor(product, a, *k * e);
            else factor(product, next, e);
        } else {
            factor(product, next, e);
        }
    }
}

/// Numbers, then constants, variables, sums, and functions last: 2πx(x + 1)sin(x).
int Simplifier::rank(const Factor& factor) const {
    switch (graph_[factor.base].operation) {
    case Operation::number: return 0;
    case Operation::pi: case Operation::tau: case Operation::e: return 1;
    case Operation::variable: return 2;
    case Operation::add: case Operation::subtract: return 3;
    default: return 4;
    }
}

Graph::Id Simplifier::raised(Id base, double exponent) {
    if (exponent == 1) return base;
    if (exponent == 0.5) return graph_.apply(Operation::sqrt, base);
    return graph_.apply(Operation::power, base, graph_.number(exponent));
}

/// −(a − b)·c is (b − a)·c.
void Simplifier::turn_difference(Product& product) {
    if (product.coefficient.p != -1) return;
    for (Factor& f : product.factors) {
        const Graph::Term term = graph_[f.base];
        if (f.exponent != 1 || term.operation != Operation::subtract) continue;
        f.base = negate(f.base);
        product.coefficient.p = 1;
        return;
    }
}

Graph::Id Simplifier::built(Product product) {
    const auto squares = [&](const Factor& f) {                               // |x|·|x| = x²
        const Operation operation = graph_[f.base].operation;
        return product.factors.size() < most_parts && (operation == Operation::abs || operation == Operation::hypot) && whole(f.exponent) &&
               std::fmod(f.exponent, 2) == 0;
    };
    for (auto f = std::find_if(product.factors.begin(), product.factors.end(), squares); f != product.factors.end();
         f = std::find_if(product.factors.begin(), product.factors.end(), squares)) {
        const Factor square = *f;
        product.factors.erase(f);
        flatten(product, square.base, square.exponent);
    }
    unite_signs(product);
    turn_difference(product);
    const Coefficient& c = product.coefficient;
    if (c.p == 0) return number(0);
    std::vector<Factor>& factors = product.factors;
    std::stable_sort(factors.begin(), factors.end(), [&](const Factor& a, const Factor& b) { return rank(a) < rank(b); });
    std::optional<Id> above, below;
    const auto times = [&](std::optional<Id>& side, Id id) { side = side ? graph_.apply(Operation::multiply, *side, id) : id; };
    if (std::abs(c.p) != 1) above = number(std::abs(c.p));
    if (c.q != 1) below = number(c.q);
    for (const Factor& f : factors) {
        if (f.exponent > 0) times(above, raised(f.base, f.exponent));
        else times(below, raised(f.base, -f.exponent));
    }
    Id result = above.value_or(number(1));
    if (below) result = graph_.apply(Operation::divide, result, *below);
    const Operation operation = graph_[result].operation;
    const bool sum = operation == Operation::add || operation == Operation::subtract;
    if (c.p > 0) return result;
    return sum || operation == Operation::number ? negate(result) : graph_.apply(Operation::negate, result);
}

}
