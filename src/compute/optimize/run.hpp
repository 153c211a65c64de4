#pragma once
#include "base/phrase.hpp"
#include "compute/optimize/objective.hpp"
#include "compute/optimize/optimizer.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// What a line search found at one trial.
enum class TrialVerdict : std::uint8_t { accepted, too_high, too_steep, not_finite };

/// "accepted", "f too high", "still too steep", "not finite".
std::string_view spoken(TrialVerdict verdict);

/// One trial of a line search: x_k + t p.
struct Trial {
    double t = 0;
    Vec2 x = Vec2::Zero();
    double f = 0;
    double bound = 0;                         ///< the value that f must not exceed (Armijo); NaN where no bound was asked for
    TrialVerdict verdict = TrialVerdict::accepted;
    bool operator==(const Trial& o) const;    ///< bit for bit
};

/// How often the objective was asked.
struct Evaluations {
    int values = 0, gradients = 0, hessians = 0;
    int total() const { return values + gradients + hessians; }
    bool operator==(const Evaluations&) const = default;
};

/// What was unusual about a step.
enum class Remark : std::uint8_t {
    none, no_slope_met, first_dip, momentum_forgotten, no_curvature, guess_kept, not_descent, restarted, guess_dropped, rank_one, shifted,
};

/// An iterate x_k and the step that leaves it: x_{k+1} = x_k + size · direction. The last record of a run has no step. Plain data, for
/// there may be very many: what only some methods have is in the run's notes and trials.
struct Step {
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    int k = 0;
    Evaluations evaluations = {};             ///< from the start until x_k, f and g were known
    Vec2 x = Vec2::Zero();
    Vec2 g = Vec2(none, none);                ///< ∇f(x_k)
    double f = none;

    double size = none;                       ///< a or t; this and what follows are of the step
    Vec2 direction = Vec2::Zero();            ///< p
    double predicted = none;                  ///< decrease that the method's model promises
    double actual = none;                     ///< f_k − f_{k+1}
    int first_trial = 0, trial_count = 0;     ///< see Run::trials
    Remark remark = Remark::none;
    bool stepped = false;                     ///< there is a next iterate

    /// gᵀp, negative for a direction of descent.
    double slope() const { return g.dot(direction); }
    bool operator==(const Step& o) const;     ///< bit for bit: not-a-number equals itself
};

/// What only some methods have to say about a step.
struct Note {
    std::optional<Vec2> look_ahead = {};      ///< Nesterov's y_k, where the gradient of this step was taken
    Vec2 used_gradient = Vec2(Step::none, Step::none);   ///< ∇f(y_k)
    Vec2 rates = Vec2(Step::none, Step::none);           ///< for adaptive methods: the rate of each coordinate
    double momentum = Step::none;             ///< the factor of the last move that this step keeps
    double shift = 0;                         ///< τ that was added to the Hessian

    bool operator==(const Note& o) const;     ///< bit for bit
};

/// Why a run ended.
enum class Ending : std::uint8_t {
    converged,          ///< a minimum: a point with ∇f = 0 is near, and its curvatures, or where they vanish f around it, say so; or f
                        ///< rises on all sides of a kink or an edge; or f has its known minimum
    saddle, maximum,    ///< a point with ∇f = 0 is near; a saddle is neither a minimum nor a maximum
    flat,               ///< ∇f = 0 to the tolerance, but nothing tells what it is, or f is known not to be minimal, or its minimum may be far
    diverged, cycling, left_domain, not_finite, not_descent, search_failed, unsuitable, stopped,
    budget_used,
};

/// "converged", "stopped at a saddle", ...
std::string_view spoken(Ending ending);
/// The word in tables: "converged", "saddle", "left-domain", ...
std::string_view key_of(Ending ending);

/// How a run ended, why, and where.
struct Outcome {
    Ending ending = Ending::budget_used;
    Phrase why = {};
    int k = 0;
    double f = 0;
    /// Why, in a sentence or two with the numbers.
    std::string reason() const { return why.text(); }
    bool operator==(const Outcome& o) const;
};

/// Every iterate from the start to the end. There is at least one record.
struct Run {
    std::vector<Step> steps;
    std::vector<Trial> all_trials = {};       ///< of all line searches, one after the other
    std::vector<Note> notes = {};             ///< one for each step that was tried, of a method that has something to note
    Outcome outcome = {};
    int last() const { return static_cast<int>(steps.size()) - 1; }
    /// The trials of the line search that leaves an iterate; none where there was no search.
    std::span<const Trial> trials(const Step& step) const;
    /// What the method noted on the step that leaves an iterate.
    Note note(const Step& step) const;
    /// What was unusual about a step, in words: "momentum forgotten: it pointed uphill"; empty where nothing was.
    std::string remark(const Step& step) const;
    bool operator==(const Run&) const = default;
};

/// The run of an optimizer: a pure function. Its numbers are the same at every call; on another machine exponentials and
/// logarithms may differ in their last digit. At most `budget` steps; ends earlier for a reason, which it names. A stopped run
/// ends with `stopped`.
Run run(const Optimizer& optimizer, const Objective& objective, const Vec2& start, int budget, std::stop_token stop = {});

}
