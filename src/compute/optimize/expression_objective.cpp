#include "compute/optimize/expression_objective.hpp"

#include "compute/optimize/polynomial.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>

namespace eigenscope {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::array<double, 2> coordinates(const Vec2& x) { return {x.x(), x.y()}; }

struct Box {
    Vec2 lo, hi;
};

/// f at a grid of points of a box, row by row.
struct Grid {
    static constexpr int side = 33;           ///< odd: the middle is looked at too
    Box box;
    std::vector<double> f;

    Grid(const Function& function, const Box& where) : box(where), f(side * side) {
        std::vector<double> x, y;
        for (int i = 0; i < side * side; ++i) {
            const Vec2 p = at(i);
            x.push_back(p.x());
            y.push_back(p.y());
        }
        const std::array<std::span<const double>, 2> points = {x, y};
        function.values(points, f);
    }
    Vec2 step() const { return (box.hi - box.lo) / (side - 1); }
    Vec2 at(int i) const { return box.lo + step().cwiseProduct(Vec2(i % side, i / side)); }
    bool holds(int i) const { return std::isfinite(f[static_cast<std::size_t>(i)]); }

    /// The share of the points at which f is finite.
    double share() const {
        int finite = 0;
        for (int i = 0; i < side * side; ++i) finite += holds(i) ? 1 : 0;
        return static_cast<double>(finite) / (side * side);
    }

    /// What holds all points where f is finite, and one more all around them; nothing where there is no such point.
    std::optional<Box> finite_part() const {
        std::optional<Box> part;
        for (int i = 0; i < side * side; ++i) {
            if (!holds(i)) continue;
            if (!part) part = Box{at(i), at(i)};
            part = Box{part->lo.cwiseMin(at(i)), part->hi.cwiseMax(at(i))};
        }
        if (part) part = Box{part->lo - step(), part->hi + step()};
        return part;
    }
};

/// The plain window, which does not jump from key to key; where f is hardly defined on it, what there is of f in the nearest
/// larger one.
Box window_of(const Function& function) {
    const Box plain{Vec2(-2, -2), Vec2(2, 2)};
    constexpr double enough = 0.05;
    if (Grid(function, plain).share() >= enough) return plain;
    for (const double scale : {1.0, 5.0, 50.0, 500.0}) {
        for (const Vec2& factor : {Vec2(scale, 1), Vec2(1, scale), Vec2(scale, scale)}) {
            auto part = Grid(function, {factor.cwiseProduct(plain.lo), factor.cwiseProduct(plain.hi)}).finite_part();
            if (!part) continue;
            // A small domain is looked at again, more closely.
            for (int i = 0; i < 3; ++i) part = Grid(function, *part).finite_part().value_or(*part);
            return *part;
        }
    }
    return plain;
}

/// A place of the grid where a run can begin, near the upper left, which is where the eye does.
Vec2 start_in(const Function& function, const Box& window) {
    const Grid grid(function, window);
    const Vec2 wanted = window.lo + (window.hi - window.lo).cwiseProduct(Vec2(0.25, 0.75));
    Vec2 best = wanted;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 0; i < Grid::side * Grid::side; ++i) {
        const Vec2 p = grid.at(i);
        const bool on_edge = i % Grid::side % (Grid::side - 1) == 0 || i / Grid::side % (Grid::side - 1) == 0;
        const double away = (p - wanted).cwiseQuotient(window.hi - window.lo).squaredNorm();
        if (!grid.holds(i) || on_edge || !(away < least)) continue;
        const VecX g = function.gradient(coordinates(p));
        if (!g.allFinite() || g.isZero(0)) continue;
        best = p;
        least = away;
    }
    return best;
}

Knowledge knowledge_of(const Function& function, const std::optional<Polynomial>& polynomial) {
    Knowledge about{.convexity = Convexity::undecided};
    Box window{about.lo, about.hi};
    if (polynomial) {
        about = eigenscope::known(*polynomial);
        // The minimum is in sight, and the window moves evenly when the minimum does.
        for (const Vec2& x : about.minimizers) window = {window.lo.cwiseMin(x - Vec2(1, 1)), window.hi.cwiseMax(x + Vec2(1, 1))};
        if (!about.minimizers.empty()) about.minimum = function.value(coordinates(about.minimizers.front()));
    } else {
        window = window_of(function);
    }
    about.lo = window.lo;
    about.hi = window.hi;
    about.start = start_in(function, window);
    return about;
}

}

