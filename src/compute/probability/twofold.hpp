#pragma once
#include <cmath>

namespace eigenscope {

/// A number of about 106 bits: the unevaluated sum of a double and a far smaller one (Dekker, "A floating-point technique for extending
/// the available precision", 1971). Sums, products and quotients have relative errors of a few 2⁻¹⁰⁴ and the same bits on every machine.
struct Twofold {
    double hi = 0, lo = 0;

    /// The exact sum and the exact product of two doubles.
    static Twofold sum(double a, double b) {
        const double s = a + b, t = s - a;
        return {s, (a - (s - t)) + (b - t)};
    }
    static Twofold product(double a, double b) {
        const double p = a * b;
        return {p, std::fma(a, b, -p)};
    }
};

/// hi + lo of any lo that is smaller than hi, its bits divided anew.
inline Twofold renewed(double hi, double lo) {
    const double s = hi + lo;
    return {s, lo - (s - hi)};
}

inline Twofold operator-(Twofold a) { return {-a.hi, -a.lo}; }

inline Twofold operator+(Twofold a, Twofold b) {
    Twofold s = Twofold::sum(a.hi, b.hi);
    const Twofold t = Twofold::sum(a.lo, b.lo);
    s = renewed(s.hi, s.lo + t.hi);
    return renewed(s.hi, s.lo + t.lo);
}

inline Twofold operator-(Twofold a, Twofold b) { return a + -b; }

inline Twofold operator*(Twofold a, Twofold b) {
    const Twofold p = Twofold::product(a.hi, b.hi);
    return renewed(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

inline Twofold operator/(Twofold a, Twofold b) {
    const double first = a.hi / b.hi;
    Twofold rest = a - b * Twofold{first};
    const double second = rest.hi / b.hi;
    rest = rest - b * Twofold{second};
    return renewed(first, second) + Twofold{rest.hi / b.hi};
}

/// x to a whole power, by squaring.
inline Twofold power(Twofold x, double whole) {
    Twofold result{1};
    for (; whole >= 1; whole = std::floor(whole / 2)) {
        if (std::fmod(whole, 2) == 1) result = result * x;
        x = x * x;
    }
    return result;
}

}
