#include "compute/linear/exact.hpp"
#include "panels/linear/map/linear_map.hpp"
#include "panels/linear/map/parts.hpp"
#include "panels/plane.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

namespace {

constexpr double degree = std::numbers::pi / 180;

constexpr double rounding = 8 * std::numeric_limits<double>::epsilon();

/// "90°", "−22.5°", "6 · 10⁻⁷°".
std::string degrees(double angle) {
    std::string text = in_words(angle / degree, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text + "°";
}

/// "1.44", "1.004": a factor with as many decimals, 2 to 4, as it takes to tell it from 1; nothing when they do not suffice.
std::optional<std::string> factor_in_words(double x) {
    for (int decimals = 2; decimals <= 4; ++decimals)
        if (in_words(x, decimals) != in_words(1, decimals)) return in_words(x, decimals);
    return std::nullopt;
}

std::string areas(const Properties& p) {
    const double size = std::abs(p.determinant);
    if (std::abs(size - 1) <= rounding) return "areas stay as large as they are";
    const bool grow = p.log10_determinant > 0;
    const std::optional<std::string> factor = factor_in_words(size);
    if (!factor) return grow ? "areas grow by less than 0.01 %" : "areas shrink by less than 0.01 %";
    const std::string said = std::isnormal(size) ? *factor : plain(number_of_size(size, false, p.log10_determinant));
    return grow ? "areas grow by " + said : "areas shrink to " + said + " of their size";
}

std::string capitalized(std::string sentence) {
    if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    return sentence;
}

/// What A does to areas.
std::string area_sentence(const MapWay& way, const Properties& p) {
    const Svd2& d = way.decomposition;
    if (d.rank == 0) return "Everything is sent to 0.";
    if (!p.invertible.holds) return "Rounding decides whether the plane is flattened: σ₂/σ₁ is " + in_words(p.invertible.residual) + ".";
    if (!*p.invertible.holds) return "The plane is flattened onto one line.";
    const std::string change = areas(p);
    std::string sentence = p.keeps_orientation.holds == false ? "The plane turns over, and " + change + "." : capitalized(change) + ".";
    if (p.condition > 1e8) sentence += " It is nearly singular: one direction is squeezed " + in_words(p.condition, 0) + " times more than the other.";
    return sentence;
}

std::string two_lines(const Spectrum& s, const Properties& p) {
    std::string sentence = p.symmetric.holds == true ? "Two perpendicular directions keep their line" : "Two directions keep their line";
    const int reversed = (s.re.x() < 0) + (s.re.y() < 0);
    if (s.re.y() == 0 || s.re.x() == 0) sentence += std::string(", one of them sent to 0") + (p.invertible.holds ? "" : ", up to rounding");
    else if (reversed == 1) sentence += ", one of them reversed";
    else if (reversed == 2) sentence += ", both reversed";
    sentence += "; all others turn.";
    if (s.separation < 1e-6) sentence += " Their eigenvalues are hardly apart.";
    return sentence;
}

std::string rotation_sentence(const Spectrum& s) {
    std::string sentence = "No direction keeps its line: points go round the dashed ellipse by " + degrees(s.turn());
    if (std::abs(s.modulus - 1) <= rounding) return sentence + ".";
    if (const auto factor = factor_in_words(s.modulus)) return sentence + ", and " + *factor + " times as far out.";
    return sentence + (s.modulus > 1 ? ", and out by less than 0.01 %." : ", and in by less than 0.01 %.");
}

/// What A does to directions.
std::string direction_sentence(const MapWay& way, const Properties& p) {
    const Spectrum& s = way.eigen;
    switch (s.kind) {
    case SpectrumKind::distinct: return two_lines(s, p);
    case SpectrumKind::scalar:
        if (s.re.x() == 0) return "There is nothing left to have a direction.";
        return s.re.x() < 0 ? "Every direction keeps its line and is reversed." : "Every direction keeps its line.";
    case SpectrumKind::defective:
        if (s.re.x() == 0) return "What lands on the line is sent to 0 the second time.";
        return "Only one direction keeps its line: a shear along it.";
    case SpectrumKind::undecided: return "Rounding decides whether one direction keeps its line, or two do, or none.";
    case SpectrumKind::complex: return rotation_sentence(s);
    }
    return {};
}

bool is_rotation(const Properties& p) { return p.orthogonal.holds == true && p.keeps_orientation.holds == true; }

/// What A is, when it has a name of its own.
std::string name_sentence(const MapWay& way, const Properties& p) {
    if (way.matrix == Mat2::Identity()) return "Nothing moves: this is the identity.";
    if (p.orthogonal.holds != true) return {};
    if (!is_rotation(p)) return "A mirror: lengths stay, one line stays still, and the plane turns over.";
    if (std::abs(way.polar.angle) <= rounding) return "Nothing moves but for rounding: this is nearly the identity.";
    return "A rotation by " + degrees(way.polar.angle) + ": lengths and areas stay.";
}

/// What x shows about eigenvectors.
std::string vector_sentence(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    if (panel.vector == Vec2::Zero()) return " The vector 0 is no eigenvector.";
    // Its length does not matter, nor does that of the smallest.
    const Vec2 x = panel.vector / length(panel.vector), image = panel.matrix * x;
    const double least = 1e-10 * model.way.decomposition.sigma.x(), lambda = x.dot(image);
    if (length(image) <= least) return " x is sent to 0.";
    if (length(image - lambda * x) > least) return {};
    return " x lies on an eigenline: A x = " + in_words(lambda) + " x.";
}

std::string flat_sentence(const std::vector<double>& times) {
    if (times.empty()) return {};
    if (times.size() == 1) return " The plane is flat once on this way, at t = " + in_words(times[0]) + ".";
    return " The plane is flat twice on this way, at t = " + in_words(times[0]) + " and t = " + in_words(times[1]) + ".";
}

std::string stage_sentence(const MapWay& way, double t) {
    const Turns2& turned = way.turned;
    if (3 * t < 1) return "First of three: turn by " + degrees(turned.turn_in) + ", so that the singular directions lie on the axes.";
    const int decimals = decimals_apart(turned.stretch);
    if (3 * t < 2)
        return "Second of three: stretch along the axes by " + in_words(turned.stretch.x(), decimals) + " and " + in_words(turned.stretch.y(), decimals) +
               (turned.stretch.y() < 0 ? ", which turns the plane over." : ".");
    return "Third of three: turn by " + degrees(turned.turn_out) + " into place.";
}

std::string naive_sentence(const LinearMapPanel::Model& model, const std::vector<double>& times) {
    const std::string what = "Each entry moves by itself";
    if (times.empty()) return what + "; det M is " + plain(determinant_formula(model.now)) + ".";
    if (model.properties.keeps_orientation.holds == true)
        return what + ", and the plane collapses at t = " + in_words(times[0]) + " although A does not flatten it.";
    return what + "." + flat_sentence(times);
}

std::string polar_sentence(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const double angle = model.way.polar.angle;
    const std::string turned = "Turned by " + degrees(panel.time * angle) + " of " + degrees(angle);
    if (is_rotation(model.properties)) return turned + "; lengths and areas stay.";
    // A symmetric matrix comes out with a turn of 1e-13 at most.
    const std::string what = std::abs(angle) <= 1e-12 ? "Without any turn, the plane is stretched along fixed perpendicular directions"
                                                      : turned + ", and stretched on the way";
    return what + "; det M is " + plain(determinant_formula(model.now)) + "." + flat_sentence(flat_times(model.way));
}

/// What the way looks like now.
std::string way_sentence(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const MapWay& way = model.way;
    switch (way.path) {
    case MapPath::polar: return polar_sentence(panel, model);
    case MapPath::flow:
        return "The power Aᵗ: areas are multiplied by " + plain(determinant_formula(way.matrix)) + " to the power t, which is " +
               plain(determinant_formula(model.now)) + " now.";
    case MapPath::svd: return stage_sentence(way, panel.time) + flat_sentence(flat_times(way));
    case MapPath::entrywise: return naive_sentence(model, flat_times(way));
    }
    return {};
}

}

std::string caption_of(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const MapWay& way = model.way;
    const std::string along_x = panel.show_vector ? vector_sentence(panel, model) : std::string();
    if (!way.refusal.empty()) return way.refusal + " The polar path is shown instead.";
    if (panel.pen && panel.drawing.empty()) return "Draw a line on the plane: A moves it along.";
    if (panel.time < 1) return way_sentence(panel, model);
    const Properties& p = model.properties;
    const std::string name = name_sentence(way, p);
    if (!name.empty()) return name + along_x;
    return area_sentence(way, p) + " " + direction_sentence(way, p) + along_x;
}

std::string spelled(const Spectrum& s, const Claim& invertible, std::string_view between) {
    if (s.kind == SpectrumKind::complex) {
        const Vec2 shown = without_rounding(Vec2(s.re.x(), s.im.x()));
        return in_words(shown.x()) + " ± " + in_words(shown.y()) + " i";
    }
    const auto value = [&](double lambda) { return lambda == 0 && !invertible.holds ? "0 up to rounding" : in_words(lambda, decimals_apart(s.re)); };
    return value(s.re.x()) + std::string(between) + value(s.re.y());
}

namespace {

/// What becomes of the unit circle.
std::string circle_sentence(const Svd2& d, const Properties& p) {
    const int decimals = d.rank == 2 && !d.round ? decimals_apart(d.sigma) : 2;
    const std::string long_axis = in_words(d.sigma.x(), decimals);
    if (d.rank == 0) return "The unit circle becomes the point 0.";
    if (d.rank == 1) return "The unit circle becomes a segment of half length " + long_axis + (p.invertible.holds ? "." : ", up to rounding.");
    if (d.round) return "The unit circle becomes a circle of radius " + long_axis + ".";
    return "The unit circle becomes an ellipse with half axes " + long_axis + " and " + in_words(d.sigma.y(), decimals) + ".";
}

}

std::string words(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const MapWay& way = model.way;
    const Mat2& a = panel.matrix;
    const Properties& p = model.properties;
    const Mat2 shown = without_rounding(a);
    std::string text = "A linear map of the plane. It sends e₁ to " + in_words(shown.col(0)) + " and e₂ to " + in_words(shown.col(1)) +
                       ", so its determinant is " + plain(determinant_formula(a)) + " and its trace " + in_words(shown.trace()) + ". ";
    const std::string name = name_sentence(way, p);
    text += (name.empty() ? std::string() : name + " ") + area_sentence(way, p) + " " + direction_sentence(way, p) + " ";
    text += "The eigenvalues are " + spelled(way.eigen, p.invertible, " and ") + ". " + circle_sentence(way.decomposition, p);
    if (!way.refusal.empty()) text += " " + way.refusal + " The polar path is shown instead.";
    if (panel.time < 1) text += " The picture stands at t = " + in_words(panel.time) + " on the way from the identity. " + way_sentence(panel, model);
    if (!panel.drawing.empty())
        text += " A line drawn by hand through " + std::to_string(panel.drawing.size()) + (panel.drawing.size() == 1 ? " point" : " points") + " moves along.";
    if (panel.show_vector)
        text += " The vector x = " + in_words(panel.vector) + " goes to " + in_words(without_rounding(Vec2(model.now * panel.vector))) + "." + vector_sentence(panel, model);
    return text;
}

}
