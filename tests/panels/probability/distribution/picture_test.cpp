#include "ink/sheet.hpp"
#include "panels/probability/distribution/fixture.hpp"

#include <functional>
#include <random>
#include <set>

using namespace eigenscope;

TEST_CASE("every picture is there, finite, and says what it shows") {
    for (const DistributionPanel& panel : many_panels()) {
        const auto model = derive(panel);
        const std::string text = words(panel, model);
        CAPTURE(text);
        const Picture picture = depict(panel, model);
        CHECK(plot_called(picture, "density"));
        const bool law = model.trouble.empty();
        CHECK((plot_called(picture, "cumulative") != nullptr) == (law && panel.show_cumulative));
        CHECK((plot_called(picture, "tail") != nullptr) == (law && panel.logarithmic));
        for (const Plot& plot : picture) {
            CHECK_FALSE(plot.camera.automatic);
            CHECK(plot.camera.center.allFinite());
            CHECK(plot.camera.half.allFinite());
            CHECK(plot.camera.half.minCoeff() > 0);
            if (law) CHECK(plot.marks.size() > 2);
            for (const Polyline& line : shapes<Polyline>(plot))
                for (const Vec2& p : line.points) CHECK(p.allFinite());
            for (const Fill& fill : shapes<Fill>(plot))
                for (const Vec2& p : fill.points) CHECK(p.allFinite());
            for (const Bars& bars : shapes<Bars>(plot))
                for (const auto& bar : bars.bars) CHECK((bar.hi > bar.lo && std::isfinite(bar.height)));
            for (const Handle& handle : shapes<Handle>(plot)) CHECK(handle.at.allFinite());
        }
        CHECK_FALSE(picture.front().caption.empty());
        CHECK(text.find("nan") == std::string::npos);
        CHECK(depict(panel, model) == picture);
    }
}

TEST_CASE("the shaded area is the probability") {
    for (const Region region : {Region::between, Region::outside, Region::left, Region::right})
        for (const Distribution& law : std::initializer_list<Distribution>{Normal{}, Gamma{3, 1}, Laplace{}, Uniform{}, Lognormal{}}) {
            DistributionPanel panel = panel_of(law, quantile(law, 0.3), quantile(law, 0.8), region);
            // Wide enough that nothing to speak of lies outside of the picture.
            const double lo = quantile(law, 1e-6), hi = isf(law, 1e-6);
            panel = look(panel, "density", Camera{.automatic = false, .center = Vec2((lo + hi) / 2, 0.5), .half = Vec2((hi - lo) / 2 + 0.1, 2)});
            const auto model = derive(panel);
            double area = 0;
            for (const Fill& fill : shapes<Fill>(*plot_called(depict(panel, model), "density"))) area += std::abs(signed_area(fill.points));
            CAPTURE(told(panel));
            CHECK(std::abs(area - model.probability) <= 2e-3);
        }
}

TEST_CASE("shaded bars of a discrete law add up to the probability") {
    for (const Region region : {Region::between, Region::outside, Region::left, Region::right}) {
        const DistributionPanel panel = panel_of(Binomial{20, 0.4}, 6, 9, region);
        const auto model = derive(panel);
        double inside = 0, all = 0;
        for (const Bars& bars : shapes<Bars>(depict(panel, model).front()))
            for (const auto& bar : bars.bars) {
                if (bars.role == Role::area) inside += bar.height;
                if (bars.role != Role::observed) all += bar.height;
            }
        CHECK(inside == doctest::Approx(model.probability).epsilon(1e-4));
        CHECK(all == doctest::Approx(1).epsilon(1e-4));
    }
}

