#pragma once
#include "base/number.hpp"
#include "compute/types.hpp"
#include "places.hpp"

#include <Eigen/Geometry>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace eigenscope {

/// How many random matrices a law is tried on: under the sanitizers, which look for other things and are slow, fewer.
#ifdef __SANITIZE_ADDRESS__
inline constexpr int matrices = 500;
#else
inline constexpr int matrices = 10'000;
#endif

/// Random 3x3 matrices with entries in [-3, 3], the same on every machine; and those that are nearly everything.
class RandomSpace {
public:
    explicit RandomSpace(std::uint32_t seed) : engine_(seed) {}
    double number(double lo, double hi) { return lo + (hi - lo) * static_cast<double>(engine_()) / 4294967295.0; }
    unsigned long one_of(unsigned long n) { return engine_() % n; }
    Vec3 point() { return Vec3(number(-3, 3), number(-3, 3), number(-3, 3)); }
    Mat3 next() {
        Mat3 a;
        for (double& x : a.reshaped()) x = number(-3, 3);
        return a;
    }
    Mat3 turn() {
        const Vec3 n = point().normalized();
        const double angle = number(-4, 4);
        const Mat3 cross{{0, -n.z(), n.y()}, {n.z(), 0, -n.x()}, {-n.y(), n.x(), 0}};
        return std::cos(angle) * Mat3::Identity() + std::sin(angle) * cross + (1 - std::cos(angle)) * n * n.transpose();
    }
    /// Symmetric, turns, mirrors, projections, defective, nilpotent, flat and none of these, moved by nothing, by single bits, or
    /// by a share of 1e-16 to 1e-5, at scales from 1e-300 to 1e300.
    Mat3 nearly_everything() {
        Mat3 a = moved(structured());
        if (one_of(2) == 0) a *= std::pow(10, number(-290, 290));
        else if (one_of(40) == 0) a = a.unaryExpr([&](double x) { return x * std::pow(10, number(-100, 100)); }).eval();
        return a;
    }

private:
    Mat3 structured() {
        const double size = one_of(2) ? 1 : number(-3, 3);
        const Mat3 other = next(), axes = turn();
        const Vec3 u = point(), v = point();
        switch (one_of(14)) {
        case 0: return other + other.transpose();
        case 1: return size * axes;
        case 2: return size * axes * Vec3(1, 1, -1).asDiagonal();
        case 3: return size * Mat3::Identity();
        case 4: return u * u.transpose() / u.squaredNorm();
        case 5: return u * v.transpose() / u.dot(v);
        case 6: return Mat3::Identity() - u * v.transpose() / u.dot(v);
        case 7: return size * Mat3::Identity() + u * u.cross(v).transpose() * std::pow(10, number(-20, 0));
        case 8: return u * v.transpose() + v * u.cross(v).transpose();
        case 9: return u * v.transpose();
        case 10: return Vec3(size, std::pow(10, number(-18, 18)), number(-2, 2)).asDiagonal();
        case 11: return axes * Vec3(size, size, number(-2, 2)).asDiagonal() * axes.transpose();
        case 12: {
            Mat3 a;                           // many of them flat, defective, nilpotent or projections, to the bit
            for (double& x : a.reshaped()) x = static_cast<double>(one_of(5)) - 2;
            return a;
        }
        default: return other;
        }
    }
    Mat3 moved(Mat3 a) {
        const unsigned long how = one_of(4);
        const double share = std::pow(10, number(-17, -5)) * a.cwiseAbs().maxCoeff();
        for (double& x : a.reshaped()) {
            if (how == 0 || one_of(2) == 0) continue;
            x = how == 1 ? std::nextafter(x, number(-1, 1) < 0 ? -1e300 : 1e300) : x + share * number(-1, 1);
        }
        return a;
    }
    std::mt19937 engine_;
};

/// A row of reference_space.csv, which make_reference_space.py beside it made.
struct SpaceRow {
    std::string kind, text;
    std::vector<double> numbers;
    Mat3 a() const {
        Mat3 m;
        for (int i = 0; i < 9; ++i) m(i / 3, i % 3) = numbers[static_cast<std::size_t>(i)];
        return m;
    }
    /// The numbers after the matrix; those out of reach of a double are none.
    double at(std::size_t i) const { return numbers.at(9 + i); }
    Vec3 vector_at(std::size_t i) const { return Vec3(at(i), at(i + 1), at(i + 2)); }
};

inline std::vector<SpaceRow> space_table(const std::string& kind) {
    std::ifstream file(source_folder() + "/tests/compute/linear/reference_space.csv");
    std::vector<SpaceRow> rows;
    for (std::string line; std::getline(file, line);) {
        std::stringstream stream(line);
        SpaceRow row{.kind = {}, .text = line, .numbers = {}};
        std::getline(stream, row.kind, ',');
        for (std::string cell; std::getline(stream, cell, ',');) row.numbers.push_back(parse_number(cell).value_or(std::nan("")));
        if (row.kind == kind) rows.push_back(row);
    }
    return rows;
}

}
