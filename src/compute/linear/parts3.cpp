#include "compute/linear/parts3.hpp"

#include <cmath>

namespace eigenscope {

std::optional<bool> Parts3::axially_normal() const {
    if (turnless()) return false;
    // Rounding turns a short k by as much more as it is short, and the stretch along it with it.
    if (!stretchless() && stretch * turn <= 2 * margin() * std::abs(axial)) return std::nullopt;
    return vanishes(stretch, 2 * whole, std::hypot(turn, stretch));
}

Parts3 parts(const Mat3& a) {
    Parts3 p;
    // Differences first: the mean of 1e8 + 1, 1e8 and 1e8 - 1 has no part in them.
    const Vec3 diagonal = a.diagonal();
    p.mean = diagonal(1) + ((diagonal(0) - diagonal(1)) + (diagonal(2) - diagonal(1))) / 3;
    Mat3 symmetric = (a + a.transpose()) / 2;
    for (int i = 0; i < 3; ++i) symmetric(i, i) = ((diagonal(i) - diagonal((i + 1) % 3)) + (diagonal(i) - diagonal((i + 2) % 3))) / 3;
    p.k = Vec3(a(2, 1) - a(1, 2), a(0, 2) - a(2, 0), a(1, 0) - a(0, 1)) / 2;
    const double length = p.k.norm();
    p.whole = a.norm();
    p.turn = std::sqrt(2.0) * length;
    p.apart = std::hypot(symmetric.norm(), p.turn);
    p.stretch = symmetric.norm();
    if (length == 0) return p;
    const Vec3 n = p.k / length;
    p.axial = 1.5 * n.dot(symmetric * n);
    p.stretch = (symmetric - p.axial * (n * n.transpose() - Mat3::Identity() / 3)).norm();
    return p;
}

}
