#include "ink/arrange.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink {

namespace {

double share_of(const Plot& plot) { return plot.share > 0 && plot.share < 1e6 ? plot.share : 1; }

// Width over height that suits a plot best.
double best_aspect(const Plot& plot) { return plot.in_space || plot.axes.equal ? 1.1 : 1.5; }

struct Row {
    std::size_t first = 0, last = 0;          // [first, last)
    double share = 0;                         // of the height: the mean of its plots' shares
    double sum = 0;
};

std::vector<Row> rows_of(const Picture& picture, std::size_t count) {
    std::vector<Row> rows;
    const std::size_t n = picture.size();
    for (std::size_t r = 0; r < count; ++r) {
        Row row{r * n / count, (r + 1) * n / count, 0, 0};
        for (std::size_t i = row.first; i < row.last; ++i) row.sum += share_of(picture[i]);
        row.share = row.sum / static_cast<double>(row.last - row.first);
        rows.push_back(row);
    }
    return rows;
}

std::vector<Box> in_rows(const Picture& picture, const Vec2& size, double gap, std::size_t count) {
    const auto rows = rows_of(picture, count);
    double shares = 0;
    for (const Row& row : rows) shares += row.share;
    const double height = std::max(0.0, size.y() - gap * static_cast<double>(count - 1));
    std::vector<Box> boxes;
    double y = 0;
    for (const Row& row : rows) {
        const double h = height * row.share / shares, width = std::max(0.0, size.x() - gap * static_cast<double>(row.last - row.first - 1));
        double x = 0;
        for (std::size_t i = row.first; i < row.last; ++i) {
            const double w = width * share_of(picture[i]) / row.sum;
            boxes.push_back({{x, y}, {x + w, y + h}});
            x += w + gap;
        }
        y += h + gap;
    }
    return boxes;
}

// How far the boxes are from the shapes that suit their plots, and from a width in which tick labels leave room for curves.
double badness(const Picture& picture, const std::vector<Box>& boxes, double gap) {
    const double narrow = 26 * gap;
    double sum = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const double width = std::max(boxes[i].width(), 1.0), aspect = width / std::max(boxes[i].height(), 1.0);
        sum += share_of(picture[i]) * (std::abs(std::log(aspect / best_aspect(picture[i]))) + std::max(0.0, std::log(narrow / width)));
    }
    return sum;
}

}

std::vector<Box> arranged(const Picture& picture, const Vec2& size, double gap) {
    std::vector<Box> best;
    double least = 0;
    for (std::size_t count = 1; count <= picture.size(); ++count) {
        auto boxes = in_rows(picture, size, gap, count);
        const double bad = badness(picture, boxes, gap);
        if (best.empty() || bad < least) best = std::move(boxes), least = bad;
    }
    return best;
}

}
