#pragma once
#include "compute/expression/interval.hpp"

namespace eigenscope {

/// How a function of one variable runs over an interval.
struct Course {
    bool convex = false, concave = false, rises = false, falls = false;
};

/// The signs of both derivatives of an operation, over the part of the range that is in its domain.
Course course_of(Operation operation, const Enclosure& range);
/// Of x^p, over the part of the range where it has values.
Course course_of_power(const Enclosure& range, const Enclosure& p);

/// Where the operation has values, if that is one interval.
std::optional<Interval> interval_domain(Operation operation);
/// Whether it has values at the ends of that interval too.
bool has_ends(Operation operation);

/// Whether cos(x − c) is positive on one interval at most, for x in the range.
bool positive_once(const Enclosure& range, double c);

}
