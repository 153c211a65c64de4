#include "gl/cover.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::gl {

namespace {

/// What the edges do in one pixel: how far they run down (or up), and how much of the pixel lies to their right.
struct Cell {
    int x = 0, y = 0;
    double height = 0, area = 0;
};

/// A run of pixels of one row.
struct Run {
    int left = 0, right = 0;
    std::uint8_t coverage = 0;
};

class Cells {
public:
    explicit Cells(const PixelBox& clip) : clip_(clip) {}

    /// Edges to the left of the clip count as its left side, edges to the right of it do not count.
    void edge(Vec2 from, Vec2 to) {
        if (!clipped(from, to, 1, clip_.top, clip_.bottom)) return;
        const double left = clip_.left, right = clip_.right;
        if (std::max(from.x(), to.x()) <= left) return inside(Vec2(left, from.y()), Vec2(left, to.y()));
        if (std::min(from.x(), to.x()) >= right) return;
        for (const double side : {left, right}) {
            if ((from.x() < side) == (to.x() < side) || from.x() == side || to.x() == side) continue;
            const Vec2 middle(side, from.y() + (to.y() - from.y()) * (side - from.x()) / (to.x() - from.x()));
            edge(from, middle);
            return edge(middle, to);
        }
        inside(from, to);
    }

    std::vector<Cell> take() {
        std::sort(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
        return std::move(cells_);
    }

private:
    /// Cuts the segment to lo <= coordinate <= hi; false when nothing is left.
    static bool clipped(Vec2& from, Vec2& to, int axis, double lo, double hi) {
        const Vec2 a = from, b = to;
        if (std::max(a[axis], b[axis]) <= lo || std::min(a[axis], b[axis]) >= hi) return false;
        const auto at = [&](double value) {
            Vec2 p = a + (b - a) * ((value - a[axis]) / (b[axis] - a[axis]));
            p[axis] = value;
            return p;
        };
        for (Vec2* p : {&from, &to}) {
            if ((*p)[axis] < lo) *p = at(lo);
            else if ((*p)[axis] > hi) *p = at(hi);
        }
        return true;
    }

    void inside(const Vec2& from, const Vec2& to) {
        if (from.y() == to.y()) return;
        const bool down = to.y() > from.y();
        const Vec2 &upper = down ? from : to, &lower = down ? to : from;
        const double slope = (lower.x() - upper.x()) / (lower.y() - upper.y());
        const int first = static_cast<int>(std::floor(upper.y())), last = static_cast<int>(std::ceil(lower.y())) - 1;
        for (int y = first; y <= last; ++y) {
            const double top = std::max(upper.y(), static_cast<double>(y)), bottom = std::min(lower.y(), y + 1.0);
            const auto x_at = [&](double v) { return std::clamp(upper.x() + (v - upper.y()) * slope, std::min(from.x(), to.x()), std::max(from.x(), to.x())); };
            row(y, x_at(top), x_at(bottom), (down ? 1 : -1) * (bottom - top));
        }
    }

    /// A piece of an edge within one row, from x = a to x = b, that runs down by `height`.
    void row(int y, double a, double b, double height) {
        if (a > b) std::swap(a, b);
        const int first = static_cast<int>(std::floor(a)), last = static_cast<int>(std::floor(b));
        for (int x = first; x <= last; ++x) {
            const double lo = std::max(a, static_cast<double>(x)), hi = std::min(b, x + 1.0);
            const double part = first == last ? height : height * (hi - lo) / (b - a);
            cells_.push_back({x, y, part, part * (x + 1 - (lo + hi) / 2)});
        }
    }

    PixelBox clip_;
    std::vector<Cell> cells_;
};

std::uint8_t byte_of(double signed_share) { return static_cast<std::uint8_t>(std::min(std::abs(signed_share), 1.0) * 255 + 0.5); }

void add(std::vector<Run>& runs, int left, int right, std::uint8_t coverage) {
    if (left >= right || coverage == 0) return;
    if (!runs.empty() && runs.back().right == left && runs.back().coverage == coverage) runs.back().right = right;
    else runs.push_back({left, right, coverage});
}

/// The cells of one row, sorted by x, as runs of equal coverage.
std::vector<Run> runs_of(std::span<const Cell> cells, const PixelBox& clip) {
    std::vector<Run> runs;
    double height = 0;
    for (std::size_t i = 0; i < cells.size();) {
        const int x = cells[i].x;
        double area = height;
        for (; i < cells.size() && cells[i].x == x; ++i) {
            area += cells[i].area;
            height += cells[i].height;
        }
        if (x >= clip.right) break;
        add(runs, x, x + 1, byte_of(area));
        add(runs, x + 1, i < cells.size() ? std::min(cells[i].x, clip.right) : clip.right, byte_of(height));
    }
    return runs;
}

}

std::vector<Covered> cover(const std::vector<Vec2>& polygon, const PixelBox& clip) {
    std::vector<Covered> boxes;
    if (polygon.size() < 3 || clip.empty()) return boxes;
    Cells edges(clip);
    for (std::size_t i = 0; i < polygon.size(); ++i) edges.edge(polygon[i], polygon[(i + 1) % polygon.size()]);
    const std::vector<Cell> cells = edges.take();

    std::vector<std::size_t> above, current;              // the boxes that end at this row's top, from left to right
    for (std::size_t begin = 0; begin < cells.size();) {
        const int y = cells[begin].y;
        std::size_t end = begin;
        while (end < cells.size() && cells[end].y == y) ++end;
        current.clear();
        std::size_t next = 0;
        for (const Run& run : runs_of({cells.data() + begin, end - begin}, clip)) {
            while (next < above.size() && boxes[above[next]].box.left < run.left) ++next;
            const bool joins = next < above.size() && boxes[above[next]].box.left == run.left && boxes[above[next]].box.right == run.right &&
                               boxes[above[next]].box.bottom == y && boxes[above[next]].coverage == run.coverage;
            if (joins) ++boxes[above[next]].box.bottom;
            else boxes.push_back({{run.left, y, run.right, y + 1}, run.coverage});
            current.push_back(joins ? above[next] : boxes.size() - 1);
        }
        std::swap(above, current);
        begin = end;
    }
    return boxes;
}

}