struct ExpressionObjective::Made {
    Made(const Typed& formula, const Parameters& given) : text(formula), parameters(given) {}

    bool is_of(const Typed& formula, const Parameters& given) const { return text == formula && parameters == given; }

    struct Answers {
        std::optional<Function> function = {};
        std::string trouble = {};
        Knowledge known = {.convexity = Convexity::undecided};
        bool quadratic = false;
    };
    // Once, by whoever asks first: often not the thread on which it was typed.
    const Answers& answers() const {
        std::call_once(once_, [&] {
            auto function = Function::make(text, parameters);
            if (!function) return void(answers_.trouble = function.error());
            const auto polynomial = polynomial_of(function->graph(), function->value_term());
            answers_.quadratic = polynomial.has_value();
            answers_.known = knowledge_of(*function, polynomial);
            answers_.function = std::move(*function);
        });
        return answers_;
    }

    const Typed text;
    const Parameters parameters;

private:
    mutable std::once_flag once_;
    mutable Answers answers_;
};

template <class F>
auto ExpressionObjective::with_made(F&& f) const {
    if (made_->is_of(text, parameters)) return f(made_->answers());
    const Made own(text, parameters);
    return f(own.answers());
}

ExpressionObjective::ExpressionObjective() : ExpressionObjective("x^2 + a y^2", {{"a", 3}}) {}

ExpressionObjective::ExpressionObjective(std::string_view formula, const Parameters& given)
    : text({"x", "y"}, formula), parameters(matched(text, given)), made_(std::make_shared<const Made>(text, parameters)) {}

void ExpressionObjective::repair() {
    parameters = matched(text, parameters);
    if (!made_->is_of(text, parameters)) made_ = std::make_shared<const Made>(text, parameters);
}

bool ExpressionObjective::contains(const Vec2& x) const {
    return with_made([&](const auto& made) { return made.function && !std::isnan(made.function->value(coordinates(x))); });
}

double ExpressionObjective::value(const Vec2& x) const {
    return with_made([&](const auto& made) {
        const double f = made.function ? made.function->value(coordinates(x)) : nan;
        return std::isnan(f) ? std::numeric_limits<double>::infinity() : f;
    });
}

Vec2 ExpressionObjective::gradient(const Vec2& x) const {
    return with_made([&](const auto& made) { return made.function ? Vec2(made.function->gradient(coordinates(x))) : Vec2(nan, nan); });
}

Mat2 ExpressionObjective::hessian(const Vec2& x) const {
    return with_made([&](const auto& made) { return made.function ? Mat2(made.function->hessian(coordinates(x))) : Mat2(Mat2::Constant(nan)); });
}

Knowledge ExpressionObjective::known() const {
    return with_made([](const auto& made) { return made.known; });
}

bool ExpressionObjective::quadratic() const {
    return with_made([](const auto& made) { return made.quadratic; });
}

std::vector<double> ExpressionObjective::values(const std::vector<double>& x, const std::vector<double>& y) const {
    return with_made([&](const auto& made) {
        std::vector<double> f(x.size(), nan);
        const std::array<std::span<const double>, 2> points = {x, y};
        if (made.function) made.function->values(points, f);
        return f;
    });
}

std::optional<ConvexityVerdict> ExpressionObjective::judged(const Vec2& lo, const Vec2& hi, std::stop_token stop) const {
    return with_made([&](const auto& made) -> std::optional<ConvexityVerdict> {
        if (!made.function) return std::nullopt;
        const std::array box = {Enclosure{lo.x(), hi.x()}, Enclosure{lo.y(), hi.y()}};
        return judge(made.function->graph(), made.function->value_term(), box, std::move(stop));
    });
}

std::string ExpressionObjective::trouble() const {
    return with_made([](const auto& made) { return made.trouble; });
}

}
