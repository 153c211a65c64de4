#include "compute/probability/gauss_kronrod.hpp"

#include <Eigen/LU>

#include <cmath>

namespace eigenscope::gauss_kronrod {
namespace {

// QUADPACK's dqk21: the half of the nodes that is not negative, outermost first; every second one is Gauss's.
constexpr double outer_nodes[] = {0.995657163025808080735527280689003, 0.973906528517171720077964012084452, 0.930157491355708226001207180059508,
                                  0.865063366688984510732096688423493, 0.780817726586416897063717578345042, 0.679409568299024406234327365114874,
                                  0.562757134668604683339000099272694, 0.433395394129247190799265943165784, 0.294392862701460198131126603103866,
                                  0.148874338981631210884826001129720, 0};
constexpr double outer_kronrod[] = {0.011694638867371874278064396062192, 0.032558162307964727478818972459390, 0.054755896574351996031381300244580,
                                    0.075039674810919952767043140916190, 0.093125454583697605535065465083366, 0.109387158802297641899210590325805,
                                    0.123491976262065851077958109585166, 0.134709217311473325928054001771707, 0.142775938577060080797094273138717,
                                    0.147739104901338491374841515972068, 0.149445554002916905664936468389821};
constexpr double outer_gauss[] = {0.066671344308688137593568809893332, 0.149451349150580593145863397657697, 0.219086362515982043995534934228163,
                                  0.269266719309996355091226921569469, 0.295524224714752870173815619188769};

double chebyshev(int k, double u) { return std::cos(k * std::acos(u)); }

// Row j: what T0, T1, ... are at place j of a list.
template <class F>
Transform each_polynomial(F&& f) {
    Transform values;
    for (int j = 0; j < points; ++j)
        for (int k = 0; k < points; ++k) values(j, k) = f(j, k);
    return values;
}

Rule made() {
    Rule r;
    for (int i = 0; i < points; ++i) {
        const int j = i <= points / 2 ? i : points - 1 - i;
        r.nodes[i] = i <= points / 2 ? -outer_nodes[j] : outer_nodes[j];
        r.kronrod[i] = outer_kronrod[j];
        r.gauss[i] = j % 2 == 1 ? outer_gauss[j / 2] : 0;
    }
    r.series = each_polynomial([&](int j, int k) { return chebyshev(k, r.nodes[j]); }).inverse();
    // The mean of T_k over [-1, u_j] by the rule itself, which is exact for it: nothing cancels, however short the interval is.
    const auto mean = [&](int j, int k, double end) {
        double total = 0;
        for (int i = 0; i < points; ++i) total += r.kronrod[i] * chebyshev(k, end + (r.nodes[j] - end) * (1 + r.nodes[i]) / 2);
        return total / 2;
    };
    r.lower_mean = r.series * each_polynomial([&](int j, int k) { return mean(j, k, -1); }) * r.series;
    r.upper_mean = r.series * each_polynomial([&](int j, int k) { return mean(j, k, 1); }) * r.series;
    return r;
}

}

const Rule& rule() {
    static const Rule once = made();
    return once;
}

double sum(const Samples& series, double u) {
    double b1 = 0, b2 = 0;
    for (int k = points - 1; k > 0; --k) {
        const double b = 2 * u * b1 - b2 + series[k];
        b2 = b1;
        b1 = b;
    }
    return u * b1 - b2 + series[0];
}

}
