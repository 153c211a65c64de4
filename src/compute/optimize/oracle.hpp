#pragma once
#include "compute/optimize/run.hpp"

#include <utility>

namespace eigenscope {

/// The objective as a method sees it: every question is counted, and the last answer is not asked for twice.
class Oracle {
public:
    explicit Oracle(Objective f) : f_(std::move(f)), known_(eigenscope::known(f_)), quadratic_(is_quadratic(f_)) {}

    double value(const Vec2& x) {
        if (valued_ != x) {
            ++count_.values;
            valued_ = x;
            value_ = eigenscope::value(f_, x);
        }
        return value_;
    }
    Vec2 gradient(const Vec2& x) {
        if (sloped_ != x) {
            ++count_.gradients;
            sloped_ = x;
            gradient_ = eigenscope::gradient(f_, x);
        }
        return gradient_;
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
    static constexpr double none = Step::none;
    Vec2 valued_ = Vec2(none, none), sloped_ = Vec2(none, none);  ///< where the last answers are from; not-a-number is nowhere
    double value_ = none;
    Vec2 gradient_ = Vec2(none, none);
};

}
