#include "compute/expression/second_order.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>

namespace eigenscope {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Enclosure number(double x) { return Enclosure::point(x); }

/// The least eigenvalue of [[a, b], [b, c]], from below. It rises with a and c and falls with |b|, so one matrix decides (Rohn,
/// "Positive definiteness and stability of interval matrices", 1994).
double least_of_two(double a, double b, double c) {
    if (!std::isfinite(a) || !std::isfinite(b) || !std::isfinite(c)) return -infinity;
    const Enclosure half = number(0.5), mean = half * (number(a) + number(c));
    const Enclosure spread = enclosure(Operation::hypot, half * (number(a) - number(c)), number(b));
    const double plain = (mean - spread).lo;
    const Enclosure determinant = number(a) * number(c) - square(number(b));
    if (!(a >= 0 && c >= 0 && determinant.lo >= 0)) return plain;
    const double most = (mean + spread).hi;                                   // their product is the determinant
    return most == 0 ? 0 : std::max(plain, (determinant / number(most)).lo);
}

/// From below, for any size: VᵀHV with V near the eigenvectors of the middle is nearly diagonal, Gershgorin's discs are small, and
/// what V lacks in being orthogonal changes each eigenvalue by a factor that is known (Ostrowski 1959).
double least_of_many(std::span<const Enclosure> matrix, std::size_t n) {
    const auto size = static_cast<Eigen::Index>(n);
    Eigen::MatrixXd middle(size, size);
    for (std::size_t i = 0; i < matrix.size(); ++i) {
        if (!matrix[i].bounded()) return -infinity;
        middle(static_cast<Eigen::Index>(i / n), static_cast<Eigen::Index>(i % n)) = 0.5 * matrix[i].lo + 0.5 * matrix[i].hi;
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(middle);
    if (eigen.info() != Eigen::Success) return -infinity;
    const Eigen::MatrixXd& V = eigen.eigenvectors();
    const auto v = [&](std::size_t i, std::size_t j) { return number(V(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j))); };
    double least = infinity, skew = 0;
    for (std::size_t i = 0; i < n; ++i) {
        Enclosure disc = number(0), row = number(0);
        std::vector<Enclosure> image(n, number(0));                           // H times column i
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t l = 0; l < n; ++l) image[k] = image[k] + matrix[k * n + l] * v(l, i);
        for (std::size_t j = 0; j < n; ++j) {
            Enclosure entry = number(0), inner = number(i == j ? -1 : 0);
            for (std::size_t k = 0; k < n; ++k) {
                entry = entry + v(k, j) * image[k];
                inner = inner + v(k, j) * v(k, i);
            }
            disc = disc + (i == j ? entry : -enclosure(Operation::abs, entry));
            row = row + enclosure(Operation::abs, inner);
        }
        least = std::min(least, disc.lo);
        skew = std::max(skew, row.hi);
    }
    if (!(skew < 0.5) || std::isnan(least)) return -infinity;
    return (number(least) / (number(1) + number(least > 0 ? skew : -skew))).lo;
}

double least(std::span<const Enclosure> matrix, std::size_t n) {
    if (std::any_of(matrix.begin(), matrix.end(), [](const Enclosure& e) { return e.empty() || std::isnan(e.lo) || std::isnan(e.hi); })) return -infinity;
    if (n == 1) return matrix[0].lo;
    if (n == 2) return least_of_two(matrix[0].lo, std::max(-matrix[1].lo, matrix[1].hi), matrix[3].lo);
    return least_of_many(matrix, n);
}

}

Eigenvalues eigenvalue_bounds(std::span<const Enclosure> matrix, std::size_t n) {
    std::vector<Enclosure> negative;
    for (const Enclosure& entry : matrix) negative.push_back(-entry);
    return {least(matrix, n), -least(negative, n)};
}

}
