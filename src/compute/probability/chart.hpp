#pragma once
#include "compute/types.hpp"

#include <vector>

namespace eigenscope {

/// A smooth map of all real t onto an open interval of x, ends of which may be infinite. Finite ends are approached like e^t and infinite
/// ones like e^-t: a power of x, or of the distance to an end, becomes an exponential, and both ends keep relative digits.
class Chart {
public:
    explicit Chart(Interval over);
    double x(double t) const;
    double slope(double t) const;             ///< dx/dt
    double t(double x) const;                 ///< of an x inside; -infinity and infinity at the ends
    double anchor(double t) const;            ///< the end from which x is measured there, 0 where there is none
    /// The logarithm of the distance to one of the ends, up to a constant, and the t of it. Of an infinite end, minus that of |x|.
    double log_distance(double t, bool to_lower) const;
    double t_at(double log_distance, bool to_lower) const;
    const Interval& over() const { return over_; }
    /// The t between which x keeps some digits of its distance to the ends, and is no larger than 1e300.
    Interval reach() const;
    /// Places within the reach, from the left to the right, to start from: close together where x is neither very large nor next to an end.
    std::vector<double> first_cuts() const;

private:
    Interval over_;
    bool from_below_, from_above_;            // whether the ends are finite
};

}
