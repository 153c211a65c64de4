#include "compute/expression/jet.hpp"
#include "scene/expression_formula.hpp"

#include "fuzz.hpp"

using namespace eigenscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::vector<std::string> names{"x", "y"};
    const auto expression = parse(text_of(data, size), names);
    if (!expression) {
        must(!expression.error().empty() && expression.error().size() < 300, "a refusal is a sentence");
        return 0;
    }
    // Spaces and parentheses of the printed form may exceed what the parser takes.
    if (const auto back = parse(to_text(*expression), names)) must(*back == *expression, "what was printed reads back the same");
    const Expression shorter = simplified(*expression);
    must(shorter.nodes.size() <= expression->nodes.size(), "simplifying never lengthens");
    const Vec2 at(0.75, -1.5);
    const Jet<2> j = jet<2>(*expression, at);
    const double value = evaluate(*expression, std::span(at.data(), 2));
    must(j.value == value || (j.value != j.value && value != value), "jet and evaluation agree");
    if (const auto slope = derivative(*expression, 0)) must(!to_text(*slope).empty(), "a derivative has a text");
    must(!plain(formula_of(*expression)).empty(), "a formula has a text");
    if (const auto constant = evaluate_constant(text_of(data, size))) must(*constant - *constant == 0, "an entry is finite");
    return 0;
}
