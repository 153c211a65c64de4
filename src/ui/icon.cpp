#include "ui/icon.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>

namespace eigenscope::ui {
namespace {

// Coordinates run from -1 to 1 in both directions, y down.
class Pen {
public:
    Pen(ImDrawList& list, ImVec2 center, float size, ImU32 color)
        : list_(list), center_(center), half_(size / 2), color_(color), width_(std::max(1.2f, size / 10)) {}

    void line(std::initializer_list<ImVec2> points, bool closed = false) {
        for (const ImVec2 p : points) list_.PathLineTo(at(p));
        list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
    }
    void fill(std::initializer_list<ImVec2> points) {
        for (const ImVec2 p : points) list_.PathLineTo(at(p));
        list_.PathFillConvex(color_);
    }
    void disc(ImVec2 p, float radius) { list_.AddCircleFilled(at(p), radius * half_, color_); }
    void circle(ImVec2 p, float radius) { list_.AddCircle(at(p), radius * half_, color_, 0, width_); }
    void box(ImVec2 lo, ImVec2 hi, float rounding) { list_.AddRect(at(lo), at(hi), color_, rounding * half_, 0, width_); }
    void arc(ImVec2 p, float radius, float from, float to) {
        constexpr float turn = std::numbers::pi_v<float> * 2;
        list_.PathArcTo(at(p), radius * half_, from * turn, to * turn);
        list_.PathStroke(color_, ImDrawFlags_None, width_);
    }
    void half_disc(ImVec2 p, float radius) {
        constexpr float quarter = std::numbers::pi_v<float> / 2;
        list_.PathArcTo(at(p), radius * half_, -quarter, quarter);
        list_.PathFillConvex(color_);
    }

private:
    ImVec2 at(ImVec2 p) const { return {center_.x + p.x * half_, center_.y + p.y * half_}; }
    ImDrawList& list_;
    ImVec2 center_;
    float half_;
    ImU32 color_;
    float width_;
};

void turning_arrow(Pen& pen, float side) {
    pen.line({{side * -0.8f, -0.35f}, {side * 0.3f, -0.35f}});
    pen.line({{side * -0.35f, -0.8f}, {side * -0.8f, -0.35f}, {side * -0.35f, 0.1f}});
    if (side > 0) pen.arc({0.3f, 0.15f}, 0.5f, -0.25f, 0.25f);
    else pen.arc({-0.3f, 0.15f}, 0.5f, 0.25f, 0.75f);
    pen.line({{side * 0.3f, 0.65f}, {side * -0.3f, 0.65f}});
}

void dice(Pen& pen) {
    pen.box({-0.8f, -0.8f}, {0.8f, 0.8f}, 0.3f);
    for (const ImVec2 p : {ImVec2{-0.36f, -0.36f}, {0.36f, -0.36f}, {0, 0}, {-0.36f, 0.36f}, {0.36f, 0.36f}}) pen.disc(p, 0.13f);
}

void links(Pen& pen, bool joined) {
    const float gap = joined ? 0 : 0.14f;
    pen.box({-1 - gap, -0.36f}, {0.14f - gap, 0.36f}, 0.36f);
    pen.box({-0.14f + gap, -0.36f}, {1 + gap, 0.36f}, 0.36f);
}

void padlock(Pen& pen, bool closed) {
    pen.box({-0.72f, -0.05f}, {0.72f, 0.85f}, 0.16f);
    const float right = closed ? -0.05f : -0.45f;
    pen.line({{-0.45f, -0.05f}, {-0.45f, -0.45f}, {-0.28f, -0.78f}, {0, -0.9f}, {0.28f, -0.78f}, {0.45f, -0.45f}, {0.45f, right}});
}

void file_signs(Pen& pen, Icon icon) {
    switch (icon) {
    case Icon::open:
    case Icon::folder:
        pen.line({{-0.9f, 0.65f}, {-0.9f, -0.6f}, {-0.25f, -0.6f}, {0, -0.3f}, {0.9f, -0.3f}, {0.9f, 0.65f}}, true);
        break;
    case Icon::save:
        pen.line({{-0.8f, 0.3f}, {-0.8f, 0.75f}, {0.8f, 0.75f}, {0.8f, 0.3f}});
        pen.line({{0, -0.85f}, {0, 0.3f}});
        pen.line({{-0.4f, -0.1f}, {0, 0.3f}, {0.4f, -0.1f}});
        break;
    case Icon::file:
        pen.line({{-0.6f, -0.85f}, {0.2f, -0.85f}, {0.65f, -0.4f}, {0.65f, 0.85f}, {-0.6f, 0.85f}}, true);
        break;
    case Icon::copy:
        pen.box({-0.75f, -0.75f}, {0.35f, 0.35f}, 0.2f);
        pen.line({{0.6f, -0.35f}, {0.75f, -0.35f}, {0.75f, 0.75f}, {-0.35f, 0.75f}, {-0.35f, 0.6f}});
        break;
    default: break;
    }
}

void time_signs(Pen& pen, Icon icon) {
    switch (icon) {
    case Icon::play: pen.fill({{-0.7f, -0.95f}, {0.95f, 0}, {-0.7f, 0.95f}}); break;
    case Icon::pause:
        pen.fill({{-0.75f, -0.9f}, {-0.2f, -0.9f}, {-0.2f, 0.9f}, {-0.75f, 0.9f}});
        pen.fill({{0.2f, -0.9f}, {0.75f, -0.9f}, {0.75f, 0.9f}, {0.2f, 0.9f}});
        break;
    case Icon::step_back:
        pen.fill({{0.75f, -0.9f}, {0.75f, 0.9f}, {-0.5f, 0}});
        pen.fill({{-0.9f, -0.9f}, {-0.65f, -0.9f}, {-0.65f, 0.9f}, {-0.9f, 0.9f}});
        break;
    case Icon::step:
        pen.fill({{-0.75f, 0.9f}, {-0.75f, -0.9f}, {0.5f, 0}});
        pen.fill({{0.65f, -0.9f}, {0.9f, -0.9f}, {0.9f, 0.9f}, {0.65f, 0.9f}});
        break;
    case Icon::loop:
        pen.arc({0, 0}, 0.75f, 0.05f, 0.75f);
        pen.fill({{-0.1f, -1.1f}, {0.45f, -0.75f}, {-0.1f, -0.4f}});
        break;
    default: break;
    }
}

}

void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color) {
    Pen pen(list, center, size, color);
    switch (icon) {
    case Icon::play: case Icon::pause: case Icon::step_back: case Icon::step: case Icon::loop: time_signs(pen, icon); break;
    case Icon::open: case Icon::save: case Icon::folder: case Icon::file: case Icon::copy: file_signs(pen, icon); break;
    case Icon::link: links(pen, true); break;
    case Icon::unlink: links(pen, false); break;
    case Icon::lock: padlock(pen, true); break;
    case Icon::unlock: padlock(pen, false); break;
    case Icon::close: pen.line({{-0.6f, -0.6f}, {0.6f, 0.6f}}), pen.line({{0.6f, -0.6f}, {-0.6f, 0.6f}}); break;
    case Icon::plus: pen.line({{-0.75f, 0}, {0.75f, 0}}), pen.line({{0, -0.75f}, {0, 0.75f}}); break;
    case Icon::menu: for (const float y : {-0.55f, 0.f, 0.55f}) pen.line({{-0.8f, y}, {0.8f, y}}); break;
    case Icon::undo: turning_arrow(pen, 1); break;
    case Icon::redo: turning_arrow(pen, -1); break;
    case Icon::dice: dice(pen); break;
    case Icon::chevron: pen.line({{-0.3f, -0.6f}, {0.35f, 0}, {-0.3f, 0.6f}}); break;
    case Icon::check: pen.line({{-0.6f, 0.05f}, {-0.15f, 0.5f}, {0.65f, -0.5f}}); break;
    case Icon::search: pen.circle({-0.15f, -0.15f}, 0.55f), pen.line({{0.28f, 0.28f}, {0.85f, 0.85f}}); break;
    case Icon::help: pen.arc({0, -0.35f}, 0.45f, -0.5f, 0.22f), pen.line({{0.02f, 0.08f}, {0, 0.4f}}), pen.disc({0, 0.8f}, 0.14f); break;
    case Icon::expand:
        pen.line({{0.1f, -0.8f}, {0.8f, -0.8f}, {0.8f, -0.1f}}), pen.line({{-0.1f, 0.8f}, {-0.8f, 0.8f}, {-0.8f, 0.1f}});
        break;
    case Icon::shrink:
        pen.line({{0.15f, -0.85f}, {0.15f, -0.15f}, {0.85f, -0.15f}}), pen.line({{-0.15f, 0.85f}, {-0.15f, 0.15f}, {-0.85f, 0.15f}});
        break;
    case Icon::down: pen.line({{-0.6f, -0.3f}, {0, 0.35f}, {0.6f, -0.3f}}); break;
    case Icon::theme: pen.circle({0, 0}, 0.75f), pen.half_disc({0, 0}, 0.75f); break;
    }
}

}
