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

/// Matrices that are nearly everything: symmetric, rotations, mirrors, projections, defective, nilpotent, flat, multiples of I and
/// none of these, moved by nothing, by single bits, or by a share of 1e-16 to 1e-5, at scales from 1e-300 to 1e300.
class NearlyEverything {
public:
    explicit NearlyEverything(std::uint32_t seed) : random_(seed), engine_(seed + 1) {}

    Mat2 next() {
        Mat2 a = moved(structured());
        if (one_of(2) == 0) a *= std::pow(10, random_.number(-290, 290));
        else if (one_of(3) == 0) a = a.unaryExpr([&](double x) { return x * std::pow(10, random_.number(-150, 150)); }).eval();
        return a;
    }

private:
    unsigned long one_of(unsigned long n) { return engine_() % n; }

    Mat2 structured() {
        const double angle = random_.number(-4, 4), size = one_of(2) ? 1 : random_.number(-3, 3), c = std::cos(angle), s = std::sin(angle);
        const Mat2 turn{{c, -s}, {s, c}}, other = random_.next();
        const Vec2 u = random_.point(), v = random_.point();
        const auto whole = [&] { return static_cast<double>(one_of(7)) - 3; };
        switch (one_of(12)) {
        case 0: return other + other.transpose();
        case 1: return size * turn;
        case 2: return size * turn * Vec2(1, -1).asDiagonal();
        case 3: return size * Mat2::Identity();
        case 4: return u * u.transpose() / u.squaredNorm();
        case 5: return u * v.transpose() / u.dot(v);
        case 6: return size * Mat2::Identity() + u * Vec2(-u.y(), u.x()).transpose() * std::pow(10, random_.number(-20, 0));
        case 7: return u * Vec2(-u.y(), u.x()).transpose();
        case 8: return u * v.transpose();
        case 9: return Vec2(size, std::pow(10, random_.number(-18, 18))).asDiagonal();
        case 10: {
            Mat2 a;                           // many of them flat, defective, nilpotent or projections, to the bit
            for (double& x : a.reshaped()) x = whole();
            return a;
        }
        default: return other;
        }
    }

    Mat2 moved(Mat2 a) {
        const unsigned long how = one_of(4);
        const double share = std::pow(10, random_.number(-17, -5)) * a.cwiseAbs().maxCoeff();
        for (double& x : a.reshaped()) {
            if (how == 0 || one_of(2) == 0) continue;
            x = how == 1 ? std::nextafter(x, random_.number(-1, 1) < 0 ? -1e300 : 1e300) : x + share * random_.number(-1, 1);
        }
        return a;
    }

    RandomMatrices random_;
    std::mt19937 engine_;
};

}