TEST_CASE("the histogram's bars are on the scale of the density") {
    DistributionPanel panel;
    panel.samples = 20'000;
    const auto model = derive(panel);
    double area = 0;
    for (const Bars& bars : shapes<Bars>(depict(panel, model).front()))
        for (const auto& bar : bars.bars) area += bar.height * (bar.hi - bar.lo);
    CHECK(area == doctest::Approx(1 - double(model.samples->histogram.below + model.samples->histogram.above) / 20'000).epsilon(1e-12));
    CHECK(model.samples->histogram.total() == 20'000);
}

TEST_CASE("a law of many whole numbers is drawn as its envelope, and stays small") {
    const DistributionPanel panel = panel_of(Binomial{100'000'000, 0.5}, 49'999'000, 50'001'000);
    const Picture picture = depict(panel, derive(panel));
    for (const Plot& plot : picture)
        for (const Polyline& line : shapes<Polyline>(plot)) CHECK(line.points.size() < 5000);
    CHECK(shapes<Fill>(picture.front()).size() == 1);
}

TEST_CASE("a spike is followed out of the picture, and its weight is told") {
    const DistributionPanel panel = panel_of(Beta{0.01, 0.01}, 0, 0.5);
    const auto model = derive(panel);
    const Picture picture = depict(panel, model);
    CHECK(std::isfinite(model.ceiling));
    CHECK(picture.front().caption.find("infinite at 0") != std::string::npos);
    // P(X <= 0.001) = 0.4666..., by the symmetric law's series: said to four digits.
    const double weight = cdf(panel.distribution, 0.001 * model.window.length());
    CHECK(weight > 0.45);
    CHECK(picture.front().caption.find(brief_number(100 * weight) + " %") != std::string::npos);
}

TEST_CASE("looking: one camera moves all plots along x, and fitting frees all") {
    DistributionPanel panel;
    panel.logarithmic = true;
    const Camera camera{.automatic = false, .center = Vec2(3, 0.1), .half = Vec2(2, 0.3)};
    const DistributionPanel moved = look(panel, "density", camera);
    for (const Plot& plot : depict(moved, derive(moved))) {
        CHECK(plot.camera.center.x() == 3);
        CHECK(plot.camera.half.x() == 2);
    }
    const Picture before = depict(panel, derive(panel));
    CHECK(plot_called(depict(moved, derive(moved)), "cumulative")->camera.center.y() == plot_called(before, "cumulative")->camera.center.y());
    CHECK(look(moved, "tail", Camera{}) == look(panel, "density", Camera{}));
    CHECK(look(panel, "density", Camera3{}) == panel);
}

TEST_CASE("looking anywhere leaves a finite picture of bounded size") {
    std::mt19937_64 engine(8);
    std::uniform_real_distribution<double> u(-1, 1);
    for_each_alternative<Distribution>([&](auto law) {
        for (int i = 0; i < 12; ++i) {
            const double scale = std::pow(10, 12 * u(engine));
            DistributionPanel panel = panel_of(law, 1, 2);
            panel.logarithmic = true;
            panel.samples = 100;
            panel = look(panel, "density", Camera{.automatic = false, .center = Vec2(scale * u(engine), u(engine)), .half = Vec2(scale, std::abs(u(engine)) + 1e-9)});
            CAPTURE(told(panel));
            for (const Plot& plot : depict(panel, derive(panel)))
                for (const Polyline& line : shapes<Polyline>(plot)) {
                    CHECK(line.points.size() < 10'000);
                    for (const Vec2& p : line.points) CHECK(p.allFinite());
                }
        }
    });
}

TEST_CASE("nothing in a picture is too far away to be drawn") {
    for (const DistributionPanel& panel : many_panels()) {
        CAPTURE(told(panel));
        CHECK(ink::lay_out(depict(panel, derive(panel)), Vec2(640, 480), {}).rejected == 0);
    }
}

TEST_CASE("of a discrete law the lines of a and b stand outside of what counts") {
    const DistributionPanel panel = panel_of(Binomial{20, 0.4}, 6, 9);
    const auto model = derive(panel);
    const Picture picture = depict(panel, model);
    for (const Handle& handle : shapes<Handle>(picture.front())) {
        CHECK(handle.at.x() == (handle.id == DistributionPanel::end_a ? 5.5 : 9.5));
        CHECK(handle.step == 1);
        CHECK(drag(panel, model, "density", handle.id, handle.at) == panel);
        // An arrow key moves it by one.
        const double end = panel.interval[handle.id];
        CHECK(drag(panel, model, "density", handle.id, handle.at + Vec2(1, 0)).interval[handle.id] == end + 1);
        CHECK(drag(panel, model, "density", handle.id, handle.at - Vec2(1, 0)).interval[handle.id] == end - 1);
    }
    for (const Handle& handle : shapes<Handle>(depict(DistributionPanel{}, derive(DistributionPanel{})).front())) CHECK(handle.step == 0.1);
}

TEST_CASE("the tails are drawn at their logarithms") {
    DistributionPanel panel = panel_of(Normal{}, 8, 9);
    panel.logarithmic = true;
    const Picture picture = depict(panel, derive(panel));
    const Plot& plot = *plot_called(picture, "tail");
    double (*const functions[])(const Distribution&, double) = {log_pdf, log_cdf, log_sf};
    std::size_t checked = 0;
    for (const Polyline& line : shapes<Polyline>(plot)) {
        const auto f = line.stroke.dash == Dash::solid ? functions[0] : line.stroke.dash == Dash::dashed ? functions[1] : functions[2];
        for (const Vec2& p : line.points) {
            CHECK(std::abs(p.y() - f(panel.distribution, p.x()) / std::log(10.0)) <= 1e-12 * (1 + std::abs(p.y())));
            ++checked;
        }
    }
    CHECK(checked > 30);
}

TEST_CASE("the drawn F is F: a curve, or flat pieces with a closed dot where the value is and an open one where it is not") {
    std::size_t curves = 0, dots = 0;
    for (const Distribution& law : one_of_each<Distribution>()) {
        const DistributionPanel panel = panel_of(law, quantile(law, 0.3), quantile(law, 0.7));
        const Picture picture = depict(panel, derive(panel));
        const Plot& plot = *plot_called(picture, "cumulative");
        CAPTURE(told(panel));
        for (const Polyline& line : shapes<Polyline>(plot, "cumulative"))
            for (const Vec2& p : line.points) {
                CHECK(std::abs(p.y() - cdf(law, p.x())) <= 1e-15);
                ++curves;
            }
        for (const Segments& flat : shapes<Segments>(plot, "cumulative"))
            for (const auto& [from, to] : flat.segments) {
                CHECK(from.y() == to.y());
                CHECK(std::abs(from.y() - cdf(law, (from.x() + to.x()) / 2)) <= 1e-15);
            }
        for (const Points& points : shapes<Points>(plot, "cumulative"))
            for (const Vec2& p : points.at) {
                CHECK(p.x() == std::floor(p.x()));
                CHECK(p.y() == cdf(law, points.marker == Marker::ring ? p.x() - 0.5 : p.x()));
                ++dots;
            }
    }
    CHECK(curves > 1000);
    CHECK(dots > 40);
}

TEST_CASE("a law without a mean has no line for it") {
    const auto lines = [](const DistributionPanel& panel) {
        int found = 0;
        for (const Plot& plot : depict(panel, derive(panel)))
            for (const Mark& mark : plot.marks) found += mark.term == "mean";
        return found;
    };
    CHECK(lines(panel_of(Cauchy{}, -1, 1)) == 0);
    CHECK(lines(panel_of(Normal{}, -1, 1)) > 0);
}

TEST_CASE("a point mass stands in a window that is wider than itself") {
    for (const Distribution& law : std::initializer_list<Distribution>{Poisson{0}, Binomial{5, 0}, Binomial{5, 1}}) CHECK(window(law).length() >= 6);
}

TEST_CASE("letters of parameters are lit with the marks that they are") {
    const DistributionPanel panel;
    const Picture picture = depict(panel, derive(panel));
    std::set<std::string> terms;
    for (const Mark& mark : picture.front().marks) terms.insert(mark.term);
    const std::function<void(const Formula&, std::set<std::string>&)> collect = [&](const Formula& f, std::set<std::string>& out) {
        if (!f.term.empty()) out.insert(f.term);
        for (const Formula& child : f.children) collect(child, out);
    };
    std::set<std::string> letters;
    collect(picture.front().note, letters);
    CHECK(letters == std::set<std::string>{"mean", "sd"});
    for (const std::string& letter : letters) CHECK(terms.contains(letter));
    for_each_alternative<Distribution>([&](auto law) {
        std::set<std::string> found;
        std::size_t parameters = 0;
        const bool own = std::is_same_v<decltype(law), Custom>;
        decltype(law)::describe(std::as_const(law), [&]<class M>(const Field&, const M& member) {
            if constexpr (std::is_same_v<M, Parameters>) parameters = member.size();
            else if (!own) ++parameters;
        });
        collect(density_formula(law), found);
        CHECK(found.size() == parameters);
    });
}

TEST_CASE("a law that is compared is drawn over the first in the same axes, and changes nothing else") {
    const std::pair<Distribution, Distribution> pairs[] = {{Normal{}, Normal{1, 3}},         {Normal{}, Cauchy{}},        {Binomial{20, 0.4}, Normal{8, 2.19}},
                                                           {Binomial{40, 0.1}, Poisson{4}}, {Normal{4, 2}, Poisson{4}}, {Uniform{0, 1}, Custom("x", {}, {0, 1})}};
    for (const auto& [law, other] : pairs) {
        DistributionPanel panel = panel_of(law, -1, 2);
        panel.logarithmic = true;
        DistributionPanel over = panel;
        over.other = other;
        CHECK(depict(over, derive(over)) == depict(panel, derive(panel)));
        over.compare = true;
        const auto model = derive(over);
        CAPTURE(words(over, model));
        for (const Plot& plot : depict(over, model)) {
            CAPTURE(plot.id);
            REQUIRE(!marks_of<Polyline>(plot, "other").empty());
            int checked = 0;
            for (const Polyline& line : shapes<Polyline>(plot, "other"))
                for (const Vec2& p : line.points) {
                    ++checked;
                    const double top = plot.camera.center.y() + plot.camera.half.y();
                    if (plot.id == "density" && p.y() < top) CHECK(p.y() == doctest::Approx(pdf(other, p.x())).epsilon(1e-9));
                    if (plot.id == "tail") CHECK(p.y() * std::log(10) == doctest::Approx(log_pdf(other, p.x())).epsilon(1e-9));
                    if (plot.id != "cumulative") continue;
                    // A staircase stands between what F is just before and at a whole number.
                    const double below = is_discrete(other) ? cdf(other, p.x() - 1) : cdf(other, p.x());
                    CHECK(p.y() >= below - 1e-9);
                    CHECK(p.y() <= cdf(other, p.x()) + 1e-9);
                }
            CHECK(checked > 5);
            // Told from all other lines without its colour, too: nothing else has diamonds.
            const auto marked = shapes<Points>(plot, "other");
            REQUIRE(marked.size() == 1);
            CHECK(marked.front().marker == Marker::diamond);
            CHECK(marked.front().at.size() > 2);
            int with_diamonds = 0;
            for (const Mark& mark : plot.marks)
                if (const auto* points = std::get_if<Points>(&mark.shape)) with_diamonds += points->marker == Marker::diamond ? 1 : 0;
            CHECK(with_diamonds == 1);
        }
        const Plot density = *plot_called(depict(over, model), "density");
        CHECK(density.legend.at(1).label.find(std::string(label_of(other))) != std::string::npos);
        // Both are in sight, and the samples and the shaded part are those of the first.
        const Interval seen{density.camera.center.x() - density.camera.half.x(), density.camera.center.x() + density.camera.half.x()};
        for (const Distribution& one : {law, other}) CHECK((seen.lo <= window(one).lo && seen.hi >= window(one).hi));
        const auto before = derive(panel);
        CHECK(*model.samples == *before.samples);
        CHECK(model.probability == before.probability);
        for (const Fact& fact : facts(over, model))
            if (fact.name == "other_probability") CHECK(fact.number == probability(other, {-1, 2}, over.region));
        CHECK(derive(over, {}, before) == model);
    }
}

TEST_CASE("a formula that is no law is not compared") {
    DistributionPanel panel = panel_of(Normal{}, -1, 1), plain = panel;
    panel.compare = true;
    panel.other = Custom("sin(x)");
    CHECK(depict(panel, derive(panel)) == depict(plain, derive(plain)));
}
