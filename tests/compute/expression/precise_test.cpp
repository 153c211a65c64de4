#include "compute/expression/precise.hpp"

#include "compute/expression/function.hpp"
#include "compute/expression/high_precision.hpp"
#include "compute/expression/random_expression.hpp"
#include "compute/expression/rounding_spread.hpp"
#include "csv.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace eigenscope;

namespace {

const std::vector<std::string> xy = {"x", "y"};

struct Row {
    std::string kind, formula;
    double x = 0, y = 0;
    std::array<double, 6> value = {};         ///< f, fx, fy, fxx, fxy, fyy
};

// derivatives.csv was made by make_derivatives.py beside it, with mpmath.
std::vector<Row> table() {
    std::vector<Row> rows;
    for (const auto& cells : csv_rows("compute/expression/derivatives.csv", ';', 10)) {
        Row row{.kind = cells[0], .formula = cells[1], .x = std::stod(cells[2]), .y = std::stod(cells[3])};
        for (std::size_t i = 0; i < 6; ++i) row.value[i] = std::strtod(cells[4 + i].c_str(), nullptr);   // zero below all doubles
        rows.push_back(row);
    }
    REQUIRE(rows.size() > 150);
    return rows;
}

/// In the order of the table.
std::array<Precise, 6> precise_at(const Expression& f, double x, double y) {
    Graph graph;
    const auto id = entered(graph, f);
    REQUIRE(id);
    const auto g = gradient(graph, *id, 2);
    REQUIRE(g);
    const auto hx = gradient(graph, (*g)[0], 2), hy = gradient(graph, (*g)[1], 2);
    REQUIRE((hx && hy));
    const auto all = precise_values(graph, *id, std::vector<DerivativeTerm>{{(*g)[0]}, {(*g)[1]}, {(*hx)[0], 0}, {(*hx)[1], 0}, {(*hy)[1], 1}}, std::array{x, y});
    const auto& d = all.derivatives;
    return {all.f, d[0], d[1], d[2], d[3], d[4]};
}

std::array<Precise, 6> precise_at(std::string_view text, double x, double y = 0) { return precise_at(*parse(text, xy), x, y); }

bool close(double a, double b, double tolerance) { return a == b || std::abs(a - b) <= tolerance * std::abs(b) + std::numeric_limits<double>::denorm_min(); }

}

TEST_CASE("what cancels or overflows as it stands has the derivatives that mpmath's differences give") {
    for (const Row& row : table()) {
        CAPTURE(row.kind);
        CAPTURE(row.formula);
        CAPTURE(row.x);
        CAPTURE(row.y);
        const auto found = precise_at(row.formula, row.x, row.y);
        for (std::size_t i = 0; i < 6; ++i) {
            CAPTURE(i);
            CAPTURE(found[i].value);
            CAPTURE(row.value[i]);
            CHECK(found[i].remark == "");
            CHECK(close(found[i].value, row.value[i], 3e-16));
        }
    }
}

TEST_CASE("compiled functions have these derivatives in double precision") {
    for (const Row& row : table()) {
        CAPTURE(row.kind);
        CAPTURE(row.formula);
        CAPTURE(row.x);
        CAPTURE(row.y);
        const auto f = Function::make(Typed(xy, row.formula), {});
        REQUIRE(f);
        const std::array at{row.x, row.y};
        const VecX g = f->gradient(at);
        const Eigen::MatrixXd h = f->hessian(at);
        const std::array found{f->value(at), g[0], g[1], h(0, 0), h(0, 1), h(1, 1)};
        for (std::size_t i = 0; i < 6; ++i) {
            CAPTURE(i);
            CAPTURE(found[i]);
            CAPTURE(row.value[i]);
            CHECK(close(found[i], row.value[i], 1e-12));
        }
    }
}

