#pragma once
#include "base/variant.hpp"
#include "compute/probability/law/beta.hpp"
#include "compute/probability/law/binomial.hpp"
#include "compute/probability/law/cauchy.hpp"
#include "compute/probability/law/chi_squared.hpp"
#include "compute/probability/law/exponential.hpp"
#include "compute/probability/law/gamma.hpp"
#include "compute/probability/law/geometric.hpp"
#include "compute/probability/law/hypergeometric.hpp"
#include "compute/probability/law/laplace.hpp"
#include "compute/probability/law/lognormal.hpp"
#include "compute/probability/law/normal.hpp"
#include "compute/probability/law/pareto.hpp"
#include "compute/probability/law/poisson.hpp"
#include "compute/probability/law/student_t.hpp"
#include "compute/probability/law/uniform.hpp"
#include "compute/probability/law/weibull.hpp"

#include <variant>

namespace eigenscope {

/// THE list of probability distributions. A new one is one file in law/ and one line here.
using Distribution = std::variant<Normal, Uniform, Exponential, Gamma, Beta, StudentT, Cauchy, Laplace, Lognormal, ChiSquared, Weibull,
                                  Pareto, Binomial, Poisson, Geometric, Hypergeometric>;

}
