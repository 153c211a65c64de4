#include "panels/distribution.hpp"

#include "ink/sheet.hpp"
#include "panels/distribution_parts.hpp"
#include "panels/plots.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <random>
#include <set>

using namespace eigenscope;

static_assert(PanelValue<DistributionPanel>);

namespace {

DistributionPanel panel_of(Distribution law, double a, double b, Region region = Region::between) {
    DistributionPanel panel;
    panel.distribution = std::move(law);
    panel.interval = Vec2(a, b);
    panel.region = region;
    return panel;
}

std::vector<DistributionPanel> many_panels() {
    std::vector<DistributionPanel> panels;
    for (const auto& preset : DistributionPanel::presets()) panels.push_back(preset.panel);
    for (const Distribution& law : one_of_each<Distribution>()) {
        for (const Region region : {Region::between, Region::outside, Region::left, Region::right}) {
            DistributionPanel p = panel_of(law, quantile(law, 0.2), quantile(law, 0.9), region);
            p.logarithmic = region == Region::between;
            panels.push_back(p);
        }
    }
    for (const Distribution& law : std::initializer_list<Distribution>{Beta{0.01, 0.01}, Gamma{0.001, 1}, Binomial{1'000'000'000, 0.4}, Binomial{5, 0}, Poisson{0},
                                                                       Pareto{1, 0.02}, StudentT{0.05}, Lognormal{100, 100}, Weibull{0.02, 1}, Poisson{1e9},
                                                                       Normal{1e6, 1e-6}, Hypergeometric{1'000'000, 300'000, 500'000}})
        panels.push_back(panel_of(law, -1, 2));
    return panels;
}

const Table& table_called(const std::vector<Table>& tables, std::string_view name) {
    for (const Table& table : tables)
        if (table.name == name) return table;
    FAIL("no such table");
    return tables.front();
}

double number(const Table::Cell& cell) { return std::get<double>(cell); }

std::string told(const DistributionPanel& panel) { return words(panel, derive(panel)); }

}

TEST_CASE("the first preset is the default panel: a standard normal law between -1 and 1") {
    CHECK(DistributionPanel::presets().front().panel == DistributionPanel{});
    const DistributionPanel panel;
    const auto model = derive(panel);
    CHECK(model.probability == doctest::Approx(0.68268949213708590).epsilon(1e-15));
    CHECK(model.samples.summary.count == 500);
    CHECK(plain(headline_formula(panel, model)) == "P(−1 ≤ X ≤ 1) = 0.6827");
    CHECK(plain(levels_formula(panel, model)) == "Φ(1) − Φ(−1) = 0.8413 − 0.1587");
    CHECK(plain(probability_formula(panel, model)).find("Φ(1) − Φ(−1) = 0.6827") != std::string::npos);
}

TEST_CASE("every picture is there, finite, and says what it shows") {
    for (const DistributionPanel& panel : many_panels()) {
        const auto model = derive(panel);
        const std::string text = words(panel, model);
        CAPTURE(text);
        const Picture picture = depict(panel, model);
        CHECK(plot_called(picture, "density"));
        CHECK((plot_called(picture, "cumulative") != nullptr) == panel.show_cumulative);
        CHECK((plot_called(picture, "tail") != nullptr) == panel.logarithmic);
        for (const Plot& plot : picture) {
            CHECK_FALSE(plot.camera.automatic);
            CHECK(plot.camera.center.allFinite());
            CHECK(plot.camera.half.allFinite());
            CHECK(plot.camera.half.minCoeff() > 0);
            CHECK(plot.marks.size() > 2);
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
    CHECK(area == doctest::Approx(1 - double(model.samples.histogram.below + model.samples.histogram.above) / 20'000).epsilon(1e-12));
    CHECK(model.samples.histogram.total() == 20'000);
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

TEST_CASE("dragging an end puts it there, pushes the other one and never crosses") {
    std::mt19937_64 engine(3);
    std::uniform_real_distribution<double> u(-6, 6);
    DistributionPanel panel;
    const auto model = derive(panel);
    for (int i = 0; i < 2000; ++i) {
        const int handle = i % 2;
        const Vec2 to(u(engine), u(engine)), before = panel.interval;
        panel = drag(panel, model, i % 3 ? "density" : "cumulative", handle, to);
        CHECK(panel.interval[handle] == to.x());
        CHECK(panel.interval.x() <= panel.interval.y());
        const double other = before[1 - handle];
        CHECK(panel.interval[1 - handle] == (handle == 0 ? std::max(other, to.x()) : std::min(other, to.x())));
    }
    CHECK(drag(panel, model, "density", 0, Vec2(not_a_number, 0)) == panel);
    CHECK(drag(panel, model, "density", 99, Vec2(0, 0)) == panel);
}

TEST_CASE("ends of a discrete law snap to whole numbers") {
    const DistributionPanel panel = panel_of(Poisson{4}, 2, 6);
    const auto model = derive(panel);
    CHECK(drag(panel, model, "density", 0, Vec2(2.6, 0)).interval == Vec2(3, 6));
    CHECK(drag(panel, model, "density", 1, Vec2(7.4, 0)).interval == Vec2(2, 7));
    CHECK(drag(panel, model, "density", 1, Vec2(0.2, 0)).interval == Vec2(0, 0));
}

TEST_CASE("the level handle moves the end to where F is that high") {
    const DistributionPanel panel;
    const auto model = derive(panel);
    const DistributionPanel next = drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, 0.975));
    CHECK(next.interval.x() == -1);
    CHECK(next.interval.y() == doctest::Approx(1.9599639845400542).epsilon(1e-14));
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, 0.05)).interval.x() <= -1.64);
    const DistributionPanel right = drag(panel_of(Normal{}, -1, 1, Region::right), model, "cumulative", DistributionPanel::level, Vec2(0, 0.9));
    CHECK(right.interval.x() == doctest::Approx(1.2815515655446004).epsilon(1e-14));
    for (const double y : {-1.0, 0.0, 1.0, 2.0}) CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, y)).interval.allFinite());
}

