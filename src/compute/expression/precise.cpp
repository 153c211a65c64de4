#include "compute/expression/precise.hpp"

#include "base/number.hpp"
#include "compute/expression/real.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

using precise::Real;
using Id = Graph::Id;
using Values = std::vector<Real>;

/// Results of up to so many digits are exact, for all that is likely; others are disturbed there.
constexpr unsigned exact_length = precise::digits - 64;
/// Next to the point: how far, as powers of ten and as parts of the largest coordinate.
constexpr int near_by = -30, nearer_by = -50;

double to_double(const Real& x) { return x.convert_to<double>(); }

class Work {
public:
    Work(const Graph& graph, Id f, std::span<const DerivativeTerm> derivatives, std::span<const double> point)
        : graph_(graph), f_(f), derivatives_(derivatives) {
        std::vector<bool> needed(graph.size(), false);
        const auto need = [&](Id root) {
            for (const Id id : terms_of(graph, root)) needed[id] = true;
        };
        need(f);
        for (const DerivativeTerm& d : derivatives) need(d.term);
        varies_.resize(graph.size());
        for (Id id = 0; id < graph.size(); ++id) {
            if (!needed[id]) continue;
            order_.push_back(id);
            const Graph::Term& term = graph[id];
            const auto operands = std::span(term.operands).first(static_cast<std::size_t>(arity(term.operation)));
            varies_[id] = term.operation == Operation::variable || std::any_of(operands.begin(), operands.end(), [&](Id u) { return varies_[u]; });
        }
        for (const double x : point) point_.emplace_back(x);
        here_ = run(point_, false);
        disturbed_ = run(point_, true);
    }

    PreciseValues result() {
        PreciseValues all;
        all.f = defined() ? settled(f_) : Precise{std::nan(""), "a part of it has no value here"};
        const auto fails = [&](const DerivativeTerm& d) { return !isfinite(here_[d.term]); };
        const bool broken = std::any_of(derivatives_.begin(), derivatives_.end(), fails);
        if (isfinite(here_[f_]) && (broken || kinked())) look_around();
        for (std::size_t i = 0; i < derivatives_.size(); ++i)
            all.derivatives.push_back(around_.empty() ? settled(derivatives_[i].term) : between(i));
        return all;
    }

    std::vector<Precise> formulas() const {
        std::vector<Precise> all;
        for (const DerivativeTerm& d : derivatives_) all.push_back(settled(d.term));
        return all;
    }

    const Real& exactly() const { return here_[f_]; }

private:
    struct Look {
        Values near, nearer;                  ///< only f and the derivatives: in their order
    };

    Values run(std::span<const Real> point, bool disturb) const {
        Values values(graph_.size());
        const Real away = ldexp(Real(1), -static_cast<int>(exact_length));
        for (const Id id : order_) {
            const Graph::Term& term = graph_[id];
            Real& value = values[id];
            if (term.operation == Operation::number) value = term.value;
            else if (term.operation == Operation::variable) value = point[term.variable];
            else value = precise::applied(term.operation, values[term.operands[0]], values[term.operands[1]], values[term.operands[2]]);
            // Up and down without a pattern: multiplicative hashing of the place.
            const bool up = (id * 2654435769u >> 16) % 2 == 0;
            if (disturb && precise::length(value) > exact_length) value += up ? Real(value * away) : Real(-value * away);
        }
        return values;
    }

    /// Whether all parts of f have a value, but for sides of choices that are not taken.
    bool defined() const {
        std::vector<bool> counts(f_ + 1, false);
        counts[f_] = true;
        for (Id id = f_ + 1; id-- > 0;) {
            if (!counts[id]) continue;
            if (!isfinite(here_[id])) return false;
            const auto& [operation, operands, number, variable] = graph_[id];
            for (int k = 0; k < arity(operation); ++k) {
                const bool passed = operation == Operation::choose && k == (here_[operands[0]] != 0 ? 2 : 1);
                if (!passed) counts[operands[static_cast<std::size_t>(k)]] = true;
            }
        }
        return true;
    }

    Precise settled(Id id) const {
        const Real &value = here_[id], &other = disturbed_[id];
        if (isnan(value)) return {std::nan(""), "it is not a real number here"};
        if (!isfinite(value)) return {std::nan(""), "it is infinite here"};
        const Real doubt = ldexp(Real(abs(value - other)), 10 - static_cast<int>(precise::digits - exact_length));
        const bool sure = isfinite(other) && doubt <= ldexp(Real(abs(value)), -60);
        if (!sure) {
            const Real most = abs(value) + doubt;
            if (!isfinite(other) || most > Real(1e-100)) return {std::nan(""), "too many digits cancel here: it cannot be told"};
            if (most < ldexp(Real(1), -1075)) return {0};                     // below all doubles
            return {0, "all digits cancel here: it is 0, or smaller than " + shortest(to_double(most))};
        }
        const double near = to_double(value);
        if (!std::isfinite(near)) return {std::nan(""), "it is too large for a number of double precision here (overflow)"};
        return {near + 0.0};                                                  // 0 has no sign
    }

