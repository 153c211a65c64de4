#include "compute/expression/program.hpp"

#include "compute/expression/operations.hpp"
#include "random_expression.hpp"

#include <bit>
#include <limits>
#include <numeric>

using namespace eigenscope;

namespace {

using Id = Graph::Id;

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b)); }

/// Columns of coordinates.
using Columns = std::vector<std::vector<double>>;

std::vector<std::span<const double>> spans(const Columns& x) { return {x.begin(), x.end()}; }

Columns run(const Program& program, const Columns& x, std::size_t outputs) {
    const std::size_t n = x[0].size();
    Columns result(outputs, std::vector<double>(n, -77));
    program.run(spans(x), std::vector<std::span<double>>(result.begin(), result.end()));
    return result;
}

std::vector<double> run_at(const Program& program, const Columns& x, std::size_t i, std::size_t outputs) {
    std::vector<double> point, result(outputs, -77);
    for (const auto& column : x) point.push_back(column[i]);
    program.run(point, result);
    return result;
}

Columns random_points(RandomExpression& random, std::size_t variables, std::size_t n) {
    Columns x(variables);
    for (auto& column : x)
        for (std::size_t i = 0; i < n; ++i) column.push_back(random.integer(0, 2) == 0 ? random.integer(-3, 3) : random.uniform(-4, 4));
    return x;
}

Id entered_from(Graph& graph, std::string_view text, std::vector<std::string> variables = {"x", "y"}) {
    const auto expression = parse(text, std::move(variables));
    REQUIRE(expression);
    const auto id = entered(graph, *expression);
    REQUIRE(id);
    return *id;
}

/// How far an operation may be from the standard library's, in units of the last place.
double allowed(const Graph& graph, const Graph::Term& term, double operand) {
    switch (term.operation) {
    case Operation::power: return graph[term.operands[0]].operation == Operation::e ? 8 + std::abs(operand) : 1 + std::abs(operand);
    case Operation::exp: case Operation::expm1: case Operation::ln: case Operation::log1p: case Operation::sin: case Operation::cos: return 2;
    case Operation::tan: case Operation::sinh: case Operation::cosh: case Operation::tanh: case Operation::sigmoid: case Operation::softplus: return 4;
    default: return 0;
    }
}

bool within(double a, double b, double places) {
    if (same(a, b) || (a == 0 && b == 0)) return true;
    const double magnitude = std::max(std::abs(a), std::abs(b));
    return std::abs(a - b) <= places * (magnitude - std::nextafter(magnitude, 0));
}

}

namespace {

/// Every term has the value that its operation has of its operands' values, and what is fused rounds as its parts do.
void check_terms(const Graph& graph, Id root, const Columns& x) {
    std::vector<Id> all(graph.size());
    std::iota(all.begin(), all.end(), Id{0});
    const Columns got = run(Program(graph, all), x, all.size());
    const Columns alone = run(Program(graph, std::array{root}), x, 1);
    for (std::size_t i = 0; i < x[0].size(); ++i) {
        for (const Id id : all) {
            const Graph::Term& term = graph[id];
            CAPTURE(id);
            CAPTURE(got[id][i]);
            if (term.operation == Operation::number || term.operation == Operation::variable) {
                CHECK(same(got[id][i], term.operation == Operation::number ? term.value : x[term.variable][i]));
                continue;
            }
            const auto [a, b, c] = term.operands;
            const double expected = applied(term.operation, got[a][i], got[b][i], got[c][i]);
            CAPTURE(expected);
            CHECK(within(got[id][i], expected, allowed(graph, term, got[b][i])));
        }
        CHECK(same(alone[0][i], got[root][i]));
    }
}

/// Sums, products and powers with many numbers in them: what instructions are fused from.
std::string arithmetic(RandomExpression& random, int depth) {
    const auto one_of = [&](std::vector<std::string> choices) { return choices[static_cast<std::size_t>(random.integer(0, static_cast<int>(choices.size()) - 1))]; };
    if (depth == 0) return one_of({"x", "y", "x", "y", "3", "0.1", "4"});
    const auto part = [&] { return arithmetic(random, depth - random.integer(1, depth)); };
    switch (random.integer(0, 6)) {
    case 0: return "(" + part() + "+" + part() + ")";
    case 1: return "(" + part() + "-" + part() + ")";
    case 2: return "(" + part() + "*" + part() + ")";
    case 3: return "(" + part() + "/" + part() + ")";
    case 4: return "(-" + part() + ")";
    case 5: return "((" + part() + ")^(" + one_of({"2", "2", "2", "3", "7", "16", "17", "-1", "-2", "-5", "1/2", "-0.5", "1", "0", "1.5", "-0.25"}) + "))";
    default: {
        const std::string same = part();
        return "(" + same + "*" + same + ")";
    }
    }
}

}

