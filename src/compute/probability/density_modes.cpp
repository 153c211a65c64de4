#include "compute/probability/density_modes.hpp"

#include <algorithm>

namespace eigenscope {
namespace {

// The highest place between a and b: where the slope changes its sign, and where it does not the golden section finds it (Kiefer 1953).
double summit(const Density& f, double a, double b) {
    if (f.slope(a) > 0 && f.slope(b) < 0) {
        for (;;) {
            const double middle = a + (b - a) / 2, here = f.slope(middle);
            if (here == 0) return middle;
            if (middle <= a || middle >= b || std::isnan(here)) return f.height(a) >= f.height(b) ? a : b;
            (here > 0 ? a : b) = middle;
        }
    }
    constexpr double golden = 0.6180339887498949;
    double p = b - golden * (b - a), q = a + golden * (b - a), at_p = f.height(p), at_q = f.height(q);
    for (int i = 0; i < 80 && p < q; ++i) {
        if (at_p > at_q) {
            b = q, q = p, at_q = at_p;
            at_p = f.height(p = b - golden * (b - a));
        } else {
            a = p, p = q, at_p = at_q;
            at_q = f.height(q = a + golden * (b - a));
        }
    }
    return at_p > at_q ? p : q;
}

// The highest atoms between valleys that are deeper than rounding; the highest ones where there are very many.
std::vector<std::size_t> peaks(const std::vector<DensitySamples::Atom>& atoms) {
    constexpr std::size_t most = 64;
    constexpr double deep = 1e-9;
    std::vector<std::size_t> found;
    std::size_t top = 0, bottom = 0;
    bool rising = true;
    for (std::size_t i = 1; i < atoms.size(); ++i) {
        const double here = atoms[i].height;
        if (rising) {
            if (here > atoms[top].height) top = i;
            if (here >= atoms[top].height * (1 - deep)) continue;
            found.push_back(top);
            rising = false;
            bottom = i;
        } else {
            if (here < atoms[bottom].height) bottom = i;
            rising = here > atoms[bottom].height * (1 + deep);
            top = i;
        }
    }
    if (rising) found.push_back(top);
    if (found.size() > most) {
        std::partial_sort(found.begin(), found.begin() + most, found.end(), [&](std::size_t p, std::size_t q) { return atoms[p].height > atoms[q].height; });
        found.resize(most);
        std::sort(found.begin(), found.end());
    }
    return found;
}

// Where a plateau ends between a place outside and one on it.
double edge(const Density& f, double outside, double on, double top) {
    if (!std::isfinite(outside)) return on;
    if (f.height(outside) >= top * (1 - 1e-15)) return outside;
    for (;;) {
        const double middle = outside + (on - outside) / 2;
        if (middle == outside || middle == on) return on;
        (f.height(middle) >= top * (1 - 1e-15) ? on : outside) = middle;
    }
}

}

Modes highest_places(const Density& f, const std::vector<DensitySamples::Atom>& atoms) {
    const Interval ends = f.ends;
    const std::size_t n = atoms.size();
    Modes found;
    for (const double x : {ends.lo, 0.0, ends.hi})
        if (std::isfinite(x) && x >= ends.lo && x <= ends.hi && f.height(x) == infinity && (found.at.empty() || found.at.back() != x)) found.at.push_back(x);
    if (!found.at.empty()) return found;
    double top = 0;
    for (const auto& atom : atoms) top = std::max(top, atom.height);
    // The same over a whole panel and where some of the probability is: a plateau, not a summit.
    constexpr double worth_telling = 1e-4;
    double share = 0;
    for (std::size_t i = 0, from = 0; i < n; ++i) {
        if (atoms[i].height < top * (1 - 1e-15)) {
            from = i + 1;
            share = 0;
            continue;
        }
        share += atoms[i].share;
        const bool last = i + 1 == n || atoms[i + 1].height < top * (1 - 1e-15);
        if (last && share >= worth_telling && i + 1 - from > gauss_kronrod::points) {
            const double outside_lo = from > 0 ? atoms[from - 1].x : ends.lo, outside_hi = i + 1 < n ? atoms[i + 1].x : ends.hi;
            return {{edge(f, outside_lo, atoms[from].x, top), edge(f, outside_hi, atoms[i].x, top)}, true};
        }
    }
    struct Summit {
        double x, height;
    };
    std::vector<Summit> summits;
    for (const std::size_t peak : peaks(atoms)) {
        if (atoms[peak].height < 0.5 * top) continue;
        // Between the nearest places on either side that are lower, or the end.
        const double level = atoms[peak].height * (1 - 1e-15);
        std::size_t l = peak, r = peak;
        while (l > 0 && atoms[l - 1].height >= level) --l;
        while (r + 1 < n && atoms[r + 1].height >= level) ++r;
        const double a = l > 0 ? atoms[l - 1].x : std::isfinite(ends.lo) ? ends.lo : atoms[0].x, b = r + 1 < n ? atoms[r + 1].x : std::isfinite(ends.hi) ? ends.hi : atoms[n - 1].x;
        Summit best{atoms[peak].x, f.height(atoms[peak].x)};
        for (const double x : {summit(f, a, b), a, b})
            if (const double y = f.height(x); y >= best.height) best = {x, y};
        summits.push_back(best);
    }
    top = 0;
    for (const Summit& s : summits) top = std::max(top, s.height);
    // Two with no valley between them are one, and rounding.
    const auto apart = [&](double p, double q) { return q > p && f.height(p + (q - p) / 2) < top * (1 - 1e-12); };
    for (const Summit& s : summits)
        if (s.height >= top * (1 - 1e-12) && (found.at.empty() || apart(found.at.back(), s.x))) found.at.push_back(s.x);
    return found;
}

}
