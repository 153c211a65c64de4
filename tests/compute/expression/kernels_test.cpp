#include "compute/expression/kernels.hpp"

#include "compute/expression/elementary.hpp"

#include <bit>
#include <limits>
#include <random>

using namespace eigenscope;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b)); }

std::vector<double> applied_to(Kernel kernel, const std::vector<double>& a, double s = 0) {
    std::vector<double> out(a.size());
    apply(kernel, {.a = a.data(), .b = a.data(), .c = a.data(), .s = s}, out.data(), a.size());
    return out;
}

/// How far `got` is from the exact value, in units of the last place of that value rounded.
double error_in_places(double got, long double exact) {
    const auto rounded = static_cast<double>(exact);
    if (std::isnan(rounded) || std::isinf(rounded)) return same(got, rounded) ? 0 : infinity;
    const double magnitude = std::abs(rounded);
    const double place = std::nextafter(magnitude, infinity) - magnitude;
    return static_cast<double>(std::abs(static_cast<long double>(got) - exact) / place);
}

/// Points that are even in x from lo to hi, and points of every size in between.
std::vector<double> points(double lo, double hi, std::mt19937_64& random, std::size_t count) {
    std::uniform_real_distribution<double> even(lo, hi), exponent(-60, std::log2(std::max(std::abs(lo), std::abs(hi))));
    std::vector<double> result;
    while (result.size() < count) {
        result.push_back(even(random));
        const double sized = std::exp2(exponent(random)) * (result.size() % 4 < 2 ? 1 : -1);
        if (sized >= lo && sized <= hi) result.push_back(sized);
    }
    return result;
}

struct Case {
    const char* name;
    Kernel kernel;
    long double (*exact)(long double);
    double lo, hi;
    double places;                            ///< allowed
};

// The x87's long double has 64 bits of fraction: the last bits of it do not matter here.
const std::vector<Case> cases = {
    {"exp", Kernel::exp, [](long double x) { return std::exp(x); }, -746, 710, 1},
    {"expm1", Kernel::expm1, [](long double x) { return std::expm1(x); }, -60, 710, 1.25},
    {"ln", Kernel::ln, [](long double x) { return std::log(x); }, 1e-12, 1e12, 1},
    {"ln near 1", Kernel::ln, [](long double x) { return std::log(x); }, 0.7, 1.5, 1},
    {"log1p", Kernel::log1p, [](long double x) { return std::log1p(x); }, -0.9999, 1000, 1},
    {"sin", Kernel::sin, [](long double x) { return std::sin(x); }, -100, 100, 1},
    {"sin of large angles", Kernel::sin, [](long double x) { return std::sin(x); }, -3.2e6, 3.2e6, 1},
    {"cos", Kernel::cos, [](long double x) { return std::cos(x); }, -100, 100, 1},
    {"cos of large angles", Kernel::cos, [](long double x) { return std::cos(x); }, -3.2e6, 3.2e6, 1},
    {"sin of huge angles", Kernel::sin, [](long double x) { return std::sin(x); }, -1e18, 1e18, 1},
    {"tan", Kernel::tan, [](long double x) { return std::tan(x); }, -100, 100, 2},
    {"sinh", Kernel::sinh, [](long double x) { return std::sinh(x); }, -711, 711, 2},
    {"sinh near 0", Kernel::sinh, [](long double x) { return std::sinh(x); }, -30, 30, 2},
    {"cosh", Kernel::cosh, [](long double x) { return std::cosh(x); }, -711, 711, 2},
    {"cosh near 0", Kernel::cosh, [](long double x) { return std::cosh(x); }, -3, 3, 2},
    {"tanh", Kernel::tanh, [](long double x) { return std::tanh(x); }, -25, 25, 2},
    {"tanh near 0", Kernel::tanh, [](long double x) { return std::tanh(x); }, -1, 1, 2},
    {"sigmoid", Kernel::sigmoid, [](long double x) { return 1 / (1 + std::exp(-x)); }, -709, 40, 2},
    {"softplus", Kernel::softplus, [](long double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }, -740, 50, 2},
};

}

