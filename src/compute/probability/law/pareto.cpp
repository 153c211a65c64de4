#include "compute/probability/law/pareto.hpp"

namespace eigenscope {

Moments Pareto::moments() const {
    const double a = shape;
    constexpr std::string_view no_scale = "the variance is not finite";
    return {a > 1 ? finite(a * scale / (a - 1)) : infinite("x f(x) falls off no faster than 1/x when the exponent is at most 1"),
            a > 2   ? finite(a * scale * scale / ((a - 1) * (a - 1) * (a - 2)))
            : a > 1 ? infinite("x² f(x) falls off no faster than 1/x when the exponent is at most 2")
                    : undefined("the mean is infinite: there is nothing to measure from"),
            a > 3   ? finite(2 * (1 + a) / (a - 3) * std::sqrt((a - 2) / a))
            : a > 2 ? infinite("x³ f(x) falls off no faster than 1/x when the exponent is at most 3")
                    : undefined(no_scale),
            a > 4   ? finite(6 * (a * a * a + a * a - 6 * a - 2) / (a * (a - 3) * (a - 4)))
            : a > 2 ? infinite("x⁴ f(x) falls off no faster than 1/x when the exponent is at most 4")
                    : undefined(no_scale)};
}

}
