#include "../ui/headless.hpp"

#include <cstdio>

/// Prints where the head of the first column lies in the first tile, in a window of 1600x900: for the test of the real window,
/// which has hands but no eyes.
int main() {
    using namespace eigenscope;
    ui::Headless interface;
    for (const auto& spot : interface.view(0).sheet.handles) {
        if (spot.handle.id != LinearMapPanel::column1) continue;
        const ImVec2 at = interface.view(0).at;
        std::printf("%.0f %.0f\n", static_cast<double>(at.x) + spot.at.x(), static_cast<double>(at.y) + spot.at.y());
        return 0;
    }
    return 1;
}
