#pragma once
#include "base/field.hpp"
#include "compute/linear/spectrum.hpp"
#include "compute/linear/svd.hpp"
#include "compute/types.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace eigenscope {

/// The ways from I to A that have a name.
enum class MapPath : std::uint8_t { polar, flow, svd, entrywise };
constexpr auto choices(MapPath) {
    return std::array{Choice{"polar", "Polar"}, Choice{"flow", "Flow"}, Choice{"svd", "SVD"}, Choice{"entrywise", "Entries"}};
}

/// A = R(angle) H with H symmetric: positive semidefinite when det A >= 0; with one negative eigenvalue when det A < 0.
/// Of the two ways to flip, the one that turns less (on a tie the smaller singular value flips).
struct Polar2 {
    double angle = 0;
    Mat2 stretch = Mat2::Identity();
    bool operator==(const Polar2&) const = default;
};
Polar2 signed_polar(const Svd2& decomposition);

/// Everything needed to walk from I to A. A value; made once a matrix.
struct MapWay {
    MapPath path = MapPath::polar;            ///< the one walked, which is not the one asked for when that was refused
    std::string refusal = {};                 ///< why the path asked for does not exist, a sentence; empty when it does
    Mat2 matrix = Mat2::Identity();
    Svd2 decomposition = {};
    Polar2 polar = {};
    Spectrum eigen = {};
    bool operator==(const MapWay&) const = default;
};

/// The way along `path`; along the polar path when A has no real logarithm that is fit to be shown (`refusal` says why).
MapWay way_to(const Mat2& a, MapPath path);

/// Where the way is at time t: I at t <= 0 and A at t >= 1, both to the bit.
Mat2 matrix_at(const MapWay& way, double t);

}
