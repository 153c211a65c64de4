#include "compute/linear/exact.hpp"
#include "compute/linear/fuzz.hpp"
#include "panels/linear/map/linear_map.hpp"
#include "panels/linear/map/fixture.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace eigenscope;

namespace {

std::map<std::string, std::vector<Table::Cell>> facts_of(const Mat2& a) {
    const LinearMapPanel panel = with(a);
    const std::vector<Table> all = tables(panel, derive(panel));
    REQUIRE(all.at(0).name == "facts");
    std::map<std::string, std::vector<Table::Cell>> rows;
    for (const auto& row : all[0].rows) {
        const std::string name = std::get<std::string>(row.at(0));
        CHECK_FALSE(rows.contains(name));
        rows[name] = row;
    }
    return rows;
}

}

TEST_CASE("the facts are named as promised and agree with the analysis") {
    const Mat2 a{{1.6, 0.8}, {0.4, 1.1}};
    auto rows = facts_of(a);
    const LinearMapPanel::Model model = derive(with(a));
    const auto number = [&](const char* name) { return std::get<double>(rows.at(name).at(1)); };
    CHECK(number("det") == determinant(a));
    CHECK(number("trace") == a.trace());
    CHECK(number("rank") == 2);
    // (2.7 ± sqrt(0.5² + 4·0.8·0.4)) / 2
    CHECK(number("lambda1_re") == doctest::Approx((2.7 + std::sqrt(1.53)) / 2).epsilon(1e-15));
    CHECK(number("lambda2_re") == doctest::Approx((2.7 - std::sqrt(1.53)) / 2).epsilon(1e-14));
    CHECK(number("lambda1_im") == 0);
    CHECK(number("lambda2_im") == 0);
    CHECK(number("sigma1") == model.way.decomposition.sigma.x());
    CHECK(number("sigma2") == model.way.decomposition.sigma.y());
    CHECK(number("sigma1") * number("sigma2") == doctest::Approx(1.44).epsilon(1e-14));
    CHECK(number("condition") == number("sigma1") / number("sigma2"));
    for (const char* name : {"symmetric", "orthogonal", "diagonalizable", "positive_definite"}) {
        const std::string verdict = std::get<std::string>(rows.at(name).at(2));
        CHECK(verdict == (std::string(name) == "diagonalizable" ? "yes" : "no"));
        CHECK(std::isfinite(std::get<double>(rows.at(name).at(3))));
    }
}

