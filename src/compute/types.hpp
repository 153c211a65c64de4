#pragma once
#include <Eigen/Core>

#include <cmath>

namespace eigenscope {

using Vec2 = Eigen::Vector2d;
using Vec3 = Eigen::Vector3d;
using VecX = Eigen::VectorXd;
using Mat2 = Eigen::Matrix2d;
using Mat3 = Eigen::Matrix3d;

/// |v|, also where its square would overflow or underflow.
inline double length(const Vec2& v) { return std::hypot(v.x(), v.y()); }

/// A closed interval of the line.
struct Interval {
    double lo = 0, hi = 1;
    double length() const { return hi - lo; }
    bool operator==(const Interval&) const = default;
};

}
