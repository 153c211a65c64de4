#include "base/number.hpp"
#include "compute/linear/parts.hpp"
#include "panels/probability/gaussian/gaussian.hpp"
#include "panels/probability/gaussian/parts.hpp"
#include "panels/plane.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::string percent(double share) { return in_words(100 * share, 1) + " %"; }

Fact density_fact(const Svd2& d) {
    Fact fact = number_fact("density", "has a density", nothing, "A Gaussian has a density exactly when A does not flatten the plane.");
    const Claim spread = full_rank(d);
    fact.value.clear();
    fact.verdict = !spread.holds ? Verdict::cannot_tell : *spread.holds ? Verdict::yes : Verdict::no;
    fact.residual = "σ₂/σ₁ = " + brief(spread.residual);
    fact.residual_number = spread.residual;
    return fact;
}

Fact uncorrelated_fact(const GaussianPanel::Model& model) {
    Fact fact = number_fact("independent", "independent coordinates", nothing,
                            "The coordinates of a Gaussian are independent exactly when their correlation is 0.");
    fact.value.clear();
    const std::optional<bool> holds = uncorrelated(model);
    fact.verdict = !holds ? Verdict::cannot_tell : *holds ? Verdict::yes : Verdict::no;
    fact.residual_number = std::abs(model.correlation.value_or(0));
    fact.residual = model.correlation ? "|ρ| = " + brief(fact.residual_number) : "";
    return fact;
}

/// What is said of a number that is shown as 0.
std::string shown_as(const GaussianPanel::Model& model, std::string how) {
    if (model.correlation.value_or(0) != 0 && uncorrelated(model) == true) how += " It is nothing but rounding, and shown as 0.";
    return how;
}

/// An entry of the covariance by its correlation, which is 1 on the diagonal, and the power of ten in it.
struct Sized {
    double shape, log10;
};

Sized sized_covariance(const GaussianPanel& panel, const GaussianPanel::Model& model, int i, int j) {
    const double shape = i == j ? 1 : model.correlation.value_or(0);
    const auto size = [&](int k) { return std::log10(length(panel.matrix.row(k))); };
    return {shape, std::log10(std::abs(shape)) + size(i) + size(j)};
}

/// `number` is left out where a double cannot hold it.
Fact covariance_fact(const GaussianPanel& panel, const GaussianPanel::Model& model, int i, int j, Fact fact) {
    fact.value = plain(covariance_entry(panel, model, i, j));
    if (fact.value == "0.00" || std::isnormal(fact.number)) return fact;
    const Sized entry = sized_covariance(panel, model, i, j);
    fact.number = nothing;
    fact.full = (entry.shape < 0 ? "-10^" : "10^") + shortest(entry.log10);
    return fact;
}

Fact correlation_fact(const GaussianPanel::Model& model) {
    Fact fact = number_fact("correlation", "correlation ρ", model.correlation.value_or(nothing),
                            shown_as(model, "The covariance over the product of the standard deviations."));
    if (model.correlation && uncorrelated(model) == true) fact.value = in_words(0);
    return fact;
}

Fact share_fact(double k, double share, const char* name, const char* label, const std::string& how) {
    Fact fact = number_fact(name, std::string(label) + in_words(k, 0) + " sd", share, how);
    fact.value = std::isnan(share) ? "no samples" : percent(share);
    return fact;
}

std::vector<Fact> sample_facts(const GaussianPanel::Model& model) {
    const Mat2& s = model.sample_covariance;
    const bool any = !model.cloud.empty(), spread = model.cloud.size() > 1;
    const auto number = [](const char* name, double x) { return number_fact(name, name, x, {}); };
    return {number("sample_mean_x", any ? model.sample_mean.x() : nothing),
            number("sample_mean_y", any ? model.sample_mean.y() : nothing),
            number("sample_cov_xx", spread ? s(0, 0) : nothing),
            number("sample_cov_xy", spread ? s(0, 1) : nothing),
            number("sample_cov_yy", spread ? s(1, 1) : nothing)};
}

}

std::optional<bool> uncorrelated(const GaussianPanel::Model& model) {
    return vanishes(model.correlation.value_or(0), 2, 2);
}

Formula covariance_entry(const GaussianPanel& panel, const GaussianPanel::Model& model, int i, int j) {
    if (i != j && uncorrelated(model) == true) return formula::number(0);
    const Sized entry = sized_covariance(panel, model, i, j);
    return number_of_size(model.covariance(i, j), entry.shape < 0, entry.log10);
}

double probability_inside(double k, int rank) {
    if (rank == 0) return 1;
    return rank == 1 ? std::erf(k / std::numbers::sqrt2) : -std::expm1(-0.5 * k * k);
}

double share_inside(const GaussianPanel::Model& model, double k) {
    if (model.round.empty()) return nothing;
    const Svd2& d = model.decomposition;
    // How many standard deviations A z is from the mean: the part of z that A sends to 0 does not count.
    const auto distance = [&](const Vec2& z) { return d.rank == 0 ? 0 : d.rank == 1 ? std::abs(d.v.col(0).dot(z)) : z.norm(); };
    const auto inside = std::count_if(model.round.begin(), model.round.end(), [&](const Vec2& z) { return distance(z) <= k; });
    return static_cast<double>(inside) / static_cast<double>(model.round.size());
}

