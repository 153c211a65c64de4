#pragma once
#include "base/field.hpp"
#include "compute/expression/function.hpp"
#include "compute/expression/proof.hpp"
#include "compute/optimize/knowledge.hpp"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <type_traits>
#include <vector>

namespace eigenscope {

/// A function of x and y that somebody typed; other names in the formula are parameters.
struct ExpressionObjective {
    static constexpr std::string_view id = "expression", label = "Your own function";

    ExpressionObjective();
    /// A formula in our own code, which can be read. Parameters that are not given are 1.
    explicit ExpressionObjective(std::string_view formula, const Parameters& given = {});

    Typed text;
    Parameters parameters;

    bool operator==(const ExpressionObjective& other) const { return text == other.text && parameters == other.parameters; }
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "text", .label = "f(x, y)", .help = "A formula in x and y, such as x^2 + sin(a y). Other names become sliders"}, s.text);
        // Whoever writes to the text (a file, a form) finds the parameters of the new text beside it.
        if constexpr (!std::is_const_v<std::remove_reference_t<decltype(s)>>) s.parameters = matched(s.text, s.parameters);
        v(Field{.key = "parameters", .label = "Parameters", .lo = -1e6, .hi = 1e6}, s.parameters);
    }
    /// The parameters are those of the text, and what is made from both is up to date.
    void repair();

    /// Not in the domain is where the formula has no value, as at ln(−1).
    bool contains(const Vec2& x) const;
    double value(const Vec2& x) const;
    Vec2 gradient(const Vec2& x) const;
    Mat2 hessian(const Vec2& x) const;
    /// Certain for polynomials of degree two, else undecided. The window is where f is defined, near the origin.
    Knowledge known() const;
    bool quadratic() const;
    /// f at many points at once; not-a-number outside the domain.
    std::vector<double> values(const std::vector<double>& x, const std::vector<double>& y) const;
    /// What can be proven about its shape between two corners of a window; nothing where it cannot be computed.
    std::optional<ConvexityVerdict> judged(const Vec2& lo, const Vec2& hi, std::stop_token stop = {}) const;
    /// Why the formula cannot be computed although it can be read; empty where it can.
    std::string trouble() const;

private:
    // What is made from the text and the parameters when it is first asked for: neither described nor compared. Shared, because a
    // value is copied all the time and this never changes; whatever is changed by hand gets its own.
    struct Made;
    template <class F>
    auto with_made(F&& f) const;
    std::shared_ptr<const Made> made_;
};

}
