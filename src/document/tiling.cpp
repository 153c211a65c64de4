#include "document/tiling.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

Pane transposed(Pane p) { return {p.y, p.x, p.height, p.width}; }

/// `count` panes of equal height, one under the other.
std::vector<Pane> stacked(std::size_t count, Pane whole, double gap) {
    std::vector<Pane> panes;
    const double n = static_cast<double>(count), height = std::max(0.0, (whole.height - gap * (n - 1)) / n);
    for (std::size_t i = 0; i < count; ++i) panes.push_back({whole.x, whole.y + static_cast<double>(i) * (height + gap), whole.width, height});
    return panes;
}

std::vector<Pane> side_by_side(std::size_t count, Pane whole, double gap) {
    auto panes = stacked(count, transposed(whole), gap);
    std::transform(panes.begin(), panes.end(), panes.begin(), transposed);
    return panes;
}

std::vector<Pane> in_columns(std::size_t count, Pane whole, double gap) {
    if (count == 1) return {whole};
    const std::size_t rest = count - 1, columns = rest > 3 ? 2 : 1;
    const double first = std::round(whole.width * (columns == 1 ? 0.575 : 0.44));
    std::vector<Pane> panes{{whole.x, whole.y, first, whole.height}};
    const auto strips = side_by_side(columns, {whole.x + first + gap, whole.y, std::max(0.0, whole.width - first - gap), whole.height}, gap);
    for (std::size_t c = 0, placed = 0; c < columns; ++c) {
        const std::size_t here = (rest - placed + (columns - c) - 1) / (columns - c);
        for (const Pane& pane : stacked(here, strips[c], gap)) panes.push_back(pane);
        placed += here;
    }
    return panes;
}

std::vector<Pane> in_grid(std::size_t count, Pane whole, double gap) {
    const double aspect = whole.height > 0 ? whole.width / whole.height : 1;
    const auto columns = static_cast<std::size_t>(
        std::clamp(std::round(std::sqrt(static_cast<double>(count) * aspect / 1.4)), 1.0, static_cast<double>(count)));
    const std::size_t rows = (count + columns - 1) / columns;
    std::vector<Pane> panes;
    for (const Pane& row : stacked(rows, whole, gap)) {
        const std::size_t here = std::min(columns, count - panes.size());
        for (const Pane& pane : side_by_side(here, row, gap)) panes.push_back(pane);
    }
    return panes;
}

/// The tile in focus, and at its right, from the top, the others in a strip as wide as that, each at most so high.
std::vector<Pane> beside_strip(std::size_t count, std::size_t focus, Pane whole, double gap, double width, double height) {
    const double left = std::max(0.0, std::round(whole.width - width - gap));
    Pane strip{whole.x + left + gap, whole.y, whole.width - left - gap, whole.height};
    const double most = height * static_cast<double>(count - 1) + gap * static_cast<double>(count - 2);
    strip.height = std::min(strip.height, most);
    auto panes = stacked(count - 1, strip, gap);
    panes.insert(panes.begin() + static_cast<std::ptrdiff_t>(focus), {whole.x, whole.y, left, whole.height});
    return panes;
}

}

Tiling readable_tiling(Layout layout, std::size_t count, std::size_t focus, Pane whole, double gap, double least) {
    constexpr double share = 0.16;            // of the longer side, for the strip
    auto panes = tiling(layout, count, focus, whole, gap);
    const auto small = [&](const Pane& pane) { return std::min(pane.width, pane.height) < least; };
    if (layout != Layout::columns || count < 2 || std::none_of(panes.begin(), panes.end(), small)) return {std::move(panes), false};
    const bool wide = whole.width >= whole.height;
    // Pictures are rather wide than high, also where the strip lies at the bottom.
    const double thick = share * std::max(whole.width, whole.height), along = wide ? thick : 1.4 * thick;
    auto folded = beside_strip(count, std::min(focus, count - 1), wide ? whole : transposed(whole), gap, thick, along);
    if (!wide) std::transform(folded.begin(), folded.end(), folded.begin(), transposed);
    return {std::move(folded), true};
}

std::vector<Pane> tiling(Layout layout, std::size_t count, std::size_t focus, Pane whole, double gap) {
    if (count == 0) return {};
    switch (layout) {
    case Layout::columns: {
        if (whole.width >= whole.height) return in_columns(count, whole, gap);
        auto panes = in_columns(count, transposed(whole), gap);
        std::transform(panes.begin(), panes.end(), panes.begin(), transposed);
        return panes;
    }
    case Layout::grid: return in_grid(count, whole, gap);
    case Layout::single: {
        std::vector<Pane> panes(count);
        panes[std::min(focus, count - 1)] = whole;
        return panes;
    }
    }
    return {};
}

}
