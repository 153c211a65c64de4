#include "compute/expression/interval.hpp"

#include "compute/expression/interval_functions.hpp"
#include "compute/expression/slopes.hpp"

#include <algorithm>

namespace eigenscope {

std::vector<Enclosure> centred_enclosures(const Graph& graph, std::span<const Enclosure> box) {
    using enclosing::slopes, enclosing::sure;
    const std::size_t variables = box.size();
    std::vector<Enclosure> centre, offset, found(graph.size()), gradients(graph.size() * variables, Enclosure::point(0));
    for (const Enclosure& side : box) {
        const double middle = side.bounded() ? 0.5 * side.lo + 0.5 * side.hi : std::clamp(0.0, side.lo, side.hi);
        centre.push_back(Enclosure::point(std::clamp(middle, side.lo, side.hi)));
        offset.push_back(side - centre.back());
    }
    const auto still = [&](Graph::Id id) {
        const auto begin = gradients.begin() + static_cast<std::ptrdiff_t>(id * variables);
        return std::all_of(begin, begin + static_cast<std::ptrdiff_t>(variables), [](const Enclosure& g) { return g.is(0); });
    };
    const std::vector<Enclosure> at_centre = enclosures(graph, centre);
    for (std::size_t i = 0; i < graph.size(); ++i) {
        const Graph::Term& term = graph.terms()[i];
        found[i] = enclosing::of_term(term, found, box);
        Enclosure* const gradient = &gradients[i * variables];
        if (term.operation == Operation::variable) gradient[term.variable] = Enclosure::point(1);
        const int count = arity(term.operation);
        if (count == 0 || found[i].empty()) continue;
        const auto operand = [&](std::size_t k) -> const Enclosure& { return found[term.operands[k]]; };
        const std::array<Enclosure, 3> partial = slopes(term.operation, operand(0), operand(1), found[i], still(term.operands[1]));
        Enclosure form = at_centre[i];
        for (std::size_t v = 0; v < variables; ++v) {
            for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k) {
                const Enclosure& inner = gradients[term.operands[k] * variables + v];
                if (!inner.is(0)) gradient[v] = gradient[v] + sure(partial[k]) * sure(inner);
            }
            if (!gradient[v].is(0)) form = form + gradient[v] * offset[v];
        }
        // The mean value theorem needs continuity on the whole box.
        if (found[i].regularity < Regularity::continuous) {
            std::fill(gradient, gradient + variables, Enclosure{});
        } else if (!form.empty() && form.lo <= found[i].hi && found[i].lo <= form.hi) {
            found[i].lo = std::max(found[i].lo, form.lo);
            found[i].hi = std::min(found[i].hi, form.hi);
        }
    }
    return found;
}

}
