#include "../ui/headless.hpp"

#include <cstdio>
#include <cstring>

using namespace eigenscope;

namespace {

/// The head of the first column in the first tile.
ImVec2 column(ui::Headless& interface) {
    for (const auto& spot : interface.view(0).sheet.handles) {
        if (spot.handle.id != ui::column1) continue;
        const ImVec2 at = interface.view(0).at;
        return {at.x + static_cast<float>(spot.at.x()), at.y + static_cast<float>(spot.at.y())};
    }
    return {0, 0};
}

}

/// Prints where something lies in a window of 1600x900, "column", "cell", "plus" or "determinant": for the test of the real window, which has
/// hands but no eyes.
int main(int count, char** words) {
    ui::Headless interface;
    const char* const what = count == 2 ? words[1] : "";
    ImVec2 at(0, 0);
    if (std::strcmp(what, "column") == 0) at = column(interface);
    if (std::strcmp(what, "cell") == 0) at = ui::first_cell;
    if (std::strcmp(what, "plus") == 0) at = ui::distribution_plus;
    if (std::strcmp(what, "determinant") == 0) at = ui::determinant_fact;
    if (!(at.x > 0)) return 1;
    std::printf("%.0f %.0f\n", static_cast<double>(at.x), static_cast<double>(at.y));
    return 0;
}
