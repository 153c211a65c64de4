#include "ink/crowd.hpp"

#include "ink/clip.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

int cells_in(double length, double cell) { return std::clamp(static_cast<int>(std::ceil(length / cell)), 1, 512); }

}

Crowd::Crowd(const Box& area, double cell)
    : area_(area), cell_(std::max(cell, std::max(area.width(), area.height()) / 512)), columns_(cells_in(area.width(), cell_)), rows_(cells_in(area.height(), cell_)) {}

void Crowd::raise(int x, int y, float weight) {
    for (Layer* layer : {&all_, naming_ ? &named_ : nullptr}) {
        if (!layer) continue;
        if (layer->cells.empty()) layer->cells.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0.0f);
        float& cell = layer->cells[index(x, y)];
        cell = std::max(cell, weight);
    }
}

int Crowd::column(double x) const { return std::clamp(static_cast<int>((x - area_.lo.x()) / cell_), 0, columns_ - 1); }
int Crowd::row(double y) const { return std::clamp(static_cast<int>((y - area_.lo.y()) / cell_), 0, rows_ - 1); }

void Crowd::add(const Vec2& a, const Vec2& b, float weight) {
    const auto part = clip_segment(a, b, area_);
    if (!part) return;
    const Vec2 d = part->second - part->first;
    const int steps = std::max(1, static_cast<int>(std::ceil(d.cwiseAbs().maxCoeff() / cell_)));
    int last_x = -1, last_y = -1;
    for (int i = 0; i <= steps; ++i) {
        const Vec2 p = part->first + d * (static_cast<double>(i) / steps);
        const int x = column(p.x()), y = row(p.y());
        if (x == last_x && y == last_y) continue;
        raise(x, y, weight);
        last_x = x, last_y = y;
    }
}

void Crowd::add(const Vec2& p, float weight) {
    if (area_.contains(p)) raise(column(p.x()), row(p.y()), weight);
}

void Crowd::add(const Box& box, float weight) {
    if (!overlap(box, area_)) return;
    for (int y = row(box.lo.y()); y <= row(box.hi.y()); ++y)
        for (int x = column(box.lo.x()); x <= column(box.hi.x()); ++x) raise(x, y, weight);
}

double Crowd::share_in(const Box& box) const {
    if (!overlap(box, area_)) return 0;
    const int across = column(box.hi.x()) - column(box.lo.x()) + 1, down = row(box.hi.y()) - row(box.lo.y()) + 1;
    return in(box) / (across * down);
}

double Crowd::Layer::in(const Crowd& grid, const Box& box) const {
    if (cells.empty() || !overlap(box, grid.area_)) return 0;
    const int stride = grid.columns_ + 1;
    const auto sum = [&](int x, int y) -> double& { return sums[static_cast<std::size_t>(y) * static_cast<std::size_t>(stride) + static_cast<std::size_t>(x)]; };
    if (sums.empty()) {
        sums.assign(static_cast<std::size_t>(stride) * static_cast<std::size_t>(grid.rows_ + 1), 0.0);
        for (int y = 0; y < grid.rows_; ++y)
            for (int x = 0; x < grid.columns_; ++x)
                sum(x + 1, y + 1) = static_cast<double>(cells[grid.index(x, y)]) + sum(x, y + 1) + sum(x + 1, y) - sum(x, y);
    }
    const int x0 = grid.column(box.lo.x()), x1 = grid.column(box.hi.x()) + 1, y0 = grid.row(box.lo.y()), y1 = grid.row(box.hi.y()) + 1;
    return sum(x1, y1) - sum(x0, y1) - sum(x1, y0) + sum(x0, y0);
}

}
