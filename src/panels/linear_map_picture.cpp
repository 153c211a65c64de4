#include "compute/linear/exact.hpp"
#include "panels/linear_map.hpp"
#include "panels/linear_map_parts.hpp"
#include "panels/plane.hpp"

#include <cmath>
#include <numbers>

namespace eigenscope {

using namespace formula;

namespace {

constexpr double pi = std::numbers::pi;

/// Everything the parts of the picture are drawn from, and what they add up to.
struct Canvas {
    const LinearMapPanel& panel;
    const LinearMapPanel::Model& model;
    const Camera window;
    const Svd2 now;                           ///< of M(t)
    std::vector<Mark> marks = {};

    const Mat2& m() const { return model.now; }
    const Spectrum& eigen() const { return model.way.eigen; }
    bool on_the_way() const { return panel.time < 1; }
    template <class S>
    void add(S shape, std::string term_key = {}, std::string hover = {}) {
        marks.emplace_back(std::move(shape), std::move(term_key), std::move(hover));
    }
};

/// Grid lines of a nearly flat map crowd: then only every 2nd, 4th, 8th, ... line is drawn, and none beyond the 64th.
/// The distance of neighbours in a family is |det| / |the column along it|.
void add_lattice(Canvas& c) {
    const double longest = std::max(c.m().col(0).norm(), c.m().col(1).norm());
    if (!(longest > 0)) return;
    double distance = std::abs(determinant(c.m())) / longest;
    const double least = 2 * c.window.half.x() / 120;
    int every = 1;
    for (; distance < least && every <= 64; every *= 2) distance *= 2;
    if (every > 64) return;
    c.add(Lattice{.basis = c.m() * every, .origin = Vec2::Zero(), .stroke = {Role::space, 1.5, Dash::solid, 0.8}});
}

/// What is left of the plane when M flattens it, and where the rest went.
void add_flattened(Canvas& c) {
    if (c.now.rank == 0) {
        c.add(Points{.at = {Vec2::Zero()}, .role = Role::space, .radius = 7}, {}, "The whole plane, on one point");
        return;
    }
    if (c.now.rank == 2) return;
    c.add(Line{.direction = c.now.u.col(0), .stroke = {Role::space, 6, Dash::solid, 0.9}}, {},
          "The column space: all of the plane lands on this line");
    if (!c.panel.show_eigenlines || c.on_the_way())
        c.add(Line{.direction = c.now.v.col(1), .stroke = {Role::muted, 2, Dash::dashed}, .label = words("sent to 0")}, {},
              "The null space: every x on this line is sent to 0");
}

/// A small arc from e₁ towards e₂ inside the unit square, moved: it shows which way round the square is.
void add_orientation(Canvas& c, Role role) {
    constexpr double radius = 0.3, from = -0.15 * pi, to = 1.35 * pi;
    const Vec2 middle = c.m() * Vec2(0.5, 0.5);
    std::vector<Vec2> arc;
    for (int i = 0; i <= 48; ++i) {
        const double angle = from + (to - from) * i / 48;
        arc.push_back(radius * Vec2(std::cos(angle), std::sin(angle)));
    }
    const Vec2 end = arc.back(), onward(-end.y(), end.x()), outward = end;
    const std::vector<Vec2> head = {end + 0.45 * onward, end + 0.15 * outward, end - 0.15 * outward};
    c.add(Polyline{.points = moved(arc, c.m(), middle), .stroke = {role, 1.5, Dash::solid, 0.7}});
    c.add(Fill{.points = moved(head, c.m(), middle), .role = role, .opacity = 0.8});
}

void add_square(Canvas& c) {
    if (!c.panel.show_square) return;
    const double det = determinant(c.m());
    const bool negative = det < 0;
    const Role role = negative ? Role::negative : Role::area;
    const std::vector<Vec2> corners = moved({Vec2(0, 0), Vec2(1, 0), Vec2(1, 1), Vec2(0, 1)}, c.m());
    if (c.now.rank == 2) {
        c.add(Fill{.points = corners, .role = role, .opacity = 0.3, .hatch = negative ? Hatch::diagonal : Hatch::none}, "det",
              negative ? "The unit square, turned over: its signed area is det" : "The unit square: its area is det");
        add_orientation(c, role);
    }
    c.add(Polyline{.points = corners, .stroke = {role, 2}, .closed = true}, "det");
}

void add_circle(Canvas& c) {
    if (!c.panel.show_circle) return;
    c.add(Polyline{.points = unit_circle(), .stroke = {Role::ghost, 1.5, Dash::dotted}, .closed = true}, {}, "The unit circle");
    c.add(Polyline{.points = moved(unit_circle(), c.m()), .stroke = {Role::text, 2.5}, .closed = true}, {},
          "The image of the unit circle");
}

Formula lambda_label(const std::string& index, double lambda, bool twice) {
    const Formula name = index.empty() ? italic("λ") : sub(italic("λ"), roman(index));
    Formula label = row({name, op("="), number(lambda)});
    if (twice || lambda == 0)
        label.children.push_back(words(!twice ? " (sent to 0)" : lambda == 0 ? " (twice, sent to 0)" : " (twice)"));
    return term("lambda" + index, label);
}

void add_eigenlines(Canvas& c) {
    const Spectrum& s = c.eigen();
    const Stroke stroke{Role::eigen, 2, Dash::dashed};
    for (int i = 0; i < s.lines; ++i) {
        const Vec2 direction = s.vectors[static_cast<std::size_t>(i)];
        const std::string index = s.lines == 1 ? "" : std::to_string(i + 1);
        c.add(Line{.direction = direction, .stroke = stroke, .label = lambda_label(index, s.re(i), s.lines == 1)},
              "lambda" + index, "An eigenline: A v = " + in_words(s.re(i), 4) + " v for every v on it");
    }
    if (s.lines == 1)
        c.add(Line{.direction = s.vectors[1], .stroke = {Role::eigen, 1.5, Dash::dotted, 0.5}}, {},
              "Across the eigenline: a generalised eigenvector w, (A − λI) w lies on the eigenline");
}

/// Every line through 0 is an eigenline: a pencil of them, and the sentence.
void add_eigenplane(Canvas& c) {
    for (int i = 0; i < 12; ++i)
        c.add(Line{.direction = Vec2(std::cos(i * pi / 12), std::sin(i * pi / 12)), .stroke = {Role::eigen, 1, Dash::dashed, 0.35}});
    c.add(Label{.at = Vec2(0, -0.62 * c.window.half.y()),
                .text = row({lambda_label("", c.eigen().re.x(), false), words(" on every line")}),
                .role = Role::eigen});
}

/// The ellipse on which A turns the points, and a marker that has gone t of the way.
void add_rotation(Canvas& c) {
    const Spectrum& s = c.eigen();
    Mat2 axes;
    axes << s.ellipse_re, s.ellipse_im;
    // Its size is free: the area of the unit circle, unless it is too slender for the window.
    axes *= std::min(1 / std::sqrt(s.ellipse_im.norm()), 0.8 * c.window.half.minCoeff());
    const auto at_angle = [&](double angle) { return Vec2(axes * Vec2(std::cos(angle), std::sin(angle))); };
    const Vec2 start = at_angle(0), reached = at_angle(c.panel.time * s.angle);
    std::vector<Vec2> sweep = {Vec2::Zero()};
    for (int i = 0; i <= 32; ++i) sweep.push_back(at_angle(c.panel.time * s.angle * i / 32));
    c.add(Fill{.points = sweep, .role = Role::eigen, .opacity = 0.14}, "lambda");
    c.add(Polyline{.points = moved(unit_circle(), axes), .stroke = {Role::eigen, 2, Dash::dashed}, .closed = true}, "lambda",
          "The invariant ellipse: A moves it onto itself times r");
    c.add(Segments{.segments = {{Vec2::Zero(), start}, {Vec2::Zero(), reached}}, .stroke = {Role::eigen, 1.5, Dash::solid, 0.7}});
    c.add(Points{.at = {start}, .role = Role::eigen, .radius = 3.5, .marker = Marker::ring});
    c.add(Points{.at = {reached}, .role = Role::eigen, .radius = 5});
    c.add(Label{.at = reached,
                .text = term("lambda", row({italic("r"), op("="), number(s.modulus), roman(",  "), italic("θ"), op("="),
                                            number(s.angle * 180 / pi, 1), roman("°")})),
                .role = Role::eigen,
                .anchor = reached.x() < 0 ? Anchor::above_left : Anchor::above_right});
}

void add_eigen(Canvas& c) {
    if (!c.panel.show_eigenlines) return;
    switch (c.eigen().kind) {
    case SpectrumKind::distinct:
    case SpectrumKind::defective:
    case SpectrumKind::undecided: return add_eigenlines(c);
    case SpectrumKind::scalar: return add_eigenplane(c);
    case SpectrumKind::complex: return add_rotation(c);
    }
}

/// vⱼ on the circle and where it has got to: σⱼ uⱼ on the ellipse at the end.
void add_singular(Canvas& c) {
    const Svd2& d = c.model.way.decomposition;
    if (!c.panel.show_singular) return;
    if (d.round) {
        c.add(Label{.at = Vec2(0, d.sigma.x()), .text = row({italic("σ"), op("="), number(d.sigma.x()), words(" in every direction")}),
                    .role = Role::eigen});
        return;
    }
    for (int j = 0; j < 2; ++j) {
        const std::string index = std::to_string(j + 1), key = "sigma" + index;
        const Vec2 v = d.v.col(j);
        c.add(Arrow{.tip = v, .stroke = {Role::eigen, 2, Dash::dashed, 0.7},
                    .label = sub(bold("v"), roman(index))}, key, "A right singular vector: the two are perpendicular");
        c.add(Arrow{.tip = c.m() * v, .stroke = {Role::eigen, 3},
                    .label = c.on_the_way() ? row({italic("M"), roman(" "), sub(bold("v"), roman(index))})
                                            : sigma_label(j + 1, d.sigma(j))}, key,
              "Its image, σ u: a half axis of the ellipse");
    }
}

/// How little has to move until a dimension dies: from the heads of the columns to those of the nearest flat map.
void add_nearest(Canvas& c) {
    const Svd2& d = c.model.way.decomposition;
    if (!c.panel.show_nearest || d.rank < 2) return;
    const Mat2 flat = d.truncated(1);
    c.add(Line{.direction = d.u.col(0), .stroke = {Role::muted, 1.5, Dash::dotted}}, {}, "The nearest flat map sends the plane to this line");
    for (int j = 0; j < 2; ++j)
        c.add(Segments{.segments = {{c.panel.matrix.col(j), flat.col(j)}}, .stroke = {Role::muted, 2, Dash::dashed}}, "nearest");
    c.add(Points{.at = {flat.col(0), flat.col(1)}, .role = Role::muted, .radius = 5, .marker = Marker::ring}, "nearest",
          "The columns of the nearest flat map");
    const int longer = (c.panel.matrix - flat).col(0).norm() >= (c.panel.matrix - flat).col(1).norm() ? 0 : 1;
    c.add(Label{.at = flat.col(longer), .text = row({words("flat within "), sub(italic("σ"), roman("2")), op("="), number(d.sigma.y())}),
                .role = Role::muted, .anchor = Anchor::below_right}, "nearest");
}

/// A letter without any symmetry.
const std::vector<Vec2>& letter_f() {
    static const std::vector<Vec2> outline = {{0.2, 0.1}, {0.35, 0.1}, {0.35, 0.45}, {0.6, 0.45}, {0.6, 0.58},
                                              {0.35, 0.58}, {0.35, 0.77}, {0.75, 0.77}, {0.75, 0.9}, {0.2, 0.9}};
    return outline;
}

void add_glyph(Canvas& c) {
    if (!c.panel.show_glyph) return;
    c.add(Polyline{.points = letter_f(), .stroke = {Role::ghost, 1.5}, .closed = true});
    if (c.now.rank == 2) c.add(Fill{.points = moved(letter_f(), c.m()), .role = Role::text, .opacity = 0.55});
    c.add(Polyline{.points = moved(letter_f(), c.m()), .stroke = {Role::text, 2}, .closed = true});
}

void add_drawing(Canvas& c) {
    if (c.panel.drawing.empty()) return;
    c.add(Polyline{.points = c.panel.drawing, .stroke = {Role::input, 1.5, Dash::dotted, 0.7}});
    c.add(Polyline{.points = moved(c.panel.drawing, c.m()), .stroke = {Role::output, 2.5}});
}

/// e₁ and e₂ where they began, where they are, and the heads of A's columns, which can be pulled at any time.
void add_columns(Canvas& c) {
    const Role roles[2] = {Role::first, Role::second};
    for (int j = 0; j < 2; ++j) {
        const Vec2 unit = Mat2::Identity().col(j), target = c.panel.matrix.col(j);
        const std::string key = j == 0 ? "column1" : "column2";
        c.add(Arrow{.tip = unit, .stroke = {roles[j], 2.5, Dash::solid, 0.45}});
        if (c.on_the_way()) c.add(Arrow{.tip = target, .stroke = {roles[j], 1.5, Dash::dotted, 0.6}}, key);
        c.add(Arrow{.tip = c.m().col(j), .stroke = {roles[j], 3.5},
                    .label = column_label(name_of_map(c.panel), j + 1, c.m().col(j))}, key);
    }
}

void add_vector(Canvas& c) {
    if (!c.panel.show_vector) return;
    const Vec2 x = c.panel.vector, image = c.m() * x;
    c.add(Arrow{.tip = x, .stroke = {Role::input, 3, Dash::dashed}, .label = row({bold("x"), op("="), pair(x.x(), x.y())})}, "x");
    c.add(Arrow{.tip = image, .stroke = {Role::output, 3.5},
                .label = row({italic(name_of_map(c.panel)), roman(" "), bold("x"), op("="), pair(image.x(), image.y())})}, "Ax");
}

void add_handles(Canvas& c) {
    if (c.panel.show_square)
        c.add(Label{.at = c.m() * Vec2(0.5, 0.5), .text = term("det", number(determinant(c.m()))),
                    .role = determinant(c.m()) < 0 ? Role::negative : Role::area, .anchor = Anchor::center, .chip = false, .size = 1.1},
              "det");
    c.add(Handle{LinearMapPanel::column1, c.panel.matrix.col(0), Role::first, "first column"});
    c.add(Handle{LinearMapPanel::column2, c.panel.matrix.col(1), Role::second, "second column"});
    if (c.panel.show_vector) c.add(Handle{LinearMapPanel::input, c.panel.vector, Role::input, "the vector x"});
}

Formula map_of(const LinearMapPanel& panel) {
    return row({italic("M"), fence(number(panel.time))});
}

Formula corner_of(const LinearMapPanel& panel, const Mat2& now) {
    Formula f = row({italic("A"), op("="), columns_formula(panel.matrix)});
    if (panel.time < 1)
        for (Formula part : {roman("    "), map_of(panel), op("="), columns_formula(now)}) f.children.push_back(std::move(part));
    return f;
}

/// A factor of a product: a negative one in parentheses.
Formula factor(double x, Role role, const char* key) {
    const Formula f = term(key, colored(role, number(x)));
    return x < 0 ? fence(f) : f;
}

Formula note_of(const LinearMapPanel& panel, const Mat2& now) {
    const double det = determinant(now);
    const Formula result = term("det", colored(det < 0 ? Role::negative : Role::area, number(det)));
    if (panel.time < 1) return row({roman("det "), map_of(panel), op("="), result});
    const auto first = [&](int i) { return factor(now(i, 0), Role::first, "column1"); };
    const auto second = [&](int i) { return factor(now(i, 1), Role::second, "column2"); };
    return row({roman("det "), italic("A"), op("="), first(0), op("·"), second(1), op("−"), second(0), op("·"), first(1), op("="), result});
}

}

Camera window_of(const LinearMapPanel& panel) {
    if (!panel.camera.automatic) return panel.camera;
    const Mat2& a = panel.matrix;
    const Vec2 reach = a.rowwise().norm();
    std::vector<Vec2> points = {Vec2(1, 1), Vec2(-1, -1), a.col(0), a.col(1), reach, -reach};
    if (panel.show_square) points.push_back(a.col(0) + a.col(1));
    if (panel.show_vector) {
        points.push_back(panel.vector);
        points.push_back(a * panel.vector);
    }
    for (const Vec2& p : panel.drawing) {
        points.push_back(p);
        points.push_back(a * p);
    }
    return fit_around(Vec2::Zero(), points, 0.12, false);
}

Picture depict(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    Canvas canvas{.panel = panel, .model = model, .window = window_of(panel), .now = svd(model.now)};
    if (panel.show_ghost) canvas.add(Lattice{.stroke = {Role::ghost, 1, Dash::solid, 0.3}});
    add_lattice(canvas);
    add_flattened(canvas);
    add_square(canvas);
    add_eigen(canvas);
    add_circle(canvas);
    add_glyph(canvas);
    add_drawing(canvas);
    add_singular(canvas);
    add_nearest(canvas);
    add_columns(canvas);
    add_vector(canvas);
    add_handles(canvas);

    Plot plot;
    plot.id = "plane";
    plot.title = "x ↦ Ax";
    plot.axes.equal = true;
    plot.camera = canvas.window;
    plot.camera.automatic = false;
    plot.marks = std::move(canvas.marks);
    plot.corner = corner_of(panel, model.now);
    plot.note = note_of(panel, model.now);
    plot.caption = caption_of(panel, model);
    if (panel.pen) plot.pen = Pen{LinearMapPanel::pen_down, LinearMapPanel::pen_on};
    return {plot};
}

}
