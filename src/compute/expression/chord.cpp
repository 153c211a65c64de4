#include "compute/expression/chord.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace eigenscope {

std::optional<Secant> refuting_chord(const Graph& graph, std::vector<double> a, std::vector<double> b) {
    std::vector<Enclosure> at_a, at_b, middle;
    for (std::size_t i = 0; i < a.size(); ++i) {
        at_a.push_back(Enclosure::point(a[i]));
        at_b.push_back(Enclosure::point(b[i]));
        middle.push_back(Enclosure::point(0.5) * (at_a.back() + at_b.back()));
    }
    const Enclosure fa = enclosures(graph, at_a).back(), fb = enclosures(graph, at_b).back();
    if (fa.regularity < Regularity::defined || fb.regularity < Regularity::defined) return std::nullopt;
    const Enclosure between = enclosures(graph, middle).back();
    if (between.empty()) return Secant{std::move(a), std::move(b), std::numeric_limits<double>::infinity()};
    const double excess = (between - Enclosure::point(0.5) * (fa + fb)).lo;
    if (between.regularity < Regularity::defined || !(excess > 0)) return std::nullopt;
    return Secant{std::move(a), std::move(b), excess};
}

std::optional<Secant> found_chord(const Graph& graph, std::span<const Enclosure> box, std::stop_token stop) {
    constexpr unsigned seed = 20060901;
    const auto pairs = static_cast<int>(std::clamp<std::size_t>(30'000 / graph.size(), 20, 300));       // quick beside the rest
    std::mt19937_64 random(seed);
    // Not the distribution of the library, which differs from one to the other.
    const auto unit = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    struct Candidate {
        double excess;
        std::vector<double> a, b;
    };
    std::vector<Candidate> candidates;
    for (int k = 0; k < pairs && !stop.stop_requested(); ++k) {
        std::vector<double> a, b, middle;
        const double reach = k % 3 == 0 ? 1 : k % 3 == 1 ? 0.3 : 0.05;        // long chords and short ones
        for (const Enclosure& side : box) {
            const double width = side.hi - side.lo, from = side.lo + unit() * width;
            const double to = reach == 1 ? side.lo + unit() * width : from + (2 * unit() - 1) * reach * width;
            a.push_back(std::clamp(from, side.lo, side.hi));
            b.push_back(std::clamp(to, side.lo, side.hi));
            middle.push_back(0.5 * a.back() + 0.5 * b.back());
        }
        const double fa = values(graph, a).back(), fb = values(graph, b).back(), between = values(graph, middle).back();
        if (!std::isfinite(fa) || !std::isfinite(fb)) continue;
        const double excess = std::isnan(between) ? std::numeric_limits<double>::infinity() : between - 0.5 * (fa + fb);
        if (excess > 0) candidates.push_back({excess, std::move(a), std::move(b)});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& p, const Candidate& q) { return p.excess > q.excess; });
    constexpr std::size_t tries = 8;
    if (candidates.size() > tries) candidates.resize(tries);
    for (Candidate& candidate : candidates)
        if (auto chord = refuting_chord(graph, std::move(candidate.a), std::move(candidate.b))) return chord;
    return std::nullopt;
}

std::optional<Secant> chord_through(const Graph& graph, std::span<const Enclosure> box, std::span<const double> point, std::span<const double> direction) {
    // How far both ways before a side of the box is met.
    double room = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < box.size(); ++i)
        if (direction[i] != 0) room = std::min(room, std::min(point[i] - box[i].lo, box[i].hi - point[i]) / std::abs(direction[i]));
    if (!std::isfinite(room) || !(room > 0)) return std::nullopt;
    for (double half = room; half > 1e-5 * room; half *= 0.4) {
        std::vector<double> a, b;
        for (std::size_t i = 0; i < box.size(); ++i) {
            a.push_back(std::clamp(point[i] - half * direction[i], box[i].lo, box[i].hi));
            b.push_back(std::clamp(point[i] + half * direction[i], box[i].lo, box[i].hi));
        }
        if (auto chord = refuting_chord(graph, std::move(a), std::move(b))) return chord;
    }
    return std::nullopt;
}

}
