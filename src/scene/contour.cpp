#include "scene/contour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>

namespace eigenscope {
namespace {

constexpr int nobody = -1;

bool is_whole(const Heat& field) {
    return field.columns > 0 && field.rows > 0 && field.values.size() == static_cast<std::size_t>(field.columns) * static_cast<std::size_t>(field.rows);
}

/// The cells that each level crosses, by their first corner, in order: found in one pass, however many levels there are.
/// `levels` ascend.
std::vector<std::vector<int>> crossed_cells(const Heat& field, std::span<const double> levels) {
    constexpr std::uint32_t nowhere = ~std::uint32_t(0);
    // How many levels a sample has reached.
    std::vector<std::uint32_t> reached;
    reached.reserve(field.values.size());
    for (const float v : field.values)
        reached.push_back(std::isfinite(v) ? static_cast<std::uint32_t>(std::upper_bound(levels.begin(), levels.end(), v) - levels.begin()) : nowhere);
    std::vector<std::vector<int>> cells(levels.size());
    const auto width = static_cast<std::size_t>(field.columns);
    for (std::size_t row = 0; row + 1 < static_cast<std::size_t>(field.rows); ++row) {
        const std::uint32_t* const low = reached.data() + row * width;
        const std::uint32_t* const high = low + width;
        for (std::size_t column = 0; column + 1 < width; ++column) {
            const auto [least, most] = std::minmax({low[column], low[column + 1], high[column], high[column + 1]});
            if (least == most || most == nowhere) continue;
            for (std::uint32_t level = least; level < most; ++level) cells[level].push_back(static_cast<int>(row * width + column));
        }
    }
    return cells;
}

/// A level's crossings of the sampling grid's edges, each joined to the crossings it continues to.
/// Edge 2n goes from sample n to its right neighbour, edge 2n + 1 to the one above.
class Tracer {
public:
    explicit Tracer(const Heat& field) : field_(field), next_(2 * field.values.size(), {nobody, nobody}) {}

    /// The lines of one level through the cells that it crosses.
    std::vector<Polyline> lines(double level, const std::vector<int>& cells, const Stroke& stroke) {
        level_ = level;
        crossed_.clear();
        for (const int corner : cells) cell(corner);
        std::sort(crossed_.begin(), crossed_.end());
        crossed_.erase(std::unique(crossed_.begin(), crossed_.end()), crossed_.end());
        std::vector<Polyline> result;
        const auto keep = [&](Polyline line) {
            if (line.points.size() >= (line.closed ? 3u : 2u)) result.push_back(std::move(line));
        };
        for (const int e : crossed_)                                          // open lines from an end
            if ((next(e)[0] == nobody) != (next(e)[1] == nobody)) keep(walk(e, stroke));
        for (const int e : crossed_)                                          // what is left is closed
            if (next(e)[0] != nobody) keep(walk(e, stroke));
        return result;
    }

private:
    std::array<int, 2>& next(int edge) { return next_[static_cast<std::size_t>(edge)]; }
    double value(int sample) const { return field_.values[static_cast<std::size_t>(sample)]; }

    void join(int a, int b) {
        next(a)[next(a)[0] == nobody ? 0 : 1] = b;
        next(b)[next(b)[0] == nobody ? 0 : 1] = a;
        crossed_.push_back(a);
        crossed_.push_back(b);
    }

    void cell(int n) {
        const std::array<int, 4> corners{n, n + 1, n + 1 + field_.columns, n + field_.columns};     // counterclockwise
        const std::array<int, 4> sides{2 * n, 2 * (n + 1) + 1, 2 * (n + field_.columns), 2 * n + 1};  // from each corner
        double sum = 0;
        std::array<bool, 4> above{};
        for (std::size_t i = 0; i < 4; ++i) {
            above[i] = value(corners[i]) >= level_;
            sum += value(corners[i]) / 4;
        }
        std::array<int, 4> crossed{};
        std::size_t count = 0;
        for (std::size_t i = 0; i < 4; ++i)
            if (above[i] != above[(i + 1) % 4]) crossed[count++] = sides[i];
        if (count == 2) join(crossed[0], crossed[1]);
        if (count < 4) return;
        // A saddle. Corner 1 lies between sides 0 and 1: it is cut off unless it goes together with the middle.
        const bool cut_off_corner_1 = (sum >= level_) != above[1];
        join(crossed[0], crossed[cut_off_corner_1 ? 1 : 3]);
        join(crossed[2], crossed[cut_off_corner_1 ? 3 : 1]);
    }

    Vec2 at(int sample) const {
        const auto along = [](double lo, double hi, int i, int count) {
            return count > 1 ? lo + (hi - lo) * i / (count - 1) : lo;
        };
        return {along(field_.lo.x(), field_.hi.x(), sample % field_.columns, field_.columns),
                along(field_.lo.y(), field_.hi.y(), sample / field_.columns, field_.rows)};
    }

