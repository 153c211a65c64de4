#include "base/number.hpp"
#include "compute/linear/exact.hpp"
#include "panels/linear/map/linear_map.hpp"
#include "panels/linear/map/parts.hpp"
#include "panels/plane.hpp"

#include <cmath>
#include <limits>

namespace eigenscope {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct Wording {
    std::string name, label, residual, how;
};

Fact claim_fact(Wording wording, const Claim& claim) {
    Fact fact;
    fact.name = std::move(wording.name);
    fact.label = std::move(wording.label);
    fact.number = nothing;
    fact.verdict = !claim.holds ? Verdict::cannot_tell : *claim.holds ? Verdict::yes : Verdict::no;
    fact.residual = std::move(wording.residual) + brief(claim.residual);
    fact.residual_number = claim.residual;
    fact.how = std::move(wording.how);
    return fact;
}

Fact text_fact(std::string name, std::string label, std::string value, std::string full, std::string how) {
    Fact fact = number_fact(std::move(name), std::move(label), nothing, std::move(how));
    fact.value = std::move(value);
    fact.full = std::move(full);
    return fact;
}

Fact rank_fact(const Svd2& d) {
    const Claim two = full_rank(d);
    Fact fact = number_fact("rank", "rank", d.rank, "How many singular values are above 2·2⁻⁵² times the largest; up to 16·2⁻⁵² nobody can tell.");
    fact.value = std::to_string(d.rank);
    if (!two.holds && d.rank > 0) {
        fact.value = "1 or 2, cannot tell";
        fact.number = nothing;
    }
    fact.residual = "σ₂/σ₁ = " + brief(two.residual);
    fact.residual_number = two.residual;
    return fact;
}

/// The determinant, and the power of ten in it where a double cannot hold it.
std::vector<Fact> determinant_facts(const Mat2& a, const Properties& p) {
    Fact det = number_fact("det", "determinant", p.determinant,
                           "a·d − b·c with fused multiply-add, right to 1.5 units in the last place: the signed area of the unit square's image.");
    det.value = plain(determinant_formula(a));
    if (std::isinf(p.log10_determinant) || std::isnormal(p.determinant)) return {det};
    return {det, number_fact("log10_det", "log₁₀ |determinant|", p.log10_determinant, "The determinant is out of reach of a double.")};
}

std::string_view spoken(SpectrumKind kind) {
    switch (kind) {
    case SpectrumKind::distinct: return "two real";
    case SpectrumKind::scalar: return "one, on every line";
    case SpectrumKind::defective: return "one, on a single line";
    case SpectrumKind::complex: return "a complex pair";
    case SpectrumKind::undecided: return "cannot tell";
    }
    return "";
}

Fact definite_fact(std::string name, std::string label, const Claim& claim, const Claim& symmetric) {
    Fact fact = claim_fact({std::move(name), std::move(label), "least λ = ",
                            "Asked of symmetric matrices; the number is the least eigenvalue of (A + Aᵀ)/2, which is what xᵀAx sees."},
                           claim);
    if (symmetric.holds == false) fact.residual = "A ≠ Aᵀ";
    return fact;
}

/// The determinant is said as it is elsewhere on the card: it is a number people look for, and no mere remainder.
Fact orientation_fact(const Properties& p) {
    Fact fact = claim_fact({"keeps_orientation", "keeps orientation", "det = ", "Whether the determinant is positive. Where it is 0 the plane is flattened, and no orientation is left."}, p.keeps_orientation);
    if (fact.residual_number == p.determinant) fact.residual = "det = " + in_words(p.determinant);
    return fact;
}

std::vector<Fact> claims(const Properties& p) {
    const bool real = p.real_eigenvalues.holds != false;
    return {
        claim_fact({"invertible", "invertible", "σ₂/σ₁ = ", "From the ratio of the singular values, never from the determinant."},
                   p.invertible),
        orientation_fact(p),
        claim_fact({"diagonalizable", real ? "diagonalizable" : "diagonalizable over ℂ", "|Av−λv| = ",
                    "Whether the eigenvectors, complex ones too, span the plane; the number is the largest |Av − λv| relative to |A|."},
                   p.diagonalizable),
        claim_fact({"symmetric", "symmetric", "|A−Aᵀ| = ", "The Frobenius norm of A − Aᵀ; what rounding of A can leave counts as 0."}, p.symmetric),
        claim_fact({"orthogonal", "orthogonal", "|AᵀA−I| = ", "The Frobenius norm of AᵀA − I."}, p.orthogonal),
        claim_fact({"normal", "normal", p.normal.holds == true ? "|AᵀA−AAᵀ|/|A|² = " : "|NᵀN−NNᵀ|/|N|² = ",
                    "0 when the eigenvectors are perpendicular. What is more than rounding is measured on N = A − tr/2 · I, because a "
                    "multiple of I changes nothing."},
                   p.normal),
        claim_fact({"projection", "projection", "|A²−A| = ", "The Frobenius norm of A² − A: 0 when moving twice is moving once."}, p.projection),
        definite_fact("positive_definite", "positive definite", p.positive_definite, p.symmetric),
        definite_fact("positive_semidefinite", "positive semidefinite", p.positive_semidefinite, p.symmetric),
    };
}

/// Both eigenvalues with all their digits.
std::string spelled_in_full(const Spectrum& s) {
    if (s.kind == SpectrumKind::complex) return shortest(s.re.x()) + " ± " + shortest(s.im.x()) + " i";
    return shortest(s.re.x()) + ", " + shortest(s.re.y());
}

/// The trace of the matrix as it is shown: the rounding of cos 90° is none.
Fact trace_fact(const Mat2& a) {
    Fact fact = number_fact("trace", "trace", a.trace(), "The sum of the diagonal entries, which is the sum of the eigenvalues.");
    const double shown = without_rounding(a).trace();
    if (shown != fact.number) fact.how += " What is nothing but rounding is shown as 0.";
    fact.value = in_words(shown);
    return fact;
}

std::vector<Fact> numbers(const MapWay& way, const Properties& p) {
    const Vec2& sigma = way.decomposition.sigma;
    return {
        trace_fact(way.matrix),
        rank_fact(way.decomposition),
        text_fact("eigenvalues", "eigenvalues", spelled(way.eigen, p.invertible, ", "), spelled_in_full(way.eigen),
                  "Half the trace ± the root of (a−d)²/4 + b·c, which does not cancel."),
        text_fact("eigenvalue_kind", "kind of eigenvalues", std::string(spoken(way.eigen.kind)), {},
                  "From the sign of (a−d)² + 4bc, and by how much rounding of the entries can move it."),
        text_fact("singular_values", "singular values", in_words(sigma.x(), decimals_apart(sigma)) + ", " + in_words(sigma.y(), decimals_apart(sigma)),
                  shortest(sigma.x()) + ", " + shortest(sigma.y()),
                  "The half axes of the image of the unit circle: √((a+d)² + (b−c)²)/2 ± √((a−d)² + (b+c)²)/2, the smaller one from the determinant."),
        number_fact("condition", "condition number", p.condition, "σ₁/σ₂: how much more one direction is stretched than another."),
    };
}

/// What the table says beyond the card.
std::vector<Fact> details(const MapWay& way, const Properties& p) {
    const Spectrum& s = way.eigen;
    const Svd2& d = way.decomposition;
    const auto number = [](const char* name, double x) { return number_fact(name, name, x, {}); };
    std::vector<Fact> facts = {
        number("lambda1_re", s.re.x()), number("lambda1_im", s.im.x()), number("lambda2_re", s.re.y()), number("lambda2_im", s.im.y()),
        number("sigma1", d.sigma.x()), number("sigma2", d.sigma.y()),
        number("v1_x", d.v(0, 0)), number("v1_y", d.v(1, 0)), number("v2_x", d.v(0, 1)), number("v2_y", d.v(1, 1)),
        number("u1_x", d.u(0, 0)), number("u1_y", d.u(1, 0)), number("u2_x", d.u(0, 1)), number("u2_y", d.u(1, 1)),
        number("polar_angle", way.polar.angle),
        claim_fact({"real_eigenvalues", {}, {}, {}}, p.real_eigenvalues),
    };
    if (s.kind == SpectrumKind::complex) {
        facts.push_back(number("modulus", s.modulus));
        facts.push_back(number("angle", s.turn()));
    }
    return facts;
}

Table path_table(const MapWay& way) {
    constexpr int rows = 101;
    Table table{.name = "path", .columns = {"t", "m00", "m01", "m10", "m11", "det"}, .rows = {}};
    for (int i = 0; i < rows; ++i) {
        const double t = static_cast<double>(i) / (rows - 1);
        const Mat2 m = matrix_at(way, t);
        table.rows.push_back({t, m(0, 0), m(0, 1), m(1, 0), m(1, 1), determinant(m)});
    }
    return table;
}

}

std::vector<Fact> facts(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    std::vector<Fact> all = claims(model.properties);
    for (Fact& fact : determinant_facts(panel.matrix, model.properties)) all.push_back(std::move(fact));
    for (Fact& fact : numbers(model.way, model.properties)) all.push_back(std::move(fact));
    return all;
}

std::vector<Table> tables(const LinearMapPanel& panel, const LinearMapPanel::Model& model) {
    std::vector<Fact> all = facts(panel, model);
    for (Fact& fact : details(model.way, model.properties)) all.push_back(std::move(fact));
    return {facts_table(all), path_table(model.way)};
}

}
