#pragma once
#include "compute/types.hpp"

#include <cstdint>
#include <numbers>
#include <random>

namespace eigenscope {

/// Random 2x2 matrices and points with entries in [-3, 3], the same on every machine.
class RandomMatrices {
public:
    explicit RandomMatrices(std::uint32_t seed) : engine_(seed) {}
    double number(double lo, double hi) { return lo + (hi - lo) * static_cast<double>(engine_()) / 4294967295.0; }
    Mat2 next() {
        Mat2 a;
        for (Eigen::Index i = 0; i < 4; ++i) a(i) = number(-3, 3);
        return a;
    }

    Vec2 point() { return Vec2(number(-3, 3), number(-3, 3)); }

private:
    std::mt19937 engine_;
};

inline constexpr int fuzz_count = 10'000;

}
