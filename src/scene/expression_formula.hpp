#pragma once
#include "compute/expression/expression.hpp"
#include "scene/formula.hpp"

namespace eigenscope {

/// The expression as it is written by hand: fractions, roots, powers, products without a sign; x1 becomes x₁.
Formula formula_of(const Expression& expression);

}