TEST_CASE("elementary functions are exact to a unit in the last place or two") {
    constexpr unsigned seed = 20;
    std::mt19937_64 random(seed);
    for (const Case& c : cases) {
        CAPTURE(seed);
        CAPTURE(c.name);
        const auto x = points(c.lo, c.hi, random, 200'000);
        const auto got = applied_to(c.kernel, x);
        double worst = 0, at = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double error = error_in_places(got[i], c.exact(x[i]));
            if (error > worst) worst = error, at = x[i];
        }
        CAPTURE(at);
        CHECK(worst <= c.places);
    }
}

TEST_CASE("elementary functions at the ends of their domains") {
    struct Value {
        Kernel kernel;
        double x, f;
    };
    const double nan = std::nan("");
    for (const auto& [kernel, x, f] : std::vector<Value>{
             {Kernel::exp, infinity, infinity}, {Kernel::exp, -infinity, 0}, {Kernel::exp, 709.79, infinity}, {Kernel::exp, -746, 0}, {Kernel::exp, -745, smallest},
             {Kernel::exp, 0, 1}, {Kernel::exp, -0.0, 1}, {Kernel::exp, 1e300, infinity}, {Kernel::exp, -1e300, 0}, {Kernel::exp, smallest, 1},
             {Kernel::expm1, -0.0, -0.0}, {Kernel::expm1, smallest, smallest}, {Kernel::expm1, -infinity, -1}, {Kernel::expm1, infinity, infinity},
             {Kernel::ln, 0, -infinity}, {Kernel::ln, -0.0, -infinity}, {Kernel::ln, -1, nan}, {Kernel::ln, -smallest, nan}, {Kernel::ln, infinity, infinity},
             {Kernel::ln, -infinity, nan}, {Kernel::ln, 1, 0}, {Kernel::ln, smallest, std::log(smallest)}, {Kernel::ln, 1e-310, std::log(1e-310)},
             {Kernel::log1p, -1, -infinity}, {Kernel::log1p, -2, nan}, {Kernel::log1p, -0.0, -0.0}, {Kernel::log1p, infinity, infinity}, {Kernel::log1p, -infinity, nan},
             {Kernel::log1p, 1e-300, 1e-300}, {Kernel::log1p, 1e300, std::log(1e300)},
             {Kernel::sin, -0.0, -0.0}, {Kernel::sin, smallest, smallest}, {Kernel::sin, infinity, nan}, {Kernel::cos, -infinity, nan}, {Kernel::cos, smallest, 1},
             {Kernel::tan, -0.0, -0.0}, {Kernel::tan, infinity, nan}, {Kernel::sin, 1e300, std::sin(1e300)}, {Kernel::cos, 1e22, std::cos(1e22)},
             {Kernel::sin, 6381956970095103.0 * 0x1p797, std::sin(6381956970095103.0 * 0x1p797)},                // the double nearest to a multiple of π/2
             {Kernel::sinh, -0.0, -0.0}, {Kernel::sinh, -infinity, -infinity}, {Kernel::sinh, smallest, smallest}, {Kernel::cosh, -infinity, infinity}, {Kernel::cosh, 0, 1},
             {Kernel::tanh, -0.0, -0.0}, {Kernel::tanh, infinity, 1}, {Kernel::tanh, -infinity, -1}, {Kernel::tanh, -1e-300, -1e-300}, {Kernel::tanh, 30, 1},
             {Kernel::sigmoid, infinity, 1}, {Kernel::sigmoid, -infinity, 0}, {Kernel::sigmoid, 0, 0.5}, {Kernel::softplus, infinity, infinity},
             {Kernel::softplus, -infinity, 0}, {Kernel::softplus, 1e300, 1e300},
             {Kernel::root_power, -0.0, 0}, {Kernel::root_power, -infinity, infinity}, {Kernel::root_power, -1, nan}, {Kernel::inverse_root, -0.0, infinity},
             {Kernel::inverse_root, -infinity, 0}, {Kernel::sqrt, -0.0, -0.0}, {Kernel::sqrt, -1, nan}, {Kernel::relu, -3, 0}, {Kernel::sign, -0.0, -0.0}, {Kernel::sign, -7, -1},
             {Kernel::round, -2.5, -3}, {Kernel::round, 0.49999999999999994, 0}, {Kernel::floor, -0.5, -1}, {Kernel::ceil, 1.5, 2}}) {
        CAPTURE(static_cast<int>(kernel));
        CAPTURE(x);
        const auto got = applied_to(kernel, std::vector<double>(9, x));
        CAPTURE(got[0]);
        for (const double value : got) CHECK(same(value, f));
    }
}

