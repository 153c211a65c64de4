#pragma once
#include "base/field.hpp"
#include "compute/probability/special.hpp"
#include "compute/types.hpp"

#include <cmath>
#include <concepts>
#include <limits>
#include <numbers>
#include <optional>
#include <string_view>
#include <vector>

namespace eigenscope {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// A moment is a number, or infinite (the integral diverges to one side), or undefined (it has no value at all).
struct Moment {
    enum class State : std::uint8_t { finite, infinite, undefined };
    State state = State::finite;
    double value = 0;                         ///< infinity when infinite, not-a-number when undefined
    std::string_view why = {};                ///< the reason, when there is no finite number to show
    std::optional<double> log_value = {};     ///< of a value that is finite, but too large for a double
    bool is_finite() const { return state == State::finite; }
    bool operator==(const Moment&) const = default;
};

inline Moment finite(double value) {
    return {Moment::State::finite, value, std::isfinite(value) ? "" : "it is finite, but too large for a double"};
}
/// exp(log_value): one that may be too large keeps its logarithm.
inline Moment finite_exp(double log_value) {
    Moment m = finite(std::exp(log_value));
    if (std::isinf(m.value)) m.log_value = log_value;
    return m;
}
inline Moment infinite(std::string_view why) { return {Moment::State::infinite, infinity, why}; }
inline Moment undefined(std::string_view why) { return {Moment::State::undefined, not_a_number, why}; }

/// The first four: `kurtosis` is the excess over the normal law's 3.
struct Moments {
    Moment mean, variance, skewness, kurtosis;
    bool operator==(const Moments&) const = default;
};

/// The moments of a law that always gives the same value.
inline Moments point_moments(double at) {
    constexpr std::string_view why = "the variance is zero: 0/0";
    return {finite(at), finite(0), undefined(why), undefined(why)};
}

/// Where the density (or the mass) is largest. `interval`: it is the same everywhere between at[0] and at[1].
struct Modes {
    std::vector<double> at;
    bool interval = false;
    bool operator==(const Modes&) const = default;
};

/// The modes of a law on whole numbers whose mass stops growing at x: both x - 1 and x when x is whole.
inline Modes integer_modes(double x, Interval support) {
    const double k = std::floor(x);
    if (k > support.hi) return {{support.hi}};
    if (k == x && k > support.lo) return {{k - 1, k}};
    return {{std::max(k, support.lo)}};
}

using special::Side;

/// What a probability law knows of itself. The functions of distribution.hpp add all that is general, and call these only
/// with a finite x strictly inside the support (log_density: also at its ends) and 0 < p < 1.
/// `density`, where there is one, is the density itself, good in the middle of the law.
/// `good_inverse`, where it is true: `quantile` is good to the last digits, and needs no polish.
/// `costly_inverse`, where it is true: `quantile` takes long, and is a smooth function of the normal quantile.
/// A law on whole numbers has no `quantile`: it is found by search. `entropy` is in nats, where it has a closed form.
template <class L>
concept Law = Described<L> && std::regular<L> && requires(const L law, double x, Side side) {
    { law.support() } -> std::same_as<Interval>;
    { law.log_density(x) } -> std::same_as<double>;
    { law.tail(x, side) } -> std::same_as<double>;
    { law.log_tail(x, side) } -> std::same_as<double>;
    { law.moments() } -> std::same_as<Moments>;
    { law.modes() } -> std::same_as<Modes>;
};

template <class L>
inline constexpr bool is_continuous_law = requires(const L law, double p, Side side) {
    { law.quantile(p, side) } -> std::same_as<double>;
    { law.entropy() } -> std::same_as<double>;
};

}
