#include "panels/probability/distribution/fixture.hpp"

#include <random>

using namespace eigenscope;

namespace {

const Fact* fact_called(const std::vector<Fact>& facts, std::string_view name) {
    for (const Fact& fact : facts)
        if (fact.name == name) return &fact;
    return nullptr;
}

}

TEST_CASE("a typed density is shown over its integral, with the error of that") {
    const DistributionPanel panel = panel_of(Custom("exp(-x^2/2) + a", {{"a", 0}}, {-40, 40}), -1, 1);
    const auto model = derive(panel);
    CHECK(model.trouble.empty());
    const std::string formula = plain(density_formula(panel.distribution));
    CAPTURE(formula);
    CHECK(formula.starts_with("f(x) = 1/Z (e^(−(x²/2)) + a)   a = 0, Z = 2.507 ± "));
    const auto list = facts(panel, model);
    const Fact* Z = fact_called(list, "normalizer");
    REQUIRE(Z);
    CHECK(std::abs(Z->number - std::sqrt(2 * std::numbers::pi)) <= Z->residual_number);
    CHECK(Z->residual_number < 1e-11);
    CHECK(Z->residual.starts_with("± "));
    CHECK(fact_called(list, "mean")->how == "By quadrature of the typed density");
    CHECK(fact_called(facts(DistributionPanel{}, derive(DistributionPanel{})), "normalizer") == nullptr);
}

TEST_CASE("an integral that is no double is told in logarithms, with its error as a part of it") {
    const DistributionPanel panel = panel_of(Custom("exp(-800-x^2)"), -1, 1);
    const auto model = derive(panel);
    CHECK(model.trouble.empty());
    CHECK(plain(density_formula(panel.distribution)).find("Z = 6.501 · 10⁻³⁴⁸ ± ") != std::string::npos);
    const auto list = facts(panel, model);
    const Fact* Z = fact_called(list, "normalizer");
    REQUIRE(Z);
    CHECK(Z->value == "6.501·10⁻³⁴⁸");
    CHECK(Z->residual.starts_with("± "));
    CHECK(Z->residual.ends_with(" Z"));
    CHECK(Z->how.ends_with("in logarithms, because it is below 10⁻³⁰⁷"));
    CHECK(Z->residual_number <= 1e-9);
}

TEST_CASE("what is no law is drawn as it was typed, and every word says so; no number is made up") {
    for (const auto& [law, why] : {std::pair{Custom("cos(x) - a", {{"a", 0.2}}, {-1, 3}), "the density is negative at x = 3"},
                                   std::pair{Custom("1/x", {}, {0, 1}), "the density has no finite integral over its support: it is too large near x = 0"},
                                   std::pair{Custom("0"), "the density is zero wherever it was looked at"}}) {
        CAPTURE(std::string(why));
        const DistributionPanel panel = panel_of(law, 0, 1);
        const auto model = derive(panel);
        CHECK(model.trouble == why);
        const std::string sentence = "There is no law to show: " + std::string(why) + ".";
        const Picture picture = depict(panel, model);
        REQUIRE(picture.size() == 1);
        CHECK(picture.front().id == "density");
        CHECK(picture.front().caption == sentence);
        CHECK(picture.front().headline.empty());
        CHECK(shapes<Handle>(picture.front()).empty());
        for (const Polyline& line : shapes<Polyline>(picture.front()))
            for (const Vec2& p : line.points)
                if (p.x() > law.support().lo && p.x() < law.support().hi && p.y() < picture.front().camera.center.y() + picture.front().camera.half.y()) CHECK(p.y() == law.height(p.x()));
        const auto list = facts(panel, model);
        REQUIRE(list.size() == 1);
        CHECK(list.front().verdict == Verdict::no);
        CHECK(list.front().residual == why);
        CHECK(words(panel, model).ends_with(sentence));
        CHECK(plain(density_formula(law)).find("Z") == std::string::npos);
        CHECK(model.samples->summary.count == 0);
        for (const Table& table : tables(panel, model)) CHECK((table.name == "curve" || table.name == "facts"));
        CHECK_FALSE(timeline(panel, model).has_value());
        CHECK(with_probability(panel, 0.5) == panel);
        CHECK(drag(panel, model, "density", DistributionPanel::end_a, Vec2(0.3, 0)) == panel);
        CHECK(derive(panel, {}, model).trouble == why);
        // Mended, it is a law again.
        DistributionPanel mended = panel;
        mended.distribution = Custom("exp(-x^2)");
        CHECK(derive(mended, {}, model) == derive(mended));
        CHECK(derive(mended).samples->summary.count == 500);
    }
}

TEST_CASE("a camera that is kept lies within its limits, however heavy the tail is") {
    const DistributionPanel panel = look(panel_of(Weibull{0.02, 260'408}, -1, 1), "density", Camera{.automatic = false, .center = Vec2(0, 0), .half = Vec2(1, 1)});
    for (const Camera& camera : {panel.density_camera, panel.cumulative_camera, panel.tail_camera}) {
        CHECK(camera.center.cwiseAbs().maxCoeff() <= 1e12);
        CHECK(camera.half.maxCoeff() <= 1e12);
        CHECK(camera.half.minCoeff() >= 1e-12);
    }
}
