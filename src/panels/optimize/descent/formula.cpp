#include "base/number.hpp"
#include "base/variant.hpp"
#include "panels/optimize/descent/parts.hpp"
#include "scene/expression_formula.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::descent {

using namespace formula;

namespace {

/// Two digits after the first one that counts, at least two decimals: 0.43, 0.10, 0.082.
int decimals_for(double size) {
    if (!(size >= 1e-3) || !std::isfinite(size)) return 2;       // smaller ones are set with a power of ten
    return std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 2, 4);
}
Formula number_of(double x) { return number(x, decimals_for(std::abs(x))); }
Formula pair_of(const Vec2& x) { return pair(x.x(), x.y(), decimals_for(x.cwiseAbs().maxCoeff())); }

Formula squared(Formula base) { return sup(std::move(base), roman("2")); }
Formula x_at(int k, const char* key) { return term(key, indexed("x", k)); }

Formula nabla_at(Formula where) {
    return term("gradient", colored(Role::gradient, row({roman("∇"), italic("f"), fence(std::move(where))})));
}
Formula gradient_pair(const Vec2& g) { return term("gradient", colored(Role::gradient, pair_of(g))); }

using Parts = std::vector<Formula>;

/// x_k − a ∇f(where), in letters or in numbers.
Parts descend(Formula from, Formula rate, Formula gradient) {
    return {std::move(from), op("−"), std::move(rate), op("·"), std::move(gradient)};
}

struct Sides {
    Parts letters, numbers;
};

Sides steepest(const Step& s) {
    return {descend(x_at(s.k, "current"), number_of(s.size), nabla_at(indexed("x", s.k))),
            descend(pair_of(s.x), number_of(s.size), gradient_pair(s.g))};
}

Sides sides(const GradientDescent&, const Step& s, const Run&) { return steepest(s); }
Sides sides(const Backtracking&, const Step& s, const Run&) { return steepest(s); }
Sides sides(const ExactLineSearch&, const Step& s, const Run&) { return steepest(s); }
Sides sides(const BarzilaiBorwein&, const Step& s, const Run&) { return steepest(s); }

Sides sides(const HeavyBall& method, const Step& s, const Run& run) {
    Sides both = steepest(s);
    if (s.k == 0) return both;
    const Vec2 before = run.steps[static_cast<std::size_t>(s.k - 1)].x;
    const Formula b = number_of(method.momentum);
    const Parts letters = {op("+"), b, op("·"), fence(row({indexed("x", s.k), op("−"), indexed("x", s.k - 1)}))};
    const Parts numbers = {op("+"), b, op("·"), pair_of(s.x - before)};
    both.letters.insert(both.letters.end(), letters.begin(), letters.end());
    both.numbers.insert(both.numbers.end(), numbers.begin(), numbers.end());
    return both;
}

Sides sides(const Nesterov&, const Step& s, const Run& run) {
    const Note note = run.note(s);
    const Formula y = term("look_ahead", colored(Role::theory, indexed("y", s.k)));
    return {descend(y, number_of(s.size), nabla_at(indexed("y", s.k))),
            descend(term("look_ahead", colored(Role::theory, pair_of(*note.look_ahead))), number_of(s.size), gradient_pair(note.used_gradient))};
}

/// One rate a coordinate; what they multiply is ∇f, or Adam's running mean of it.
Sides adaptive(const Step& s, const Vec2& rates, const Formula& what) {
    const Vec2 numerator = -s.size * s.direction.cwiseQuotient(rates);
    return {{x_at(s.k, "current"), op("−"), pair_of(rates), op("∘"), what},
            {pair_of(s.x), op("−"), pair_of(rates), op("∘"), gradient_pair(numerator)}};
}
Sides sides(const AdaGrad&, const Step& s, const Run& run) { return adaptive(s, run.note(s).rates, nabla_at(indexed("x", s.k))); }
Sides sides(const RmsProp&, const Step& s, const Run& run) { return adaptive(s, run.note(s).rates, nabla_at(indexed("x", s.k))); }
Sides sides(const Adam& method, const Step& s, const Run& run) {
    const Formula mean = method.correct_bias ? over(italic("m"), "ˆ") : italic("m");
    return adaptive(s, run.note(s).rates, colored(Role::gradient, sub(mean, roman(std::to_string(s.k + 1)))));
}