// By hand: the functions are polynomials next to the point, or pieces of them.
TEST_CASE("a kink that is none has derivatives") {
    struct Kink {
        const char* text;
        double x, y;
        std::array<double, 5> d;              // x, y, xx, xy, yy
    };
    for (const Kink& kink : std::vector<Kink>{
             {"abs(x)^2", 0, 0, {0, 0, 2, 0, 0}}, {"abs(x^2)", 0, 0, {0, 0, 2, 0, 0}}, {"relu(x)^2 + relu(-x)^2", 0, 0, {0, 0, 2, 0, 0}},
             {"max(x, y)*min(x, y)", 3, 3, {3, 3, 0, 1, 0}}, {"max(x, y)^2 + min(x, y)^2", 3, 3, {6, 6, 2, 0, 2}},
             {"norm(x, y)^2", 0, 0, {0, 0, 2, 0, 2}}, {"cbrt(x)^3", 0, 0, {1, 0, 0, 0, 0}}, {"sqrt(x^4)", 0, 0, {0, 0, 2, 0, 0}},
             {"abs(x)*abs(x)*y", 0, 5, {0, 0, 10, 0, 0}}, {"max(x, y) + min(x, y)", -1, -1, {1, 1, 0, 0, 0}}, {"abs(x - y)^2", 2, 2, {0, 0, 2, -2, 2}},
             {"abs(x*y)^2", 0, 3, {0, 0, 18, 0, 0}}, {"x^2*sign(x)^2", 0, 0, {0, 0, 2, 0, 0}}, {"max(x, -x)^2", 0, 0, {0, 0, 2, 0, 0}},
             {"if(x > 0, x^2, x*x)", 0, 0, {0, 0, 2, 0, 0}}, {"if(x > y, x - y, 0)^3", 1, 1, {0, 0, 0, 0, 0}}, {"abs(x)^3", 0, 0, {0, 0, 0, 0, 0}},
             {"hypot(x, y)^4", 0, 0, {0, 0, 0, 0, 0}}, {"(x^2 + y^2)^1.5", 0, 0, {0, 0, 0, 0, 0}}, {"sin(x)/x*x", 0.5, 0, {std::cos(0.5), 0, -std::sin(0.5), 0, 0}},
             {"abs(x)*sign(x) + y", 0, 0, {1, 1, 0, 0, 0}}, {"relu(x) - relu(-x)", 0, 0, {1, 0, 0, 0, 0}}, {"max(x, 0) + min(x, 0) + x^2", 0, 0, {1, 0, 2, 0, 0}},
             {"sqrt(x^2*y^2)^2", 0, 2, {0, 0, 8, 0, 0}}}) {
        CAPTURE(kink.text);
        const auto found = precise_at(kink.text, kink.x, kink.y);
        for (std::size_t i = 0; i < 5; ++i) {
            CAPTURE(i);
            CHECK(found[i + 1].remark == "");
            CHECK(close(found[i + 1].value, kink.d[i], 3e-16));
        }
    }
}

TEST_CASE("powers of sizes have no kink in compiled functions either") {
    for (const char* text : {"abs(x)^2", "abs(x^2)", "relu(x)^2 + relu(-x)^2", "abs(x)*abs(x)", "abs(abs(x)^2)", "abs(x*x)", "abs(x)^3/3 + x^2", "hypot(x, y)^2 - y^2"}) {
        CAPTURE(std::string(text));
        const auto f = Function::make(Typed(xy, text), {});
        REQUIRE(f);
        const std::array at{0.0, 3.0};
        CHECK(f->gradient(at)[0] == 0);
        CHECK(f->hessian(at)(0, 0) == 2);
    }
}