TEST_CASE("a typed probability is what the region then holds") {
    for (const Distribution& law : one_of_each<Distribution>()) {
        for (const Region region : {Region::between, Region::outside, Region::left, Region::right})
            for (const double p : {1e-12, 0.01, 0.3, 0.5, 0.95, 0.999999}) {
                const DistributionPanel next = with_probability(panel_of(law, quantile(law, 0.4), quantile(law, 0.6), region), p);
                const auto model = derive(next);
                const std::string text = words(next, model);
                CAPTURE(text);
                CAPTURE(p);
                CHECK(next.interval.x() <= next.interval.y());
                if (model.discrete) continue;
                CHECK(std::abs(model.probability - p) <= 1e-12 + 1e-9 * p);
            }
    }
    // Discrete laws jump: the region holds at least p, and without its last number less.
    const DistributionPanel left = with_probability(panel_of(Poisson{4}, 0, 9, Region::left), 0.7);
    CHECK(left.interval.y() == quantile(Poisson{4}, 0.7));
    const DistributionPanel panel;
    for (const double bad : {-0.1, 1.1, not_a_number}) CHECK(with_probability(panel, bad) == panel);
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

TEST_CASE("time draws the samples one after the other") {
    DistributionPanel panel;
    panel.samples = 1234;
    const auto line = timeline(panel, derive(panel));
    REQUIRE(line.has_value());
    CHECK(line->to == 1234);
    CHECK(line->now == 1234);
    for (const double k : {0.0, 1.0, 7.0, 617.0, 1233.0, 1234.0}) {
        const DistributionPanel then = seek(panel, k);
        const auto model = derive(then);
        CHECK(timeline(then, model)->now == k);
        CHECK(model.samples.summary.count == std::size_t(k));
    }
    CHECK(seek(panel, -5).drawn == 0);
    CHECK(seek(panel, 1e9).drawn == 1);
    panel.samples = 0;
    CHECK_FALSE(timeline(panel, derive(panel)).has_value());
}

TEST_CASE("the same seed gives the same samples, another seed others") {
    DistributionPanel panel;
    panel.samples = 50;
    const auto samples = [](const DistributionPanel& p) { return table_called(tables(p, derive(p)), "samples"); };
    CHECK(samples(panel) == samples(panel));
    CHECK(samples(panel).rows.size() == 50);
    DistributionPanel other = panel;
    other.seed = 2;
    CHECK_FALSE(samples(panel) == samples(other));
    // Fewer samples are the first of more.
    DistributionPanel fewer = panel;
    fewer.samples = 20;
    const Table all = samples(panel), some = samples(fewer);
    for (std::size_t i = 0; i < 20; ++i) CHECK(all.rows[i] == some.rows[i]);
}

TEST_CASE("tables are what they promise") {
    const DistributionPanel panel = panel_of(StudentT{1.5}, -2, 3);
    const auto model = derive(panel);
    const auto all = tables(panel, model);
    CHECK(table_called(all, "curve").columns == std::vector<std::string>{"x", "pdf", "cdf", "sf"});
    CHECK(table_called(all, "interval").columns == std::vector<std::string>{"a", "b", "probability", "log10_probability"});
    CHECK(table_called(all, "moments").columns == std::vector<std::string>{"name", "value", "state"});
    CHECK(table_called(all, "samples").columns == std::vector<std::string>{"i", "x"});
    for (const auto& row : table_called(all, "curve").rows) {
        CHECK(number(row[1]) == pdf(panel.distribution, number(row[0])));
        CHECK(std::abs(number(row[2]) + number(row[3]) - 1) <= 1e-15);
    }
    const auto& interval = table_called(all, "interval").rows.front();
    CHECK(number(interval[0]) == -2);
    CHECK(number(interval[1]) == 3);
    CHECK(number(interval[2]) == doctest::Approx(cdf(panel.distribution, 3) - cdf(panel.distribution, -2)).epsilon(1e-14));
    std::string states;
    for (const auto& row : table_called(all, "moments").rows) states += std::get<std::string>(row[0]) + ":" + std::get<std::string>(row[2]) + " ";
    CHECK(states == "mean:finite variance:infinite sd:infinite skewness:undefined excess_kurtosis:undefined ");
    const DistributionPanel tail = panel_of(Normal{}, 8, 9);
    CHECK(number(table_called(tables(tail, derive(tail)), "interval").rows.front()[2]) == doctest::Approx(6.21983198586583e-16).epsilon(1e-12));
}

TEST_CASE("facts say when a number does not exist, and why") {
    const DistributionPanel panel = panel_of(Cauchy{}, -1, 1);
    bool mean = false, sample_mean = false;
    for (const Fact& fact : facts(panel, derive(panel))) {
        if (fact.name == "mean") {
            mean = true;
            CHECK(fact.value == "undefined");
            CHECK(std::isnan(fact.number));
            CHECK_FALSE(fact.residual.empty());
        }
        if (fact.name == "sample_mean") {
            sample_mean = true;
            CHECK(std::isfinite(fact.number));
            CHECK(std::isnan(fact.residual_number));
            CHECK(fact.residual.find("undefined") != std::string::npos);
        }
    }
    CHECK(mean);
    CHECK(sample_mean);
    CHECK(told(panel).find("undefined") != std::string::npos);
    CHECK(depict(panel, derive(panel)).front().caption.find("no mean") != std::string::npos);
    CHECK(density_caption(panel_of(StudentT{2}, -1, 1), derive(panel_of(StudentT{2}, -1, 1))).find("variance is infinite") != std::string::npos);
}

TEST_CASE("probabilities are said honestly at both ends") {
    CHECK(probability_text(0.6826894921, -0.1658, 0.3173) == "0.6827");
    CHECK(probability_text(1, -1e-20, 1.2e-19) == "1 − 1.2·10⁻¹⁹");
    CHECK(probability_text(0, -2173.87, 1) == "1.349·10⁻²¹⁷⁴");
    // Four digits, not four decimals.
    CHECK(probability_text(7.352e-05, -4.1336, 1) == "7.352·10⁻⁵");
    CHECK(probability_text(9.63e-4, -3.0164, 1) == "0.000963");
    CHECK(probability_text(0.99992, -3.5e-5, 8e-5) == "1 − 8·10⁻⁵");
    CHECK(probability_text(0.9998, -8.7e-5, 2e-4) == "0.9998");
    CHECK(plain(probability_number(7.352e-05, -4.1336, 1)).starts_with("7.352"));
    CHECK(probability_text(0, -infinity, 1) == "0");
    CHECK(probability_text(1, 0, 0) == "1");
}

TEST_CASE("ends are written with as many digits as tell them apart") {
    const auto said = [](const DistributionPanel& panel) { return plain(probability_formula(panel, derive(panel))); };
    CHECK(said(panel_of(Normal{1e6, 1}, 999'999, 1'000'001)).find("P(999999 ≤ X ≤ 1000001) = F(1000001) − F(999999) = 0.6827") != std::string::npos);
    CHECK(said(panel_of(Normal{}, 1, 1.00001)).find("P(1 ≤ X ≤ 1.00001)") != std::string::npos);
    CHECK(said(panel_of(Normal{}, -1, 1)).find("P(−1 ≤ X ≤ 1)") != std::string::npos);
    CHECK(said(panel_of(Normal{}, 1.0 / 3, 2)).find("P(0.3333 ≤ X ≤ 2)") != std::string::npos);
}

TEST_CASE("a number too large for a double is told by its logarithm") {
    const DistributionPanel panel = panel_of(Lognormal{0, 20}, 1, 2);
    for (const Fact& fact : facts(panel, derive(panel))) {
        if (fact.name == "sd") CHECK(fact.value == "5.221·10¹⁷³");
        if (fact.name == "variance") CHECK(fact.value == "2.726·10³⁴⁷");       // e^800, mpmath
    }
}

TEST_CASE("repair puts the ends in order") {
    DistributionPanel panel = panel_of(Normal{}, 3, -2);
    panel.repair();
    CHECK(panel.interval == Vec2(-2, 3));
    Uniform wrong{5, 1};
    wrong.repair();
    CHECK((wrong.lower == 1 && wrong.upper == 5));
    Uniform flat{2, 2};
    flat.repair();
    CHECK(flat.upper > flat.lower);
    Hypergeometric urn{10, 20, 30};
    urn.repair();
    CHECK(urn == Hypergeometric{10, 10, 10});
}

TEST_CASE("nothing in a picture is too far away to be drawn") {
    for (const DistributionPanel& panel : many_panels()) {
        CAPTURE(told(panel));
        CHECK(ink::lay_out(depict(panel, derive(panel)), Vec2(640, 480), {}).rejected == 0);
    }
}

TEST_CASE("a curve of whole numbers begins at zero without a sign") {
    const DistributionPanel panel = panel_of(Poisson{4}, 1, 3);
    CHECK_FALSE(std::signbit(number(table_called(tables(panel, derive(panel)), "curve").rows.front()[0])));
}

TEST_CASE("samples stay while only the interval moves, and the region counts them anew") {
    DistributionPanel panel;
    panel.samples = 3000;
    const auto before = derive(panel);
    for (const Region region : {Region::between, Region::outside, Region::left, Region::right}) {
        DistributionPanel moved = panel;
        moved.interval = Vec2(-0.25, before.samples.values[7]);
        moved.region = region;
        if (moved.interval.y() < -0.25) moved.interval = Vec2(before.samples.values[7], -0.25);
        const auto after = derive(moved, {}, before);
        CHECK(after == derive(moved));
        CHECK(after.hits == std::size_t(std::count_if(after.samples.values.begin(), after.samples.values.end(),
                                                      [&](double x) { return contains(region, ends_of(moved), x); })));
    }
    DistributionPanel other = panel;
    other.seed = 2;
    CHECK(derive(other, {}, before) == derive(other));
    other = seek(panel, 100);
    CHECK(derive(other, {}, before) == derive(other));
    other.distribution = Laplace{};
    CHECK(derive(other, {}, before) == derive(other));
}

TEST_CASE("an end that is moved past the other pushes it") {
    const DistributionPanel panel = panel_of(Uniform{0, 1}, -1, 1);
    DistributionPanel edited = panel;
    edited.interval.x() = 3;
    CHECK(pushed(panel, edited).interval == Vec2(3, 3));
    edited.interval = Vec2(-1, -4);
    CHECK(pushed(panel, edited).interval == Vec2(-4, -4));
    edited = panel;
    std::get<Uniform>(edited.distribution).lower = 2;
    edited = pushed(panel, edited);
    std::get<Uniform>(edited.distribution).repair();
    CHECK(std::get<Uniform>(edited.distribution).lower == 2);
    CHECK(std::get<Uniform>(edited.distribution).upper > 2);
    CHECK(pushed(panel, panel) == panel);
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

TEST_CASE("the level handle on a discrete law asks for the least end that reaches it") {
    const DistributionPanel panel = panel_of(Poisson{4}, 2, 5);
    const auto model = derive(panel);
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, 0.95)).interval == Vec2(2, 8));
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, 0.3)).interval == Vec2(2, 3));
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, cdf(panel.distribution, 5))) == panel);
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
        decltype(law)::describe(law, [&](const Field&, const auto&) { ++parameters; });
        collect(density_formula(law), found);
        CHECK(found.size() == parameters);
    });
}

TEST_CASE("numbers of samples are grouped") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(1000) == "1000");
    CHECK(grouped(12345) == "12\u202f345");
    CHECK(grouped(1'000'000) == "1\u202f000\u202f000");
    CHECK(counted(1, "sample") == "1 sample");
}

TEST_CASE("ten million samples can be stopped") {
    DistributionPanel panel;
    panel.samples = 10'000'000;
    std::stop_source source;
    source.request_stop();
    CHECK(derive(panel, source.get_token()).samples.summary.count == 0);
}
