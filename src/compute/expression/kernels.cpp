#include "compute/expression/kernels.hpp"

#include "compute/expression/elementary.hpp"
#include "compute/expression/flags.hpp"
#include "compute/expression/operations.hpp"

#include <cassert>
#include <utility>

// Loops are compiled for processors with AVX2 too, and the program takes those where it finds one. Contraction is off, so both
// give the same bits. A sanitizer is not ready yet when the choice is made.
#if defined(__x86_64__) && defined(__ELF__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define EIGENSCOPE_LOOPS __attribute__((target_clones("avx2", "default"), flatten))
#else
#define EIGENSCOPE_LOOPS
#endif

// No element depends on an earlier one: `out` is apart from the operands.
#if defined(__GNUC__) && !defined(__clang__)
#define EIGENSCOPE_ELEMENTWISE _Pragma("GCC ivdep")
#else
#define EIGENSCOPE_ELEMENTWISE
#endif

namespace eigenscope {
namespace {

using elementary::infinity;
using elementary::nan;

template <class F>
inline void each(double* __restrict out, std::size_t n, F f) {
    EIGENSCOPE_ELEMENTWISE
    for (std::size_t i = 0; i < n; ++i) out[i] = f(i);
}

EIGENSCOPE_LOOPS void basic(Kernel kernel, const Operands& o, double* __restrict out, std::size_t n) {
    const double* __restrict a = o.a;
    const double* __restrict b = o.b;
    const double s = o.s;
    switch (kernel) {
    case Kernel::copy: return each(out, n, [=](auto i) { return a[i]; });
    case Kernel::fill: return each(out, n, [=](auto) { return s; });
    case Kernel::add: return each(out, n, [=](auto i) { return a[i] + b[i]; });
    case Kernel::subtract: return each(out, n, [=](auto i) { return a[i] - b[i]; });
    case Kernel::multiply: return each(out, n, [=](auto i) { return a[i] * b[i]; });
    case Kernel::divide: return each(out, n, [=](auto i) { return a[i] / b[i]; });
    case Kernel::plus: return each(out, n, [=](auto i) { return a[i] + s; });
    case Kernel::times: return each(out, n, [=](auto i) { return s * a[i]; });
    case Kernel::over: return each(out, n, [=](auto i) { return a[i] / s; });
    case Kernel::from: return each(out, n, [=](auto i) { return s - a[i]; });
    case Kernel::into: return each(out, n, [=](auto i) { return s / a[i]; });
    case Kernel::negate: return each(out, n, [=](auto i) { return -a[i]; });
    case Kernel::abs: return each(out, n, [=](auto i) { return std::abs(a[i]); });
    case Kernel::sqrt: return each(out, n, [=](auto i) { return std::sqrt(a[i]); });
    default: assert(false);
    }
}

EIGENSCOPE_LOOPS void fused(Kernel kernel, const Operands& o, double* __restrict out, std::size_t n) {
    const double* __restrict a = o.a;
    const double* __restrict b = o.b;
    const double* __restrict c = o.c;
    const double s = o.s, t = o.t;
    const auto square = [](double x) { return x * x; };
    switch (kernel) {
    case Kernel::affine: return each(out, n, [=](auto i) { return s * a[i] + t; });
    case Kernel::scale_add: return each(out, n, [=](auto i) { return s * a[i] + b[i]; });
    case Kernel::scale_add_plus: return each(out, n, [=](auto i) { return s * a[i] + b[i] + t; });
    case Kernel::scale_subtract: return each(out, n, [=](auto i) { return s * a[i] - b[i]; });
    case Kernel::multiply_plus: return each(out, n, [=](auto i) { return a[i] * b[i] + s; });
    case Kernel::multiply_add: return each(out, n, [=](auto i) { return a[i] * b[i] + c[i]; });
    case Kernel::multiply_add_plus: return each(out, n, [=](auto i) { return a[i] * b[i] + c[i] + s; });
    case Kernel::multiply_subtract: return each(out, n, [=](auto i) { return a[i] * b[i] - c[i]; });
    case Kernel::subtract_multiply: return each(out, n, [=](auto i) { return c[i] - a[i] * b[i]; });
    case Kernel::scale_multiply: return each(out, n, [=](auto i) { return s * a[i] * b[i]; });
    case Kernel::scale_multiply_add: return each(out, n, [=](auto i) { return s * a[i] * b[i] + c[i]; });
    case Kernel::square: return each(out, n, [=](auto i) { return square(a[i]); });
    case Kernel::scale_square: return each(out, n, [=](auto i) { return s * square(a[i]); });
    case Kernel::scale_square_add: return each(out, n, [=](auto i) { return s * square(a[i]) + b[i]; });
    case Kernel::square_plus: return each(out, n, [=](auto i) { return square(a[i] + s); });
    case Kernel::square_difference: return each(out, n, [=](auto i) { return square(a[i] - b[i]); });
    case Kernel::squares: return each(out, n, [=](auto i) { return square(a[i]) + square(b[i]); });
    default: assert(false);
    }
}

/// x^exponent by repeated squaring (Knuth, TAOCP vol. 2, 4.6.3, from the left).
template <int exponent>
inline double whole_power(double x) {
    if constexpr (exponent == 1) {
        return x;
    } else {
        const double half = whole_power<exponent / 2>(x);
        return exponent % 2 == 0 ? half * half : half * half * x;
    }
}

EIGENSCOPE_LOOPS void power(int exponent, const double* __restrict a, double* __restrict out, std::size_t n) {
    const auto of = [&]<int k>(std::integral_constant<int, k>) {
        if (exponent == k) each(out, n, [=](auto i) { return whole_power<k>(a[i]); });
    };
    [&]<int... k>(std::integer_sequence<int, k...>) { (of(std::integral_constant<int, k + 2>()), ...); }(std::make_integer_sequence<int, most_power - 1>());
}

EIGENSCOPE_LOOPS void inverse_power(int exponent, const double* __restrict a, double* __restrict out, std::size_t n) {
    const auto of = [&]<int k>(std::integral_constant<int, k>) {
        if (exponent == k) each(out, n, [=](auto i) { return 1 / whole_power<k>(a[i]); });
    };
    [&]<int... k>(std::integer_sequence<int, k...>) { (of(std::integral_constant<int, k + 2>()), ...); }(std::make_integer_sequence<int, most_power - 1>());
}

EIGENSCOPE_LOOPS void stepped(Kernel kernel, const Operands& o, double* __restrict out, std::size_t n) {
    const double* __restrict a = o.a;
    const double* __restrict b = o.b;
    switch (kernel) {
    // −0 + 0 = 0, whose root has no sign.
    case Kernel::root_power: return each(out, n, [=](auto i) { return a[i] == -infinity ? infinity : std::sqrt(a[i] + 0.0); });
    case Kernel::inverse_root: return each(out, n, [=](auto i) { return a[i] == -infinity ? 0 : 1 / std::sqrt(a[i] + 0.0); });
    case Kernel::sign: return each(out, n, [=](auto i) { return sign(a[i]); });
    case Kernel::floor: return each(out, n, [=](auto i) { return std::floor(a[i]); });
    case Kernel::ceil: return each(out, n, [=](auto i) { return std::ceil(a[i]); });
    case Kernel::round: return each(out, n, [=](auto i) { return std::round(a[i]); });
    case Kernel::relu: return each(out, n, [=](auto i) { return a[i] != a[i] || a[i] > 0 ? a[i] : 0; });
    case Kernel::min: return each(out, n, [=](auto i) { return a[i] != a[i] || a[i] < b[i] ? a[i] : b[i]; });
    case Kernel::max: return each(out, n, [=](auto i) { return a[i] != a[i] || a[i] > b[i] ? a[i] : b[i]; });
    default: assert(false);
    }
}

inline double truth(bool known, bool holds) { return known ? (holds ? 1 : 0) : nan; }
inline bool ordered(double a, double b) { return a == a && b == b; }

EIGENSCOPE_LOOPS void condition(Kernel kernel, const Operands& o, double* __restrict out, std::size_t n) {
    const double* __restrict a = o.a;
    const double* __restrict b = o.b;
    const double* __restrict c = o.c;
    switch (kernel) {
    case Kernel::less: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] < b[i]); });
    case Kernel::less_equal: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] <= b[i]); });
    case Kernel::greater: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] > b[i]); });
    case Kernel::greater_equal: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] >= b[i]); });
    case Kernel::equal: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] == b[i]); });
    case Kernel::unequal: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] != b[i]); });
    case Kernel::logical_and: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] != 0 && b[i] != 0); });
    case Kernel::logical_or: return each(out, n, [=](auto i) { return truth(ordered(a[i], b[i]), a[i] != 0 || b[i] != 0); });
    case Kernel::logical_not: return each(out, n, [=](auto i) { return truth(a[i] == a[i], a[i] == 0); });
    case Kernel::choose: return each(out, n, [=](auto i) { return a[i] != a[i] ? nan : a[i] != 0 ? b[i] : c[i]; });
    default: assert(false);
    }
}

