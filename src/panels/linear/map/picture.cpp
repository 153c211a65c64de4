#include "base/number.hpp"
#include "compute/linear/exact.hpp"
#include "panels/linear/map/linear_map.hpp"
#include "panels/linear/map/parts.hpp"
#include "panels/plane.hpp"

#include <algorithm>
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
    const bool turned_over;                   ///< by M(t)
    std::vector<Mark> marks = {};

    const Mat2& m() const { return model.now; }
    const Spectrum& eigen() const { return model.way.eigen; }
    bool on_the_way() const { return panel.time < 1; }
    /// The eigenlines of A are those of M(t) = A^t as well, and on every other way they belong to the end only.
    bool eigen_of_end() const { return on_the_way() && model.way.path != MapPath::flow; }
    Stroke eigen_stroke(double width, Dash dash, double opacity = 1) const {
        return {Role::eigen, width, dash, eigen_of_end() ? 0.4 * opacity : opacity};
    }
    Role area_role() const { return turned_over ? Role::negative : Role::area; }
    /// Whether what M(t) flattens is flat by more than rounding.
    bool certainly_flat() const { return full_rank(now).holds.has_value(); }
    template <class S>
    void add(S shape, std::string term_key = {}, std::string hover = {}) {
        marks.emplace_back(std::move(shape), std::move(term_key), std::move(hover));
    }
};

/// Grid lines that are nearer to each other than a fortieth of the window crowd: then only every 2nd, 4th, 8th, ... is drawn,
/// and none beyond the 256th. The distance of neighbours in a family is |det| / |the column along it|. The nearer, the fainter.
void add_grid(Canvas& c, const Mat2& m, Stroke stroke) {
    const double longest = std::max(length(m.col(0)), length(m.col(1)));
    if (!(longest > 0)) return;
    double distance = std::abs(determinant(m)) / longest;
    const double least = 2 * c.window.half.x() / 40;
    int every = 1;
    for (; distance < least && every <= 256; every *= 2) distance *= 2;
    if (every > 256) return;
    if (distance < 2 * least) stroke.opacity *= 0.5 + 0.5 * (distance / least - 1);
    c.add(Lattice{.basis = m * every, .origin = Vec2::Zero(), .stroke = stroke});
}

/// What is left of the plane when M flattens it, and where the rest went.
void add_flattened(Canvas& c) {
    if (c.now.rank == 0) {
        c.add(Points{.at = {Vec2::Zero()}, .role = Role::space, .radius = 7}, {}, "The whole plane, on one point");
        return;
    }
    if (c.now.rank == 2) return;
    c.add(Line{.direction = c.now.u.col(0), .stroke = {Role::space, 6, Dash::solid, 0.9}}, {},
          c.certainly_flat() ? "The column space: all of the plane lands on this line" : "Up to rounding, all of the plane lands on this line");
    if (!c.panel.show_eigenlines || c.on_the_way())
        c.add(Line{.direction = c.now.v.col(1), .stroke = {Role::muted, 2, Dash::dashed}, .label = words("sent to 0")}, {},
              c.certainly_flat() ? "The null space: every x on this line is sent to 0" : "Up to rounding, every x on this line is sent to 0");
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
    const bool negative = c.turned_over;
    const Role role = c.area_role();
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
    c.add(Polyline{.points = moved(unit_circle(), c.m()), .stroke = {Role::text, 1.5}, .closed = true}, {},
          "The image of the unit circle");
}

/// What a label adds to the number of an eigenvalue.
std::string lambda_remark(const Canvas& c, double lambda) {
    std::string remark;
    if (c.eigen().kind == SpectrumKind::defective) remark = "twice";
    if (c.eigen().kind == SpectrumKind::undecided) remark = "rounding decides how many";
    if (lambda == 0) remark += std::string(remark.empty() ? "" : ", ") + (c.model.properties.invertible.holds ? "sent to 0" : "up to rounding");
    return (c.eigen_of_end() ? " of A" : "") + (remark.empty() ? remark : " (" + remark + ")");
}

