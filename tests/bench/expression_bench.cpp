#include "compute/expression/function.hpp"

#include <Eigen/Core>
#include <muParser.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

/// Formulas over a million points, on one thread: compiled by us, by muParser in its bulk mode, and by the C++ compiler as
/// Eigen expressions with the flags of the release build. All take turns, so that they meet the same machine; medians count.
using namespace eigenscope;

namespace {

using Array = Eigen::ArrayXd;

struct Contest {
    const char* name;
    const char* ours;
    const char* muparser;
    void (*eigen)(const Array& x, const Array& y, Array& f);
};

const std::vector<Contest> contests = {
    {"quadratic", "3x^2 + 2x*y + 5y^2 - 4x + 7", "3*x^2 + 2*x*y + 5*y^2 - 4*x + 7",
     [](const Array& x, const Array& y, Array& f) { f = 3 * x.square() + 2 * x * y + 5 * y.square() - 4 * x + 7; }},
    {"Rosenbrock", "(1-x)^2 + 100(y-x^2)^2", "(1-x)^2 + 100*(y-x^2)^2",
     [](const Array& x, const Array& y, Array& f) { f = (1 - x).square() + 100 * (y - x.square()).square(); }},
    {"Himmelblau", "(x^2+y-11)^2 + (x+y^2-7)^2", "(x^2+y-11)^2 + (x+y^2-7)^2",
     [](const Array& x, const Array& y, Array& f) { f = (x.square() + y - 11).square() + (x + y.square() - 7).square(); }},
    {"log-sum-exp", "ln(exp(x+3y-0.1) + exp(x-3y-0.1) + exp(-x-0.1))", "ln(exp(x+3*y-0.1) + exp(x-3*y-0.1) + exp(-x-0.1))",
     [](const Array& x, const Array& y, Array& f) { f = ((x + 3 * y - 0.1).exp() + (x - 3 * y - 0.1).exp() + (-x - 0.1).exp()).log(); }},
    {"Gaussian bumps", "-exp(-((x-1)^2+(y-1)^2)/0.8) - 0.7exp(-((x+1)^2+y^2)/1.5) - 0.4exp(-(x^2+(y+2)^2)/3)",
     "-exp(-((x-1)^2+(y-1)^2)/0.8) - 0.7*exp(-((x+1)^2+y^2)/1.5) - 0.4*exp(-(x^2+(y+2)^2)/3)",
     [](const Array& x, const Array& y, Array& f) {
         f = -(-((x - 1).square() + (y - 1).square()) / 0.8).exp() - 0.7 * (-((x + 1).square() + y.square()) / 1.5).exp() -
             0.4 * (-(x.square() + (y + 2).square()) / 3).exp();
     }},
    {"Rastrigin", "20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2pi*y)", "20 + x^2 - 10*cos(6.283185307179586*x) + y^2 - 10*cos(6.283185307179586*y)",
     [](const Array& x, const Array& y, Array& f) { f = 20 + x.square() - 10 * (2 * EIGEN_PI * x).cos() + y.square() - 10 * (2 * EIGEN_PI * y).cos(); }},
};

constexpr Eigen::Index points = 1'000'000;
constexpr int rounds = 15;

/// Processor time of all threads: a second one would gain nothing here.
double milliseconds(const std::function<void()>& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
    };
    const double begin = now();
    work();
    return now() - begin;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The median of each contestant's times, in milliseconds; they take turns.
std::vector<double> medians(const std::vector<std::function<void()>>& contestants) {
    std::vector<std::vector<double>> times(contestants.size());
    for (int round = -1; round < rounds; ++round) {
        for (std::size_t i = 0; i < contestants.size(); ++i) {
            const double time = milliseconds(contestants[i]);
            if (round >= 0) times[i].push_back(time);                         // the first round warms up
        }
    }
    std::vector<double> result;
    for (const auto& of_one : times) result.push_back(median(of_one));
    return result;
}

std::span<double> span(Array& values) { return {values.data(), static_cast<std::size_t>(values.size())}; }

Function compiled(const char* formula) {
    const Typed typed({"x", "y"}, formula);
    auto function = Function::make(typed, {});
    if (function) return *function;
    std::fprintf(stderr, "bench: %s: %s\n", formula, function.error().c_str());
    std::exit(1);
}

/// From text to value, gradient and Hessian.
double compile_milliseconds(const char* formula) {
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) times.push_back(milliseconds([&] { compiled(formula); }));
    return median(times);
}

double largest_difference(const Array& a, const Array& b) { return ((a - b).abs() / (1 + b.abs())).maxCoeff(); }

bool hold(const Contest& contest) {
    std::srand(1);
    Array x = 3 * Array::Random(points), y = 3 * Array::Random(points), ours(points), theirs(points), direct(points), gx(points), gy(points);
    const Function function = compiled(contest.ours);
    const std::array<std::span<const double>, 2> at = {span(x), span(y)};
    const std::array<std::span<double>, 2> gradient = {span(gx), span(gy)};
    mu::Parser parser;
    parser.DefineVar("x", x.data());
    parser.DefineVar("y", y.data());
    parser.SetExpr(contest.muparser);
    const auto time = medians({[&] { function.values(at, span(ours)); }, [&] { parser.Eval(theirs.data(), static_cast<int>(points)); },
                               [&] { contest.eigen(x, y, direct); }, [&] { function.values_and_gradients(at, span(ours), gradient); }});
    const double difference = std::max(largest_difference(ours, direct), largest_difference(theirs, direct)), compiling = compile_milliseconds(contest.ours);
    const double faster = time[1] / time[0], slower = time[0] / time[2], both = time[3] / time[0];
    const bool pass = faster >= 5 && slower <= 1.5 && both <= 3 && compiling <= 1 && difference < 1e-12;
    std::printf("%-15s %8.2f %9.2f %8.2f %9.2f %9.2fx %8.2fx %9.2fx %9.0f   %s\n", contest.name, time[0], time[1], time[2], time[3], faster, slower, both,
                compiling * 1e3, pass ? "PASS" : "FAIL");
    return pass;
}

}

int main() try {
    const char* threads = std::getenv("OMP_NUM_THREADS");
    if (!threads || std::string(threads) != "1") {
        std::fputs("bench: muParser takes as many threads as it finds; set OMP_NUM_THREADS=1, as scripts/bench does\n", stderr);
        return 2;
    }
    std::printf("a formula over %ld points, ms of processor time, median of %d; compiling: text to value, gradient and Hessian, in µs\n"
                "%-15s %8s %9s %8s %9s %10s %9s %10s %10s\n%-15s %8s %9s %8s %9s %10s %9s %10s %10s\n",
                static_cast<long>(points), rounds, "", "ours", "muParser", "Eigen", "ours, f", "muParser", "ours", "f and ∇f", "compile",
                "", "f", "f", "f", "and ∇f", "/ours ≥5", "/Eigen ≤1.5", "/f ≤3", "≤1000");
    bool pass = true;
    for (const Contest& contest : contests) pass = hold(contest) && pass;
    return pass ? 0 : 1;
} catch (const mu::Parser::exception_type& error) {
    std::fprintf(stderr, "bench: muParser: %s\n", error.GetMsg().c_str());
    return 1;
}
