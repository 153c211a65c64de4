#pragma once
#include "compute/expression/function.hpp"
#include "compute/probability/law.hpp"

#include <array>
#include <memory>
#include <string>
#include <type_traits>

namespace eigenscope {

/// Where a density is meant: whole members say which ends there are, for a file has no infinity and a slider no place for it.
enum class Domain : std::uint8_t { line, from, up_to, between };
constexpr auto choices(Domain) {
    return std::array{Choice{"line", "All real numbers"}, Choice{"from", "From the lower end on"}, Choice{"up_to", "Up to the upper end"},
                      Choice{"between", "Between both ends"}};
}

/// The law whose density is a formula that somebody typed, divided by its integral.
///
/// Where the formula has no value the density is 0. One that is negative somewhere, zero everywhere, or without a finite integral has no law,
/// and of one that changes too often, or has exponents too large for doubles, none can be computed: `trouble` says so, and all numbers are
/// not-a-number. Values that are too large or too small for doubles are no trouble: they are summed by their logarithms.
struct Custom {
    static constexpr std::string_view id = "custom", label = "Your own density",
                                      about = "Any formula that is nowhere negative and has a finite integral: divided by it, it is a law.";
    /// What the tables made from a value count for where undo is limited: 400 panels, as many as smooth densities take; one that jumps often
    /// may have 10,000. It is no measurement, for what undo forgets must not depend on whether they have been made yet.
    static constexpr std::size_t made_bytes = 160'000;

    static constexpr double farthest_end = 1e12;

    Typed density;
    Parameters parameters;
    Domain domain = Domain::line;
    double lower = 0;                         ///< the ends, where the domain has them
    double upper = 1;

    Custom();
    /// A formula in x of our own code, on an interval whose ends may be infinite.
    explicit Custom(std::string_view text, Parameters parameters = {}, Interval over = {-infinity, infinity});

    bool operator==(const Custom& other) const;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "density", .label = "Density, up to a factor", .help = "A formula in x; other names become parameters. It is divided by its integral"}, s.density);
        // Whoever writes to the formula (a file, a form) finds the parameters of the new one beside it.
        if constexpr (!std::is_const_v<std::remove_reference_t<decltype(s)>>) s.parameters = matched(s.density, s.parameters);
        v(Field{.key = "parameters", .label = "Parameters", .lo = -1e15, .hi = 1e15}, s.parameters);
        v(Field{.key = "domain", .label = "Support", .help = "Outside of it the density is 0"}, s.domain);
        v(Field{.key = "lower", .label = "Lower end", .lo = -farthest_end, .hi = farthest_end}, s.lower);
        v(Field{.key = "upper", .label = "Upper end", .lo = -farthest_end, .hi = farthest_end}, s.upper);
    }
    void repair();                            ///< lower < upper where both count; the parameters are those of the formula

    /// Why there is no such law, as a sentence without its full stop; empty where there is one.
    std::string trouble() const;
    /// The integral of the formula over the support, and the error of that: of the quadrature, of what it may not have seen, and of rounded values.
    struct Normalizer {
        double value = 0, error = 0;
        double log_value = 0, relative_error = 0;
        bool fits() const { return std::isnormal(value) && std::isfinite(error); }      ///< else it is too large or too small for a double
    };
    Normalizer normalizer() const;
    /// The formula's value as it was typed, which may be negative or infinite; 0 where it has none.
    double height(double x) const;

    Interval support() const;
    double log_density(double x) const;
    double tail(double x, Side side) const;
    double log_tail(double x, Side side) const;
    double quantile(double p, Side side) const;
    Moments moments() const;
    Modes modes() const;
    double entropy() const;

private:
    struct Known;
    class Lazy;
    std::shared_ptr<const Known> known() const;

    // What follows from the members as `repair` met them: found when it is first asked for, and shared by copies. While it is stale,
    // everything is computed anew for every question: slow, and right.
    std::shared_ptr<Lazy> lazy_;
};

}
