#include "panels/optimize/descent/descent.hpp"

#include <set>

namespace eigenscope {
namespace {

/// The range of a step is as wide as the curvatures that a matrix can have; a slider over all of it could not be aimed.
const SliderDecor ordinary_steps{.marks = {}, .red_from = 1e300, .lo = 1e-5, .hi = 10};

/// The first number of these methods is a step.
bool has_step(const Optimizer& optimizer) {
    return std::visit([](const auto& m) { return requires { m.rate; } || requires { m.first; } || requires { m.initial; }; }, optimizer);
}

/// Beyond the last mark the method diverges in the steepest direction. The slider shows what lies around the marks, or the
/// steps of ordinary functions; any other step can be typed.
SliderDecor decor_of(const DescentPanel& panel, const Optimizer& optimizer) {
    SliderDecor decor = ordinary_steps;
    for (auto& [at, label] : step_marks(panel, optimizer)) decor.marks.push_back({at, std::move(label)});
    if (decor.marks.empty()) return decor;
    decor.red_from = decor.marks.back().at;
    decor.lo = decor.marks.front().at / 50;
    decor.hi = decor.marks.back().at * 4;
    // A name between the first and the last would be written over them: these are the ones that every book has.
    for (std::size_t i = 1; i + 1 < decor.marks.size(); ++i) decor.marks[i].label.clear();
    return decor;
}

/// What is lit is what is drawn; what cannot be drawn says why.
ChoiceHint quantities(const DescentPanel& panel) {
    const Knowledge about = known(panel.objective);
    ChoiceHint hint{.lit = static_cast<std::size_t>(shown_quantity(panel.quantity, about))};
    for (std::size_t i = 0; i < choices(Convergence{}).size(); ++i) {
        const auto quantity = static_cast<Convergence>(i);
        hint.refusals.emplace_back(shown_quantity(quantity, about) == quantity ? "" : "The minimum of this function is not known: |∇f| is shown");
    }
    return hint;
}

}

std::vector<Control> controls(const DescentPanel& panel, const std::optional<Pulled>&) {
    Fields form;
    std::set<std::string_view> seen;
    for (const DescentRun& run : panel.runs) {
        if (!has_step(run.optimizer)) continue;
        const auto id = id_of(run.optimizer);
        // Two heavy balls of different momentum have different limits, and one mark would be wrong for one of them.
        SliderDecor decor = decor_of(panel, run.optimizer);
        const bool agrees = seen.insert(id).second || form.decor.find(id)->second.red_from == decor.red_from;
        if (!agrees) decor = ordinary_steps;
        form.decor.insert_or_assign(std::string(id), std::move(decor));
    }
    form.choices.emplace("quantity", quantities(panel));
    return {std::move(form)};
}

DescentPanel follow(const DescentPanel& before, const DescentPanel& edited) {
    DescentPanel next = edited;
    // What a camera was set to for one picture would show another one from nowhere.
    if (next.whole_path != before.whole_path) next.camera = {};
    if (next.quantity != before.quantity || next.effort != before.effort) next.convergence_camera = {};
    return next;
}

}
