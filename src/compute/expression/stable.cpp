#include "compute/expression/stable.hpp"

#include "compute/expression/simplify.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using Id = Graph::Id;
using Op = Operation;

constexpr std::size_t most_parts = 64;

/// c·exp(h) for a number c > 0.
struct Exponential {
    double c;
    Id h;
};

/// Σ cₖ·exp(hₖ) = exp(largest) · scaled
struct Scaled {
    Id largest, scaled;
};

/// base^exponent for a whole exponent, not zero.
struct Factor {
    Id base;
    int exponent;
};

class Stable {
public:
    explicit Stable(Graph& graph) : graph_(graph), s_(graph) {}

    Id operator()(Id root) {
        done_.resize(root + 1);
        for (const Id id : terms_of(graph_, root)) done_[id] = rewritten(id);
        return done_[root];
    }

private:
    Id number(double x) { return graph_.number(x); }
    bool zero(Id id) const { return graph_.numeric(id) == 0.0; }
    Id add(Id a, Id b) { return zero(a) ? b : zero(b) ? a : graph_.apply(Op::add, a, b); }
    Id less(Id a, Id b) { return zero(b) ? a : zero(a) ? s_.negate(b) : graph_.apply(Op::subtract, a, b); }
    Id times(Id a, Id b) { return graph_.numeric(a) == 1.0 ? b : graph_.numeric(b) == 1.0 ? a : graph_.apply(Op::multiply, a, b); }
    Id exp(Id h) { return zero(h) ? number(1) : graph_.apply(Op::exp, h); }
    Id abs(Id u) { return graph_.apply(Op::abs, u); }
    Id max(Id a, Id b) { return a == b ? a : graph_.apply(Op::max, a, b); }
    Id raised(Id base, int n) { return n == 1 ? base : graph_.apply(Op::power, base, number(n)); }
    Id plain(Id id) {
        const auto [operation, operands, value, variable] = graph_[id];
        if (arity(operation) == 0) return id;
        return graph_.apply(operation, done_[operands[0]], done_[operands[1]], done_[operands[2]]);
    }

    Id rewritten(Id id) {
        std::optional<Id> better;
        switch (graph_[id].operation) {
        case Op::ln: case Op::log2: case Op::log10: case Op::log1p: better = logarithm(id); break;
        case Op::multiply: case Op::divide: case Op::power: better = product(id); break;
        case Op::subtract: better = difference(id); break;
        default: break;
        }
        return better ? *better : plain(id);
    }

    /// h, where the term is e^h; rewritten.
    std::optional<Id> exponent(Id id) {
        const auto [operation, operands, value, variable] = graph_[id];
        if (operation == Op::exp) return done_[operands[0]];
        if (operation == Op::power && graph_[operands[0]].operation == Op::e) return done_[operands[1]];
        const auto base = graph_.numeric(operands[0]);
        if (operation == Op::power && base && *base > 0 && !graph_.constant(operands[1]))
            return graph_.apply(Op::multiply, done_[operands[1]], graph_.apply(Op::ln, operands[0]));
        return std::nullopt;
    }

    /// Adds the term, times c > 0, to the parts, if it is a sum of exponentials and positive numbers.
    bool exponentials(Id id, double c, std::vector<Exponential>& parts) {
        const auto [operation, operands, value, variable] = graph_[id];
        const auto [a, b, unused] = operands;
        const auto positive = [&](Id term) { return graph_.constant(term).value_or(0) > 0; };
        if (parts.size() >= most_parts || !(c > 0) || !std::isfinite(c)) return false;
        if (positive(id)) return parts.push_back({c * *graph_.constant(id), number(0)}), true;
        if (const auto h = exponent(id)) return parts.push_back({c, *h}), true;
        if (operation == Op::add) return exponentials(a, c, parts) && exponentials(b, c, parts);
        if (operation == Op::multiply && positive(a)) return exponentials(b, c * *graph_.constant(a), parts);
        if (operation == Op::multiply && positive(b)) return exponentials(a, c * *graph_.constant(b), parts);
        if (operation == Op::divide && positive(b)) return exponentials(a, c / *graph_.constant(b), parts);
        if (operation == Op::multiply && exponent(a) && exponent(b)) return parts.push_back({c, add(*exponent(a), *exponent(b))}), true;
        return false;
    }

