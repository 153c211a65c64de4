#pragma once
#include <algorithm>
#include <cstdio>
#include <ctime>

/// What the two programs share that time a law of ours and one of Boost's: they are two, for one would share its tables between them.
namespace bench {

constexpr double degrees[] = {1, 2, 3, 3.5, 10, 30, 200, 1e4};
inline volatile double sink = 0;

/// Processor time for each of `count` calls, the least of some rounds.
template <class F>
double least_nanoseconds(int count, F&& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
    };
    double least = 1e300;
    for (int round = 0; round < 7; ++round) {
        const double begin = now();
        work();
        least = std::min(least, (now() - begin) / count);
    }
    return least;
}

/// "t 3 cdf: 118.20" and "t 3 quantile: 301.00", both over their whole middle.
template <class F, class Q>
void print_student(double nu, F&& cdf, Q&& quantile) {
    constexpr int calls = 10'000;
    const auto all = [](auto&& f, double from, double to) {
        return least_nanoseconds(calls, [&] {
            double sum = 0;
            for (int i = 0; i < calls; ++i) sum += f(from + (to - from) * (i + 0.5) / calls);
            sink = sum;
        });
    };
    std::printf("t %g cdf: %.2f\nt %g quantile: %.2f\n", nu, all(cdf, -6, 6), nu, all(quantile, 0, 1));
}

}
