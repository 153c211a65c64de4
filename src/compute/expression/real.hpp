#pragma once
#include "compute/expression/expression.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>

/// Operations in 360 digits and a range of exponents that no formula leaves by accident. For internal use: the header is heavy.
namespace eigenscope::precise {

inline constexpr unsigned digits = 1216;      ///< binary: sums of numbers near 1 that cancel to 0 are 0 below the least double
template <unsigned bits>
using Binary = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<bits, boost::multiprecision::digit_base_2>,
                                             boost::multiprecision::et_off>;
using Real = Binary<digits>;

/// As `eigenscope::applied`, but π and e are themselves and not the doubles beside them. Not-a-number also where it cannot be
/// worked out: polygamma functions of an order above 64, angles beyond all doubles.
Real applied(Operation operation, const Real& a = 0, const Real& b = 0, const Real& c = 0);

/// How many binary digits the number has from its first to its last that is not zero.
unsigned length(const Real& x);

}
