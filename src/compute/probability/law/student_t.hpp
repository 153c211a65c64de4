#pragma once
#include "compute/probability/law.hpp"

namespace eigenscope {

/// A mean divided by its estimated error; heavy tails for few degrees of freedom.
struct StudentT {
    static constexpr std::string_view id = "student-t", label = "Student t",
                                      about = "A mean divided by its estimated error; heavy tails for few degrees of freedom.";
    double nu = 3;

    bool operator==(const StudentT&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "nu", .label = "Degrees of freedom", .lo = 0.05, .hi = 1e12, .scale = Scale::logarithmic}, s.nu);
    }

    Interval support() const { return {-infinity, infinity}; }
    double log_density(double x) const { return special::log_student_density(x, nu); }
    double tail(double x, Side side) const;
    double log_tail(double x, Side side) const;
    static constexpr bool costly_inverse = true;
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const;
    Moments moments() const;
    Modes modes() const { return {{0}}; }
    double entropy() const;

private:
    std::optional<double> polished(double t, double p) const;
};

}