    std::vector<Exponential> exponentials(Id id) {
        std::vector<Exponential> parts;
        if (!exponentials(id, 1, parts)) return {};
        const bool varies = std::any_of(parts.begin(), parts.end(), [&](const Exponential& part) { return !graph_.constant(part.h); });
        return varies ? parts : std::vector<Exponential>{};
    }

    Scaled scaled(const std::vector<Exponential>& parts) {
        Scaled result{parts.front().h, 0};
        for (const Exponential& part : parts) result.largest = max(result.largest, part.h);
        std::optional<Id> sum;
        for (const Exponential& part : parts) {
            const Id one = times(number(part.c), exp(less(part.h, result.largest)));
            sum = sum ? add(*sum, one) : one;
        }
        result.scaled = *sum;
        return result;
    }

    Id softplus(Id u) { return graph_.apply(Op::softplus, u); }

    /// ln cosh u = ln(1 + 2 sinh²(u/2)); beyond 350 it is a line.
    Id log_cosh(Id u) {
        const Id size = abs(u), near = graph_.apply(Op::min, size, number(350));
        const Id square = raised(graph_.apply(Op::sinh, graph_.apply(Op::divide, near, number(2))), 2);
        return add(graph_.apply(Op::subtract, size, near), graph_.apply(Op::log1p, times(number(2), square)));
    }

    Id log_of_number(double c) { return c == 1 ? number(0) : graph_.apply(Op::ln, number(c)); }

    Id log_of_sum(std::vector<Exponential> parts) {
        double constant = 0;
        std::erase_if(parts, [&](const Exponential& part) { return zero(part.h) && (constant += part.c, true); });
        if (constant > 0) {
            const Id log = log_of_number(constant);
            return add(log, softplus(less(log_of_sum(parts), log)));
        }
        const auto alone = [&](std::size_t i) { return add(parts[i].h, log_of_number(parts[i].c)); };
        if (parts.size() == 1) return alone(0);
        if (parts.size() == 2 && parts[0].c == parts[1].c && s_.negate(parts[0].h) == parts[1].h)
            return add(log_of_number(2 * parts[0].c), log_cosh(parts[0].h));
        if (parts.size() == 2) {
            const Id a = alone(0), b = alone(1);
            return add(max(a, b), softplus(s_.negate(abs(less(a, b)))));
        }
        const Scaled sum = scaled(parts);
        return add(sum.largest, graph_.apply(Op::ln, sum.scaled));
    }

    std::optional<Id> logarithm(Id id) {
        const auto [operation, operands, value, variable] = graph_[id];
        if (operation == Op::ln && graph_[operands[0]].operation == Op::cosh) return log_cosh(done_[graph_[operands[0]].operands[0]]);
        std::vector<Exponential> parts = exponentials(operands[0]);
        if (parts.empty()) return std::nullopt;
        if (operation == Op::log1p) parts.push_back({1, number(0)});
        const Id log = log_of_sum(parts);
        if (operation != Op::log2 && operation != Op::log10) return log;
        return graph_.apply(Op::divide, log, graph_.apply(Op::ln, number(operation == Op::log2 ? 2 : 10)));
    }

    /// eᵃ − eᵇ = sign(a − b) (1 − e^(−|a − b|)) e^max(a, b)
    struct Difference {
        Id rest, largest;
    };
    std::optional<Difference> difference_of_exponentials(Id id) {
        const auto [operation, operands, value, variable] = graph_[id];
        if (operation != Op::subtract) return std::nullopt;
        const auto log = [&](Id term) { return graph_.numeric(term) == 1.0 ? std::optional(number(0)) : exponent(term); };
        const auto a = log(operands[0]), b = log(operands[1]);
        if (!a || !b) return std::nullopt;
        const Id d = less(*a, *b), near = s_.negate(graph_.apply(Op::expm1, s_.negate(abs(d))));
        return Difference{times(graph_.apply(Op::sign, d), near), max(*a, *b)};
    }

