#include "ui/controls.hpp"
#include "ui/form.hpp"

namespace eigenscope::ui {

void edit_panel(const Kit& kit, DescentPanel& panel) {
    SliderDecor decor;
    for (auto& [at, label] : step_marks(panel)) decor.marks.push_back({at, std::move(label)});
    // Beyond the last mark, 2/L, gradient descent diverges in the steepest direction. The slider shows what lies around the
    // marks; any other step can be typed.
    if (!decor.marks.empty()) {
        decor.red_from = decor.marks.back().at;
        decor.lo = decor.marks.front().at / 50;
        decor.hi = decor.marks.back().at * 4;
    }
    // Marks that would be written over each other: the first and the last are the ones that are named in every book.
    if (decor.marks.size() > 2) decor.marks.erase(decor.marks.begin() + 1, decor.marks.end() - 1);
    FormHints hints;
    hints.decor.emplace(GradientDescent::id, std::move(decor));
    Form(kit, std::move(hints)).members(panel);
}

}
