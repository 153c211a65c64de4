#include "panels/probability/distribution/fixture.hpp"

#include <random>

using namespace eigenscope;

static_assert(PanelValue<DistributionPanel>);

TEST_CASE("the first preset is the default panel: a standard normal law between -1 and 1") {
    CHECK(DistributionPanel::presets().front().panel == DistributionPanel{});
    const DistributionPanel panel;
    const auto model = derive(panel);
    CHECK(model.probability == doctest::Approx(0.68268949213708590).epsilon(1e-15));
    CHECK(model.samples->summary.count == 500);
    CHECK(plain(headline_formula(panel, model)) == "P(−1 ≤ X ≤ 1) = 0.6827");
    CHECK(plain(levels_formula(panel, model)) == "Φ(1) − Φ(−1) = 0.8413 − 0.1587");
    CHECK(plain(probability_formula(panel, model)).find("Φ(1) − Φ(−1) = 0.6827") != std::string::npos);
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
    // An end whose tail is exactly what was asked for is that end.
    CHECK(with_probability(panel_of(Binomial{15, 0.5}, 0, 9, Region::left), 0.5).interval.y() == 7);
    CHECK(with_probability(panel_of(Hypergeometric{50, 25, 7}, 0, 9, Region::left), 0.5).interval.y() == 3);
    const DistributionPanel left = with_probability(panel_of(Poisson{4}, 0, 9, Region::left), 0.7);
    CHECK(left.interval.y() == quantile(Poisson{4}, 0.7));
    // To the right too it holds at least p, and without its first number less.
    struct Case {
        Distribution law;
        double p, a;
    };
    for (const Case& c : {Case{Binomial{1, 0.5}, 0.5, 1}, Case{Binomial{3, 0.5}, 0.5, 2}, Case{Binomial{3, 0.5}, 0.51, 1}, Case{Poisson{4}, 1, 0},
                          Case{Binomial{1, 0.5}, 0.5000001, 0}, Case{Binomial{3, 0.5}, 0.125, 3}}) {
        CAPTURE(c.p);
        const DistributionPanel right = with_probability(panel_of(c.law, 0, 1, Region::right), c.p);
        CHECK(right.interval.x() == c.a);
        CHECK(region_probability(right) >= c.p);
    }
    // The upper half of a fair law, whatever the last bit of its tail is.
    for (int n = 1; n < 400; n += 2) CHECK(with_probability(panel_of(Binomial{n, 0.5}, 0, 1, Region::right), 0.5).interval.x() == (n + 1) / 2);
    const DistributionPanel panel;
    for (const double bad : {-0.1, 1.1, not_a_number}) CHECK(with_probability(panel, bad) == panel);
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
        CHECK(model.samples->summary.count == std::size_t(k));
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

TEST_CASE("one sample has no standard deviation, and the card says so") {
    DistributionPanel panel;
    panel.samples = 1;
    int told = 0;
    for (const Fact& fact : facts(panel, derive(panel))) {
        CHECK(fact.value.find("nan") == std::string::npos);
        if (fact.name != "sample_sd") continue;
        ++told;
        CHECK(fact.value == "undefined");
        CHECK(fact.how == "With n − 1: one sample has none");
    }
    CHECK(told == 1);
    CHECK(plain(brief_formula(not_a_number)) == "undefined");
}

TEST_CASE("probabilities are said honestly at both ends") {
    CHECK(probability_text(0.6826894921, -0.1658, 0.3173) == "0.6827");
    CHECK(probability_text(1, -1e-20, 1.2e-19) == "1 − 1.2·10⁻¹⁹");
    CHECK(probability_text(0, -2173.87, 1) == "1.349·10⁻²¹⁷⁴");
    CHECK(probability_text(0, -1.25e30, 1) == "10^(−1.25·10³⁰)");
    CHECK(plain(probability_number(0, -1.25e30, 1)) == "10^(−1.25 · 10³⁰)");
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
    int told = 0;
    for (const Fact& fact : facts(panel, derive(panel))) {
        told += fact.name == "sd" || fact.name == "variance";
        if (fact.name == "sd") CHECK(fact.value == "5.221·10¹⁷³");
        if (fact.name != "variance") continue;
        CHECK(fact.value == "2.726·10³⁴⁷");                // e^800, mpmath
        REQUIRE(fact.full.starts_with("10^"));
        CHECK(std::stod(fact.full.substr(3)) == doctest::Approx(347.435585522601462).epsilon(1e-15));
        CHECK(std::isnan(fact.number));
    }
    CHECK(told == 2);
}

TEST_CASE("what is copied of several modes are all of them, with all digits") {
    const auto full = [](const Distribution& law, std::string_view name, const Distribution* other = nullptr) {
        DistributionPanel panel = panel_of(law, 50, 60);
        panel.compare = other != nullptr;
        if (other) panel.other = *other;
        for (const Fact& fact : facts(panel, derive(panel)))
            if (fact.name == name) return fact.full;
        return std::string("no such fact");
    };
    CHECK(full(Poisson{4}, "mode") == "3, 4");
    CHECK(full(Uniform{1.0 / 3, 2}, "mode") == "all of [0.3333333333333333, 2]");
    CHECK(full(Normal{3, 2}, "mode").empty());
    const Distribution normal = Normal{};     // log₁₀ (Q(50) − Q(60)) = log₁₀ Q(50) to 50 digits: −544.966335861996654999 (mpmath)
    CHECK(full(Cauchy{}, "other_probability", &normal).starts_with("10^-544.96633586199"));
}

TEST_CASE("the table of facts has every mode, and that of samples says where it stops") {
    const auto modes_told = [](const Distribution& law) {
        const DistributionPanel panel = panel_of(law, 0, 1);
        std::vector<std::pair<std::string, double>> told;
        const std::vector<Table> all = tables(panel, derive(panel));
        for (const auto& row : table_called(all, "facts").rows)
            if (const auto& name = std::get<std::string>(row[0]); name.starts_with("mode")) told.emplace_back(name, number(row[1]));
        return told;
    };
    using Told = std::vector<std::pair<std::string, double>>;
    CHECK(modes_told(Poisson{4}) == Told{{"mode", 3}, {"mode_2", 4}});
    CHECK(modes_told(Poisson{4.5}) == Told{{"mode", 4}});
    CHECK(modes_told(Beta{0.5, 0.5}) == Told{{"mode", 0}, {"mode_2", 1}});
    CHECK(modes_told(Uniform{2, 5}) == Told{{"mode", 2}, {"mode_to", 5}});
    CHECK(modes_told(Beta{1, 1}) == Told{{"mode", 0}, {"mode_to", 1}});
    CHECK(modes_told(Binomial{9, 0.5}) == Told{{"mode", 4}, {"mode_2", 5}});
    CHECK(modes_told(Normal{3, 2}) == Told{{"mode", 3}});
    DistributionPanel panel = panel_of(Uniform{}, 0, 1);
    panel.samples = 1000;
    const auto few = tables(panel, derive(panel));
    CHECK(table_called(few, "samples").note.empty());
    panel.samples = 1'000'001;
    const auto all = tables(panel, derive(panel));
    CHECK(table_called(all, "samples").rows.size() == 1'000'000);
    CHECK(table_called(all, "samples").note == "the table of samples stops at " + grouped(1'000'000) + " rows of " + grouped(1'000'001) + ".");
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
        moved.interval = Vec2(-0.25, before.samples->values[7]);
        moved.region = region;
        if (moved.interval.y() < -0.25) moved.interval = Vec2(before.samples->values[7], -0.25);
        const auto after = derive(moved, {}, before);
        CHECK(after == derive(moved));
        CHECK(after.samples == before.samples);                  // the same list, not a copy
        CHECK(after.hits == std::size_t(std::count_if(after.samples->values.begin(), after.samples->values.end(),
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

TEST_CASE("the level handle on a discrete law asks for the least end that reaches it") {
    const DistributionPanel panel = panel_of(Poisson{4}, 2, 5);
    const auto model = derive(panel);
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, 0.95)).interval == Vec2(2, 8));
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, 0.3)).interval == Vec2(2, 3));
    CHECK(drag(panel, model, "cumulative", DistributionPanel::level, Vec2(0, cdf(panel.distribution, 5))) == panel);
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
    CHECK(derive(panel, source.get_token()).samples->summary.count == 0);
}

TEST_CASE("a uniform law without width gets some, and stays in its range at either end of it") {
    double lo = 0, hi = 0;
    Uniform range;
    Uniform::describe(range, [&](const Field& field, double&) { lo = field.lo, hi = field.hi; });
    for (const double at : {lo, -3.0, 0.0, 1e-12, 5.0, hi}) {
        Uniform flat{at, at};
        flat.repair();
        CAPTURE(at);
        CHECK(flat.lower < flat.upper);
        CHECK(flat.lower >= lo);
        CHECK(flat.upper <= hi);
        CHECK((flat.lower == at || at == hi));
    }
}

TEST_CASE("no sample is drawn once it is told to stop") {
    std::stop_source stopped;
    stopped.request_stop();
    for (const Distribution& law : one_of_each<Distribution>()) {
        CAPTURE(id_of(law));
        DistributionPanel panel;
        panel.distribution = law;
        panel.samples = limits::samples;
        CHECK(derive(panel, stopped.get_token()).samples->summary.count == 0);
    }
}
