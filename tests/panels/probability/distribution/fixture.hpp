#pragma once
#include "panels/probability/distribution/parts.hpp"
#include "panels/plots.hpp"

#include <doctest/doctest.h>

/// What the tests of the distribution panel share.
namespace eigenscope {

inline DistributionPanel panel_of(Distribution law, double a, double b, Region region = Region::between) {
    DistributionPanel panel;
    panel.distribution = std::move(law);
    panel.interval = Vec2(a, b);
    panel.region = region;
    return panel;
}

inline std::vector<DistributionPanel> many_panels() {
    std::vector<DistributionPanel> panels;
    for (const auto& preset : DistributionPanel::presets()) panels.push_back(preset.panel);
    for (const Distribution& law : one_of_each<Distribution>()) {
        for (const Region region : {Region::between, Region::outside, Region::left, Region::right}) {
            DistributionPanel p = panel_of(law, quantile(law, 0.2), quantile(law, 0.9), region);
            p.logarithmic = region == Region::between;
            panels.push_back(p);
        }
    }
    for (const Distribution& law : std::initializer_list<Distribution>{Beta{0.01, 0.01}, Gamma{0.001, 1}, Binomial{1'000'000'000, 0.4}, Binomial{5, 0}, Poisson{0},
                                                                       Pareto{1, 0.02}, StudentT{0.05}, Lognormal{100, 100}, Weibull{0.02, 1}, Poisson{1e9},
                                                                       Normal{1e6, 1e-6}, Hypergeometric{1'000'000, 300'000, 500'000}, Custom("1/sqrt(x (1-x))", {}, {0, 1}), Custom("1/(1+x^2)"),
                                                                       Custom("(2 + sign(sin(k x))) exp(-x)", {{"k", 3}}, {0, infinity}), Custom("1/sqrt(abs(x))", {}, {-2, 1}),
                                                                       Custom("1"), Custom("sin(x)"), Custom("1/x", {}, {0, 1}), Custom("ln(-1 - x^2)"), Custom("0", {}, {-infinity, 0})})
        panels.push_back(panel_of(law, -1, 2));
    return panels;
}

inline const Table& table_called(const std::vector<Table>& tables, std::string_view name) {
    for (const Table& table : tables)
        if (table.name == name) return table;
    FAIL("no such table");
    return tables.front();
}

inline double number(const Table::Cell& cell) { return std::get<double>(cell); }

inline std::string told(const DistributionPanel& panel) { return words(panel, derive(panel)); }

}
