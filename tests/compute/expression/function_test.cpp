#include "compute/expression/function.hpp"

#include "random_expression.hpp"

#include <bit>
#include <limits>

using namespace eigenscope;

namespace {

Function made(std::string_view text, const Parameters& parameters = {}, std::vector<std::string> variables = {"x", "y"}) {
    const auto function = Function::make(Typed(std::move(variables), text), parameters);
    REQUIRE(function);
    return *function;
}

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b)); }

/// What rounding may do to formulas of this size, where nothing cancels much.
bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * (1 + std::abs(a) + std::abs(b)); }

}

TEST_CASE("a function has the value of its formula, its derivatives, and those derivatives' derivatives") {
    constexpr unsigned seed = 41;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y"}, {0.5, 1, 2, 3});
    int compared = 0;
    for (int round = 0; round < 400; ++round) {
        const std::string text = to_text(random.draw(random.integer(3, 14), true));
        CAPTURE(text);
        const auto expression = parse(text, {"x", "y"});
        REQUIRE(expression);
        const Result<Expression> d[2] = {derivative(*expression, 0), derivative(*expression, 1)};
        const auto function = Function::make(Typed({"x", "y"}, text), {});
        if (!function || !d[0] || !d[1]) continue;
        const std::array<double, 2> x = {random.uniform(0.1, 1.5), random.uniform(0.1, 1.5)};
        const double value = evaluate(*expression, x);
        if (!std::isfinite(value) || std::abs(value) > 1e6) continue;
        CHECK(near(function->value(x), value));
        const VecX gradient = function->gradient(x);
        const Eigen::MatrixXd hessian = function->hessian(x);
        for (std::uint32_t i = 0; i < 2; ++i) {
            const double slope = evaluate(*d[i], x);
            if (!std::isfinite(slope) || std::abs(slope) > 1e6) continue;
            CHECK(near(gradient[i], slope));
            for (std::uint32_t j = 0; j < 2; ++j) {
                CHECK(same(hessian(i, j), hessian(j, i)));
                const auto second = derivative(*d[i], j);
                const double bend = second ? evaluate(*second, x) : 1e9;
                if (!std::isfinite(bend) || std::abs(bend) > 1e6) continue;
                CHECK(std::abs(hessian(i, j) - bend) <= 1e-7 * (1 + std::abs(bend) + std::abs(slope) + std::abs(value)));
                ++compared;
            }
        }
    }
    CHECK(compared > 400);
}

TEST_CASE("parameters are put in by name; those that are not given are 1") {
    const std::array<double, 2> x = {2, 5};
    CHECK(made("a*x^2 + b*y", {{"b", 10}, {"a", 3}}).value(x) == 62);
    CHECK(made("a*x^2 + b*y", {{"a", 3}}).value(x) == 17);
    CHECK(made("a*x^2 + b*y", {{"a", 3}}).gradient(x) == VecX{{12, 1}});
    CHECK(made("a*x^2 + x*y").hessian(x) == Eigen::MatrixXd{{2, 1}, {1, 0}});
    const Typed typed({"x", "y"}, "a*x");
    const auto function = Function::make(typed, {{"a", 2}});
    REQUIRE(function);
    CHECK(function->is_of(typed, {{"a", 2}}));
    CHECK_FALSE(function->is_of(typed, {{"a", 3}}));
    CHECK_FALSE(function->is_of(Typed({"x", "y"}, "a*y"), {{"a", 2}}));
}

TEST_CASE("outside the domain neither value nor derivatives are numbers, although formulas of derivatives go on") {
    for (const char* text : {"ln(x) + y^2", "sqrt(x)^2 + y", "x*y + 0*ln(x)", "x^1.5 - x^1.5 + y"}) {
        CAPTURE(text);
        const Function f = made(text);
        const std::array<double, 2> out = {-1, 2}, in = {1, 2};
        CHECK(std::isnan(f.value(out)));
        CHECK(f.gradient(out).array().isNaN().all());
        CHECK(f.hessian(out).array().isNaN().all());
        CHECK(std::isfinite(f.value(in)));
        CHECK(f.gradient(in).allFinite());
        CHECK(f.hessian(in).allFinite());
    }
}

