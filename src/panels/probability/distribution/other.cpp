#include "panels/probability/distribution/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

namespace {

constexpr Stroke stroke{Role::series3, 2.5, Dash::dashed};
constexpr double most_points = 400;

/// The whole numbers in sight that the other law can take.
std::vector<double> numbers_of(const Canvas& c) {
    const Interval possible = support(c.panel.other), seen = c.x();
    const Interval numbers{std::max(possible.lo, std::ceil(seen.lo - 0.5)), std::min(possible.hi, std::floor(seen.hi + 0.5))};
    return numbers.hi >= numbers.lo ? whole_numbers(numbers, most_points) : std::vector<double>{};
}

/// A value at each whole number: a dot, and where they are many a line through them.
void add_masses(Canvas& c, const std::function<double(double)>& f, const std::string& hover) {
    std::vector<Vec2> points;
    for (const double k : numbers_of(c))
        if (std::isfinite(f(k))) points.emplace_back(k, f(k));
    c.marks.push_back({Polyline{.points = points, .stroke = {stroke.role, 1.5, Dash::dotted}}, "other", hover});
    c.marks.push_back({Points{.at = std::move(points), .role = stroke.role, .radius = 4, .marker = Marker::diamond, .thinning = Thinning::curve}, "other", hover});
}

/// The diamonds that tell its line from the others also where colours cannot be told apart; set apart on the screen.
Points diamonds(const std::vector<Polyline>& lines) {
    Points points{.at = {}, .role = stroke.role, .radius = 3.5, .marker = Marker::diamond, .outline = 1, .thinning = Thinning::curve};
    for (const Polyline& line : lines) points.at.insert(points.at.end(), line.points.begin(), line.points.end());
    return points;
}

void add_stairs(Canvas& c, const std::string& hover) {
    Polyline stairs{.points = {}, .stroke = stroke};
    double level = 0;
    for (const double k : numbers_of(c)) {
        level = stairs.points.empty() ? cdf(c.panel.other, k - 1) : level;
        if (stairs.points.empty()) stairs.points.emplace_back(std::min(c.x().lo, k), level);
        stairs.points.emplace_back(k, level);
        level = cdf(c.panel.other, k);
        stairs.points.emplace_back(k, level);
    }
    if (!stairs.points.empty()) stairs.points.emplace_back(std::max(c.x().hi, stairs.points.back().x()), level);
    Points marked = diamonds({stairs});
    c.marks.push_back({std::move(stairs), "other", hover});
    c.marks.push_back({std::move(marked), "other", hover});
}

std::string name_of(const Canvas& c) { return std::string(label_of(c.panel.other)); }

}

void add_other(Canvas& c, std::string_view plot) {
    if (!is_compared(c.panel)) return;
    const Distribution& other = c.panel.other;
    const bool discrete = is_discrete(other);
    if (plot == "cumulative" && discrete) return add_stairs(c, name_of(c) + ": F(x) = P(X ≤ x)");
    // A spike is followed three screens up, no further.
    const double top = c.y().lo + 4 * c.y().length();
    std::function<double(double)> f = [&other, top](double x) { return std::min(pdf(other, x), top); };
    if (plot == "cumulative") f = [&other](double x) { return cdf(other, x); };
    if (plot == "tail") f = [&other](double x) { return log_pdf(other, x) / std::numbers::ln10; };
    const std::string what = plot == "cumulative" ? "F(x) = P(X ≤ x)" : plot == "tail" ? "log₁₀ of it" : discrete ? "the mass P(X = k)" : "the density f(x)";
    if (discrete) return add_masses(c, f, name_of(c) + ": " + what);
    std::vector<Polyline> lines = graph(f, c.camera, window(other), {-infinity, infinity}, stroke);
    Points marked = diamonds(lines);
    c.add(std::move(lines), "other", name_of(c) + ": " + what);
    c.marks.push_back({std::move(marked), "other", name_of(c) + ": " + what});
}

void name_other(const Canvas& c, std::vector<LegendEntry>& legend) {
    if (!is_compared(c.panel)) return;
    const bool dots = is_discrete(c.panel.other);
    // Next to the law itself: on a narrow chart the last entries are left out.
    legend.insert(legend.begin() + 1, {.label = "compared: " + name_of(c), .stroke = stroke, .line = !dots, .marker = Marker::diamond});
}

}