    Vec2 crossing(int edge) const {
        const int from = edge / 2, to = from + (edge % 2 == 0 ? 1 : field_.columns);
        const double a = value(from), b = value(to), t = (level_ - a) / (b - a);
        return (1 - t) * at(from) + t * at(to);
    }

    /// Follows the line from `edge` and takes it out.
    Polyline walk(int edge, const Stroke& stroke) {
        Polyline line{.stroke = stroke};
        const int start = edge;
        while (edge != nobody) {
            const Vec2 p = crossing(edge);
            if (line.points.empty() || p != line.points.back()) line.points.push_back(p);
            const int onward = next(edge)[0] != nobody ? next(edge)[0] : next(edge)[1];
            next(edge) = {nobody, nobody};
            if (onward == nobody) break;
            for (int& back : next(onward))
                if (back == edge) back = nobody;
            line.closed = onward == start;
            edge = line.closed ? nobody : onward;
        }
        if (line.closed && line.points.size() > 1 && line.points.front() == line.points.back()) line.points.pop_back();
        return line;
    }

    const Heat& field_;
    double level_ = 0;
    std::vector<std::array<int, 2>> next_;    ///< of each edge; nobody again when a level's lines have been walked
    std::vector<int> crossed_;                ///< edges, in order
};

double length(const Polyline& line) {
    double sum = 0;
    for (std::size_t i = 1; i < line.points.size(); ++i) sum += (line.points[i] - line.points[i - 1]).norm();
    if (line.closed && line.points.size() > 1) sum += (line.points.front() - line.points.back()).norm();
    return sum;
}

/// Points at equal distances along the line: `count` gaps, the last point being the first one again where it is closed.
std::vector<Vec2> evenly(const Polyline& line, int count) {
    std::vector<Vec2> corners = line.points;
    if (line.closed) corners.push_back(corners.front());
    const double step = length(line) / count;
    std::vector<Vec2> result{corners.front()};
    double walked = 0;
    for (std::size_t i = 1; i < corners.size(); ++i) {
        const double piece = (corners[i] - corners[i - 1]).norm();
        while (piece > 0 && static_cast<int>(result.size()) < count && walked + piece >= step * static_cast<double>(result.size())) {
            const double t = (step * static_cast<double>(result.size()) - walked) / piece;
            result.push_back((1 - t) * corners[i - 1] + t * corners[i]);
        }
        walked += piece;
    }
    result.push_back(corners.back());
    return result;
}

}

std::vector<std::vector<Polyline>> contours(const Heat& field, std::span<const double> levels, Stroke stroke) {
    std::vector<std::vector<Polyline>> result(levels.size());
    if (!is_whole(field)) return result;
    std::vector<double> ascending;
    std::copy_if(levels.begin(), levels.end(), std::back_inserter(ascending), [](double level) { return std::isfinite(level); });
    std::sort(ascending.begin(), ascending.end());
    ascending.erase(std::unique(ascending.begin(), ascending.end()), ascending.end());
    const std::vector<std::vector<int>> cells = crossed_cells(field, ascending);
    Tracer tracer(field);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const auto place = std::find(ascending.begin(), ascending.end(), levels[i]);
        if (place != ascending.end()) result[i] = tracer.lines(levels[i], cells[static_cast<std::size_t>(place - ascending.begin())], stroke);
    }
    return result;
}

std::vector<Polyline> contour(const Heat& field, double level, Stroke stroke) { return contours(field, {&level, 1}, stroke).front(); }

std::optional<Vec2> label_place(const std::vector<Polyline>& lines, double shortest_length) {
    const auto longest = std::max_element(lines.begin(), lines.end(),
                                          [](const Polyline& a, const Polyline& b) { return length(a) < length(b); });
    if (longest == lines.end()) return std::nullopt;
    const double total = length(*longest);
    if (!(total >= shortest_length) || !(total > 0)) return std::nullopt;
    constexpr int gaps = 96;
    const std::vector<Vec2> points = evenly(*longest, gaps);
    // The label covers about `shortest_length` of the line: there, the chord should be as long as the line.
    const int half = std::clamp(static_cast<int>(std::lround(gaps * shortest_length / total / 2)), 1, gaps / 2);
    int best = gaps / 2;
    double straightest = -1;
    for (int k = 0; k <= gaps - 2 * half; ++k) {
        const int i = gaps / 2 + (k % 2 == 0 ? k / 2 : -(k + 1) / 2);          // from the middle outwards: it wins ties
        if (i < half || i > gaps - half) continue;
        const double chord = (points[static_cast<std::size_t>(i + half)] - points[static_cast<std::size_t>(i - half)]).norm();
        if (chord > straightest * (1 + 1e-3)) {
            straightest = chord;
            best = i;
        }
    }
    return points[static_cast<std::size_t>(best)];
}

}
