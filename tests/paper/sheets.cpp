#include "sheets.hpp"

#include "scene/colormap.hpp"

#include <numbers>
#include <random>

namespace eigenscope::sheets {

namespace {

constexpr double tau = 2 * std::numbers::pi;
const Rgba blue{0.34f, 0.56f, 0.99f, 1}, orange{0.97f, 0.61f, 0.13f, 1}, white{0.95f, 0.95f, 0.97f, 1}, purple{0.72f, 0.5f, 0.95f, 1};

Rgba faded(Rgba color, float alpha) { return {color.r, color.g, color.b, alpha}; }

std::vector<Vec2> star(Vec2 center, double radius, int tips) {
    std::vector<Vec2> points;
    for (int i = 0; i < 2 * tips; ++i) {
        const double angle = tau * i / (2 * tips), r = i % 2 ? 0.4 * radius : radius;
        points.emplace_back(center + r * Vec2(std::sin(angle), -std::cos(angle)));
    }
    return points;
}

std::vector<Vec2> curve(Vec2 from, double width, double height, double waves, int n = 300) {
    std::vector<Vec2> points;
    for (int i = 0; i <= n; ++i) points.emplace_back(from + Vec2(width * i / n, -height * std::sin(tau * waves * i / n)));
    return points;
}

ink::Sheet lines() {
    ink::Sheet sheet = blank(480, 320);
    double y = 20;
    for (const double width : {0.3, 0.6, 1.0, 1.5, 2.0, 3.5, 7.0}) {
        sheet.strokes.push_back(ink::Line{{Vec2(15, y), Vec2(120, y + 8)}, width, white});
        sheet.strokes.push_back(ink::Line{curve(Vec2(135, y + 4), 150, 9, 3), width, blue});
        sheet.strokes.push_back(ink::Line{{Vec2(300, y), Vec2(330, y + 14), Vec2(345, y - 6), Vec2(350, y + 12), Vec2(420, y)}, width, orange});
        y += 24;
    }
    // Translucent, crossing itself, with a turn back: nothing is painted twice.
    sheet.strokes.push_back(ink::Line{{Vec2(30, 210), Vec2(150, 290), Vec2(30, 290), Vec2(150, 210), Vec2(90, 300), Vec2(92, 200)}, 9, faded(purple, 0.5f)});
    sheet.strokes.push_back(ink::Line{star(Vec2(230, 250), 50, 5), 6, faded(orange, 0.6f), true});
    sheet.strokes.push_back(ink::Line{curve(Vec2(300, 250), 150, 40, 6), 2, faded(white, 0.4f)});
    sheet.strokes.push_back(ink::Line{{Vec2(440, 200)}, 14, blue});
    sheet.strokes.push_back(ink::Line{{Vec2(440, 230), Vec2(440, 230)}, 14, blue});
    sheet.strokes.push_back(ink::Line{{Vec2(300, 305), Vec2(400, 305)}, 8, white, false, false});
    sheet.strokes.push_back(ink::Line{{Vec2(420, 305), Vec2(460, 305)}, 8, white, false, true});
    return sheet;
}

ink::Sheet segments() {
    ink::Sheet sheet = blank(480, 320, {1, 1, 1, 1});
    ink::Segments dashes{{}, 2, {0.1f, 0.2f, 0.6f, 1}}, fan{{}, 1, {0, 0, 0, 1}}, hatch{{}, 1.5, {0.7f, 0.1f, 0.1f, 0.5f}}, cross{{}, 5, {0, 0.4f, 0, 0.5f}};
    for (double x = 10; x < 460; x += 12) dashes.segments.emplace_back(Vec2(x, 20.5), Vec2(x + 7, 24));
    for (int i = 0; i < 48; ++i) {
        const Vec2 d(std::cos(tau * i / 48), std::sin(tau * i / 48));
        fan.segments.emplace_back(Vec2(120, 170) + 20 * d, Vec2(120, 170) + 110 * d);
    }
    for (int i = 0; i < 20; ++i) hatch.segments.emplace_back(Vec2(260 + 8 * i, 280), Vec2(290 + 8 * i, 60));
    cross.segments = {{Vec2(270, 100), Vec2(460, 250)}, {Vec2(460, 100), Vec2(270, 250)}};
    sheet.strokes = {dashes, fan, hatch, cross};
    return sheet;
}

ink::Sheet areas() {
    ink::Sheet sheet = blank(480, 320);
    sheet.strokes.push_back(ink::Area{{Vec2(20.3, 20.7), Vec2(140.6, 20.7), Vec2(140.6, 80.2), Vec2(20.3, 80.2)}, blue});
    sheet.strokes.push_back(ink::Area{star(Vec2(230, 80), 70, 7), faded(orange, 0.6f)});
    sheet.strokes.push_back(ink::Area{star(Vec2(260, 90), 60, 5), faded(blue, 0.6f)});
    std::vector<Vec2> bell{Vec2(20, 300)};
    for (int i = 0; i <= 200; ++i) bell.emplace_back(20 + 2.2 * i, 300 - 150 * std::exp(-0.5 * std::pow((i - 90) / 25.0, 2)));
    bell.emplace_back(460, 300);
    sheet.strokes.push_back(ink::Area{bell, faded(purple, 0.5f)});
    for (int i = 0; i < 20; ++i) {
        const double x = 340 + 6.3 * i, top = 100 - 4.1 * std::abs(10 - i);
        sheet.strokes.push_back(ink::Area{{Vec2(x, 120), Vec2(x + 5.1, 120), Vec2(x + 5.1, top), Vec2(x, top)}, white});
    }
    return sheet;
}

ink::Sheet markers() {
    ink::Sheet sheet = blank(480, 320);
    double y = 25;
    for (const Marker shape : {Marker::disc, Marker::square, Marker::diamond, Marker::triangle, Marker::cross, Marker::plus, Marker::ring, Marker::arrow}) {
        double x = 25;
        for (const double radius : {0.8, 2.0, 3.0, 4.5, 6.0, 9.0, 13.0}) {
            sheet.strokes.push_back(ink::Markers{{Vec2(x, y)}, shape, radius, orange});
            sheet.strokes.push_back(ink::Markers{{Vec2(x + 33.3, y + 0.4)}, shape, radius, white, 1.5, {0.1f, 0.3f, 0.9f, 1}});
            x += 65;
        }
        y += 38;
    }
    ink::Markers cloud{{}, Marker::disc, 2.5, faded(blue, 0.6f)};
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 300; ++i) cloud.at.emplace_back(240 + 70 * normal(random), 160 + 40 * normal(random));
    sheet.strokes.push_back(cloud);
    return sheet;
}

ink::Sheet words() {
    ink::Sheet sheet = blank(480, 320);
    double y = 30;
    for (const double size : {9.0, 12.0, 14.0, 18.0, 26.0, 40.0}) {
        sheet.strokes.push_back(word("Eigenvalues 1.85 AVAToW", ink::Face::text, size, Vec2(15.3, y), white));
        y += size * 1.4;
    }
    sheet.strokes.push_back(word("Bold & brave, 60 %", ink::Face::text_bold, 16, Vec2(20, 250), orange));
    sheet.strokes.push_back(word("λ₁ = 1.85, ‖Av − λv‖ ≤ ∇f", ink::Face::math, 22, Vec2(20, 280), blue));
    sheet.strokes.push_back(word("fxy", ink::Face::math_italic, 30, Vec2(330, 280), faded(white, 0.5f)));
    return sheet;
}

std::shared_ptr<const Heat> bowl(bool holes, double opacity) {
    Heat heat{.columns = 41, .rows = 31, .from = 0, .to = 2, .colormap = Colormap::viridis, .opacity = opacity};
    for (int r = 0; r < heat.rows; ++r)
        for (int c = 0; c < heat.columns; ++c) {
            const double x = (c - 20) / 20.0, y = (r - 15) / 15.0;
            const bool hole = holes && std::hypot(x + 0.4, y - 0.3) < 0.25;
            heat.values.push_back(hole ? NAN : static_cast<float>(x * x + 1.5 * y * y + x * y));
        }
    return std::make_shared<const Heat>(heat);
}

ink::Sheet rasters() {
    ink::Sheet sheet = blank(480, 320);
    sheet.strokes.push_back(ink::Raster{{Vec2(10, 10), Vec2(470, 310)}, {Vec2(20.4, 15.6), Vec2(250.2, 300)}, bowl(true, 1)});
    sheet.strokes.push_back(ink::Raster{{Vec2(270, 30.5), Vec2(460.5, 200)}, {Vec2(240, 20), Vec2(480, 320)}, bowl(false, 0.6)});
    return sheet;
}

ink::Sheet lattices() {
    ink::Sheet sheet = blank(480, 320);
    Mat2 sheared, thin, singular;
    sheared << 50, 20, -14, 37;
    thin << 60, 3, -20, 2;
    singular << 40, 20, 20, 10;
    const ink::Box left{Vec2(10, 10), Vec2(235, 155)}, right{Vec2(245, 10), Vec2(470, 155)}, below{Vec2(10, 165), Vec2(235, 310)},
        last{Vec2(245, 165), Vec2(470, 310)};
    sheet.strokes.push_back(ink::Lattice{left, Mat2::Identity() * 30, Vec2(100.5, 80.5), 1, faded(white, 0.3f)});
    sheet.strokes.push_back(ink::Lattice{left, sheared, Vec2(100, 80), 2, blue});
    sheet.strokes.push_back(ink::Lattice{right, sheared, Vec2(300, 60), 4, faded(orange, 0.5f)});
    sheet.strokes.push_back(ink::Lattice{below, thin, Vec2(120, 230), 1.5, blue});
    sheet.strokes.push_back(ink::Lattice{last, singular, Vec2(350, 240), 1.5, blue});
    return sheet;
}

ink::Sheet meshes() {
    ink::Sheet sheet = blank(480, 320);
    ink::Mesh mesh{{}, {}, Colormap::viridis};
    constexpr int n = 40;
    for (int i = 0; i <= n; ++i)
        for (int j = 0; j <= n; ++j) {
            const double u = 2.0 * j / n - 1, v = 2.0 * i / n - 1, z = std::exp(-2 * (u * u + v * v));
            mesh.vertices.push_back({Vec2(240 + 150 * (u - 0.6 * v), 210 + 60 * (0.5 * u + v) - 130 * z), static_cast<float>(z),
                                     static_cast<float>(0.75 + 0.25 * u)});
        }
    for (std::uint32_t i = 0; i < n; ++i)
        for (std::uint32_t j = 0; j < n; ++j) {
            const std::uint32_t a = i * (n + 1) + j, b = a + 1, c = a + n + 1, d = c + 1;
            mesh.triangles.insert(mesh.triangles.end(), {a, b, d, a, d, c});
        }
    sheet.strokes.push_back(mesh);
    return sheet;
}

ink::Sheet everything() {
    ink::Sheet sheet = blank(480, 320);
    for (const auto& part : {rasters(), lattices(), areas(), lines(), markers(), words()}) {
        const double at = 35.0 * static_cast<double>(sheet.strokes.size() % 5);
        sheet.strokes.push_back(ink::Clip{ink::Box{Vec2(at + 0.5, at / 2), Vec2(at + 330.3, at / 2 + 190.7)}});
        sheet.strokes.insert(sheet.strokes.end(), part.strokes.begin(), part.strokes.end());
    }
    sheet.strokes.push_back(ink::Clip{});
    sheet.strokes.push_back(ink::Line{{Vec2(5, 5), Vec2(475, 5), Vec2(475, 315), Vec2(5, 315)}, 3, white, true});
    return sheet;
}

}

