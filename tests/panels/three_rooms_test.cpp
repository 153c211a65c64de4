// One matrix, three rooms: what the panels say of the same A, against Eigen's symmetric solver on the products.
#include "compute/linear/fuzz.hpp"
#include "panels/optimize/descent/descent.hpp"
#include "panels/probability/gaussian/gaussian.hpp"
#include "panels/linear/map/linear_map.hpp"

#include <doctest/doctest.h>

#include <Eigen/Eigenvalues>

using namespace eigenscope;

TEST_CASE("the squares of the singular values are the eigenvalues of the bowl's Hessian AᵀA and of the cloud's covariance AAᵀ") {
    for_fuzzed(61, [](const Mat2& a) {
        if (a.cwiseAbs().maxCoeff() > 1e9 || (a.cwiseAbs().maxCoeff() < 1e-9 && !a.isZero(0))) return;     // AᵀA is out of a double's reach
        LinearMapPanel map;
        GaussianPanel gaussian;
        gaussian.samples = 0;
        map.matrix = gaussian.matrix = a;
        const Svd2 d = derive(map).way.decomposition;
        const Mat2 bowl = LeastSquares{.matrix = a}.hessian(Vec2(0.3, -0.7)), cloud = derive(gaussian).covariance;
        const double largest = d.sigma.x() * d.sigma.x();
        CAPTURE(a);
        CHECK((bowl - a.transpose() * a).norm() <= 1e-15 * largest);
        for (const Mat2& product : {bowl, cloud}) {
            const Eigen::SelfAdjointEigenSolver<Mat2> oracle(product);
            CHECK(std::abs(oracle.eigenvalues()(1) - largest) <= 1e-12 * largest);
            CHECK(std::abs(oracle.eigenvalues()(0) - d.sigma.y() * d.sigma.y()) <= 1e-12 * largest);
        }
        if (d.round || d.rank == 0) return;
        // The same lines: v are the axes of the bowl, u those of the cloud.
        const double size = bowl.norm();
        for (int j = 0; j < 2; ++j) {
            const double square = d.sigma(j) * d.sigma(j);
            CHECK((bowl * d.v.col(j) - square * d.v.col(j)).norm() <= 1e-12 * size);
            CHECK((cloud * d.u.col(j) - square * d.u.col(j)).norm() <= 1e-12 * size);
        }
    });
}
