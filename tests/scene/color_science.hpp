#pragma once
#include "scene/colormap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

/// Colour measurement for tests, independent of the program's own code.
namespace color_science {

struct Lab {
    double L = 0, a = 0, b = 0;
};
using Linear = std::array<double, 3>;

/// sRGB (IEC 61966-2-1) to linear light.
inline Linear linear(double r, double g, double b) {
    const auto one = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return {one(r), one(g), one(b)};
}

/// A lit room: `share` of white light falls on the screen.
inline Linear lifted(Linear c, double share) {
    for (double& v : c) v = share + (1 - share) * v;
    return c;
}

inline double luminance(const Linear& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; }

/// WCAG 2.2, "contrast ratio".
inline double ratio(const Linear& a, const Linear& b) {
    const double p = luminance(a), q = luminance(b);
    return (std::max(p, q) + 0.05) / (std::min(p, q) + 0.05);
}

/// CIE 1976 L*a*b* with D65 white.
inline Lab lab(const Linear& c) {
    const double x = (0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047;
    const double y = 0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2];
    const double z = (0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883;
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// How a colour looks to an eye without one kind of cone: Machado, Oliveira and Fernandes, "A physiologically-based model
/// for simulation of color vision deficiency", IEEE TVCG 15(6), 2009, table 1, severity 1.
enum class Eye { usual, protan, deutan, tritan };
inline constexpr std::array eyes{Eye::usual, Eye::protan, Eye::deutan, Eye::tritan};

inline Linear seen_by(Eye eye, const Linear& c) {
    using Matrix = std::array<std::array<double, 3>, 3>;
    static constexpr std::array<Matrix, 4> matrices{{
        {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
        {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
        {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
        {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
    }};
    Linear result{};
    const Matrix& m = matrices[static_cast<std::size_t>(eye)];
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = std::clamp(m[i][0] * c[0] + m[i][1] * c[1] + m[i][2] * c[2], 0.0, 1.0);
    return result;
}

/// CIEDE2000 as in Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
/// test data, and mathematical observations", Color Research and Application 30(1), 2005.
inline double difference(const Lab& p, const Lab& q) {
    const auto seventh = [](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7))); };
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    const double g = 0.5 * (1 - seventh((std::hypot(p.a, p.b) + std::hypot(q.a, q.b)) / 2));
    const double a1 = p.a * (1 + g), a2 = q.a * (1 + g), c1 = std::hypot(a1, p.b), c2 = std::hypot(a2, q.b);
    const auto hue = [&](double a, double b) {
        const double h = a == 0 && b == 0 ? 0 : std::atan2(b, a) * 180 / std::numbers::pi;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, p.b), h2 = hue(a2, q.b);
    double turn = c1 * c2 == 0 ? 0 : h2 - h1;
    if (turn > 180) turn -= 360;
    if (turn < -180) turn += 360;
    const double dL = q.L - p.L, dC = c2 - c1, dH = 2 * std::sqrt(c1 * c2) * std::sin(radians(turn / 2));
    const double L = (p.L + q.L) / 2, C = (c1 + c2) / 2;
    double h = h1 + h2;
    if (c1 * c2 != 0) h = std::abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
    const double T = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h)) +
                     0.32 * std::cos(radians(3 * h + 6)) - 0.20 * std::cos(radians(4 * h - 63));
    const double SL = 1 + 0.015 * (L - 50) * (L - 50) / std::sqrt(20 + (L - 50) * (L - 50)), SC = 1 + 0.045 * C,
                 SH = 1 + 0.015 * C * T;
    const double rotation = -std::sin(radians(60 * std::exp(-std::pow((h - 275) / 25, 2)))) * 2 * seventh(C);
    const double l = dL / SL, c = dC / SC, s = dH / SH;
    return std::sqrt(l * l + c * c + s * s + rotation * c * s);
}

}
