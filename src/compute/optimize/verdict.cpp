#include "compute/optimize/ending.hpp"

#include "base/number.hpp"
#include "compute/optimize/bound.hpp"

#include <Eigen/Eigenvalues>

#include <cmath>
#include <limits>
#include <utility>

namespace eigenscope {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

}

bool surely_near_minimum(const Step& at, const Knowledge& known, const Units& units) {
    return known.mu && length(at.g) <= *known.mu * 1e-6 * units.length;
}

CriticalPoint point_near(const Step& at, const Oracle& f, const Units& units) {
    if (!f.known().mu) return critical_point(f.objective(), at.x, units);
    Eigen::SelfAdjointEigenSolver<Mat2> solver;
    solver.computeDirect(hessian(f.objective(), at.x), Eigen::EigenvaluesOnly);
    return {.nature = Nature::minimum, .x = at.x, .curvatures = solver.eigenvalues()};
}

bool high_above(const Step& at, const Knowledge& known) {
    if (!known.minimum) return false;
    const double gap = at.f - *known.minimum;
    // Where the terms of f are large, so are its errors.
    const double size = max_norm(at.x), noise = 8 * eps * (known.L.value_or(0) * size + max_norm(at.g)) * size;
    return !(gap <= small_gap(*known.minimum)) && !(gap <= noise);
}

std::string direction_text(const Vec2& d) {
    const Vec2 unit = d / max_norm(d);
    // What is rounding beside 1 is nothing.
    return point_text(Vec2(std::abs(unit.x()) < 1e-6 ? 0 : unit.x(), std::abs(unit.y()) < 1e-6 ? 0 : unit.y()));
}

namespace {

Phrase gap_text(const Step& at, const Knowledge& known) {
    if (!known.minimum) return "the minimum of f is not known";
    return "f − f* = " + Numeral{at.f - *known.minimum};
}

struct Verdict {
    Ending ending;
    Phrase text;
};

Verdict on_minimum(const Step& at, const CriticalPoint& point, const Phrase& curvatures, const Knowledge& known) {
    const char* const maybe = !known.minimum && !is_convex(known.convexity) ? ", but maybe not the lowest" : "";
    if (!point.degenerate) return {Ending::converged, Phrase("A minimum") + maybe + ": " + curvatures + "."};
    const Phrase gap = known.minimum ? ", and " + gap_text(at, known) : Phrase();
    if (point.jumps) return {Ending::converged, Phrase("A minimum") + maybe + ": its " + curvatures + " jump here, but f falls on no side" + gap + "."};
    return {Ending::converged, Phrase("A flat minimum") + maybe + ": its " + curvatures + " vanish, but f falls on no side" + gap + "."};
}

Verdict on_saddle(const CriticalPoint& point, const Phrase& curvatures) {
    if (!point.degenerate) return {Ending::saddle, "A saddle, not a minimum: " + curvatures + "."};
    if (point.jumps)
        return {Ending::saddle, Phrase("A saddle, not a minimum: f falls along ") + direction_text(point.direction) + "; its " + curvatures + " jump here."};
    return {Ending::saddle, Phrase("Not a minimum but a flat saddle: f falls along ") + direction_text(point.direction) +
                                ", though it hardly curves (" + curvatures + ")."};
}

Verdict on_line(const CriticalPoint& point, const Phrase& curvatures) {
    const bool bowl = point.nature == Nature::line_of_minima;
    return {bowl ? Ending::converged : Ending::maximum, Phrase(bowl ? "A minimum" : "A maximum") + ", one of a line: along " +
                                                            direction_text(point.direction) + " f does not change (" + curvatures + ")."};
}

// Where nothing was seen to decide.
Verdict on_flat(const Step& at, const CriticalPoint& point, const Phrase& curvatures, const Knowledge& known) {
    if (known.along) return {Ending::converged, "f is convex, so this is one of its minima: a whole line of them."};
    if (known.minimum && at.f - *known.minimum <= gap_floor(*known.minimum))
        return {Ending::converged, "f is at its minimum: " + gap_text(at, known) + "."};
    const char* const which = point.nature == Nature::none ? ": ∇f is small, but no point where it vanishes was found near"
                                                           : ": whether this is a minimum cannot be told";
    return {Ending::flat, Phrase("Flat here") + which + " (" + curvatures + "), and " + gap_text(at, known) + "."};
}

Verdict verdict_on(const Step& at, const CriticalPoint& point, const Knowledge& known, const Units& units) {
    const Phrase curvatures = "curvatures " + Numeral{point.curvatures(0)} + " and " + Numeral{point.curvatures(1)};
    // A gradient can be small far above f*: where f* is known, f itself is asked.
    const bool high = high_above(at, known);
    if (known.mu && !high && surely_near_minimum(at, known, units))
        return {Ending::converged, "f is strongly convex, so this is its minimum (" + curvatures + ")."};
    if (known.mu && known.minimum && !high && at.f - *known.minimum <= 8 * eps * std::abs(*known.minimum))
        return {Ending::converged, "f is at its minimum to its last digit (" + curvatures + ")."};
    if (known.mu && !high)
        return {Ending::flat, "Flat here: f curves so little that its minimum may lie " + Numeral{length(at.g) / *known.mu} + " away (" +
                                  curvatures + ")."};
    if (point.nature == Nature::saddle) return on_saddle(point, curvatures);
    if (point.nature == Nature::maximum)
        return {Ending::maximum, Phrase(point.degenerate && !point.jumps ? "A flat maximum" : "A maximum") + ", not a minimum: " + curvatures + "."};
    if (high) return {Ending::flat, "Flat here, but not the minimum: " + curvatures + ", and " + gap_text(at, known) + "."};
    if (point.nature == Nature::no_minimum)
        return {Ending::saddle, "Not a minimum: f falls along " + direction_text(point.direction) + "."};
    if (point.nature == Nature::kink) return {Ending::converged, "A minimum at a kink: f rises on all sides."};
    if (point.nature == Nature::minimum) return on_minimum(at, point, curvatures, known);
    if (point.nature == Nature::line_of_maxima || (point.nature == Nature::line_of_minima && !known.along)) return on_line(point, curvatures);
    return on_flat(at, point, curvatures, known);
}

}

Outcome stationary(const Step& at, const Oracle& f, Phrase why, const Progress& progress) {
    return stationary(at, f, std::move(why), progress, point_near(at, f, progress.units(at.x)));
}

Outcome stationary(const Step& at, const Oracle& f, Phrase why, const Progress& progress, const CriticalPoint& point) {
    const Units units = progress.units(at.x);
    // Without curvatures there are values still.
    if (point.nature == Nature::none && !hessian(f.objective(), at.x).allFinite()) {
        if (look_around(f.objective(), at.x, units.length).rises)
            return {Ending::converged, why + ". A minimum, where f has no finite curvature: f rises on all sides.", at.k, at.f};
        return {Ending::flat, why + ". f has no finite curvature here, and " + gap_text(at, f.known()) + ".", at.k, at.f};
    }
    const Verdict verdict = verdict_on(at, point, f.known(), units);
    return {verdict.ending, std::move(why) + ". " + verdict.text, at.k, at.f};
}

}
