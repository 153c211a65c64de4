#include "compute/probability/density_cells.hpp"

#include "compute/expression/interval_functions.hpp"
#include "compute/expression/program.hpp"
#include "compute/expression/rounding.hpp"
#include "compute/probability/density_parts.hpp"
#include "compute/probability/chart.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace eigenscope {
namespace {

using Id = Graph::Id;
using rounding::infinity;

constexpr int most_cells = 6000;
constexpr std::size_t most_cuts = 6000, most_at_once = 64;
constexpr double nothing = -690;              // the logarithm of 1e-300
constexpr double little = -40;                // of what doubles do not see beside 1
// How far the logarithm of a factor, or the argument of a sine, may go between two cuts: 21 samples follow that, and further where there is
// nothing between them because the density only rises or falls.
constexpr double farthest = 12, farthest_monotone = 40;
constexpr double one_sample = -4;             // a cell may hold less than its middle says
constexpr double far_out = 1e60;              // beyond, the powers that formulas are made of overflow
constexpr double narrowest = 1e-10;           // of the chart

double log_sum(double p, double q) {
    const double top = std::max(p, q);
    return std::isinf(top) ? top : top + std::log1p(std::exp(-std::abs(p - q)));
}

// The double two steps further on.
double after(double x) { return rounding::up(rounding::up(x)); }
double before(double x) { return rounding::down(rounding::down(x)); }

struct Cell {
    double a, b;                              // of x
    double log_most;                          // of the integral over it
    bool operator<(const Cell& other) const { return log_most < other.log_most || (log_most == other.log_most && a > other.a); }
};

class Search {
public:
    Search(const Graph& graph, Id f, Interval ends, Interval trusted)
        : parts_(density_parts(graph, f)), chart_(ends), trusted_(trusted), log_of_(parts_.graph, std::span(&parts_.log, 1)),
          found_(parts_.graph.size()) {
        std::vector<Id> outputs = {parts_.value, parts_.log};
        bound_terms_ = needed(outputs);
        for (const auto& s : parts_.switches) {
            outputs.insert(outputs.end(), {s.term, s.slope.value_or(s.term)});
            arguments_.emplace_back(parts_.graph, std::span(&s.term, 1));
        }
        for (const auto& s : parts_.steep) outputs.insert(outputs.end(), {s.term, s.slope.value_or(s.term)});
        if (parts_.slope) outputs.push_back(*parts_.slope);
        const std::vector<Id> all = needed(outputs);
        std::set_difference(all.begin(), all.end(), bound_terms_.begin(), bound_terms_.end(), std::back_inserter(other_terms_));
    }

