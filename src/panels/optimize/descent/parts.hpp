#pragma once
#include "compute/optimize/bound.hpp"
#include "panels/optimize/descent/descent.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// What the pages of the descent panel share.
namespace eigenscope::descent {

/// The record of run `i` that is shown: `shown`, or the run's last one.
const Step& shown_step(const DescentPanel& panel, const Run& run);

/// The record whose step is explained: the one that leaves the shown iterate, also where its line search failed, or the last step
/// of a run that ended; nullptr: there is none.
const Step* explained_step(const DescentPanel& panel, const Run& run);

/// The same, but never one that found no step.
const Step* last_step(const DescentPanel& panel, const Run& run);

/// The run could not begin: its start has no finite value or gradient.
bool refused(const Run& run);

/// How many steps the longest run has.
int longest(const DescentPanel::Model& model);

/// White for a single run, the colours of a list for several.
Role role_of(const DescentPanel& panel, std::size_t i);
/// The marker and the dash of run i: colour never speaks alone.
Marker marker_of(std::size_t i);
Dash dash_of(std::size_t i);

/// "Gradient descent", and "Gradient descent 0.1" where two runs share a method.
std::string name_of(const DescentPanel& panel, std::size_t i);

/// The window of the landscape.
Camera window_of(const DescentPanel& panel, const DescentPanel::Model& model);

/// How f becomes a colour, and a height where f is steep: u = log(1 + (f − base)/unit), so that the level lines near the bottom are
/// seen too.
struct Relief {
    double base = 0;                          ///< the minimum, or the lowest sample where none is known
    double unit = 1;
    double top = 1;                           ///< u that is the far end of the colours
    double at(double f) const;                ///< u
    double back(double u) const;              ///< f
};

/// A tenth of the window lies below base + unit, a fiftieth above the top, whatever f is.
Relief relief_in(const DescentPanel& panel, const DescentPanel::Model& model, const Camera& window);

/// f sampled over everything that the window can show on a plot of ordinary shape.
struct Field {
    Vec2 lo, hi;
    int columns = 0, rows = 0;
    std::vector<double> values = {};          ///< f; not-a-number outside the domain, infinite beyond the doubles
    Relief relief = {};
    bool bounded = false;                     ///< somewhere here the domain ends
};
Field field_of(const DescentPanel& panel, const DescentPanel::Model& model, const Camera& window);

/// The colours (brightest at the bottom) and the labelled level lines.
void add_field(std::vector<Mark>& marks, const DescentPanel& panel, const DescentPanel::Model& model, const Field& field);

/// The three plots: the plane from above, the graph of f in space, and how fast the runs converge.
Plot landscape(const DescentPanel& panel, const DescentPanel::Model& model);
Plot surface(const DescentPanel& panel, const DescentPanel::Model& model);
Plot convergence(const DescentPanel& panel, const DescentPanel::Model& model);

/// "f(x) = ½ |Ax − b|²" with its numbers.
Formula objective_formula(const Objective& objective);
/// "x₅ = x₄ − 0.10 · ∇f(x₄) = (0.41, −0.07) − 0.10 · (0.82, −0.70)"; empty where no step was made.
Formula step_formula(const DescentPanel& panel, const DescentPanel::Model& model);
/// "x₅": a letter with a number below.
inline Formula indexed(const std::string& letter, int k) { return formula::sub(formula::italic(letter), formula::roman(std::to_string(k))); }

/// The verdict on a typed function in the shown window; the one of `before` where it is about the same.
std::optional<DescentPanel::Local> proven_here(const DescentPanel& panel, const DescentPanel::Model& model,
                                               const std::optional<DescentPanel::Local>& before, std::stop_token stop);
/// Facts on that verdict, and one sentence; nothing where there is none.
std::vector<Fact> local_facts(const DescentPanel::Model& model);
std::string local_words(const DescentPanel::Model& model);
/// The chord that refutes convexity: from above, and in space with heights by `height`, as far as it is between floor and top.
void add_chord(std::vector<Mark>& marks, const DescentPanel::Model& model);
void add_chord(Plot& plot, const DescentPanel::Model& model, const std::function<double(double)>& height);

/// What can be claimed about the convexity of f, and what it rests on: the one place for facts and words.
struct ConvexityClaim {
    Verdict convex = Verdict::cannot_tell, strongly = Verdict::cannot_tell;
    std::string said = {};                    ///< "strongly convex", "no proof"
    std::string how = {};                     ///< a sentence
};
ConvexityClaim convexity_claim(const DescentPanel& panel, const DescentPanel::Model& model);

/// One sentence on what there is to see.
std::string caption(const DescentPanel& panel, const DescentPanel::Model& model);

/// Text with its numbers and letters set for reading: a true minus, 1.12 · 10⁻⁹, x₁, and no line break within "f − f*".
std::string prose(std::string text);

}