std::string inside_sentence(double k, int rank) {
    if (rank == 0) return "The point holds all of the probability.";
    return (rank == 1 ? "The segment of " : "The ellipse of ") + in_words(k, 0) + " standard deviation" + (k == 1 ? "" : "s") + " holds " + percent(probability_inside(k, rank)) +
           " of the probability.";
}

std::string caption_of(const GaussianPanel& panel, const GaussianPanel::Model& model) {
    const Svd2& d = model.decomposition;
    if (d.rank == 0) return "All of the probability is on one point.";
    const Claim spread = full_rank(d);
    if (!spread.holds) return "Rounding decides whether there is a density: σ₂/σ₁ is " + in_words(spread.residual) + ".";
    if (!*spread.holds) return "All of the probability is on one line: there is no density.";
    if (d.round) return "The cloud is round: A turns it and that changes nothing.";
    if (panel.show_cloud && panel.samples > 0)
        return "The ellipse is A times the round cloud’s circle; it holds " + percent(probability_inside(1, 2)) + " of the law, " +
               percent(share_inside(model, 1)) + " of the points.";
    return "The ellipse is A times a circle; it holds " + percent(probability_inside(1, 2)) + " of the law.";
}

std::vector<Fact> facts(const GaussianPanel& panel, const GaussianPanel::Model& model) {
    const Mat2& s = model.covariance;
    const Vec2& axes = model.decomposition.sigma;
    const auto covariance = [&](int i, int j, const char* name, const char* label, const std::string& how) {
        return covariance_fact(panel, model, i, j, number_fact(name, label, s(i, j), how));
    };
    const auto axis = [&](int j, const char* name, const char* label, const char* how) {
        Fact fact = number_fact(name, label, axes(j), how);
        if (!model.decomposition.round) fact.value = in_words(axes(j), decimals_apart(axes));
        return fact;
    };
    const int rank = model.decomposition.rank;
    const std::string law = rank == 0   ? "A point holds it all."
                            : rank == 1 ? "erf(k/√2): along its line the law is a normal one."
                                        : "1 − exp(−k²/2): the squared length of a standard normal vector is exponential with mean 2.";
    const std::string count = "Counted before A moved the round cloud, without what A sends to 0.";
    return {
        density_fact(model.decomposition),
        uncorrelated_fact(model),
        covariance(0, 0, "cov_xx", "variance of x", "The first row of A times itself."),
        covariance(0, 1, "cov_xy", "covariance", shown_as(model, "The first row of A times the second.")),
        covariance(1, 1, "cov_yy", "variance of y", "The second row of A times itself."),
        correlation_fact(model),
        axis(0, "axis1", "long half axis", "The larger singular value of A: the standard deviation along the longer axis."),
        axis(1, "axis2", "short half axis", "The smaller singular value of A."),
        share_fact(1, probability_inside(1, rank), "inside1", "law inside ", law),
        share_fact(1, share_inside(model, 1), "observed_inside1", "points inside ", count),
        share_fact(2, probability_inside(2, rank), "inside2", "law inside ", law),
        share_fact(2, share_inside(model, 2), "observed_inside2", "points inside ", count),
    };
}

std::vector<Table> tables(const GaussianPanel& panel, const GaussianPanel::Model& model) {
    std::vector<Fact> all = facts(panel, model);
    const Mat2& u = model.decomposition.u;
    const std::pair<const char*, double> directions[] = {
        {"axis1_x", u(0, 0)}, {"axis1_y", u(1, 0)}, {"axis2_x", u(0, 1)}, {"axis2_y", u(1, 1)}};
    for (const auto& [name, x] : directions) all.push_back(number_fact(name, name, x, {}));
    for (Fact& fact : sample_facts(model)) all.push_back(std::move(fact));
    Table samples{.name = "samples", .columns = {"index", "x", "y", "z1", "z2"}, .rows = {}};
    for (std::size_t i = 0; i < model.cloud.size(); ++i) {
        const Vec2 &x = model.cloud[i], &z = model.round[i];
        samples.rows.push_back({static_cast<double>(i), x.x(), x.y(), z.x(), z.y()});
    }
    return {facts_table(all), samples};
}

std::string words(const GaussianPanel& panel, const GaussianPanel::Model& model) {
    const Svd2& d = model.decomposition;
    const auto entry = [&](int i, int j) { return plain(covariance_entry(panel, model, i, j)); };
    const Mat2 shown = without_rounding(panel.matrix);
    std::string text = "A Gaussian in the plane with mean " + in_words(panel.mean) + ", variances " + entry(0, 0) + " and " + entry(1, 1) +
                       ", and covariance " + entry(0, 1) + ". It is what the matrix with columns " + in_words(shown.col(0)) + " and " +
                       in_words(shown.col(1)) + " makes of a round cloud. ";
    if (full_rank(d).holds != true || d.round) text += caption_of(panel, model) + " ";
    else
        text += "Its ellipse of one standard deviation has half axes " + in_words(d.sigma.x(), decimals_apart(d.sigma)) + " along " +
                in_words(without_rounding(Vec2(d.u.col(0)))) + " and " + in_words(d.sigma.y(), decimals_apart(d.sigma)) + " across. ";
    text += inside_sentence(1, d.rank);
    if (d.rank > 0) text += " " + inside_sentence(2, d.rank);
    if (!model.cloud.empty())
        text += " Of the " + std::to_string(model.cloud.size()) + " points drawn with seed " + std::to_string(panel.seed) + ", " +
                percent(share_inside(model, 1)) + " and " + percent(share_inside(model, 2)) + " lie inside.";
    return text;
}

}
