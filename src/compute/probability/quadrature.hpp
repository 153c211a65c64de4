#pragma once
#include "compute/probability/chart.hpp"
#include "compute/probability/gauss_kronrod.hpp"

#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace eigenscope {

/// A function at many places at once: f[i] of x[i]. Where it has no value it gives not-a-number.
using Integrand = std::function<void(std::span<const double> x, std::span<double> f)>;

/// A stretch of t with samples of f(x(t)) dx/dt at the nodes of the rule.
struct QuadraturePanel {
    double a = 0, b = 0;
    gauss_kronrod::Samples g = gauss_kronrod::Samples::Zero();
    double value = 0, size = 0;               ///< the integrals of g and of |g|
    double error = 0;                         ///< of the value, and of the polynomial through the samples
    double half() const { return (b - a) / 2; }
    double node(int i) const { return a + half() * (1 + gauss_kronrod::rule().nodes[i]); }
};

/// How f ends, at one end of the interval. Beyond the last sample that is not zero f is continued as a power of the distance d to a finite end,
/// or of x.
struct Cap {
    double mass = 0, error = 0;               ///< what lies beyond
    double rate = 0;                          ///< f d ~ d^rate, or f x ~ x^-rate
    bool far = false;                         ///< at an infinite end: something was left beyond 1e60, where a power of x may overflow
    bool steady = false;                      ///< it is a power
    double edge_x = 0, edge_g = 0;            ///< the end of the last panel with all its digits
};

/// An integral and all that it was made of.
struct Integral {
    enum class State : std::uint8_t { converged, diverges, undecided };
    State state = State::undecided;
    double value = 0, error = 0;              ///< an estimate of the error that is rather too large
    double size = 0;                          ///< the integral of |f|
    double where = 0;                         ///< the x that stands in the way, where it has not converged
    /// The x between the nearest samples that are none, where samples were infinite: a pole, or a value too large for a double.
    std::optional<Interval> overflow = {};
    std::size_t evaluations = 0;
    Chart chart;
    std::vector<QuadraturePanel> panels = {}; ///< side by side, over the reach of the chart
    Cap below = {}, above = {};
};

/// What is known of f before it is sampled.
struct Guide {
    /// Places where something may happen: it is seen there down to a width of 1e-12 of the chart.
    std::vector<double> hints = {};
    /// Places between which f is smooth: ends of the first panels.
    std::vector<double> cuts = {};
    /// Beyond it, next to a finite end, samples would be nothing but rounding.
    Interval trusted = {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    /// About how often f may be asked; where the first panels are many, more often.
    std::size_t most = 60'000;
};

/// The integral of f by adaptive quadrature with the 10-21 rule of Gauss and Kronrod (the ideas of QUADPACK, Piessens et al. 1983): the worst
/// panels of each round are halved together, after a change of variables in the spirit of Takahasi & Mori (1974).
///
/// The goal is the same everywhere: each panel is right to 1e-13 of the integral of |f| from the nearer end to it, so that tails keep their
/// digits; those that spoil the whole are mended first. Not-a-number counts as 0; an infinite sample as divergence. What is narrower than the
/// first samples, stands on something and is not at a hint or between two cuts is not seen.
Integral integrate(const Integrand& f, Interval over, const Guide& guide = {});

}
