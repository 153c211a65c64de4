#include "ink/chip.hpp"

#include "ink/color.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace eigenscope::ink {

std::vector<Vec2> rounded(const Box& box, double radius) {
    const double r = std::max(0.0, std::min({radius, box.width() / 2, box.height() / 2}));
    const int pieces = std::clamp(static_cast<int>(std::ceil(2.5 * std::sqrt(r))), 1, 32);      // of a quarter circle: right to 0.05 px
    const Vec2 centers[] = {{box.hi.x() - r, box.hi.y() - r}, {box.lo.x() + r, box.hi.y() - r}, {box.lo.x() + r, box.lo.y() + r}, {box.hi.x() - r, box.lo.y() + r}};
    std::vector<Vec2> out;
    out.reserve(4 * static_cast<std::size_t>(pieces + 1));
    for (int corner = 0; corner < 4; ++corner)
        for (int i = 0; i <= pieces; ++i) {
            const double angle = (corner + static_cast<double>(i) / pieces) * std::numbers::pi / 2;
            out.push_back(centers[corner] + r * Vec2(std::cos(angle), std::sin(angle)));
        }
    return out;
}

Vec2 Chip::size() const {
    double width = 0, height = 0;
    for (const Setting& line : lines) width = std::max(width, line.width);
    if (lines.empty()) return Vec2::Zero();
    if (pitch > 0) height = lines.front().ascent + pitch * (static_cast<double>(lines.size()) - 1) + lines.back().descent;
    else for (const Setting& line : lines) height += line.height();
    if (!(pitch > 0)) height += gap * (static_cast<double>(lines.size()) - 1);
    return Vec2(width, height) + 2 * padding;
}

void put_chip(Sheet& sheet, const Chip& chip, const Vec2& corner, Rgba ink, std::optional<Rgba> edge, const Look& look) {
    if (chip.lines.empty()) return;
    if (chip.ground) {
        const auto outline = rounded({corner, corner + chip.size()}, 4 * look.scale);
        sheet.strokes.push_back(Area{outline, color_of(look.theme, Role::chip)});
        if (edge) sheet.strokes.push_back(Line{outline, 1.1 * look.scale, *edge, true, true});
    }
    double y = corner.y() + chip.padding.y();
    for (const Setting& line : chip.lines) {
        put(sheet, line, {corner.x() + chip.padding.x(), y + line.ascent}, ink, look);
        y += chip.pitch > 0 ? chip.pitch : line.height() + chip.gap;
    }
}

}