TEST_CASE("every term has the value that its operation has of its operands' values") {
    constexpr unsigned seed = 31;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y"}, {0.5, 1, 2, 3, 0.1, 7});
    for (int round = 0; round < 4000; ++round) {
        const Expression expression = random.draw(random.integer(1, 40));
        CAPTURE(to_text(expression));
        Graph graph;
        if (const auto root = entered(graph, expression)) check_terms(graph, *root, random_points(random, 2, 7));
    }
}

TEST_CASE("arithmetic in one instruction has the bits of arithmetic in two") {
    constexpr unsigned seed = 34;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y"}, {1});
    for (int round = 0; round < 6000; ++round) {
        const std::string text = arithmetic(random, random.integer(1, 7));
        CAPTURE(text);
        Graph graph;
        const Id root = entered_from(graph, text);
        check_terms(graph, root, random_points(random, 2, 5));
    }
}

TEST_CASE("polynomials of whole numbers are exact, as the plain evaluator has them") {
    constexpr unsigned seed = 32;
    CAPTURE(seed);
    RandomExpression random(seed, {"x", "y", "z"}, {1, 2, 3, 5});
    for (int round = 0; round < 2000; ++round) {
        const Expression expression = random.polynomial(random.integer(1, 25));
        CAPTURE(to_text(expression));
        Graph graph;
        const Id root = *entered(graph, expression);
        const std::vector<double> point = {static_cast<double>(random.integer(-3, 3)), static_cast<double>(random.integer(-3, 3)), 2};
        double value = 0;
        Program(graph, std::array{root}).run(point, std::span(&value, 1));
        CHECK(value == values(graph, point)[root]);
    }
}

TEST_CASE("a point has the same bits alone and anywhere among others, at the borders of chunks too") {
    Graph graph;
    const Id f = entered_from(graph, "min(x, 0.3)*sin(3x)*exp(-y^2) + ln(1+x^2)/(2+cos(y)) - tanh(x*y) + (x-y)^3 + sqrt(x) + 3x^2 - 2x*y");
    const auto g = gradient(graph, f, 2);
    REQUIRE(g);
    const Program program(graph, std::array{f, (*g)[0], (*g)[1]}, Program::Domain::of_first);
    const std::size_t chunk = program.chunk();
    CHECK(program.registers() * chunk <= 4096);
    RandomExpression random(33, {"x", "y"}, {1});
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{5}, chunk - 1, chunk, chunk + 1, 3 * chunk + 7}) {
        CAPTURE(n);
        const Columns x = random_points(random, 2, n), got = run(program, x, 3);
        for (std::size_t i = 0; i < n; ++i) {
            const auto alone = run_at(program, x, i, 3);
            for (std::size_t k = 0; k < 3; ++k) REQUIRE(same(alone[k], got[k][i]));
        }
    }
}

TEST_CASE("where the first output is not a number, no other is; only then") {
    Graph graph;
    const Id f = entered_from(graph, "sqrt(x) + 0*y^2 + ln(y)");
    const auto g = gradient(graph, f, 2);
    REQUIRE(g);
    const Id constant = graph.number(4), x = graph.variable(0);
    const Columns points = {{4, -1, 1, 0}, {1, 1, -1, 1}};
    const std::vector<Id> outputs = {f, (*g)[1], constant, x, f};
    const Columns masked = run(Program(graph, outputs, Program::Domain::of_first), points, outputs.size());
    const Columns free = run(Program(graph, outputs), points, outputs.size());
    for (std::size_t i = 0; i < 4; ++i) {
        const bool defined = i == 0 || i == 3;
        for (std::size_t k = 0; k < outputs.size(); ++k) CHECK(same(masked[k][i], defined ? free[k][i] : std::nan("")));
        CHECK(free[1][i] == 1 / points[1][i]);
        CHECK(free[2][i] == 4);
        CHECK(free[3][i] == points[0][i]);
    }
}