TEST_CASE("where the sides do not agree, the formula counts and it is said") {
    const auto told = [](std::string_view text, std::size_t which, double x, double y = 0) {
        const Precise found = precise_at(text, x, y)[which];
        return (std::isnan(found.value) ? std::string("none") : std::to_string(found.value)) + ": " + found.remark;
    };
    CHECK(told("abs(x)", 1, 0) == "0.000000: f has a kink here: from side to side it runs from -1 to 1");
    CHECK(told("x*abs(x)", 3, 0) == "0.000000: f has a kink here: from side to side it runs from -2 to 2");
    CHECK(told("max(x, 3*y)", 2, 3, 1) == "1.500000: f has a kink here: from side to side it runs from 0 to 3");
    CHECK(told("if(x > 0, x^2, -x^2)", 3, 0) == "-2.000000: f has a kink here: from side to side it runs from -2 to 2");
    CHECK(told("relu(x)^2", 3, 0) == "1.000000: f has a kink here: from side to side it runs from 0 to 2");
    CHECK(told("abs(x)*abs(y)", 4, 0, 0) == "0.000000: f has a kink here: from side to side it runs from -1 to 1");
    // Where the first derivative is another one from every side there is no second one, though its formula is 0 all around.
    for (const std::size_t second : {3u, 4u}) CHECK(told("abs(x)", second, 0) == "0.000000: f has a kink here, and no second derivative");
    CHECK(told("x^2 + relu(x)", 3, 0) == "2.000000: f has a kink here, and no second derivative");
    CHECK(told("max(x, y)", 5, 1, 1) == "0.000000: f has a kink here, and no second derivative");
    CHECK(told("abs(x) + y^2", 5, 0, 3) == "2.000000: ");
    CHECK(told("abs(x)*x^2", 3, 0) == "0.000000: ");
    CHECK(told("floor(x)*x", 1, 1) == "1.000000: f jumps here");
    CHECK(told("x > 0", 1, 0) == "0.000000: f jumps here");
    CHECK(told("hypot(x, y)", 1, 0, 0) == "none: it is another one from every side here");
    CHECK(told("sqrt(x)", 1, 0) == "none: it is infinite here");
    CHECK(told("cbrt(x)", 1, 0) == "none: it is infinite here");
    CHECK(told("x*sqrt(x)", 1, 0) == "0.000000: ");
    CHECK(told("x*sqrt(x)", 3, 0) == "none: it is infinite here");
    CHECK(told("sqrt(x)", 1, -1) == "none: it is not a real number here");
    CHECK(told("exp(exp(7*x))", 3, 1) == "none: it is too large for a number of double precision here (overflow)");
}

TEST_CASE("digits that cancel are found out") {
    CHECK(precise_at("(1 - cos(x))/x^2", 1e-9)[0].value == doctest::Approx(0.5).epsilon(1e-15));
    CHECK(precise_at("sin(x)^2 + cos(x)^2 - 1", 0.3)[0].value == 0);
    CHECK(precise_at("(x + 1e200) - 1e200", 1)[0].value == 1);
    CHECK(precise_at("((exp(y) + x) - exp(y))", 1e-200, 700)[0].remark == "too many digits cancel here: it cannot be told");
    // The gamma functions on the far left, by mpmath with 700 digits.
    const auto found = [](std::string_view text, double x) { return precise_at(text, x)[0].value; };
    CHECK(close(found("gamma(x)", -70.25), -1.2794383653757004e-100, 3e-16));
    CHECK(close(found("gamma(x)", -150.0625), -2.0602457158605959e-262, 3e-16));
    CHECK(close(found("lgamma(x)", -5000.5), -37594.257450581626, 3e-16));
    CHECK(close(found("lgamma(x)", -9999999999.9375), -220258509307.61829, 3e-16));
    CHECK(close(found("digamma(x)", -5000.25), 11.658935835423322, 3e-16));
    CHECK(close(found("trigamma(x)", -64.75), 19.723883431625552, 3e-16));
    CHECK(close(found("polygamma(2, x)", -99.375), 30.093436866917324, 3e-16));
    CHECK(close(found("polygamma(3, x)", -1000.125), 24591.002324557825, 3e-16));
    CHECK(close(found("polygamma(5, x)", -70.5), 15382.227097191572, 3e-16));
    CHECK(std::isnan(found("lgamma(x)", -5000)));
    CHECK(precise_at("sin(x)", 1e22)[0].value == std::sin(1e22));
    CHECK(precise_at("sin(x)", 1e300)[1].value == std::cos(1e300));
    // mpmath.mp.dps = 900: sin(exp(300)), tan(1e70), cos(exp(mpf('709.5')))
    CHECK(close(precise_at("sin(exp(x))", 300)[0].value, 0.17801200655409731, 3e-16));
    CHECK(close(precise_at("tan(x)", 1e70)[0].value, -5.7125738186603559, 3e-16));
    CHECK(close(precise_at("cos(exp(x))", 709.5)[0].value, 0.025645015668081257, 3e-16));
    for (const double x : {1e59, 1e61, 1e70, 1e150, 1.7e308}) {
        CHECK(precise_at("sin(x)^2 + cos(x)^2 - 1", x)[0].value == 0);
        CHECK(precise_at("sin(2x) - 2sin(x)*cos(x)", x / 2)[0].value == 0);
    }
    CHECK(std::isnan(precise_at("sin(exp(x))", 710)[0].value));                // an angle beyond all doubles
    CHECK_FALSE(std::signbit(precise_at("max(x, -x)", 0)[0].value));
}

