#pragma once
#include "compute/optimize/run.hpp"

#include <optional>
#include <utility>

namespace eigenscope {

/// The objective as a method sees it: every question is counted, and the last answer is not asked for twice.
class Oracle {
public:
    explicit Oracle(Objective f) : f_(std::move(f)), known_(eigenscope::known(f_)), quadratic_(is_quadratic(f_)) {}

    double value(const Vec2& x) {
        if (!value_ || value_->first != x) {
            ++count_.values;
            value_.emplace(x, eigenscope::value(f_, x));
        }
        return value_->second;
    }
    Vec2 gradient(const Vec2& x) {
        if (!gradient_ || gradient_->first != x) {
            ++count_.gradients;
            gradient_.emplace(x, eigenscope::gradient(f_, x));
        }
        return gradient_->second;
    }
    Mat2 hessian(const Vec2& x) {
        ++count_.hessians;
        return eigenscope::hessian(f_, x);
    }
    /// The function itself, for questions that are not the method's and not counted.
    const Objective& objective() const { return f_; }
    bool contains(const Vec2& x) const { return in_domain(f_, x); }
    const Knowledge& known() const { return known_; }
    bool quadratic() const { return quadratic_; }
    const Evaluations& count() const { return count_; }

private:
    Objective f_;
    Knowledge known_;
    bool quadratic_;
    Evaluations count_;
    std::optional<std::pair<Vec2, double>> value_;
    std::optional<std::pair<Vec2, Vec2>> gradient_;
};

}