TEST_CASE("outputs may be numbers, variables, and the same term twice") {
    Graph graph;
    const Id x = graph.variable(0), y = graph.variable(1), sum = graph.apply(Operation::add, x, y);
    const Id third = graph.apply(Operation::divide, graph.number(1), graph.number(3)), twice = graph.apply(Operation::multiply, sum, graph.number(2));
    const std::vector<Id> outputs = {x, third, sum, sum, twice, y, third};
    for (const auto domain : {Program::Domain::of_each, Program::Domain::of_first}) {
        const Columns got = run(Program(graph, outputs, domain), {{1, 2, 3}, {10, 20, 30}}, outputs.size());
        CHECK(got == Columns{{1, 2, 3}, {1.0 / 3, 1.0 / 3, 1.0 / 3}, {11, 22, 33}, {11, 22, 33}, {22, 44, 66}, {10, 20, 30}, {1.0 / 3, 1.0 / 3, 1.0 / 3}});
    }
}

TEST_CASE("large formulas: long chains need few registers, wide ones any number") {
    constexpr std::size_t count = 2000;
    Graph graph;
    const Id x = graph.variable(0);
    std::vector<Id> sines;
    Id chain = x;
    for (std::size_t k = 0; k < count; ++k) {
        chain = graph.apply(Operation::add, chain, graph.apply(Operation::sin, graph.apply(Operation::multiply, graph.number(static_cast<double>(k + 1)), x)));
        sines.push_back(graph.apply(Operation::cos, graph.apply(Operation::add, x, graph.number(static_cast<double>(k)))));
    }
    const Program narrow(graph, std::array{chain});
    CHECK(narrow.registers() <= 4);
    // Every cosine is needed again, in the other order: all of them are alive in the middle.
    Id wide = x;
    for (std::size_t k = 0; k < count; ++k) wide = graph.apply(Operation::subtract, sines[k], wide);
    for (std::size_t k = count; k-- > 0;) wide = graph.apply(Operation::multiply, graph.apply(Operation::subtract, wide, sines[k]), graph.number(0.5));
    const Program both(graph, std::array{wide, chain});
    CHECK(both.registers() > 1000);
    const Columns points = {{0.1, 0.2, 0.3, 0.4, 0.5}}, got = run(both, points, 2), narrow_got = run(narrow, points, 1);
    for (std::size_t i = 0; i < 5; ++i) {
        const auto expected = values(graph, std::array{points[0][i]});
        CHECK(got[0][i] == doctest::Approx(expected[wide]).epsilon(1e-13));
        CHECK(got[1][i] == doctest::Approx(expected[chain]).epsilon(1e-12));
        CHECK(same(got[1][i], narrow_got[0][i]));
        const auto alone = run_at(both, points, i, 2);
        CHECK(same(alone[0], got[0][i]));
    }
}

TEST_CASE("what is not needed is left out, what is constant is worked out, patterns are one instruction") {
    const auto count = [](std::string_view text) {
        Graph graph;
        const Id unused = entered_from(graph, "exp(x*y)");
        const Id id = entered_from(graph, text);
        CHECK(unused != id);
        return Program(graph, std::array{id}).instructions();
    };
    CHECK(count("x+y") == 1);
    CHECK(count("2x+1") == 1);
    CHECK(count("x^2+y^2") == 1);
    CHECK(count("(x-1)^2") == 1);
    CHECK(count("(1-x)^2 + 100(y-x^2)^2") == 3);
    CHECK(count("3x^2 + 2x*y - y") == 3);
    CHECK(count("x^7") == 1);
    CHECK(count("exp(x)*y + exp(x)/y") == 3);
    CHECK(count("exp(-(x+3y-0.1)/2)") == 3);
    CHECK(count("exp(sin(pi/7)^2)*x") == 1);
    CHECK(count("(x^2+y-11)^2 + (x+y^2-7)^2") <= 5);
}