/// x_k + t p with the direction spelled out in letters.
Sides along(const Step& s, Parts direction) {
    Parts letters = {x_at(s.k, "current")};
    const bool full = s.size == 1;
    if (full) letters.push_back(op("−"));
    else letters.insert(letters.end(), {op("−"), number_of(s.size), op("·")});
    letters.insert(letters.end(), direction.begin(), direction.end());
    Parts numbers = {pair_of(s.x), op("+")};
    if (!full) numbers.insert(numbers.end(), {number_of(s.size), op("·")});
    numbers.push_back(pair_of(s.direction));
    return {letters, numbers};
}

Sides sides(const Newton&, const Step& s, const Run&) {
    return along(s, {sup(italic("H"), roman("−1")), nabla_at(indexed("x", s.k))});
}
Sides sides(const DampedNewton&, const Step& s, const Run& run) {
    const double shift = run.note(s).shift;
    const Formula shifted = shift > 0 ? fence(row({italic("H"), op("+"), number_of(shift), italic("I")})) : italic("H");
    return along(s, {sup(shifted, roman("−1")), nabla_at(indexed("x", s.k))});
}
Sides sides(const Bfgs&, const Step& s, const Run&) {
    return along(s, {indexed("B", s.k), nabla_at(indexed("x", s.k))});
}
Sides sides(const ConjugateGradient&, const Step& s, const Run&) {
    return {{x_at(s.k, "current"), op("+"), number_of(s.size), op("·"), indexed("p", s.k)},
            {pair_of(s.x), op("+"), number_of(s.size), op("·"), pair_of(s.direction)}};
}

}

Formula step_formula(const DescentPanel& panel, const DescentPanel::Model& model) {
    const Run& run = model.runs.front();
    const Step* step = last_step(panel, run);
    if (!step) return {};
    const Sides both = std::visit([&](const auto& method) { return sides(method, *step, run); }, panel.runs.front().optimizer);
    Parts parts = {x_at(step->k + 1, "next"), op("=")};
    parts.insert(parts.end(), both.letters.begin(), both.letters.end());
    parts.push_back(op("="));
    parts.insert(parts.end(), both.numbers.begin(), both.numbers.end());
    return row(std::move(parts));
}

