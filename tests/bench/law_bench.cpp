#include "compute/probability/sample.hpp"

#include "law_bench.hpp"

/// What a value of a law of ours takes, and a sample; the script beside this sets it against Boost.Math and numpy.random.
using namespace eigenscope;

int main() {
    for (const double nu : bench::degrees) {
        const Distribution law = StudentT{nu};
        bench::print_student(nu, [&](double x) { return cdf(law, x); }, [&](double p) { return quantile(law, p); });
    }
    struct Named {
        const char* name;
        Distribution law;
    };
    constexpr int count = 1'000'000;
    for (const Named& one : {Named{"normal", Normal{}}, {"gamma 2", Gamma{2, 1}}, {"gamma 0.5", Gamma{0.5, 1}}, {"t 3", StudentT{3}},
                             {"beta 2 5", Beta{2, 5}}})
        std::printf("draw %s: %.2f\n", one.name, bench::least_nanoseconds(count, [&] { bench::sink = draw(one.law, 1, count).back(); }));
}
