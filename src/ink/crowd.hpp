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

    /// What is added from now on is, or is not, named by the legend.
    void name(bool named) { naming_ = named; }
    bool naming() const { return naming_; }

    // Call these only after everything was added.

    /// The ink in the box.
    double in(const Box& box) const { return all_.in(*this, box); }
    /// The same as a share of what the box has room for.
    double share_in(const Box& box) const;
    /// The ink in the box that the legend names.
    double named_in(const Box& box) const { return named_.in(*this, box); }

private:
    struct Layer {
        std::vector<float> cells = {};        ///< none as long as it is empty
        mutable std::vector<double> sums = {};                     ///< made at the first question
        double in(const Crowd& grid, const Box& box) const;
    };

    std::size_t index(int x, int y) const { return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x); }
    void raise(int x, int y, float weight);
    int column(double x) const;
    int row(double y) const;

    Box area_;
    double cell_;
    int columns_, rows_;
    bool naming_ = false;
    Layer all_, named_;
};

}
