#include "panels/gaussian.hpp"
#include "panels/gaussian_parts.hpp"
#include "panels/plane.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::string percent(double share) { return in_words(100 * share, 1) + " %"; }

/// Undefined when a coordinate does not vary at all.
double correlation(const Mat2& s) {
    const double size = std::sqrt(s(0, 0)) * std::sqrt(s(1, 1));
    return size > 0 ? std::clamp(s(0, 1) / size, -1.0, 1.0) : nothing;
}

Fact density_fact(const Svd2& d) {
    Fact fact = number_fact("density", "has a density", nothing, "A Gaussian has a density exactly when A does not flatten the plane.");
    const Claim spread = full_rank(d);
    fact.value.clear();
    fact.verdict = !spread.holds ? Verdict::cannot_tell : *spread.holds ? Verdict::yes : Verdict::no;
    fact.residual = "σ₂/σ₁ = " + brief(spread.residual);
    fact.residual_number = spread.residual;
    return fact;
}

Fact uncorrelated_fact(double rho) {
    Fact fact = number_fact("independent", "independent coordinates", nothing,
                            "The coordinates of a Gaussian are independent exactly when their correlation is 0.");
    fact.value.clear();
    // A coordinate that is constant is independent of everything.
    const double size = std::isnan(rho) ? 0 : std::abs(rho);
    fact.verdict = size <= 8 * std::numeric_limits<double>::epsilon() ? Verdict::yes
                   : size <= 1e-12                                     ? Verdict::cannot_tell
                                                                       : Verdict::no;
    fact.residual = std::isnan(rho) ? "" : "|ρ| = " + brief(size);
    fact.residual_number = size;
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

std::vector<Fact> facts(const GaussianPanel&, const GaussianPanel::Model& model) {
    const Mat2& s = model.covariance;
    const Vec2& axes = model.decomposition.sigma;
    const double rho = correlation(s);
    const int rank = model.decomposition.rank;
    const std::string law = rank == 0   ? "A point holds it all."
                            : rank == 1 ? "erf(k/√2): along its line the law is a normal one."
                                        : "1 − exp(−k²/2): the squared length of a standard normal vector is exponential with mean 2.";
    const std::string count = "Counted before A moved the round cloud, without what A sends to 0.";
    return {
        density_fact(model.decomposition),
        uncorrelated_fact(rho),
        number_fact("cov_xx", "variance of x", s(0, 0), "The first row of A times itself."),
        number_fact("cov_xy", "covariance", s(0, 1), "The first row of A times the second."),
        number_fact("cov_yy", "variance of y", s(1, 1), "The second row of A times itself."),
        number_fact("correlation", "correlation ρ", rho, "The covariance over the product of the standard deviations."),
        number_fact("axis1", "long half axis", axes.x(), "The larger singular value of A: the standard deviation along the longer axis."),
        number_fact("axis2", "short half axis", axes.y(), "The smaller singular value of A."),
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
    const Mat2& s = model.covariance;
    std::string text = "A Gaussian in the plane with mean " + in_words(panel.mean) + ", variances " + in_words(s(0, 0)) + " and " +
                       in_words(s(1, 1)) + ", and covariance " + in_words(s(0, 1)) + ". It is what the matrix with columns " +
                       in_words(panel.matrix.col(0)) + " and " + in_words(panel.matrix.col(1)) + " makes of a round cloud. ";
    if (full_rank(d).holds != true || d.round) text += caption_of(panel, model) + " ";
    else
        text += "Its ellipse of one standard deviation has half axes " + in_words(d.sigma.x()) + " along " + in_words(d.u.col(0)) + " and " +
                in_words(d.sigma.y()) + " across. ";
    text += inside_sentence(1, d.rank);
    if (d.rank > 0) text += " " + inside_sentence(2, d.rank);
    if (!model.cloud.empty())
        text += " Of the " + std::to_string(model.cloud.size()) + " points drawn with seed " + std::to_string(panel.seed) + ", " +
                percent(share_inside(model, 1)) + " and " + percent(share_inside(model, 2)) + " lie inside.";
    return text;
}

}