    /// 1 − cos u = 2 sin²(u/2) and cosh u − 1 = 2 sinh²(u/2) without cancellation, for the term cos u or cosh u.
    std::optional<Id> haversine(Id id) {
        const auto [operation, operands, value, variable] = graph_[id];
        if (operation != Op::cos && operation != Op::cosh) return std::nullopt;
        const Id half = times(number(0.5), done_[operands[0]]);
        return times(number(2), raised(graph_.apply(operation == Op::cos ? Op::sin : Op::sinh, half), 2));
    }
    std::optional<Id> difference_to_one(Id term, bool one_first) {
        const auto rest = haversine(term);
        return !rest || one_first == (graph_[term].operation == Op::cos) ? rest : std::optional(s_.negate(*rest));
    }

    std::optional<Id> difference(Id id) {
        const auto [a, b, unused] = graph_[id].operands;
        if (graph_.numeric(b) == 1.0)
            if (const auto d = difference_to_one(a, false)) return d;
        if (graph_.numeric(a) == 1.0)
            if (const auto d = difference_to_one(b, true)) return d;
        if (graph_.numeric(b) == 1.0 && exponent(a)) return graph_.apply(Op::expm1, *exponent(a));
        if (graph_.numeric(a) == 1.0 && exponent(b)) return s_.negate(graph_.apply(Op::expm1, *exponent(b)));
        const auto u = exponent(a), v = exponent(b);
        if (u && v && s_.negate(*u) == *v) return times(number(2), graph_.apply(Op::sinh, *u));
        const Graph::Term& positive = graph_[done_[b]];                        // x − ln(1 + eˣ) = −ln(1 + e⁻ˣ)
        if (positive.operation == Op::softplus && positive.operands[0] == done_[a]) return s_.negate(softplus(s_.negate(done_[a])));
        return std::nullopt;
    }

    void flatten(Id id, int exponent, double& sign, std::vector<Factor>& factors) {
        const auto [operation, operands, value, variable] = graph_[id];
        const auto [a, b, unused] = operands;
        if (factors.size() < most_parts && (operation == Op::multiply || operation == Op::divide)) {
            flatten(a, exponent, sign, factors);
            flatten(b, operation == Op::multiply ? exponent : -exponent, sign, factors);
            return;
        }
        if (operation == Op::negate) {
            if (exponent % 2 != 0) sign = -sign;
            return flatten(a, exponent, sign, factors);
        }
        const auto k = operation == Op::power ? graph_.numeric(b) : std::nullopt;
        if (k && *k == std::round(*k) && std::abs(*k) <= 64 && *k != 0 && std::abs(exponent) <= 64)
            return flatten(a, exponent * static_cast<int>(*k), sign, factors);
        const auto same = std::find_if(factors.begin(), factors.end(), [&](const Factor& f) { return f.base == id; });
        if (same == factors.end()) factors.push_back({id, exponent});
        else same->exponent += exponent;
    }

    /// A product in the making.
    struct Fraction {
        std::optional<Id> above, below;
    };
    void put(Fraction& fraction, Id base, int exponent) {
        if (exponent == 0 || graph_.numeric(base) == 1.0) return;
        std::optional<Id>& side = exponent > 0 ? fraction.above : fraction.below;
        const Id power = raised(base, std::abs(exponent));
        side = side ? times(*side, power) : power;
    }

    /// 1/cosh u = 2e/(1 + e²) with e = e^(−|u|)
    Id inverse_cosh(Id u) {
        const Id e = exp(s_.negate(abs(u)));
        return graph_.apply(Op::divide, times(number(2), e), add(number(1), raised(e, 2)));
    }

    /// sinhʲ/coshᵏ = tanhᵐⁱⁿ ...
    bool take_cosh(std::vector<Factor>& factors, Fraction& fraction) {
        bool any = false;
        for (Factor& f : factors) {
            if (f.exponent >= 0 || graph_[f.base].operation != Op::cosh) continue;
            const Id inside = graph_[f.base].operands[0];
            const auto sinh = std::find_if(factors.begin(), factors.end(), [&](const Factor& g) {
                return graph_[g.base].operation == Op::sinh && graph_[g.base].operands[0] == inside && g.exponent > 0;
            });
            const int both = sinh == factors.end() ? 0 : std::min(sinh->exponent, -f.exponent);
            put(fraction, graph_.apply(Op::tanh, done_[inside]), both);
            put(fraction, inverse_cosh(done_[inside]), -f.exponent - both);
            if (both > 0) sinh->exponent -= both;
            f.exponent = 0;
            any = true;
        }
        return any;
    }

