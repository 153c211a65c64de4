#include "ui/controls.hpp"
#include "ui/form.hpp"

namespace eigenscope::ui {

void edit_panel(const Kit& kit, DistributionPanel& panel) {
    Form law(kit, {.only = {"distribution", "interval", "region"}});
    const DistributionPanel before = panel;
    law.members(panel);
    panel = pushed(before, panel);
    double p = region_probability(panel);
    const Field field{.key = "probability", .label = "Probability", .lo = 0, .hi = 1, .help = "Type or pull a probability: an end of the interval moves to where it is reached"};
    if (trouble(panel.distribution).empty() && number(kit, field, p)) panel = with_probability(panel, p);
    space(kit.skin, 6);
    FormHints hints{.skip = {"distribution", "interval", "region"}};
    if (!panel.compare) hints.skip.push_back("other");
    Form rest(kit, std::move(hints));
    rest.members(panel);
}

}
