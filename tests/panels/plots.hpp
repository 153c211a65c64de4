#pragma once
#include "compute/types.hpp"
#include "scene/plot.hpp"
#include "shoelace.hpp"

#include <string_view>
#include <vector>

/// What tests of panels look up in pictures, and the numbers they feed to panels.
namespace eigenscope {

/// The plot of this id; nullptr: the picture has none.
inline const Plot* plot_called(const Picture& picture, std::string_view id) {
    for (const Plot& plot : picture)
        if (plot.id == id) return &plot;
    return nullptr;
}

/// Every mark of shape S, of this term if one is given.
template <class S>
std::vector<const Mark*> marks_of(const Plot& plot, std::string_view term = {}) {
    std::vector<const Mark*> found;
    for (const Mark& mark : plot.marks)
        if (std::holds_alternative<S>(mark.shape) && (term.empty() || mark.term == term)) found.push_back(&mark);
    return found;
}

/// They would point into a plot that is gone.
template <class S>
std::vector<const Mark*> marks_of(const Plot&& plot, std::string_view term = {}) = delete;

template <class S>
std::vector<S> shapes(const Plot& plot, std::string_view term = {}) {
    std::vector<S> found;
    for (const Mark* mark : marks_of<S>(plot, term)) found.push_back(std::get<S>(mark->shape));
    return found;
}

}