EIGENSCOPE_LOOPS void exponential(Kernel kernel, const double* __restrict a, double* __restrict out, std::size_t n) {
    switch (kernel) {
    case Kernel::expm1: return each(out, n, [=](auto i) { return elementary::expm1(a[i]); });
    case Kernel::ln: return each(out, n, [=](auto i) { return elementary::log(a[i]); });
    case Kernel::log1p: return each(out, n, [=](auto i) { return elementary::log1p(a[i]); });
    case Kernel::sinh: return each(out, n, [=](auto i) { return elementary::sinh(a[i]); });
    case Kernel::cosh: return each(out, n, [=](auto i) { return elementary::cosh(a[i]); });
    case Kernel::tanh: return each(out, n, [=](auto i) { return elementary::tanh(a[i]); });
    case Kernel::sigmoid: return each(out, n, [=](auto i) { return elementary::sigmoid(a[i]); });
    case Kernel::softplus: return each(out, n, [=](auto i) { return elementary::softplus(a[i]); });
    default: assert(false);
    }
}

/// How many operands are beyond what a quick kernel can do.
EIGENSCOPE_LOOPS std::uint64_t beyond(double limit, const double* __restrict a, std::size_t n) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < n; ++i) count += std::abs(a[i]) > limit ? 1 : 0;
    return count;
}