// Drawn at ordinary, huge and tiny points, against forward differentiation of the tree in 420 digits.
TEST_CASE("every derivative of 3,000 random expressions is right to 1e-12, printed and compiled, or the reason why not is there") {
    const unsigned seed = 3000;
    CAPTURE(seed);
#ifdef __SANITIZE_ADDRESS__
    const int wanted = 300;                   // many digits take long there
#else
    const int wanted = 3'000;
#endif
    RandomExpression random(seed, xy, {1, 2, 3, 0.5, 1.5, 10, 0.1});
    // All of compiled functions is rounded: to 1e-12 too, but for what roundings of its formulas may do.
    int within = 0, loose = 0, untold = 0;
    const auto compiled = [&](const Expression& f, const std::array<double, 2>& at, const high_precision::Number (&exact)[6], const std::array<Precise, 6>& printed) {
        const auto function = Function::make(Typed(xy, to_text(f)), {});
        REQUIRE(function);
        const VecX g = function->gradient(at);
        const Eigen::MatrixXd h = function->hessian(at);
        const std::array found{function->value(at), g[0], g[1], h(0, 0), h(0, 1), h(1, 1)};
        const std::array spread = rounding_spread(*function, at);
        for (std::size_t i = 0; i < 6; ++i) {
            CAPTURE(i);
            const double right = exact[i].convert_to<double>();
            CAPTURE(right);
            CAPTURE(found[i]);
            CAPTURE(spread[i]);
            CAPTURE(printed[i].value);
            if (std::isnan(right)) continue;
            if (close(found[i], right, 1e-12)) {
                ++within;
            } else if (std::isnan(found[i])) {
                ++untold;
                const bool none = std::isnan(found[0]) && spread[0] > 0.01 * std::abs(exact[0].convert_to<double>());
                REQUIRE((none || std::isnan(printed[i].value) || spread[i] > 0.01 * std::abs(right)));
            } else {
                ++loose;                                                      // no digit counts where the spread is as large as the number
                REQUIRE((std::abs(found[i] - right) <= 8 * spread[i] || spread[i] > 0.01 * std::abs(found[i])));
            }
        }
    };
    const auto coordinate = [&] {
        const double sign = random.integer(0, 1) == 0 ? -1 : 1;
        switch (random.integer(0, 2)) {
        case 0: return random.uniform(-3, 3);
        case 1: return sign * std::pow(10, random.uniform(2, 12));
        default: return sign * std::pow(10, random.uniform(-12, -2));
        }
    };
    int expressions = 0, compared = 0, excused = 0, drawn = 0;
    while (expressions < wanted) {
        REQUIRE(++drawn < 60'000);
        const auto f = unrolled(random.draw(random.integer(2, 16), random.integer(0, 2) > 0));
        if (!f || (!depends_on(*f, 0) && !depends_on(*f, 1))) continue;
        const double x = coordinate(), y = coordinate();
        const high_precision::Dual exact = high_precision::of(*f, x, y);
        if (exact.tie || !isfinite(exact.f)) continue;
        ++expressions;
        CAPTURE(to_text(*f));
        CAPTURE(x);
        CAPTURE(y);
        const auto found = precise_at(*f, x, y);
        const high_precision::Number all[6] = {exact.f, exact.g[0], exact.g[1], exact.h[0], exact.h[1], exact.h[2]};
        for (std::size_t i = 0; i < 6; ++i) {
            CAPTURE(i);
            CAPTURE(found[i].remark);
            const double right = all[i].convert_to<double>();
            CAPTURE(right);
            CAPTURE(found[i].value);
            if (found[i].remark.empty()) {
                ++compared;
                REQUIRE(close(found[i].value, right, 1e-12));
            } else {
                ++excused;
                REQUIRE((std::isnan(found[i].value) || !std::isfinite(right) || close(found[i].value, right, 1e-12)));
            }
        }
        compiled(*f, {x, y}, all, found);
    }
    CAPTURE(within);
    CAPTURE(loose);
    CAPTURE(untold);
    CHECK(within > 5 * wanted);
    CHECK(loose < wanted / 6);
    CHECK(untold < wanted / 60);
    CAPTURE(excused);
    CHECK(compared > 5 * wanted);
    CHECK(excused < wanted / 4);
}
