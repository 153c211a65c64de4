#pragma once
#include "base/field.hpp"
#include "compute/linear/spectrum.hpp"
#include "compute/linear/svd.hpp"
#include "compute/types.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace eigenscope {

/// The ways from I to A that have a name.
enum class MapPath : std::uint8_t { polar, flow, svd, entrywise };
constexpr auto choices(MapPath) {
    return std::array{Choice{"polar", "Polar"}, Choice{"flow", "Flow"}, Choice{"svd", "SVD"}, Choice{"entrywise", "Entries"}};
}

/// The rotation by `angle`, counterclockwise.
Mat2 rotation(double angle);

/// A = R(angle) H with H symmetric: positive semidefinite when det A >= 0, with one negative eigenvalue when det A < 0. Of
/// the two flips then possible it is the one that turns less (Shoemake & Duff, Matrix Animation and Polar Decomposition,
/// 1992, flip both directions; this keeps a symmetric matrix free of any turn); on a tie the smaller singular value flips.
struct Polar2 {
    double angle = 0;                         ///< in (-pi, pi]
    Mat2 stretch = Mat2::Identity();
    double flipped = 0;                       ///< the singular value that is negated; 0 when none is
    bool operator==(const Polar2&) const = default;
};
/// The decomposition of `a`, whose svd is given; of a flat one the same turn with a flat stretch.
Polar2 signed_polar(const Mat2& a, const Svd2& decomposition);

/// A = R(turn_out) diag(stretch) R(turn_in), both angles as small as the signs allow; stretch.y() < 0 when det A < 0.
struct Turns2 {
    double turn_in = 0, turn_out = 0;
    Mat2 in = Mat2::Identity();               ///< R(turn_in), as the decomposition has it
    Vec2 stretch = Vec2::Ones();
    bool operator==(const Turns2&) const = default;
};
/// The turns and the stretch of the matrix whose svd is given.
Turns2 turns(const Svd2& decomposition);

/// Everything needed to walk from I to A. A value; made once a matrix.
struct MapWay {
    MapPath path = MapPath::polar;            ///< the one walked, which is not the one asked for when that was refused
    std::string refusal = {};                 ///< why the path asked for does not exist, a sentence; empty when it does
    Mat2 matrix = Mat2::Identity();
    Svd2 decomposition = {};
    Spectrum eigen = {};
    Polar2 polar = {};
    Turns2 turned = {};
    bool operator==(const MapWay&) const = default;
};

/// The way along `path`; along the polar path when A has no real logarithm that is fit to be shown (`refusal` says why).
MapWay way_to(const Mat2& a, MapPath path);

/// Where the way is at time t: I at t <= 0 and A at t >= 1, both to the bit.
///   polar      R(t angle) ((1-t) I + t H): never flatter than the flatter of I and A when det A > 0
///   flow       A^t = exp(t log A)
///   svd        three equal stages: turn, stretch, turn
///   entrywise  (1-t) I + t A: may collapse on the way
Mat2 matrix_at(const MapWay& way, double t);

/// The times in (0, 1), in order, at which the way passes through a flat matrix.
std::vector<double> flat_times(const MapWay& way);

/// A time at which A is flat on the way; a flat A itself is the end of the way and not on it.
inline void add_inside(std::vector<double>& times, double t) {
    if (t > 0 && t < 1 - 1e-12) times.push_back(t);
}

}