TEST_CASE("angles near multiples of π/2 keep their digits") {
    // Doubles next to n·π/2: what is left of them after the reduction is all rounding, if it is done badly.
    std::vector<double> x;
    for (int n = 1; n < 1'000'000; n += 7) {
        const auto near = static_cast<double>(static_cast<long double>(n) * 1.57079632679489661923132169163975144L);
        x.insert(x.end(), {near, std::nextafter(near, 0), -near});
    }
    const auto sines = applied_to(Kernel::sin, x), cosines = applied_to(Kernel::cos, x);
    double worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        // The standard library's are exact to a place.
        worst = std::max({worst, error_in_places(sines[i], std::sin(x[i])), error_in_places(cosines[i], std::cos(x[i]))});
    }
    CHECK(worst <= 1);
}

TEST_CASE("not-a-number goes in and comes out") {
    const std::vector<double> bad(5, std::nan("")), good(5, 1.0);
    std::vector<double> out(5);
    for (int k = static_cast<int>(Kernel::add); k < static_cast<int>(Kernel::other); ++k) {
        CAPTURE(k);
        const auto kernel = static_cast<Kernel>(k);
        apply(kernel, {.a = bad.data(), .b = good.data(), .c = good.data(), .s = 2, .t = 1}, out.data(), out.size());
        for (const double value : out) CHECK(std::isnan(value));
    }
    using enum Kernel;
    for (const Kernel kernel : {add, multiply, divide, min, max, less, greater_equal, equal, unequal, logical_and, logical_or}) {
        CAPTURE(static_cast<int>(kernel));
        apply(kernel, {.a = good.data(), .b = bad.data()}, out.data(), out.size());
        for (const double value : out) CHECK(std::isnan(value));
    }
    apply(choose, {.a = good.data(), .b = good.data(), .c = bad.data()}, out.data(), out.size());
    for (const double value : out) CHECK(value == 1);
}

TEST_CASE("an element has the same bits alone, anywhere in an array, and by the plain function") {
    constexpr unsigned seed = 21;
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    auto a = points(-50, 50, random, 203), b = points(-50, 50, random, 203), c = points(-50, 50, random, 203);
    a[17] = std::nan(""), a[18] = 1e9, a[19] = infinity, a[20] = -0.0, a[21] = smallest, a[22] = 1e-310, a[23] = 710, a[24] = -740, b[20] = -infinity;
    for (int k = 0; k < static_cast<int>(Kernel::other); ++k) {
        CAPTURE(k);
        const auto kernel = static_cast<Kernel>(k);
        for (const std::size_t begin : {std::size_t{0}, std::size_t{1}, std::size_t{3}}) {
            std::vector<double> whole(a.size() - begin);
            apply(kernel, {.a = &a[begin], .b = &b[begin], .c = &c[begin], .s = 3, .t = 0.1}, whole.data(), whole.size());
            for (std::size_t i = begin; i < a.size(); ++i) {
                double alone = 0;
                apply(kernel, {.a = &a[i], .b = &b[i], .c = &c[i], .s = 3, .t = 0.1}, &alone, 1);
                CHECK(same(alone, whole[i - begin]));
            }
        }
    }
    // Compiled here for the plainest processor.
    using Plain = double (*)(double);
    const std::vector<std::pair<Kernel, Plain>> plain = {
        {Kernel::exp, [](double x) { return elementary::exp(x); }}, {Kernel::expm1, elementary::expm1}, {Kernel::ln, elementary::log}, {Kernel::log1p, elementary::log1p},
        {Kernel::sin, elementary::sin}, {Kernel::cos, elementary::cos}, {Kernel::tan, elementary::tan}, {Kernel::sinh, elementary::sinh}, {Kernel::cosh, elementary::cosh},
        {Kernel::tanh, elementary::tanh}, {Kernel::sigmoid, elementary::sigmoid}, {Kernel::softplus, elementary::softplus}};
    for (const auto& [kernel, function] : plain) {
        const auto x = points(-700, 700, random, 20'000);
        const auto got = applied_to(kernel, x);
        for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(same(got[i], function(x[i])));
    }
}
