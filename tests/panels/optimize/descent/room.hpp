#pragma once
#include "panels/optimize/descent/descent.hpp"
#include "panels/plots.hpp"

#include <doctest/doctest.h>

/// Rooms of descent for its tests, and what is looked up in them.
namespace eigenscope {

inline Plot landscape_of(const DescentPanel& panel) {
    const Picture picture = depict(panel, derive(panel));
    const Plot* plot = plot_called(picture, "landscape");
    REQUIRE(plot);
    return *plot;
}

inline const Fact* fact_of(const std::vector<Fact>& facts, std::string_view name) {
    for (const Fact& fact : facts)
        if (fact.name == name) return &fact;
    return nullptr;
}

inline DescentPanel with(Objective objective, std::vector<Optimizer> optimizers, int steps) {
    DescentPanel panel;
    panel.start = known(objective).start;
    panel.objective = std::move(objective);
    panel.runs.clear();
    for (const Optimizer& one : optimizers) panel.runs.push_back({one});
    panel.steps = panel.shown = steps;
    return panel;
}

}
