#include "panels/panel.hpp"

namespace eigenscope {

struct LinearMapPanel;
struct DescentPanel;
struct GaussianPanel;
struct DistributionPanel;

std::span<const PanelType* const> panel_types() {
    static const PanelType* const all[] = {
        &panel_type<LinearMapPanel>(),
        &panel_type<DescentPanel>(),
        &panel_type<GaussianPanel>(),
        &panel_type<DistributionPanel>(),
    };
    return all;
}

Panel::Panel() : Panel(panel_types().front()->make()) {}

const PanelType* find_panel_type(std::string_view id) {
    for (const PanelType* type : panel_types())
        if (type->id == id) return type;
    return nullptr;
}

std::vector<Panel> first_panels() {
    Panel bowl = panel_type<DescentPanel>().make();
    bowl.edit([](ValueRef panel) { panel.member("convergence")->as<bool>() = false; });        // a small tile: the bowl has it to itself
    return {panel_type<LinearMapPanel>().make(), bowl, panel_type<GaussianPanel>().make()};
}

}