Formula lambda_label(const Canvas& c, const std::string& index, double lambda) {
    const Formula name = index.empty() ? italic("λ") : sub(italic("λ"), roman(index));
    Formula label = row({name, op("="), lambda == 0 ? roman("0") : number(lambda, decimals_apart(c.eigen().re))});
    if (const std::string remark = lambda_remark(c, lambda); !remark.empty()) label.children.push_back(words(remark));
    return term("lambda" + index, label);
}

void add_eigenlines(Canvas& c) {
    const Spectrum& s = c.eigen();
    const Stroke stroke = c.eigen_stroke(2, Dash::dashed);
    for (int i = 0; i < s.lines; ++i) {
        const Vec2 direction = s.vectors[static_cast<std::size_t>(i)];
        const std::string index = s.lines == 1 ? "" : std::to_string(i + 1);
        c.add(Line{.direction = direction, .stroke = stroke, .label = lambda_label(c, index, s.re(i))},
              "lambda" + index, "An eigenline: A v = " + in_words(s.re(i), std::max(4, decimals_apart(s.re))) + " v for every v on it");
    }
    if (s.lines == 1)
        c.add(Line{.direction = s.vectors[1], .stroke = c.eigen_stroke(1.5, Dash::dotted, 0.5)}, {},
              "Across the eigenline: a generalised eigenvector w, (A − λI) w lies on the eigenline");
}

/// Every line through 0 is an eigenline: a pencil of them, and the sentence.
void add_eigenplane(Canvas& c) {
    for (int i = 0; i < 12; ++i)
        c.add(Line{.direction = Vec2(std::cos(i * pi / 12), std::sin(i * pi / 12)), .stroke = c.eigen_stroke(1, Dash::dashed, 0.35)});
    c.add(Label{.at = Vec2(0, -0.62 * c.window.half.y()),
                .text = row({lambda_label(c, "", c.eigen().re.x()), words(" on every line")}),
                .role = Role::eigen});
}

