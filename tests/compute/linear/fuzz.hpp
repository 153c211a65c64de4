#pragma once
#include "compute/types.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

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

    /// Nearly singular: the second column is a multiple of the first but for a share of 1e-1 ... 1e-16 of it.
    Mat2 nearly_singular() {
        Mat2 a = next();
        a.col(1) = number(-2, 2) * a.col(0) + std::pow(10, number(-16, -1)) * point();
        return a;
    }

    Vec2 point() { return Vec2(number(-3, 3), number(-3, 3)); }

private:
    std::mt19937 engine_;
};

inline constexpr int fuzz_count = 10'000;

/// The matrices that teach, and those that deceive: every law of the fuzz loops holds for them too.
inline const std::vector<Mat2>& instructive() {
    const double c = std::cos(0.3), s = std::sin(0.3);
    static const std::vector<Mat2> all = {
        Mat2{{1, 0}, {0, 1}}, Mat2{{0, 0}, {0, 0}}, Mat2{{-1, 0}, {0, -1}}, Mat2{{2, 0}, {0, 2}}, Mat2{{0, -1}, {1, 0}},
        Mat2{{-1, -1.2246467991473532e-16}, {1.2246467991473532e-16, -1}}, Mat2{{0, 1}, {1, 0}}, Mat2{{1, 0}, {0, -2}},
        Mat2{{1, 1}, {0, 1}}, Mat2{{1, 0}, {0, 0}}, Mat2{{1, 2}, {2, 4}}, Mat2{{0, 1}, {0, 0}}, Mat2{{2, 0}, {1, 2}},
        Mat2{{3, 1}, {-1, 1}}, Mat2{{0.9, 0.1}, {0, 0.9}}, Mat2{{0, 1}, {-2, 2.5}}, Mat2{{2, 0}, {0, 0.5}},
        Mat2{{1, 1}, {1, 1 + 1e-13}}, Mat2{{1, 2}, {0.5, 1 + 1e-12}}, Mat2{{1e-8 * c, -1e-8 * s}, {1e-8 * s, 1e-8 * c}},
        Mat2{{1e8 + 1, 1}, {1, 1e8 - 1}}, Mat2{{1e8 + 1, 1e8}, {1e8, 1e8 - 1}}, Mat2{{0.9, 0.2}, {0.1, 0.8}},
        Mat2{{-0.28, 0.96}, {0.96, 0.28}}, Mat2{{1, 1}, {1, 1}}, Mat2{{0.1, 0.2}, {0.3, 0.6}}, Mat2{{0.1, 0.7}, {0.3, 2.1}},
        Mat2{{1, 0.01}, {0.01, 1}}, Mat2{{1 + 1e-8, 1e-8}, {1e-8, 1 - 1e-8}}, Mat2{{1, 1e-8}, {-1e-11, 1}},
        Mat2{{1e-200, 0}, {0, 1e-200}}, Mat2{{1e200, 0}, {0, 1e200}}};
    return all;
}

/// Calls the law with every instructive matrix, then with fuzz_count random ones.
void for_fuzzed(std::uint32_t seed, auto&& law) {
    for (const Mat2& a : instructive()) law(a);
    RandomMatrices random(seed);
    for (int i = 0; i < fuzz_count; ++i) law(random.next());
}

}
