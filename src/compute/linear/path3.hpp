#pragma once
#include "compute/linear/path.hpp"
#include "compute/linear/properties3.hpp"
#include "compute/linear/spectrum3.hpp"
#include "compute/linear/svd3.hpp"

#include <string>
#include <vector>

namespace eigenscope {

/// A = R(turn) H with H symmetric: positive semidefinite when det A >= 0, with one negative eigenvalue when det A < 0. Of the
/// directions that can be flipped then it is the one that leaves the smallest turn, on a tie that of the smaller singular value
/// (after Shoemake & Duff, Matrix Animation and Polar Decomposition, 1992, who flip all of them).
struct Polar3 {
    Turn turn;
    Mat3 stretch = Mat3::Identity();
    double flipped = 0;                       ///< the singular value that is negated; 0 when none is
    bool operator==(const Polar3&) const = default;
};
/// The decomposition of the matrix whose svd is given; of a flat one a turn with a flat stretch.
Polar3 signed_polar(const Svd3& decomposition);

/// A = R(out) diag(stretch) R(in), the turns together as small as the signs allow; stretch.z() < 0 when det A < 0.
struct Turns3 {
    Turn in, out;
    Mat3 first = Mat3::Identity();            ///< R(in), as the decomposition has it
    Vec3 stretch = Vec3::Ones();
    bool operator==(const Turns3&) const = default;
};
/// The turns and the stretch of the matrix whose svd is given.
Turns3 turns(const Svd3& decomposition);

/// Everything needed to walk from I to A in space. A value; made once a matrix.
struct MapWay3 {
    MapPath path = MapPath::polar;            ///< the one walked, which is not the one asked for when that was refused
    std::string refusal = {};                 ///< why the path asked for does not exist, a sentence; empty when it does
    Mat3 matrix = Mat3::Identity();
    Svd3 decomposition = {};
    Spectrum3 eigen = {};
    Polar3 polar = {};
    Turns3 turned = {};
    bool operator==(const MapWay3&) const = default;
};

/// The way along `path`; along the polar path when A has no real logarithm that is fit to be shown (`refusal` says why).
MapWay3 way_to(const Mat3& a, MapPath path);

/// Where the way is at time t: I at t <= 0 and A at t >= 1, both to the bit.
///   polar      R(t turn) ((1-t) I + t H): never flatter than the flatter of I and A when det A > 0
///   flow       A^t = exp(t log A), by Newton's interpolation on the eigenvalues (Higham, Functions of Matrices, 4.5) with 512 bits:
///              each entry is rounded once
///   svd        three equal stages: turn, stretch, turn
///   entrywise  (1-t) I + t A: may collapse on the way
Mat3 matrix_at(const MapWay3& way, double t);

/// The times in (0, 1), in order, at which the way passes through a flat matrix.
std::vector<double> flat_times(const MapWay3& way);

}