ink::Sheet blank(double width, double height, Rgba background) {
    ink::Sheet sheet;
    sheet.size = Vec2(width, height);
    sheet.background = background;
    return sheet;
}

ink::Text word(std::string_view utf8, ink::Face face, double size, Vec2 at, Rgba color) {
    ink::Text text{{}, size, color, std::string(utf8)};
    for (const char32_t character : ink::decode_utf8(utf8)) {
        const ink::Glyph glyph = ink::glyph_for(face, character);
        text.glyphs.push_back({glyph, at});
        at.x() += size * ink::metrics(glyph).advance;
    }
    return text;
}

std::vector<Named> gallery() {
    return {{"lines", lines()},     {"segments", segments()}, {"areas", areas()},     {"markers", markers()},      {"words", words()},
            {"rasters", rasters()}, {"lattices", lattices()}, {"meshes", meshes()},   {"everything", everything()}};
}

ink::Sheet hostile(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto pick = [&](auto... choices) {
        const std::array list{static_cast<double>(choices)...};
        return list[random() % list.size()];
    };
    const auto uniform = [&](double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(random); };
    const auto coordinate = [&] { return pick(uniform(0, 200), uniform(0, 200), uniform(-1e5, 1e5), 0, 1e5, -1e5, 50); };
    const auto point = [&] { return Vec2(coordinate(), coordinate()); };
    const auto points = [&](std::size_t most) {
        std::vector<Vec2> list(random() % (most + 1));
        for (Vec2& p : list) p = list.empty() || random() % 8 ? point() : list[0];
        return list;
    };
    const auto color = [&] { return Rgba{static_cast<float>(uniform(0, 1)), 0.5f, 0.7f, static_cast<float>(pick(0, 1, 0.5, uniform(0, 1)))}; };
    const auto size = [&] { return pick(0, 0.1, 1, uniform(0, 20), 1e3, 1e5); };
    const auto box = [&] { return ink::Box{point(), point()}; };

    ink::Sheet sheet = blank(pick(1, 2, 64, 200), pick(1, 3, 64, 160), color());
    for (std::size_t count = random() % 12; count > 0; --count) {
        switch (random() % 9) {
            case 0: sheet.strokes.push_back(ink::Line{points(20), size(), color(), random() % 2 == 0, random() % 2 == 0}); break;
            case 1: {
                ink::Segments segments{{}, size(), color()};
                for (std::size_t n = random() % 9; n > 0; --n) segments.segments.emplace_back(point(), point());
                sheet.strokes.push_back(segments);
                break;
            }
            case 2: sheet.strokes.push_back(ink::Area{points(20), color()}); break;
            case 3:
                sheet.strokes.push_back(ink::Markers{points(20), static_cast<Marker>(random() % 8), size(), color(), pick(0, 1, 30), color()});
                break;
            case 4: {
                ink::Text text = word("AÅ∇λ ∫", static_cast<ink::Face>(random() % ink::face_count), size(), point(), color());
                if (random() % 4 == 0) text.utf8 = "other";
                if (random() % 4 == 0) text.glyphs.clear();
                sheet.strokes.push_back(text);
                break;
            }
            case 5: {
                Heat heat{.columns = static_cast<int>(random() % 5), .rows = static_cast<int>(random() % 5), .from = pick(0, 1), .to = 1,
                          .opacity = pick(0, 1, 0.3)};
                heat.values.resize(static_cast<std::size_t>(heat.columns) * static_cast<std::size_t>(heat.rows));
                for (float& v : heat.values) v = static_cast<float>(pick(0, 1, NAN, INFINITY, 3e38, uniform(-1, 2)));
                if (random() % 8 == 0) heat.values.emplace_back();
                sheet.strokes.push_back(ink::Raster{box(), box(), random() % 9 ? std::make_shared<const Heat>(heat) : nullptr});
                break;
            }
            case 6: {
                ink::Lattice lattice{box(), Mat2::Zero(), point(), size(), color()};
                for (double& entry : lattice.basis.reshaped()) entry = pick(0, 1e-9, 0.5, uniform(-50, 50), 1e5);
                sheet.strokes.push_back(lattice);
                break;
            }
            case 7: {
                ink::Mesh mesh;
                for (const Vec2& p : points(12)) mesh.vertices.push_back({p, static_cast<float>(pick(0, 1, NAN, -5)), static_cast<float>(pick(0, 1, 9))});
                for (std::size_t n = random() % 20; n > 0; --n) mesh.triangles.push_back(static_cast<std::uint32_t>(random() % 13));
                sheet.strokes.push_back(mesh);
                break;
            }
            default:
                if (random() % 3) sheet.strokes.push_back(ink::Clip{box()});
                else sheet.strokes.push_back(ink::Clip{});
        }
    }
    return sheet;
}

}
