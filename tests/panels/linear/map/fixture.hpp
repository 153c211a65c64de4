#pragma once
#include "panels/linear/map/linear_map.hpp"

namespace eigenscope {

inline LinearMapPanel with(const Mat2& a, double time = 1) {
    LinearMapPanel panel;
    panel.matrix = a;
    panel.time = time;
    return panel;
}

inline Plot plot_of(const LinearMapPanel& panel) { return depict(panel, derive(panel)).at(0); }

}