namespace {

const Formula x1{.kind = Formula::Kind::italic, .text = "x"}, x2{.kind = Formula::Kind::italic, .text = "y"};

Formula exponential(Parts power) { return sup(italic("e"), row(std::move(power))); }
Formula half() { return roman("½"); }

/// "10 · y²": a constant of the function without decimals that it does not have.
Formula factor(double x, Formula of) {
    const bool plain_digits = x >= 1e-3 && x < 1e6;
    return row({plain_digits ? roman(significant(x, 4)) : number(x), op("·"), std::move(of)});
}

Parts right_side(const Quadratic& f) { return {half(), fence(row({squared(x1), op("+"), factor(f.kappa, squared(x2))}))}; }
Parts right_side(const RotatedQuadratic& f) {
    return {half(), sup(fence(row({italic("x"), op("−"), italic("c")})), roman("T")),
            matrix(2, {number(f.matrix()(0, 0)), number(f.matrix()(0, 1)), number(f.matrix()(1, 0)), number(f.matrix()(1, 1))}),
            fence(row({italic("x"), op("−"), italic("c")}))};
}
Parts right_side(const Trough&) { return {half(), squared(fence(row({x1, op("+"), x2, op("−"), roman("1")})))}; }
Parts right_side(const Booth&) {
    return {squared(fence(row({x1, op("+"), roman("2"), x2, op("−"), roman("7")}))), op("+"),
            squared(fence(row({roman("2"), x1, op("+"), x2, op("−"), roman("5")})))};
}
Parts right_side(const Matyas&) {
    return {roman("0.26"), fence(row({squared(x1), op("+"), squared(x2)})), op("−"), roman("0.48"), x1, x2};
}
Parts right_side(const LeastSquares& f) {
    // In one line, for the picture is small; the numbers of A stand in the room of the map and in the inspector.
    return {half(), squared(fence(row({italic("A"), italic("x"), op("−"), italic("b")}), "||")), words(",  "), italic("b"), op("="),
            pair(f.target.x(), f.target.y())};
}
Parts sum_of_exponentials() {
    const Formula tenth = roman("0.1");
    return {exponential({x1, op("+"), roman("3"), x2, op("−"), tenth}), op("+"),
            exponential({x1, op("−"), roman("3"), x2, op("−"), tenth}), op("+"), exponential({roman("−"), x1, op("−"), tenth})};
}
Parts right_side(const ExpSum&) { return sum_of_exponentials(); }
Parts right_side(const LogSumExp&) { return {roman("log"), fence(row(sum_of_exponentials()))}; }
Parts right_side(const PseudoHuber& f) {
    return {root(row({roman("1"), op("+"), squared(x1)})), op("+"),
            root(row({roman("1"), op("+"), factor(f.gamma * f.gamma, squared(x2))}))};
}
Parts right_side(const Quartic& f) { return {sup(x1, roman(f.square ? "2" : "4")), op("+"), sup(x2, roman("4"))}; }
Parts right_side(const LogCosh&) {
    const auto one = [](const Formula& x) {
        return row({roman("log"), fence(row({sup(italic("e"), x), op("+"), sup(italic("e"), row({roman("−"), x}))}))});
    };
    return {one(x1), op("+"), one(x2)};
}
Parts right_side(const AnalyticCentre&) {
    return {roman("−log "), x1, op("−"), roman("log "), x2, op("−"), roman("log"), fence(row({roman("1"), op("−"), x1, op("−"), x2}))};
}
Parts right_side(const Entropy&) { return {x1, op("−"), roman("log "), x1, op("+"), x2, roman(" log "), x2}; }
Parts right_side(const Lessard&) {
    return {italic("φ"), fence(x1), op("+"), fraction(roman("5"), roman("2")), squared(x2)};
}
Parts right_side(const Rosenbrock&) {
    return {squared(fence(row({roman("1"), op("−"), x1}))), op("+"), roman("100"), squared(fence(row({x2, op("−"), squared(x1)})))};
}
Parts right_side(const Himmelblau&) {
    return {squared(fence(row({squared(x1), op("+"), x2, op("−"), roman("11")}))), op("+"),
            squared(fence(row({x1, op("+"), squared(x2), op("−"), roman("7")})))};
}
Parts right_side(const DoubleWell&) {
    return {squared(x1), op("−"), squared(x2), op("+"), fraction(sup(x2, roman("4")), roman("4"))};
}
/// As it was typed, and behind it what its letters stand for, as far as there is room.
Parts right_side(const ExpressionObjective& f) {
    constexpr std::size_t most = 4;
    Parts parts = {formula_of(f.text.expression())};
    for (std::size_t i = 0; i < std::min(most, f.parameters.size()); ++i) {
        const Parameter& p = f.parameters[i];
        const Formula name = formula_of(Expression{.nodes = {{.operation = Operation::variable}}, .variables = {p.name}});
        parts.insert(parts.end(), {words(",  "), name, op("="), roman(prose(significant(p.value)))});
    }
    if (f.parameters.size() > most) parts.push_back(words(", …"));
    return parts;
}

}

Formula objective_formula(const Objective& objective) {
    Parts parts = {italic("f"), op("=")};
    std::visit([&](const auto& f) {
        const Parts right = right_side(f);
        parts.insert(parts.end(), right.begin(), right.end());
    }, objective);
    return term("f", row(std::move(parts)));
}

}