    DensityCells run() {
        start();
        while (!queue_.empty() && queue_.top().log_most > found_cells_.log_seen + nothing) {
            if (found_cells_.looked_at >= most_cells || found_cells_.cuts.size() >= most_cuts) break;
            const Cell cell = queue_.top();
            queue_.pop();
            ++found_cells_.looked_at;
            look(cell);
        }
        finish();
        return std::move(found_cells_);
    }

private:
    std::vector<Id> needed(std::span<const Id> outputs) const {
        std::vector<Id> all;
        for (const Id id : outputs) {
            const std::vector<Id> terms = terms_of(parts_.graph, id);
            all.insert(all.end(), terms.begin(), terms.end());
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    // Without its ends, where something may change its mind.
    void enclose(const std::vector<Id>& terms, double a, double b) {
        const Enclosure box{after(a), before(b)};
        for (const Id id : terms) found_[id] = enclosing::of_term(parts_.graph[id], found_, std::span(&box, 1));
    }

    double log_at(double x) const {
        double y = 0;
        log_of_.run(std::span(&x, 1), std::span(&y, 1));
        return std::isnan(y) ? -infinity : y;
    }

    void start() {
        const std::vector<double> t = chart_.first_cuts();
        found_cells_.log_seen = found_cells_.log_peak = -infinity;
        constexpr int samples = 3;
        for (std::size_t i = 0; i + 1 < t.size(); ++i) {
            const double a = std::max(chart_.x(t[i]), trusted_.lo), b = std::min(chart_.x(t[i + 1]), trusted_.hi);
            if (!(a < b && b > -far_out && a < far_out)) continue;
            for (int k = 0; k < samples; ++k) {
                const double step = (t[i + 1] - t[i]) / samples, at = t[i] + (k + 0.5) * step;
                see(log_at(chart_.x(at)), std::log(chart_.slope(at) * step));
            }
            add(a, b);
        }
    }

    void see(double log_height, double log_width) {
        if (log_height == infinity) return;   // a pole, or rounding
        found_cells_.log_peak = std::max(found_cells_.log_peak, log_height);
        found_cells_.log_seen = log_sum(found_cells_.log_seen, log_height + log_width);
    }

    void add(double a, double b) {
        if (!(after(after(a)) < before(b))) return;
        enclose(bound_terms_, a, b);
        const Enclosure &f = found_[parts_.value], &log = found_[parts_.log];
        if (f.empty() || log.empty() || !(f.hi > 0)) return;
        const double most = std::min(std::log(f.hi), log.hi) + std::log(b - a);
        queue_.push({a, b, std::isnan(most) ? infinity : most});
    }

    void cut(double x) { found_cells_.cuts.push_back(x); }

    // Into halves; where something changes very much, into more parts at once.
    void divide(const Cell& cell, int parts = 2) {
        const double p = chart_.t(cell.a), q = chart_.t(cell.b);
        double from = cell.a;
        for (int k = 1; k <= parts; ++k) {
            const double to = k < parts ? chart_.x(p + (q - p) * k / parts) : cell.b;
            if (k == 1 && (q - p <= narrowest || !(to > cell.a && to < cell.b))) return cut(cell.a), cut(cell.b);
            add(from, to);
            from = to;
        }
    }

    void look(const Cell& cell) {
        if (cell.log_most > found_cells_.log_seen) see(log_at(cell.a + (cell.b - cell.a) / 2), std::log(cell.b - cell.a) + one_sample);
        enclose(bound_terms_, cell.a, cell.b);
        enclose(other_terms_, cell.a, cell.b);
        if (found_[parts_.value].regularity < Regularity::smooth) {
            std::vector<double> jumps;
            if (!find_jumps(cell, jumps)) return divide(cell);
            if (!jumps.empty()) return split(cell, jumps);
        }
        if (const double change = change_over(cell); change > 1) return divide(cell, change > 256 ? 8 : change > 16 ? 4 : 2);
        cut(cell.a);
        cut(cell.b);
    }

    void split(const Cell& cell, std::vector<double>& at) {
        std::sort(at.begin(), at.end());
        double from = cell.a;
        for (const double x : at) {
            cut(x);
            add(from, x);
            from = x;
        }
        add(from, cell.b);
    }

    // Where in the cell something changes its mind; false where that cannot be told yet.
    bool find_jumps(const Cell& cell, std::vector<double>& jumps) {
        bool waiting = false;
        for (std::size_t i = 0; i < parts_.switches.size(); ++i) {
            const DensityParts::Switch& s = parts_.switches[i];
            const Enclosure u = found_[s.term];
            if (u.empty() || u.lo == u.hi || !s.levels.meet(u.lo, u.hi)) continue;
            if (u.regularity < Regularity::smooth) {
                waiting = true;
                continue;
            }
            const Enclosure slope = s.slope ? found_[*s.slope] : Enclosure{};
            if (slope.empty() || slope.contains(0)) return false;
            if (!cross(cell, i, jumps)) return false;
        }
        return !jumps.empty() || !waiting;
    }

    // All crossings of levels by a term that only rises or falls; false where there are too many.
    bool cross(const Cell& cell, std::size_t which, std::vector<double>& jumps) {
        const Program& argument = arguments_[which];
        const auto at = [&](double x) {
            double u = 0;
            argument.run(std::span(&x, 1), std::span(&u, 1));
            return u;
        };
        const double a = after(cell.a), b = before(cell.b), u_a = at(a), u_b = at(b);
        const std::vector<double> levels = parts_.switches[which].levels.between(std::min(u_a, u_b), std::max(u_a, u_b), most_at_once + 1);
        if (levels.size() > most_at_once) return false;
        const std::size_t n = levels.size();
        std::vector<double> lo(n, a), hi(n, b), x(n), u(n);
        const std::span<const double> places(x);
        for (bool moved = n > 0; moved;) {
            for (std::size_t k = 0; k < n; ++k) x[k] = lo[k] + (hi[k] - lo[k]) / 2;
            argument.run(std::span(&places, 1), std::array{std::span<double>(u)});
            moved = false;
            for (std::size_t k = 0; k < n; ++k) {
                if (!(x[k] > lo[k] && x[k] < hi[k])) continue;
                ((u[k] >= levels[k]) == (u_b > u_a) ? hi : lo)[k] = x[k];
                moved = true;
            }
        }
        const std::vector<double>& found = u_b > u_a ? hi : lo;
        jumps.insert(jumps.end(), found.begin(), found.end());
        return true;
    }

    // How much parts of the density change there, in units of what samples can follow.
    double change_over(const Cell& cell) const {
        const Enclosure slope = parts_.slope ? found_[*parts_.slope] : Enclosure{};
        const bool monotone = !slope.empty() && !slope.contains(0);
        if (monotone && cell.log_most < found_cells_.log_seen + little) return 0;
        double most = 0;
        for (const DensityParts::Steep& s : parts_.steep) {
            Enclosure u = found_[s.term];
            if (u.empty()) continue;
            if (s.reach > 0) u = {std::max(u.lo, -s.reach), std::min(u.hi, s.reach)};
            double change = u.hi - u.lo;
            // The mean value theorem, where the parts of the term move against each other.
            if (s.slope)
                if (const Enclosure& v = found_[*s.slope]; v.bounded()) change = std::min(change, std::max(-v.lo, v.hi) * (cell.b - cell.a));
            if (change > farthest && !is_drowned(s)) most = std::max(most, change);
        }
        return most / (monotone ? farthest_monotone : farthest);
    }

    // Too little of a sum to be seen in it.
    bool is_drowned(const DensityParts::Steep& s) const {
        if (!s.in_sum) return false;
        const Enclosure &one = found_[s.in_sum->part], &all = found_[s.in_sum->sum];
        const double least = all.lo > 0 ? all.lo : all.hi < 0 ? -all.hi : 0;
        return std::max(-one.lo, one.hi) <= 1e-17 * least;
    }

    void finish() {
        found_cells_.log_unseen = -infinity;
        if (!queue_.empty()) found_cells_.where = queue_.top().a + (queue_.top().b - queue_.top().a) / 2;
        for (; !queue_.empty(); queue_.pop())
            if (const double most = queue_.top().log_most; most > found_cells_.log_seen + nothing)
                found_cells_.log_unseen = log_sum(found_cells_.log_unseen, most);
        auto& cuts = found_cells_.cuts;
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end(), [](double p, double q) { return q <= after(p); }), cuts.end());
    }

    const DensityParts parts_;
    Chart chart_;
    Interval trusted_;
    Program log_of_;
    std::vector<Program> arguments_;          // of the switches
    std::vector<Id> bound_terms_, other_terms_;
    std::vector<Enclosure> found_;
    std::priority_queue<Cell> queue_;
    DensityCells found_cells_;
};

}

DensityCells density_cells(const Graph& graph, Graph::Id f, Interval ends, Interval trusted) {
    return Search(graph, f, ends, trusted).run();
}

}