    /// Σ a·e^g, as Σ a·e^(g − shift), where `shift` is made for so many exponentials as each summand has, at least for one; nothing
    /// where no summand has any.
    template <class Shift>
    std::optional<Id> shifted_sum(Id id, Shift&& shift) {
        std::vector<std::pair<Id, bool>> open = {{id, false}};
        struct Summand {
            Fraction rest;
            Id inside;
            double sign;
        };
        std::vector<Summand> summands;
        int least = most_parts, most = 0;     // exponentials in a summand
        while (!open.empty()) {
            if (summands.size() + open.size() > most_parts) return std::nullopt;
            const auto [next, minus] = open.back();
            open.pop_back();
            const auto [operation, operands, value, variable] = graph_[next];
            if (operation == Op::add || operation == Op::subtract) {
                open.emplace_back(operands[1], minus != (operation == Op::subtract));
                open.emplace_back(operands[0], minus);
                continue;
            }
            Summand summand{.rest = {}, .inside = number(0), .sign = minus ? -1.0 : 1.0};
            std::vector<Factor> factors;
            flatten(next, 1, summand.sign, factors);
            int count = 0;
            for (const Factor& f : factors) {
                const auto h = exponent(f.base);
                if (h) summand.inside = add(summand.inside, times(number(f.exponent), *h)), count += f.exponent;
                else put(summand.rest, done_[f.base], f.exponent);
            }
            least = std::min(least, count), most = std::max(most, count);
            summands.push_back(summand);
        }
        if (most == 0) return std::nullopt;
        const Id by = shift(std::max(least, 1));
        std::optional<Id> sum;
        for (const Summand& summand : summands) {
            const Id one = built(summand.rest, exp(less(summand.inside, by)), summand.sign);
            sum = sum ? add(*sum, one) : one;
        }
        return sum;
    }

    Id built(const Fraction& fraction, Id first, double sign) {
        Id result = fraction.above ? times(first, *fraction.above) : first;
        if (fraction.below) result = graph_.apply(Op::divide, result, *fraction.below);
        return sign < 0 ? s_.negate(result) : result;
    }

    std::optional<Id> product(Id id) {
        double sign = 1;
        std::vector<Factor> factors;
        flatten(id, 1, sign, factors);
        Fraction fraction;
        bool any = take_cosh(factors, fraction);
        struct Below {
            Id largest;
            int left;                         ///< times e^−largest that no exponential above has taken
        };
        std::vector<Below> sums;
        for (Factor& f : factors) {
            if (f.exponent >= 0) continue;
            const auto parts = exponentials(f.base);
            if (parts.size() < 2) continue;
            const Scaled sum = scaled(parts);
            put(fraction, sum.scaled, f.exponent);
            sums.push_back({sum.largest, -f.exponent});
            f.exponent = 0;
        }
        if (!any && sums.empty()) return std::nullopt;
        const auto shift = [&](int count) {
            Id all = number(0);
            for (Below& sum : sums)
                for (; sum.left > 0 && count > 0; --count, --sum.left) all = add(all, sum.largest);
            return all;
        };
        for (const Factor& f : factors) {
            const auto h = exponent(f.base);
            for (int k = 0; k < f.exponent && !sums.empty(); ++k) {
                if (h) {
                    put(fraction, exp(less(*h, shift(1))), 1);
                } else if (const auto apart = difference_of_exponentials(f.base)) {
                    put(fraction, apart->rest, 1);
                    put(fraction, exp(less(apart->largest, shift(1))), 1);
                } else if (const auto sum = shifted_sum(f.base, shift)) {
                    put(fraction, *sum, 1);
                } else {
                    put(fraction, done_[f.base], 1);
                }
            }
            if (f.exponent < 0 || sums.empty()) put(fraction, done_[f.base], f.exponent);
        }
        for (const Below& sum : sums)
            if (sum.left > 0) put(fraction, exp(s_.negate(times(number(sum.left), sum.largest))), 1);
        return built(fraction, number(1), sign);
    }

    Graph& graph_;
    Simplifier s_;
    std::vector<Id> done_;                    ///< what each term became
};

}

Graph::Id stable(Graph& graph, Graph::Id id) { return Stable(graph)(id); }

}
