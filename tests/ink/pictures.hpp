#pragma once
#include "base/limits.hpp"
#include "base/variant.hpp"
#include "ink/sheet.hpp"

#include <functional>
#include <random>

/// Pictures and walks over sheets that several tests of this layer use.
namespace eigenscope::test {

/// The strokes of one kind, in order.
template <class S>
std::vector<S> all(const ink::Sheet& sheet) {
    std::vector<S> out;
    for (const auto& stroke : sheet.strokes)
        if (const auto* s = std::get_if<S>(&stroke)) out.push_back(*s);
    return out;
}

/// Calls f for every point that a sheet holds.
inline void each_point(const ink::Sheet& sheet, const std::function<void(const Vec2&)>& f) {
    const auto box = [&](const ink::Box& b) { f(b.lo), f(b.hi); };
    for (const auto& stroke : sheet.strokes)
        std::visit(Overloaded{
            [&](const ink::Line& s) { for (const Vec2& p : s.points) f(p); },
            [&](const ink::Segments& s) { for (const auto& [a, b] : s.segments) f(a), f(b); },
            [&](const ink::Area& s) { for (const Vec2& p : s.points) f(p); },
            [&](const ink::Markers& s) { for (const Vec2& p : s.at) f(p); },
            [&](const ink::Text& s) { for (const auto& g : s.glyphs) f(g.at); },
            [&](const ink::Raster& s) { box(s.clip); },
            [&](const ink::Lattice& s) { box(s.clip), f(s.origin), f(s.basis.col(0)), f(s.basis.col(1)); },
            [&](const ink::Mesh& s) { for (const auto& v : s.vertices) f(v.at); },
            [&](const ink::Clip& s) { if (s.box) box(*s.box); }}, stroke);
    for (const auto& spot : sheet.labels) box(spot.box);
    for (const auto& spot : sheet.terms) box(spot.box);
    for (const auto& spot : sheet.handles) f(spot.at);
    for (const auto& spot : sheet.hovers) f(spot.at);
}

/// A plane plot with a window of [-4, 4] x [-4, 4].
inline Plot plane(std::vector<Mark> marks, Frame frame = Frame::cross) {
    Plot plot{.id = "plane"};
    plot.axes.frame = frame;
    plot.camera = {.automatic = false, .center = Vec2::Zero(), .half = Vec2(4, 4)};
    plot.marks = std::move(marks);
    return plot;
}

inline Formula named(const std::string& name, double value) {
    return formula::row({formula::italic(name), formula::op("="), formula::number(value)});
}

/// Random plots of every kind of mark, some of it out of sight.
class RandomPictures {
public:
    explicit RandomPictures(unsigned seed) : random_(seed) {}

    double number(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(random_); }
    int integer(int lo, int hi) { return std::uniform_int_distribution<int>(lo, hi)(random_); }
    bool coin(double p = 0.5) { return number(0, 1) < p; }
    Vec2 point(double reach = 5) { return {number(-reach, reach), number(-reach, reach)}; }
    Role role() { return static_cast<Role>(integer(static_cast<int>(Role::ghost), role_count - 1)); }
    Stroke stroke() { return {role(), number(0.5, 5), static_cast<Dash>(integer(0, 2)), number(0.2, 1)}; }
    std::vector<Vec2> points(int n) {
        std::vector<Vec2> out;
        for (int i = 0; i < n; ++i) out.push_back(point());
        return out;
    }
    Formula label() { return named(std::string(1, static_cast<char>('a' + integer(0, 25))), number(-9, 9)); }

    Mark mark() {
        switch (integer(0, 9)) {
            case 0: return Polyline{points(integer(0, 40)), stroke(), coin()};
            case 1: return Line{point(), point(), stroke(), coin() ? label() : Formula{}};
            case 2: return Lattice{(Mat2() << point(), point()).finished(), point(), stroke()};
            case 3: return Arrow{point(), point(), stroke(), coin(0.8) ? label() : Formula{}};
            case 4: return Fill{points(integer(0, 7)), role(), number(0, 1), static_cast<Hatch>(integer(0, 2))};
            case 5: {
                Points cloud{points(integer(0, 60)), role(), number(1, 6), static_cast<Marker>(integer(0, 7)), number(0, 1), number(0, 2)};
                cloud.thinning = static_cast<Thinning>(integer(0, 2));
                for (std::size_t i = 0; coin() && i < cloud.at.size(); ++i) cloud.names.push_back(std::to_string(i));
                return cloud;
            }
            case 6: return Label{point(), label(), role(), static_cast<Anchor>(integer(0, 8)), coin(), number(0.7, 1.5)};
            case 7: return Handle{integer(0, 5), point(), role(), "handle", static_cast<Handle::Shape>(integer(0, 2))};
            case 8: return Segments{{{point(), point()}, {point(), point()}}, stroke()};
            default: return Bars{{{-1, 0, number(-2, 2)}, {0, 1, number(-2, 2)}}, role()};
        }
    }
    Plot plot() {
        Plot out = plane({}, static_cast<Frame>(integer(0, 2)));
        out.axes.equal = coin();
        out.title = coin(0.3) ? "A title" : "";
        out.caption = coin() ? "One sentence at the bottom that says what there is to see in this picture." : "";
        if (coin()) out.corner = label();
        if (coin(0.4)) out.headline = label();
        if (coin(0.4)) out.note = label();
        if (coin(0.3)) out.legend = {{"theory", stroke()}, {"observed", stroke(), false}};
        if (coin(0.3)) out.scales = {{"f", {}, 0, number(0.1, 50)}};
        const int n = integer(0, 14);
        for (int i = 0; i < n; ++i) out.marks.push_back(mark());
        return out;
    }
    Picture picture() {
        Picture out;
        const int n = integer(1, 3);
        for (int i = 0; i < n; ++i) out.push_back(plot());
        return out;
    }

private:
    std::mt19937 random_;
};

}
