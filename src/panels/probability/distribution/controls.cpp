#include "panels/probability/distribution/distribution.hpp"

namespace eigenscope {

std::vector<Control> controls(const DistributionPanel& panel, const std::optional<Pulled>&) {
    std::vector<Control> all = {Fields{.only = {"distribution", "interval", "region"}}};
    const Field probability{.key = "probability", .label = "Probability", .lo = 0, .hi = 1,
                            .help = "Type or pull a probability: an end of the interval moves to where it is reached"};
    if (trouble(panel.distribution).empty()) all.push_back(Number{probability, region_probability(panel)});
    Fields rest{.skip = {"distribution", "interval", "region"}};
    if (!panel.compare) rest.skip.push_back("other");
    all.insert(all.end(), {Gap{6}, std::move(rest)});
    return all;
}

std::optional<DistributionPanel> set(const DistributionPanel& panel, const DistributionPanel&, std::string_view, double p) {
    return with_probability(panel, p);
}

DistributionPanel follow(const DistributionPanel& before, const DistributionPanel& edited) { return pushed(before, edited); }

}
