#pragma once
#include "ink/sheet.hpp"

#include <vector>

namespace eigenscope::ink {

/// How much ink lies where in a plot, in coarse cells: labels look for the places with the least. Lines are counted once a
/// cell; any box is then summed in constant time (a summed-area table: Crow 1984).
class Crowd {
public:
    Crowd(const Box& area, double cell);

    void add(const Vec2& a, const Vec2& b, float weight);
    void add(const Vec2& p, float weight);
    void add(const Box& box, float weight);

    /// The ink in the box. Call only after everything was added.
    double in(const Box& box) const;

private:
    float& at(int x, int y) { return cells_[static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x)]; }
    int column(double x) const;
    int row(double y) const;

    Box area_;
    double cell_;
    int columns_, rows_;
    std::vector<float> cells_;
    mutable std::vector<double> sums_;        ///< made at the first question
};

}
