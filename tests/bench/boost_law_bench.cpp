#include "law_bench.hpp"

#include <boost/math/distributions/students_t.hpp>

/// Boost's Student t with the policy that the program has.
int main() {
    using namespace boost::math::policies;
    using Quiet = policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>, underflow_error<ignore_error>,
                         denorm_error<ignore_error>, rounding_error<ignore_error>, evaluation_error<ignore_error>, promote_double<false>>;
    for (const double nu : bench::degrees) {
        const boost::math::students_t_distribution<double, Quiet> law(nu);
        const auto quantile = [&](double p) { return boost::math::quantile(law, p); };
        bench::print_student(nu, [&](double x) { return boost::math::cdf(law, x); }, quantile);
    }
}