EIGENSCOPE_LOOPS void usual(Kernel kernel, const double* __restrict a, double* __restrict out, std::size_t n) {
    switch (kernel) {
    case Kernel::exp: return each(out, n, [=](auto i) { return elementary::usual_exp(a[i]); });
    case Kernel::sin: return each(out, n, [=](auto i) { return elementary::sin(a[i]); });
    case Kernel::cos: return each(out, n, [=](auto i) { return elementary::cos(a[i]); });
    case Kernel::tan: return each(out, n, [=](auto i) { return elementary::tan(a[i]); });
    default: assert(false);
    }
}

EIGENSCOPE_LOOPS std::uint64_t undefined(const double* __restrict a, std::size_t n) {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < n; ++i) count += a[i] != a[i] ? 1 : 0;
    return count;
}

double unusual(Kernel kernel, double x) {
    switch (kernel) {
    case Kernel::exp: return elementary::exp(x);
    case Kernel::sin: return applied(Operation::sin, x);
    case Kernel::cos: return applied(Operation::cos, x);
    default: return applied(Operation::tan, x);
    }
}

/// Where selections stand for exponentials that no double is, no arithmetic raises the flags that tell of it.
void raise_flags(Kernel kernel, const double* a, std::size_t n) {
    if (beyond(elementary::largest_usual_exponent, a, n) == 0) return;
    bool up = false, down = false;
    for (std::size_t i = 0; i < n; ++i) {
        up = up || a[i] > elementary::largest_usual_exponent;
        down = down || a[i] < -elementary::largest_usual_exponent;
    }
    const bool both = kernel == Kernel::sinh || kernel == Kernel::cosh, small = kernel == Kernel::sigmoid || kernel == Kernel::softplus;
    if (!small && (up || (both && down))) flags::raise_overflow();
    if (small || (kernel == Kernel::exp && down)) flags::raise_underflow();
}

/// What is beyond the quick kernel's reach is done again, one by one: there is hardly ever any.
void bounded(Kernel kernel, const double* a, double* out, std::size_t n) {
    const double limit = kernel == Kernel::exp ? elementary::largest_usual_exponent : elementary::largest_angle;
    usual(kernel, a, out, n);
    if (beyond(limit, a, n) == 0) return;
    if (kernel == Kernel::exp) raise_flags(kernel, a, n);
    for (std::size_t i = 0; i < n; ++i)
        if (std::abs(a[i]) > limit) out[i] = unusual(kernel, a[i]);
}

void others(const Operands& o, double* out, std::size_t n) {
    const int count = arity(o.operation);
    for (std::size_t i = 0; i < n; ++i) out[i] = applied(o.operation, o.a[i], count > 1 ? o.b[i] : 0, count > 2 ? o.c[i] : 0);
}

}

void apply(Kernel kernel, const Operands& operands, double* out, std::size_t n) {
    if (kernel <= Kernel::into || kernel == Kernel::negate || kernel == Kernel::abs || kernel == Kernel::sqrt) return basic(kernel, operands, out, n);
    if (kernel <= Kernel::squares) return fused(kernel, operands, out, n);
    if (kernel == Kernel::power) return power(static_cast<int>(operands.s), operands.a, out, n);
    if (kernel == Kernel::inverse_power) return inverse_power(static_cast<int>(operands.s), operands.a, out, n);
    if (kernel <= Kernel::max) return stepped(kernel, operands, out, n);
    if (kernel <= Kernel::choose) return condition(kernel, operands, out, n);
    if (kernel <= Kernel::tan) return bounded(kernel, operands.a, out, n);
    if (kernel < Kernel::other) {
        exponential(kernel, operands.a, out, n);
        if (kernel != Kernel::ln && kernel != Kernel::log1p && kernel != Kernel::tanh) raise_flags(kernel, operands.a, n);
        return;
    }
    others(operands, out, n);
}

bool any_undefined(const double* a, std::size_t n) { return undefined(a, n) > 0; }

}
