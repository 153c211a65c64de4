#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// Successes among draws without putting back.
struct Hypergeometric {
    static constexpr std::string_view id = "hypergeometric", label = "Hypergeometric",
                                      about = "Successes among draws without putting back.";
    int population = 50;
    int successes = 15;
    int draws = 10;

    bool operator==(const Hypergeometric&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "population", .label = "Population", .lo = 1, .hi = 2e9, .scale = Scale::logarithmic}, s.population);
        v(Field{.key = "successes", .label = "Successes in it", .lo = 0, .hi = 2e9, .scale = Scale::logarithmic}, s.successes);
        v(Field{.key = "draws", .label = "Draws", .lo = 0, .hi = 2e9, .scale = Scale::logarithmic}, s.draws);
    }
    void repair();                            ///< successes and draws are at most the population

    Interval support() const { return {std::max(0.0, double(draws) - (population - successes)), double(std::min(draws, successes))}; }
    double log_density(double k) const;
    double tail(double k, Side side) const;
    double log_tail(double k, Side side) const;
    Moments moments() const;
    Modes modes() const {
        return integer_modes((draws + 1.0) * (successes + 1.0) / (population + 2.0), support());
    }
};

}