TEST_CASE("1 - cos x and cosh x - 1 keep their digits where they are small") {
    struct Row {
        const char* text;
        double x, value;                      // mpmath, 60 digits, of x as it is a double
    };
    for (const Row& row : {Row{"1-cos(x)", 1e-9, 5.000000000000000622e-19}, {"1-cos(x)", 3e-5, 4.499999999662500228e-10}, {"cos(x)-1", 1e-100, -5e-201},
                           {"1-cos(x)", 6.283, 1.716937535394901232e-8}, {"cosh(x)-1", 1e-9, 5.000000000000000623e-19}, {"cosh(x)-1", 2.5, 5.132289479663686117},
                           {"1-cosh(x)", -3e-6, -4.500000000003375228e-12}, {"1-cos(x/1e8)", 0.7, 2.449999999999999679e-17},
                           {"(1-cos(x))/x^2", 1e-8, 0.4999999999999999958}, {"(cosh(x)-1)/x^2", 1e-8, 0.5000000000000000042}}) {
        CAPTURE(row.text);
        const double found = made(row.text, {}, {"x"}).value(std::array{row.x});
        CHECK(std::abs(found - row.value) <= 1e-15 * std::abs(row.value));
    }
}

TEST_CASE("many points at once have the same bits as one after the other") {
    constexpr unsigned seed = 42;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y"}, {1});
    const Function function = made("sqrt(x)*exp(-a*y^2) + cos(3x*y) + ln(1 + x^2)/y", {{"a", 0.3}});
    constexpr std::size_t n = 1001;
    std::vector<double> x(n), y(n), f(n), g(n), gx(n), gy(n);
    for (std::size_t i = 0; i < n; ++i) x[i] = random.uniform(-1, 4), y[i] = i % 50 == 0 ? 0 : random.uniform(-3, 3);
    const std::array<std::span<const double>, 2> at = {x, y};
    function.values(at, f);
    function.values_and_gradients(at, g, std::array<std::span<double>, 2>{gx, gy});
    for (std::size_t i = 0; i < n; ++i) {
        const std::array<double, 2> point = {x[i], y[i]};
        const VecX gradient = function.gradient(point);
        CHECK(same(f[i], function.value(point)));
        CHECK(same(g[i], f[i]));
        CHECK(same(gx[i], gradient[0]));
        CHECK(same(gy[i], gradient[1]));
        if (x[i] < 0) CHECK(std::isnan(gy[i]));
    }
}

TEST_CASE("the terms are there for proofs: value as written, derivatives in x and y only") {
    const Function function = made("a*x^2 + x*y", {{"a", 3}});
    const std::vector<std::string> names = {"x", "y"};
    const auto text = [&](Graph::Id id) { return to_text(*written(function.graph(), id, names)); };
    CHECK(text(function.value_term()) == "3*x^2 + x*y");
    REQUIRE(function.gradient_terms().size() == 2);
    CHECK(text(function.gradient_terms()[0]) == "6*x + y");
    CHECK(text(function.gradient_terms()[1]) == "x");
    REQUIRE(function.hessian_terms().size() == 3);
    CHECK(text(function.hessian_terms()[0]) == "6");
    CHECK(text(function.hessian_terms()[1]) == "1");
    CHECK(text(function.hessian_terms()[2]) == "0");
}

TEST_CASE("a formula that is no function says why") {
    const auto error = [](std::string_view text, const Parameters& parameters = {}) {
        const auto function = Function::make(Typed({"x", "y"}, text), parameters);
        return function ? std::string("none") : std::string(function.error());
    };
    CHECK(error("sum(k, 1, n, x^k)", {{"n", 3}}) == "none");
    CHECK(error("sum(k, 1, n, x^k)", {{"n", 2.5}}) == "none");
    CHECK(error("sum(k, 1, n, x^k)", {{"n", 1e5}}) == "the sum over k has more than 1000 terms: too complex");
    CHECK(error("sum(k, 1, x, k)") == "the sum over k needs limits that are numbers: they cannot depend on a variable");
    CHECK(error("prod(k, 1, 400, sin(k*x + y/k))").ends_with("too complex"));
}
