#include "compute/linear/exact.hpp"
#include "compute/linear/properties.hpp"
#include "panels/linear_map.hpp"
#include "panels/linear_map_parts.hpp"
#include "panels/plane.hpp"

#include <cmath>
#include <numbers>

namespace eigenscope {

namespace {

constexpr double degree = std::numbers::pi / 180;

std::string degrees(double angle, int decimals = 0) { return in_words(angle / degree, decimals) + "°"; }

std::string areas(double factor) {
    const double size = std::abs(factor);
    if (in_words(size) == "1.00") return "areas stay as large as they are";
    return size > 1 ? "areas grow by " + in_words(size) : "areas shrink to " + in_words(size) + " of their size";
}

std::string capitalized(std::string sentence) {
    if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    return sentence;
}

/// What A does to areas.
std::string area_sentence(const MapWay& way, const Properties& p) {
    const Svd2& d = way.decomposition;
    if (d.rank == 0) return "Everything is sent to 0.";
    if (!p.invertible.holds) return "Rounding decides whether the plane is flattened: σ₂/σ₁ is " + brief(p.invertible.residual) + ".";
    if (!*p.invertible.holds) return "The plane is flattened onto one line.";
    const std::string change = areas(p.determinant);
    std::string sentence = p.determinant < 0 ? "The plane turns over, and " + change + "." : capitalized(change) + ".";
    if (p.condition > 1e8) sentence += " It is nearly singular: one direction is squeezed " + in_words(p.condition, 0) + " times more than the other.";
    return sentence;
}

std::string two_lines(const Spectrum& s) {
    const bool across = s.normal;
    std::string sentence = across ? "Two perpendicular directions keep their line" : "Two directions keep their line";
    const int reversed = (s.re.x() < 0) + (s.re.y() < 0);
    if (s.re.y() == 0 || s.re.x() == 0) sentence += ", one of them sent to 0";
    else if (reversed == 1) sentence += ", one of them reversed";
    else if (reversed == 2) sentence += ", both reversed";
    sentence += "; all others turn.";
    if (s.separation < 1e-6) sentence += " Their eigenvalues are hardly apart.";
    return sentence;
}

/// What A does to directions.
std::string direction_sentence(const MapWay& way) {
    const Spectrum& s = way.eigen;
    switch (s.kind) {
    case SpectrumKind::distinct: return two_lines(s);
    case SpectrumKind::scalar:
        if (s.re.x() == 0) return "There is nothing left to have a direction.";
        return s.re.x() < 0 ? "Every direction keeps its line and is reversed." : "Every direction keeps its line.";
    case SpectrumKind::defective:
        if (s.re.x() == 0) return "What lands on the line is sent to 0 the second time.";
        return "Only one direction keeps its line: a shear along it.";
    case SpectrumKind::undecided: return "Rounding decides whether one direction keeps its line, or two do, or none.";
    case SpectrumKind::complex: {
        const std::string apart = in_words(s.modulus) == "1.00" ? "." : ", and " + in_words(s.modulus) + " times as far out.";
        return "No direction keeps its line: points go round the dashed ellipse by " + degrees(s.angle) + apart;
    }
    }
    return {};
}

/// What A is, when it has a name of its own.
std::string name_sentence(const MapWay& way, const Properties& p) {
    if (way.matrix == Mat2::Identity()) return "Nothing moves: this is the identity.";
    if (p.orthogonal.holds != true) return {};
    if (p.determinant < 0) return "A mirror: lengths stay, one line stays still, and the plane turns over.";
    return "A rotation by " + degrees(way.polar.angle) + ": lengths and areas stay.";
}

/// What x shows about eigenvectors.
std::string vector_sentence(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const Vec2& x = panel.vector;
    const Vec2 image = panel.matrix * x;
    const double size = model.way.decomposition.sigma.x() * x.norm();
    if (x.norm() == 0) return " The vector 0 is no eigenvector.";
    if (image.norm() <= 1e-10 * size) return " x is sent to 0.";
    const double lambda = x.dot(image) / x.squaredNorm();
    if ((image - lambda * x).norm() > 1e-10 * size) return {};
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
    if (3 * t < 2)
        return "Second of three: stretch along the axes by " + in_words(turned.stretch.x()) + " and " + in_words(turned.stretch.y()) +
               (turned.stretch.y() < 0 ? ", which turns the plane over." : ".");
    return "Third of three: turn by " + degrees(turned.turn_out) + " into place.";
}

std::string naive_sentence(const MapWay& way, double det_now, const std::vector<double>& times) {
    const std::string what = "Each entry moves by itself";
    if (times.empty()) return what + "; det M is " + in_words(det_now) + ".";
    if (determinant(way.matrix) > 0)
        return what + ", and the plane collapses at t = " + in_words(times[0]) + " although A does not flatten it.";
    return what + "." + flat_sentence(times);
}

/// What the way looks like now.
std::string way_sentence(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const MapWay& way = model.way;
    const std::vector<double> times = flat_times(way);
    const double t = panel.time;
    switch (way.path) {
    case MapPath::polar: {
        const std::string turn = std::abs(way.polar.angle) < 0.05 * degree
                                     ? "Without any turn, the plane is stretched along fixed perpendicular directions"
                                     : "Turned by " + degrees(t * way.polar.angle, 1) + " of " + degrees(way.polar.angle, 1) +
                                           ", and stretched on the way";
        return turn + "; det M is " + in_words(determinant(model.now)) + "." + flat_sentence(times);
    }
    case MapPath::flow:
        return "The power Aᵗ: areas are multiplied by " + in_words(determinant(way.matrix)) + " to the power t, which is " +
               in_words(determinant(model.now)) + " now.";
    case MapPath::svd: return stage_sentence(way, t) + flat_sentence(times);
    case MapPath::entrywise: return naive_sentence(way, determinant(model.now), times);
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
    const Properties p = properties(way.matrix, way.eigen, way.decomposition);
    const std::string name = name_sentence(way, p);
    if (!name.empty()) return name + along_x;
    return area_sentence(way, p) + " " + direction_sentence(way) + along_x;
}

std::string words(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    const MapWay& way = model.way;
    const Mat2& a = panel.matrix;
    const Properties p = properties(a, way.eigen, way.decomposition);
    const auto point = [](const Vec2& v) { return "(" + in_words(v.x()) + ", " + in_words(v.y()) + ")"; };
    std::string text = "A linear map of the plane. It sends e₁ to " + point(a.col(0)) + " and e₂ to " + point(a.col(1)) +
                       ", so its determinant is " + in_words(p.determinant) + " and its trace " + in_words(p.trace) + ". ";
    const std::string name = name_sentence(way, p);
    text += (name.empty() ? std::string() : name + " ") + area_sentence(way, p) + " " + direction_sentence(way) + " ";
    const Spectrum& s = way.eigen;
    if (s.kind == SpectrumKind::complex)
        text += "The eigenvalues are " + in_words(s.re.x()) + " ± " + in_words(s.im.x()) + " i. ";
    else
        text += "The eigenvalues are " + in_words(s.re.x()) + " and " + in_words(s.re.y()) + ". ";
    const Vec2& sigma = way.decomposition.sigma;
    if (way.decomposition.rank == 2)
        text += way.decomposition.round ? "The unit circle becomes a circle of radius " + in_words(sigma.x()) + "."
                                        : "The unit circle becomes an ellipse with half axes " + in_words(sigma.x()) + " and " +
                                              in_words(sigma.y()) + ".";
    else
        text += "The unit circle becomes a segment of half length " + in_words(sigma.x()) + ".";
    if (!way.refusal.empty()) text += " " + way.refusal + " The polar path is shown instead.";
    if (panel.time < 1) text += " The picture stands at t = " + in_words(panel.time) + " on the way from the identity. " + way_sentence(panel, model);
    if (!panel.drawing.empty())
        text += " A line drawn by hand through " + std::to_string(panel.drawing.size()) + (panel.drawing.size() == 1 ? " point" : " points") + " moves along.";
    if (panel.show_vector)
        text += " The vector x = " + point(panel.vector) + " goes to " + point(model.now * panel.vector) + "." + vector_sentence(panel, model);
    return text;
}

}