TEST_CASE("the facts of every preset agree with the oracle, verdict by verdict") {
    struct Oracle {
        const char *invertible, *symmetric, *orthogonal, *diagonalizable, *positive_definite;
        int rank;
    };
    const std::map<std::string_view, Oracle> oracles = {
        {"Two eigenlines", {"yes", "no", "no", "yes", "no", 2}},
        {"Identity", {"yes", "yes", "yes", "yes", "yes", 2}},
        {"Zero", {"no", "yes", "no", "yes", "no", 0}},
        {"Minus the identity", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Twice the identity", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Quarter turn", {"yes", "no", "yes", "yes", "no", 2}},
        {"Half turn, rounded", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Mirror at y = x, permutation", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Householder mirror", {"yes", "yes", "yes", "yes", "no", 2}},
        {"Stretch and flip", {"yes", "yes", "no", "yes", "no", 2}},
        {"Shear", {"yes", "no", "no", "no", "no", 2}},
        {"Projection", {"no", "yes", "no", "yes", "no", 1}},
        {"Rank 1, singular", {"no", "yes", "no", "yes", "no", 1}},
        {"Nilpotent", {"no", "no", "no", "no", "no", 1}},
        {"Defective", {"yes", "no", "no", "no", "no", 2}},
        {"Defective without a zero", {"yes", "no", "no", "no", "no", 2}},
        {"Defective and shrinking", {"yes", "no", "no", "no", "no", 2}},
        {"Companion of λ² − 2.5λ + 2", {"yes", "no", "no", "yes", "no", 2}},
        {"Saddle", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Markov", {"yes", "no", "no", "yes", "no", 2}},
        {"Semidefinite", {"no", "yes", "no", "yes", "no", 1}},
        {"Nearly singular", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Singular but for rounding", {"cannot tell", "no", "no", "yes", "no", 1}},
        {"Tiny rotation", {"yes", "no", "no", "yes", "no", 2}},
        {"Large, eigenvalues hardly apart", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Large, determinant −1", {"cannot tell", "yes", "no", "yes", "cannot tell", 1}},
        {"Symmetric, eigenvalues hardly apart", {"yes", "yes", "no", "yes", "yes", 2}},
        {"Turning hardly at all", {"yes", "no", "no", "yes", "no", 2}},
    };
    const auto presets = LinearMapPanel::presets();
    CHECK(presets.size() == oracles.size());
    CHECK(presets.at(0).panel == LinearMapPanel());
    for (const auto& [name, panel] : presets) {
        CAPTURE(std::string(name));
        REQUIRE(oracles.contains(name));
        const Oracle& oracle = oracles.at(name);
        auto rows = facts_of(panel.matrix);
        CHECK(std::get<std::string>(rows.at("invertible").at(2)) == oracle.invertible);
        CHECK(std::get<std::string>(rows.at("symmetric").at(2)) == oracle.symmetric);
        CHECK(std::get<std::string>(rows.at("orthogonal").at(2)) == oracle.orthogonal);
        CHECK(std::get<std::string>(rows.at("diagonalizable").at(2)) == oracle.diagonalizable);
        CHECK(std::get<std::string>(rows.at("positive_definite").at(2)) == oracle.positive_definite);
        // Where nobody can tell it is no number.
        const Table::Cell rank = std::string(oracle.invertible) == "cannot tell" ? Table::Cell("1 or 2, cannot tell") : Table::Cell(double(oracle.rank));
        CHECK(rows.at("rank").at(1) == rank);
    }
}

TEST_CASE("captions say what is surprising, and say it truly") {
    const auto caption = [](const Mat2& a) { return plot_of(with(a)).caption; };
    CHECK(caption(LinearMapPanel().matrix) == "Areas grow by 1.44. Two directions keep their line; all others turn.");
    CHECK(caption(Mat2::Identity()) == "Nothing moves: this is the identity.");
    CHECK(caption(Mat2{{0, -1}, {1, 0}}) == "A rotation by 90°: lengths and areas stay.");
    CHECK(caption(Mat2{{0, 1}, {1, 0}}) == "A mirror: lengths stay, one line stays still, and the plane turns over.");
    CHECK(caption(Mat2{{1, 2}, {2, 4}}).starts_with("The plane is flattened onto one line."));
    CHECK(caption(Mat2::Zero()).starts_with("Everything is sent to 0."));
    CHECK(caption(Mat2{{1, 0}, {0, -2}}).starts_with("The plane turns over, and areas grow by 2.00."));
    CHECK(caption(Mat2{{2, 0}, {1, 2}}) == "Areas grow by 4.00. Only one direction keeps its line: a shear along it.");
    CHECK(caption(Mat2{{0, 1}, {-2, 2.5}}).find("No direction keeps its line") != std::string::npos);
    CHECK(caption(Mat2{{2, 0}, {0, 2}}) == "Areas grow by 4.00. Every direction keeps its line.");
}

TEST_CASE("captions and words hold where numbers are rounded, tiny or nearly 1") {
    const auto caption = [](const Mat2& a, double time = 1) { return plot_of(with(a, time)).caption; };
    const auto spoken = [](const Mat2& a) { return words(with(a), derive(with(a))); };
    const auto has = [](const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; };
    // det = 4.2e-17 by the entries as they are, to the last bit: neither 0 nor to be trusted.
    const Mat2 rounded{{0.1, 0.7}, {0.3, 2.1}};
    CHECK(caption(rounded) == "Rounding decides whether the plane is flattened: σ₂/σ₁ is 8.33 · 10⁻¹⁸. "
                              "Two directions keep their line, one of them sent to 0, up to rounding; all others turn.");
    CHECK(has(spoken(rounded), "The eigenvalues are 2.20 and 0 up to rounding."));
    CHECK(has(spoken(rounded), "a segment of half length 2.24, up to rounding."));
    CHECK(caption(Mat2(1e-200 * Mat2::Identity())) == "Areas shrink to 10⁻⁴⁰⁰ of their size. Every direction keeps its line.");
    CHECK(caption(Mat2{{0, 1e-200}, {1e-200, 0}}).starts_with("The plane turns over, and areas shrink to 10⁻⁴⁰⁰ of their size."));
    CHECK(has(spoken(Mat2(1e-200 * Mat2::Identity())), "its determinant is 10⁻⁴⁰⁰"));
    CHECK(has(spoken(Mat2::Zero()), "The unit circle becomes the point 0."));
    CHECK(caption(Mat2{{1.004, 0}, {0, 1}}).starts_with("Areas grow by 1.004."));
    CHECK(caption(Mat2{{0.9999, 0}, {0, 1}}).starts_with("Areas shrink to 0.9999 of their size."));
    CHECK(caption(Mat2{{1 + 1e-9, 0}, {0, 1}}).starts_with("Areas grow by less than 0.01 %."));
    CHECK(caption(Mat2{{2, 0}, {0, 0.5}}).starts_with("Areas stay as large as they are."));
    CHECK(caption(Mat2{{1, 1e-17}, {1e-18, 1}}) == "Nothing moves but for rounding: this is nearly the identity.");
    CHECK(caption(rotation(22.5 * 3.141592653589793 / 180)) == "A rotation by 22.5°: lengths and areas stay.");
    // A turn is counted counterclockwise.
    CHECK(has(caption(Mat2{{0, 2}, {-2, 0}}), "by −90°, and 2.00 times as far out."));
    CHECK(has(caption(Mat2{{0, -2}, {2, 0}}), "by 90°, and 2.00 times as far out."));
    CHECK(has(caption(1.004 * rotation(0.5)), "and 1.004 times as far out."));
    CHECK(has(caption(Mat2{{0, 1}, {-2, 2.5}}), "by −27.9°"));
    // The way to a rotation turns and does nothing else.
    CHECK(caption(Mat2{{0, -1}, {1, 0}}, 0.25) == "Turned by 22.5° of 90°; lengths and areas stay.");
    CHECK(has(caption(Mat2{{0, -2}, {1, 0}}, 0.25), "stretched on the way"));
}

TEST_CASE("an exactly singular matrix leaves nothing in doubt, and keeps no orientation") {
    const Mat2 turned = rotation(0.3), third{{1.0 / 3, 2.0 / 3}, {1.0 / 3, 2.0 / 3}};
    for (const Mat2& a : {Mat2{{1, 2}, {2, 4}}, Mat2{{0, 1}, {0, 0}}, Mat2{{1, 0}, {0, 0}}, Mat2{{0, 0}, {0, -3}}, Mat2{{3, -3}, {1, -1}},
                          Mat2{{1e-200, 2e-200}, {1e-200, 2e-200}}, Mat2{{1e200, 1e-200}, {0, 0}}, Mat2{{0.1, 0.1}, {0.7, 0.7}},
                          Mat2{{turned(0, 0), 0}, {turned(1, 0), 0}}, third, Mat2{Mat2::Zero()}}) {
        CAPTURE(a);
        auto rows = facts_of(a);
        CHECK(std::get<std::string>(rows.at("invertible").at(2)) == "no");
        CHECK(std::get<std::string>(rows.at("keeps_orientation").at(2)) == "no");
        CHECK(std::get<double>(rows.at("keeps_orientation").at(3)) == 0);
        CHECK(std::get<double>(rows.at("det").at(1)) == 0);
        CHECK(std::get<double>(rows.at("rank").at(1)) == (a.isZero(0) ? 0 : 1));
        for (const auto& [name, row] : rows) {
            CAPTURE(name);
            CHECK(std::get<std::string>(row.at(2)) != "cannot tell");
        }
    }
}

TEST_CASE("the table has all digits of what the card rounds, and no number where nobody can tell") {
    CHECK(std::get<std::string>(facts_of(Mat2{{1.6, 0.8}, {0.4, 1.1}}).at("eigenvalues").at(1)) == "1.9684658438426492, 0.731534156157351");
    CHECK(std::get<std::string>(facts_of(Mat2{{1.6, 0.8}, {0.4, 1.1}}).at("singular_values").at(1)) == "2.0147344063956183, 0.714734406395618");
    CHECK(std::get<std::string>(facts_of(Mat2{{0.1, 0.7}, {0.3, 2.1}}).at("rank").at(1)) == "1 or 2, cannot tell");
}

TEST_CASE("the determinant is told by its power of ten where a double cannot hold it") {
    auto tiny = facts_of(Mat2(1e-200 * Mat2::Identity()));
    CHECK(std::get<double>(tiny.at("log10_det").at(1)) == doctest::Approx(-400));
    CHECK(std::get<std::string>(tiny.at("keeps_orientation").at(2)) == "yes");
    CHECK_FALSE(facts_of(Mat2{{2, 0}, {0, 1}}).contains("log10_det"));
    CHECK_FALSE(facts_of(Mat2{{1, 2}, {2, 4}}).contains("log10_det"));
    const auto value = [](const Mat2& a, std::string_view name) {
        for (const Fact& fact : facts(with(a), derive(with(a))))
            if (fact.name == name) return fact.value + "; " + fact.residual;
        return std::string();
    };
    CHECK(value(Mat2(1e-200 * Mat2::Identity()), "det").starts_with("10⁻⁴⁰⁰"));
    CHECK(value(Mat2{{2, 0}, {0, 1}}, "rank") == "2; σ₂/σ₁ = 0.5");
    CHECK(value(Mat2{{0.1, 0.7}, {0.3, 2.1}}, "rank") == "1 or 2, cannot tell; σ₂/σ₁ = 8.3e−18");
    CHECK(value(Mat2::Zero(), "rank").starts_with("0;"));
}

TEST_CASE("the card says with verdicts whether A is normal, a projection, semidefinite") {
    const auto verdict = [](const Mat2& a, std::string_view name) {
        for (const Fact& fact : facts(with(a), derive(with(a))))
            if (fact.name == name) return fact.verdict;
        return Verdict::none;
    };
    CHECK(verdict(Mat2{{1, 0}, {0, 0}}, "projection") == Verdict::yes);
    CHECK(verdict(Mat2{{1, 1}, {1, 1}}, "projection") == Verdict::no);
    CHECK(verdict(Mat2{{1, 1}, {1, 1}}, "positive_semidefinite") == Verdict::yes);
    CHECK(verdict(Mat2{{1, 0}, {0, -2}}, "positive_semidefinite") == Verdict::no);
    CHECK(verdict(Mat2{{0, -2}, {2, 0}}, "normal") == Verdict::yes);
    CHECK(verdict(Mat2{{1, 1}, {0, 1}}, "normal") == Verdict::no);
}

TEST_CASE("no card of the panel holds two claims that contradict each other") {
    constexpr std::uint32_t seed = 20261202;
    MESSAGE("seed " << seed);
    NearlyEverything random(seed);
    for (int i = 0; i < 3000; ++i) {
        const Mat2 a = random.next();
        std::map<std::string, Fact> card;
        for (Fact& fact : facts(with(a), derive(with(a)))) card[fact.name] = fact;
        const auto yes = [&](const char* name) { return card.at(name).verdict == Verdict::yes; };
        const auto no = [&](const char* name) { return card.at(name).verdict == Verdict::no; };
        const auto follows = [&](const char* first, const char* second) { return (!yes(first) || yes(second)) && (!no(second) || no(first)); };
        const std::string kind = card.at("eigenvalue_kind").value, rank = card.at("rank").value;
        CAPTURE(a);
        CHECK(follows("normal", "diagonalizable"));
        CHECK(follows("symmetric", "normal"));
        CHECK(follows("orthogonal", "normal"));
        CHECK(follows("orthogonal", "invertible"));
        CHECK(follows("projection", "diagonalizable"));
        CHECK(follows("positive_definite", "positive_semidefinite"));
        CHECK(follows("positive_definite", "keeps_orientation"));
        CHECK(follows("positive_semidefinite", "symmetric"));
        if (yes("keeps_orientation")) CHECK(yes("invertible"));
        if (no("keeps_orientation")) CHECK((yes("invertible") || no("invertible")));
        if (no("invertible")) CHECK(no("keeps_orientation"));
        CHECK(no("diagonalizable") == (kind == "one, on a single line"));
        if (kind == "a complex pair") CHECK((no("symmetric") && no("projection")));
        if (kind == "one, on every line") CHECK(yes("symmetric"));
        CHECK(yes("invertible") == (rank == "2"));
        CHECK(no("invertible") == (rank == "0" || rank == "1"));
        if (yes("invertible")) CHECK(card.at("condition").number > 0);
    }
}

TEST_CASE("the cards of matrices that were told two things at once") {
    const auto card = [](const Mat2& a) {
        std::string said;
        for (const Fact& fact : facts(with(a), derive(with(a))))
            for (const char* name : {"symmetric", "normal", "diagonalizable", "projection", "eigenvalue_kind"})
                if (fact.name == name) said += fact.verdict == Verdict::none ? fact.value : std::string(name) + " " + std::string(spoken(fact.verdict)) + ", ";
        return said;
    };
    const std::string sheared = "diagonalizable no, symmetric no, normal no, projection no, one, on a single line";
    CHECK(card(Mat2{{1, 1e-9}, {0, 1}}) == sheared);
    CHECK(card(Mat2{{1e9, 1}, {0, 1e9}}) == sheared);
    CHECK(card(Mat2{{100000001, 1}, {-1, 99999999}}) == sheared);
    CHECK(card(Mat2{{1e8, 1}, {-1e-3, 1e8}}) == "diagonalizable yes, symmetric no, normal no, projection no, a complex pair");
    CHECK(card(Mat2{{3, -4e-16}, {1e-15, 3}}) == "diagonalizable yes, symmetric yes, normal yes, projection no, one, on every line");
    CHECK(card(Mat2{{1, 6.1e-17}, {0, 1}}) == "diagonalizable yes, symmetric yes, normal yes, projection yes, one, on every line");
    CHECK(card(Mat2{{1e-200, 2e-200}, {0, 3e-200}}) == "diagonalizable yes, symmetric no, normal no, projection no, two real");
}

TEST_CASE("a flow that does not exist is refused in words, at once, and the polar path is drawn") {
    LinearMapPanel panel = with(Mat2{{0, 1}, {1, 0}}, 0.5);
    panel.path = MapPath::flow;
    CHECK(plot_of(panel).caption ==
          "The eigenvalue −1.00 is negative and has no real powers, so no flow leads to A. The polar path is shown instead.");
    LinearMapPanel polar = panel;
    polar.path = MapPath::polar;
    CHECK(derive(panel).now == derive(polar).now);
    CHECK(words(panel, derive(panel)).find("The polar path is shown instead.") != std::string::npos);
}

TEST_CASE("the collapse of the entrywise way is announced") {
    LinearMapPanel panel = with(Mat2{{-1, 0}, {0, -1}}, 0.25);
    panel.path = MapPath::entrywise;
    CHECK(plot_of(panel).caption ==
          "Each entry moves by itself, and the plane collapses at t = 0.50 although A does not flatten it.");
}

TEST_CASE("x on an eigenline is told, x = 0 is not one") {
    LinearMapPanel panel = with(Mat2{{2, 0}, {0, 0.5}});
    panel.show_vector = true;
    panel.vector = Vec2(1.5, 0);
    CHECK(plot_of(panel).caption.ends_with(" x lies on an eigenline: A x = 2.00 x."));
    panel.vector = Vec2(1.5, 0.1);
    CHECK(plot_of(panel).caption.ends_with("all others turn."));
    panel.vector = Vec2::Zero();
    CHECK(plot_of(panel).caption.ends_with(" The vector 0 is no eigenvector."));
    panel.matrix = Mat2{{1, 0}, {0, 0}};
    panel.vector = Vec2(0, 2);
    CHECK(plot_of(panel).caption.ends_with(" x is sent to 0."));
}

TEST_CASE("the path table walks from I to A and its determinant is that of its entries") {
    for (const MapPath path : {MapPath::polar, MapPath::flow, MapPath::svd, MapPath::entrywise}) {
        LinearMapPanel panel;
        panel.path = path;
        const Table table = tables(panel, derive(panel)).at(1);
        CHECK(table.name == "path");
        CHECK(table.rows.size() == 101);
        for (const auto& row : table.rows) {
            const auto number = [&](std::size_t i) { return std::get<double>(row.at(i)); };
            CHECK(number(5) == doctest::Approx(number(1) * number(4) - number(2) * number(3)).epsilon(1e-12));
        }
        CHECK(std::get<double>(table.rows.front()[1]) == 1);
        CHECK(std::get<double>(table.rows.back()[1]) == 1.6);
    }
}

TEST_CASE("the words tell the numbers of the picture") {
    const LinearMapPanel panel;
    const std::string text = words(panel, derive(panel));
    for (const char* part : {"(1.60, 0.40)", "(0.80, 1.10)", "1.44", "1.97", "0.73", "2.01", "0.71"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}
