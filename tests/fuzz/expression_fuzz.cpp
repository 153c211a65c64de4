#include "compute/expression/function.hpp"
#include "compute/expression/jet.hpp"
#include "compute/expression/proof.hpp"
#include "scene/expression_formula.hpp"

#include "fuzz.hpp"

#include <algorithm>
#include <cmath>

using namespace eigenscope;

namespace {

const std::vector<std::string> names{"x", "y"};

void print_and_read(const Expression& expression) {
    // Spaces and parentheses of the printed form may exceed what the parser takes.
    if (const auto back = parse_open(to_text(expression), names)) must(*back == expression, "what was printed reads back the same");
    must(!plain(formula_of(expression)).empty(), "a formula has a text");
    const std::string tex = latex(formula_of(expression));
    must(std::count(tex.begin(), tex.end(), '{') == std::count(tex.begin(), tex.end(), '}'), "braces of LaTeX are closed");
}

void evaluate_all_ways(const Expression& expression) {
    std::vector<double> at(expression.variables.size(), 0.75);
    if (at.size() > 1) at[1] = -1.5;
    const double value = evaluate(expression, at);
    const auto told = evaluated(expression, at);
    must(told || (!told.error().empty() && told.error().size() < 500), "what has no value has a sentence");
    must(!told || *told == value, "both evaluations agree");
    if (at.size() != 2) return;
    const Jet<2> j = jet<2>(expression, Vec2(at[0], at[1]));
    must(j.value == value || (j.value != j.value && value != value) || !expression.indices.empty(), "jet and evaluation agree");
    if (const auto slope = derivative(expression, 0)) must(!to_text(*slope).empty(), "a derivative has a text");
}

/// f over small and large boxes: what it takes there lies in its enclosure, and a proof is not contradicted in the middle.
void enclose_and_judge(const Function& f) {
    const Graph& graph = f.graph();
    for (const double half : {1.0, 1e3}) {
        const std::array box{Enclosure{0.25 - half, 0.25 + half}, Enclosure{-0.5 - half, -0.5 + half}};
        const std::vector<Enclosure> all = enclosures(graph, box);
        const Enclosure range = all[f.value_term()];
        const std::array<std::array<double, 2>, 4> corners{{{box[0].lo, box[1].lo}, {box[0].hi, box[1].hi}, {0.25, -0.5}, {box[0].lo, box[1].hi}}};
        bool infinite = false;
        for (const Enclosure& e : all) infinite = infinite || !e.bounded();
        std::array<double, 4> values = {};
        for (std::size_t i = 0; i < corners.size(); ++i) {
            values[i] = f.value(corners[i]);
            must(std::isnan(values[i]) || infinite || range.contains(values[i]), "a value lies in its enclosure");
            must(!std::isnan(values[i]) || infinite || range.regularity < Regularity::defined, "what is defined everywhere has a value");
        }
        const ConvexityVerdict verdict = judge(graph, f.value_term(), box);
        must(!verdict.way.empty(), "a verdict says how it was found");
        must(verdict.mu.lo <= verdict.mu.hi && verdict.L.lo <= verdict.L.hi, "brackets are in order");
        if (verdict.kind != ConvexityVerdict::Kind::proven || infinite) continue;
        const double rounding = 1e-9 * (std::abs(values[0]) + std::abs(values[1]) + std::abs(range.lo) + std::abs(range.hi));
        must(!(values[2] > (values[0] + values[1]) / 2 + rounding), "no chord contradicts a proof");
    }
}

void make_function(const Typed& typed) {
    const auto function = Function::make(typed, matched(typed, {}));
    if (!function) {
        must(!function.error().empty() && function.error().size() < 500, "a refusal is a sentence");
        return;
    }
    const std::array points{0.75, -1.5, 0.0, 1e300};
    const std::array spans{std::span<const double>(points), std::span<const double>(points)};
    std::array<double, 4> all = {};
    function->values(spans, all);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double one = function->value(std::array{points[i], points[i]});
        must(one == all[i] || (std::isnan(one) && std::isnan(all[i])), "one point and many have the same value");
    }
    const Eigen::MatrixXd h = function->hessian(std::array{0.75, -1.5});
    must(std::isnan(h(0, 1)) || h(0, 1) == h(1, 0), "a Hessian is symmetric");
    enclose_and_judge(*function);
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = text_of(data, size);
    const auto expression = parse_open(text, names);
    if (!expression) {
        must(!expression.error().empty() && expression.error().size() < 300, "a refusal is a sentence");
        must(marked(text, expression.error()).size() < 2000, "a mark is no longer than its text");
        return 0;
    }
    print_and_read(*expression);
    evaluate_all_ways(*expression);
    must(!to_text(simplified(*expression)).empty(), "what is simplified has a text");
    static const Typed typed({"x", "y"}, "0");
    if (const auto read = typed.read(text)) make_function(*read);
    if (const auto constant = evaluate_constant(text)) must(*constant - *constant == 0, "an entry is finite");
    return 0;
}