/// The ellipse on which A turns the points, and a marker that has gone t of the way.
void add_rotation(Canvas& c) {
    const Spectrum& s = c.eigen();
    Mat2 axes;
    axes << s.ellipse_re, s.ellipse_im;
    // Its size is free: the area of the unit circle, unless it is too slender for the window.
    axes *= std::min(1 / std::sqrt(length(s.ellipse_im)), 0.8 * c.window.half.minCoeff());
    const auto at_angle = [&](double angle) { return Vec2(axes * Vec2(std::cos(angle), std::sin(angle))); };
    const Vec2 start = at_angle(0), reached = at_angle(c.panel.time * s.angle);
    std::vector<Vec2> sweep = {Vec2::Zero()};
    for (int i = 0; i <= 32; ++i) sweep.push_back(at_angle(c.panel.time * s.angle * i / 32));
    c.add(Fill{.points = sweep, .role = Role::eigen, .opacity = 0.14}, "lambda");
    c.add(Polyline{.points = moved(unit_circle(), axes), .stroke = c.eigen_stroke(2, Dash::dashed), .closed = true}, "lambda",
          "The invariant ellipse: A moves it onto itself times r");
    c.add(Segments{.segments = {{Vec2::Zero(), start}, {Vec2::Zero(), reached}}, .stroke = {Role::eigen, 1.5, Dash::solid, 0.7}});
    c.add(Points{.at = {start}, .role = Role::eigen, .radius = 3.5, .marker = Marker::ring});
    c.add(Points{.at = {reached}, .role = Role::eigen, .radius = 5});
    c.add(Label{.at = reached,
                .text = term("lambda", row({italic("r"), op("="), number(s.modulus), roman(",  "), italic("θ"), op("="),
                                            number(s.turn() * 180 / pi, 1), roman("°"), words(c.eigen_of_end() ? " of A" : "")})),
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

/// ±vⱼ on the circle and where they have got to: ±σⱼ uⱼ on the ellipse at the end. Both of a pair, because no choice of one
/// is continuous: going once round the matrices [[cos s, sin s], [sin s, −cos s]] exchanges them.
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
        const Formula image = c.on_the_way() ? row({italic("M"), roman(" "), sub(bold("v"), roman(index))}) : sigma_label(j + 1, d.sigma);
        for (const double sign : {1.0, -1.0}) {
            c.add(Arrow{.tip = sign * v, .stroke = {Role::eigen, 2, Dash::dashed, 0.7},
                        .label = sign > 0 ? sub(bold("v"), roman(index)) : Formula()}, key, "A right singular vector: the two are perpendicular");
            c.add(Arrow{.tip = sign * c.m() * v, .stroke = {Role::eigen, 3}, .label = sign > 0 ? image : Formula()}, key,
                  "Its image, σ u: a half axis of the ellipse");
        }
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
    if (c.now.rank == 2) c.add(Fill{.points = moved(letter_f(), c.m()), .role = Role::space, .opacity = 0.55});
    c.add(Polyline{.points = moved(letter_f(), c.m()), .stroke = {Role::space, 2}, .closed = true});
}

void add_drawing(Canvas& c) {
    if (c.panel.drawing.empty()) return;
    c.add(Polyline{.points = c.panel.drawing, .stroke = {Role::input, 1.5, Dash::dotted, 0.7}});
    c.add(Polyline{.points = moved(c.panel.drawing, c.m()), .stroke = {Role::output, 2.5}});
}

/// e₁ and e₂ where they began, where they are, and the heads of A's columns, which can be pulled at any time.
void add_columns(Canvas& c) {
    const Mat2 shown = without_rounding(c.m());
    for (int j = 0; j < 2; ++j) {
        Mark start = column_arrow(j, {.tip = Mat2::Identity().col(j), .stroke = {.width = 2.5, .opacity = 0.45}});
        start.term.clear();                   // e₁ itself is no column of A
        c.marks.push_back(std::move(start));
        if (c.on_the_way()) c.marks.push_back(column_arrow(j, {.tip = c.panel.matrix.col(j), .stroke = {.width = 1.5, .dash = Dash::dotted, .opacity = 0.6}}));
        c.marks.push_back(column_arrow(j, {.tip = c.m().col(j), .label = column_label(name_of_map(c.panel), j + 1, shown.col(j))},
                                       rounding_told(c.m().col(j), shown.col(j))));
    }
}

void add_vector(Canvas& c) {
    if (!c.panel.show_vector) return;
    const Vec2 x = c.panel.vector, image = c.m() * x, shown = without_rounding(image);
    c.add(Arrow{.tip = x, .stroke = {Role::input, 3, Dash::dashed}, .label = row({bold("x"), op("="), pair(x.x(), x.y())})}, "x");
    c.add(Arrow{.tip = image, .stroke = {Role::output, 3.5},
                .label = row({italic(name_of_map(c.panel)), roman(" "), bold("x"), op("="), pair(shown.x(), shown.y())})}, "Ax",
          rounding_told(image, shown));
}

void add_det(Canvas& c) {
    if (!c.panel.show_square) return;
    c.add(Label{.at = c.m() * Vec2(0.5, 0.5), .text = term("det", determinant_formula(c.m())), .role = c.area_role(),
                .anchor = Anchor::center, .size = 1.1}, "det");
}

void add_handles(Canvas& c) {
    c.add(column_handle(0, LinearMapPanel::column1, c.panel.matrix.col(0)));
    c.add(column_handle(1, LinearMapPanel::column2, c.panel.matrix.col(1)));
    if (c.panel.show_vector) c.add(Handle{LinearMapPanel::input, c.panel.vector, Role::input, "the vector x"});
}

Formula map_of(const LinearMapPanel& panel) {
    return row({italic("M"), fence(number(panel.time))});
}

Formula corner_of(const LinearMapPanel& panel, const Mat2& now) {
    Formula f = row({italic("A"), op("="), columns_formula(without_rounding(panel.matrix))});
    if (panel.time < 1)
        for (Formula part : {roman("    "), map_of(panel), op("="), columns_formula(without_rounding(now))}) f.children.push_back(std::move(part));
    return f;
}

/// What is left of x when it is written with so many decimals, or with all it has.
double written(double x, int decimals) { return std::copysign(parse_number(plain(number(std::abs(x), decimals))).value_or(std::abs(x)), x); }

/// How a·d − b·c = det is written so that it can be believed: with 2 decimals, or up to 4 when fewer give another sum
/// altogether; `exactly`, whether the written numbers give the written sum.
struct Sum {
    int decimals = 2;
    bool exactly = true;
};
Sum honest_sum(const Mat2& m, double det) {
    for (int decimals = 2; decimals <= 4; ++decimals) {
        const auto entry = [&](int i, int j) { return written(m(i, j), decimals); };
        const double sum = entry(0, 0) * entry(1, 1) - entry(0, 1) * entry(1, 0);
        if (fixed(sum, decimals) == fixed(det, decimals)) return {decimals, true};
        if (std::abs(sum - det) <= 0.05 * std::abs(det)) return {decimals, false};
    }
    return {2, false};
}

/// A factor of a product: a negative one in parentheses.
Formula factor(double x, int decimals, Role role, const char* key) {
    const Formula f = term(key, colored(role, number(x, decimals)));
    return x < 0 ? fence(f) : f;
}

Formula note_of(const Canvas& c) {
    const Mat2 shown = without_rounding(c.m());
    const double det = determinant(c.m());
    const auto result = [&](const Formula& value) { return term("det", colored(c.area_role(), value)); };
    if (c.on_the_way()) return row({roman("det "), map_of(c.panel), op("="), result(determinant_formula(c.m()))});
    const Sum sum = honest_sum(shown, det);
    const auto first = [&](int i) { return factor(shown(i, 0), sum.decimals, Role::first, "column1"); };
    const auto second = [&](int i) { return factor(shown(i, 1), sum.decimals, Role::second, "column2"); };
    const Formula value = std::isnormal(det) ? number(det, sum.decimals) : determinant_formula(c.m());
    return row({roman("det "), italic("A"), op("="), first(0), op("·"), second(1), op("−"), second(0), op("·"), first(1),
                op(sum.exactly ? "=" : "≈"), result(value)});
}

}

Formula determinant_formula(const Mat2& m) {
    return number_of_size(determinant(m), wide_determinant(m).mantissa < 0, log10_determinant(m));
}

Camera window_of(const LinearMapPanel& panel) {
    if (!panel.camera.automatic) return panel.camera;
    const Mat2& a = panel.matrix;
    const Vec2 reach(length(a.row(0)), length(a.row(1)));
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
    Canvas canvas{.panel = panel, .model = model, .window = window_of(panel), .now = svd(model.now),
                  .turned_over = wide_determinant(model.now).mantissa < 0};
    if (panel.show_ghost) add_grid(canvas, Mat2::Identity(), {Role::ghost, 1, Dash::solid, 0.3});
    add_grid(canvas, model.now, {Role::space, 1.5, Dash::solid, 0.8});
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
    add_det(canvas);
    add_handles(canvas);

    Plot plot;
    plot.id = "plane";
    plot.title = "x ↦ Ax";
    plot.axes.equal = true;
    plot.camera = canvas.window;
    plot.camera.automatic = false;
    plot.marks = std::move(canvas.marks);
    plot.corner = corner_of(panel, model.now);
    plot.note = note_of(canvas);
    plot.caption = caption_of(panel, model);
    if (panel.pen) plot.pen = Pen{LinearMapPanel::pen_down, LinearMapPanel::pen_on};
    return {plot};
}

}
