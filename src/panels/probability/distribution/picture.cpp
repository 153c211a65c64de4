#include "panels/probability/distribution/canvas.hpp"

namespace eigenscope {

Picture depict(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    if (!model.trouble.empty()) return {typed_plot(panel, model)};
    Picture picture = {density_plot(panel, model)};
    if (panel.show_cumulative) picture.push_back(cumulative_plot(panel, model));
    if (panel.logarithmic) picture.push_back(tail_plot(panel, model));
    return picture;
}

}
