#include "compute/optimize/run.hpp"

#ifdef EIGENSCOPE_NLOPT
#include <nlopt.h>
#endif

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

/// A step of gradient descent, its record included, against a loop that only evaluates f and ∇f and moves; and BFGS on quadratics against
/// NLopt's L-BFGS, where that is installed. The contestants take turns, so that they meet the same machine; medians count.
using namespace eigenscope;

namespace {

double nanoseconds(const std::function<void()>& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
    };
    const double begin = now();
    work();
    return now() - begin;
}

std::vector<double> medians(const std::vector<std::function<void()>>& contestants) {
    constexpr int rounds = 101;
    std::vector<std::vector<double>> times(contestants.size());
    for (int round = -1; round < rounds; ++round)
        for (std::size_t i = 0; i < contestants.size(); ++i) {
            const double time = nanoseconds(contestants[i]);
            if (round >= 0) times[i].push_back(time);            // the first round warms up
        }
    std::vector<double> result;
    for (auto& of_one : times) {
        std::sort(of_one.begin(), of_one.end());
        result.push_back(of_one[of_one.size() / 2]);
    }
    return result;
}

volatile double sink = 0;

/// "PASS" or "FAIL"; the benchmark ends with 1 where one fails.
bool failed = false;
const char* judged(double ours, double most) {
    failed = failed || !(ours <= most);
    return ours <= most ? "PASS" : "FAIL";
}

template <class F>
void step_against_loop(const char* name, const F& f, const Vec2& start, double rate, double limit) {
    constexpr int steps = 2000;
    const Objective objective = f;
    const auto ours = [&] {
        const Run r = run(GradientDescent{.rate = rate}, objective, start, steps);
        sink = r.steps.back().f;
    };
    const auto bare = [&] {
        Vec2 x = start;
        double sum = 0;
        for (int k = 0; k < steps; ++k) {
            sum += f.value(x);
            x -= rate * f.gradient(x);
        }
        sink = sum;
    };
    const auto time = medians({ours, bare});
    const int taken = run(GradientDescent{.rate = rate}, objective, start, steps).last();
    const double a = time[0] / taken, b = time[1] / steps;
    std::printf("%-28s %7.1f ns a step, bare %6.1f ns: %.2fx   %s\n", name, a, b, a / b, judged(a, limit * b));
}

#ifdef EIGENSCOPE_NLOPT
double nlopt_value(unsigned, const double* x, double* gradient, void* data) {
    const auto& f = *static_cast<const RotatedQuadratic*>(data);
    const Vec2 at(x[0], x[1]);
    if (gradient) Eigen::Map<Vec2>{gradient} = f.gradient(at);
    return f.value(at);
}

void bfgs_against_nlopt() {
    std::vector<RotatedQuadratic> bowls;
    for (int i = 0; i < 50; ++i) bowls.push_back({.lambda1 = 1 + 0.5 * i, .lambda2 = 0.5 + 0.1 * i, .angle = 0.1 * i, .center = Vec2(0.3, -0.2)});
    const Vec2 start(-2, 1.5);
    const auto ours = [&] {
        for (const RotatedQuadratic& f : bowls) sink = run(Bfgs{}, f, start, 100).outcome.f;
    };
    // Both stop at the same f.
    std::vector<double> reached;
    for (const RotatedQuadratic& f : bowls) reached.push_back(run(Bfgs{}, f, start, 100).outcome.f);
    const auto theirs = [&] {
        for (std::size_t i = 0; i < bowls.size(); ++i) {
            nlopt_opt opt = nlopt_create(NLOPT_LD_LBFGS, 2);
            nlopt_set_min_objective(opt, nlopt_value, &bowls[i]);
            nlopt_set_vector_storage(opt, 5);                    // its default clears ten megabytes
            nlopt_set_stopval(opt, reached[i]);
            double x[] = {start.x(), start.y()}, f = 0;
            nlopt_optimize(opt, x, &f);
            nlopt_destroy(opt);
            sink = f;
        }
    };
    const auto time = medians({ours, theirs});
    const double a = time[0] / 50, b = time[1] / 50;
    std::printf("%-28s %7.0f ns a run, NLopt %6.0f ns: %.2fx   %s\n", "BFGS on quadratics", a, b, a / b, judged(a, b));
}
#endif

}

int main() {
    step_against_loop("bowl", Quadratic{.kappa = 10}, Vec2(10, 1), 1e-4, 3);
    step_against_loop("Rosenbrock", Rosenbrock{}, Vec2(-1.2, 1), 1e-3, 3);
    step_against_loop("sum of exponentials", ExpSum{}, Vec2(-1, 1), 1e-4, 3);
    step_against_loop("typed Rosenbrock", ExpressionObjective("(1-x)^2 + 100(y-x^2)^2"), Vec2(-1.2, 1), 1e-3, 3);
#ifdef EIGENSCOPE_NLOPT
    bfgs_against_nlopt();
#endif
    return failed ? 1 : 0;
}
