#pragma once
#include "compute/probability/law/cauchy.hpp"

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
    // Of one and of two degrees of freedom there are closed forms, so short that a call would cost as much.
    double tail(double x, Side side) const {
        const double t = side == Side::upper ? x : -x;
        if (nu == 1) return special::cauchy_tail(t);
        return nu == 2 ? tail_of_two(t) : upper_tail(t);
    }
    double log_tail(double x, Side side) const;
    static constexpr bool costly_inverse = true;
    static constexpr bool good_inverse = true;
    double quantile(double p, Side side) const {
        if (nu == 1 || nu == 2) {
            const double t = nu == 1 ? special::cauchy_quantile(p) : (1 - 2 * p) / std::sqrt(2 * p * (1 - p));
            return side == Side::upper ? t : 0 - t;          // of the median 0, not -0
        }
        return p > 0.5 ? general_quantile(1 - p, special::other(side)) : general_quantile(p, side);
    }
    Moments moments() const;
    Modes modes() const { return {{0}}; }
    double entropy() const;

private:
    static double tail_of_two(double t) {
        const double r = std::hypot(t, std::numbers::sqrt2);
        return t > 0 ? 1 / (r * (r + t)) : 0.5 - 0.5 * t / r;
    }
    double upper_tail(double t) const;
    double general_quantile(double p, Side side) const;
    std::optional<double> polished(double t, double p) const;
};

}