    /// Whether an operation stands at a point where its sides may differ.
    bool kinked() const {
        return std::any_of(order_.begin(), order_.end(), [&](Id id) {
            const auto& [operation, operands, number, variable] = graph_[id];
            if (!varies_[id] || arity(operation) == 0) return false;
            const Real &a = here_[operands[0]], &b = here_[operands[1]];
            switch (operation) {
            case Operation::abs: case Operation::sign: case Operation::relu: return a == 0;
            case Operation::floor: case Operation::ceil: return floor(a) == a;
            case Operation::round: return floor(a + 0.5) == a + 0.5;
            case Operation::mod: return here_[id] == 0;
            case Operation::atan2: return a == 0 && b <= 0;
            case Operation::min: case Operation::max: case Operation::less: case Operation::less_equal: case Operation::greater:
            case Operation::greater_equal: case Operation::equal: case Operation::unequal: return a == b;
            default: return false;
            }
        });
    }

    /// In directions with all signs and all orders of sizes, by a fixed sequence.
    void look_around() {
        Real size = 0;
        for (const Real& x : point_) size = std::max(size, Real(abs(x)));
        if (size == 0) size = 1;
        std::uint64_t state = 1;
        const auto next = [&] {                                               // Knuth, TAOCP vol. 2, 3.3.4, table 1
            state = state * 6364136223846793005u + 1442695040888963407u;
            return static_cast<double>(state >> 11) * 0x1p-53;
        };
        const std::size_t count = point_.size() == 1 ? 2 : 16 + 4 * point_.size();
        for (std::size_t k = 0; k < count; ++k) {
            std::vector<double> direction;
            for (std::size_t i = 0; i < point_.size(); ++i) {
                const double length = 0.25 + 0.75 * next();
                const bool right = point_.size() <= 4 && k < 16 ? (k >> i) % 2 == 0 : next() < 0.5;
                direction.push_back(right ? length : -length);
            }
            const auto seen = [&](int power) {
                std::vector<Real> beside = point_;
                for (std::size_t i = 0; i < beside.size(); ++i) beside[i] += size * pow(Real(10), power) * direction[i];
                const Values all = run(beside, false);
                Values kept = {all[f_]};
                for (const DerivativeTerm& d : derivatives_) kept.push_back(all[d.term]);
                return kept;
            };
            Look look{seen(near_by), seen(nearer_by)};
            if (isfinite(look.nearer[0])) around_.push_back(std::move(look));
        }
    }

    bool jumps() const {
        return std::any_of(around_.begin(), around_.end(), [&](const Look& look) {
            const Real before = abs(look.near[0] - here_[f_]), after = abs(look.nearer[0] - here_[f_]);
            return after > before / 2 && after > ldexp(Real(abs(here_[f_])), -static_cast<int>(exact_length));
        });
    }

    /// The least and the greatest of what the derivative tends to from each side where f is defined; nothing where it tends to nothing.
    struct Sides {
        double least, most;
        bool agree() const { return most - least <= 1e-12 * std::max(std::abs(least), std::abs(most)); }
    };
    std::optional<Sides> sides(std::size_t which) const {
        std::vector<double> limits;
        for (const Look& look : around_) {
            const Real &far = look.near[which + 1], &close = look.nearer[which + 1];
            if (!isfinite(far) || !isfinite(close)) return std::nullopt;
            const bool falls = abs(close) < abs(far) * Real(1e-6), stands = abs(close - far) <= abs(close) * Real(1e-9);
            if (!falls && !stands && close != 0) return std::nullopt;
            limits.push_back(falls ? 0 : to_double(close));
        }
        const auto [least, most] = std::minmax_element(limits.begin(), limits.end());
        return limits.empty() ? std::nullopt : std::optional(Sides{*least, *most});
    }

    Precise between(std::size_t which) const {
        const auto& [term, of] = derivatives_[which];
        const Precise formula = settled(term);
        if (jumps()) return {formula.value, "f jumps here"};
        const auto here = sides(which), below = of ? sides(*of) : std::nullopt;
        if (!here) return {std::nan(""), isinf(here_[term]) ? "it is infinite here" : "it tends to no value here"};
        if (!here->agree() && std::isnan(formula.value)) return {formula.value, "it is another one from every side here"};
        const auto course = [&] { return "from side to side it runs from " + shortest(here->least) + " to " + shortest(here->most); };
        if (!here->agree()) return {formula.value, "f has a kink here: " + course()};
        if (below && !below->agree()) return {formula.value, "f has a kink here, and no second derivative"};
        const bool same = std::abs(formula.value - here->most) <= 1e-12 * std::abs(here->most);
        return {same ? formula.value : here->most};
    }

    const Graph& graph_;
    Id f_;
    std::span<const DerivativeTerm> derivatives_;
    std::vector<Id> order_;                   ///< the terms that are needed
    std::vector<bool> varies_;
    std::vector<Real> point_;
    Values here_, disturbed_;
    std::vector<Look> around_;
};

}

PreciseValues precise_values(const Graph& graph, Graph::Id f, std::span<const DerivativeTerm> derivatives, std::span<const double> point) {
    return Work(graph, f, derivatives, point).result();
}

std::vector<Precise> precise_terms(const Graph& graph, std::span<const Graph::Id> terms, std::span<const double> point) {
    const std::vector<DerivativeTerm> all(terms.begin(), terms.end());
    return Work(graph, terms.front(), all, point).formulas();
}

bool equals(const Graph& graph, Graph::Id id, double number) {
    return abs(Work(graph, id, {}, {}).exactly() - number) <= ldexp(Real(std::abs(number)), -static_cast<int>(exact_length));
}

}
