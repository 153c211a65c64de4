#pragma once
#include <Eigen/Core>

namespace eigenscope {

using Vec2 = Eigen::Vector2d;
using Vec3 = Eigen::Vector3d;
using VecX = Eigen::VectorXd;
using Mat2 = Eigen::Matrix2d;
using Mat3 = Eigen::Matrix3d;
using MatX = Eigen::MatrixXd;

/// A closed interval of the line.
struct Interval {
    double lo = 0, hi = 1;
    double length() const { return hi - lo; }
    bool operator==(const Interval&) const = default;
};

}
