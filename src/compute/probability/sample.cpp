#include "compute/probability/sample.hpp"

#include "compute/probability/quantile_table.hpp"
#include "compute/probability/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace eigenscope {
namespace {

constexpr std::size_t glance = 4096;          // the stop token is looked at once in so many draws

// The uniform samples, block by block, each of which f turns into values of the law. Shorter when it was stopped.
template <class F>
std::vector<double> in_blocks(std::uint64_t seed, std::size_t count, const std::stop_token& stop, F&& f) {
    std::vector<double> values(count);
    for (std::size_t i = 0; i < count; i += glance) {
        if (stop.stop_requested()) {
            values.resize(i);
            break;
        }
        const auto block = std::span(values).subspan(i, std::min(glance, count - i));
        uniforms(seed, i, block);
        f(block);
    }
    return values;
}

std::vector<double> draw_continuous(const Distribution& law, std::uint64_t seed, std::size_t count, const std::stop_token& stop) {
    if (!has_costly_quantile(law)) return in_blocks(seed, count, stop, [&](std::span<double> block) { quantiles(law, block); });
    QuantileTable table(law);
    std::array<double, glance> normal;
    return in_blocks(seed, count, stop, [&](std::span<double> block) {
        std::copy(block.begin(), block.end(), normal.begin());
        standard_normal_quantiles(std::span(normal).first(block.size()));
        for (std::size_t i = 0; i < block.size(); ++i) block[i] = table(block[i], normal[i]);
    });
}

// R's default quantile. Reorders the values.
double interpolated_quantile(std::vector<double>& values, double p) {
    const double place = p * static_cast<double>(values.size() - 1);
    const auto i = static_cast<std::size_t>(place);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(i);
    std::nth_element(values.begin(), middle, values.end());
    const double low = *middle;
    if (i + 1 == values.size()) return low;
    const double high = *std::min_element(middle + 1, values.end());
    return low + (place - static_cast<double>(i)) * (high - low);
}

}

std::vector<double> draw(const Distribution& law, std::uint64_t seed, std::size_t count, std::stop_token stop) {
    // uniform01 lies in [2⁻⁵³, 1 - 2⁻⁵³], so these are all values that can be drawn.
    const double lo = quantile(law, 0x1p-53), hi = isf(law, 0x1p-53);
    if (!is_discrete(law) || !(hi - lo < static_cast<double>(std::min<std::size_t>(count, 1'000'000))))
        return draw_continuous(law, seed, count, stop);
    std::vector<double> steps;
    for (double k = lo; k <= hi; ++k) {
        if (steps.size() % glance == 0 && stop.stop_requested()) return {};
        steps.push_back(cdf(law, k));
    }
    return in_blocks(seed, count, stop, [&](std::span<double> block) {
        for (double& x : block)
            x = std::min(lo + static_cast<double>(std::lower_bound(steps.begin(), steps.end(), x) - steps.begin()), hi);
    });
}

Summary summary(const std::vector<double>& values) {
    std::vector<double> finite_values;
    finite_values.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite_values), [](double x) { return std::isfinite(x); });
    Summary s{.count = values.size(), .not_finite = values.size() - finite_values.size()};
    if (finite_values.empty()) return s;
    const double n = static_cast<double>(finite_values.size());
    // The corrected two-pass algorithm (Chan, Golub & LeVeque 1983): the sum of the deviations takes out the first mean's rounding.
    // Divided before they are added, the largest doubles do not overflow.
    double first = 0;
    for (const double x : finite_values) first += x / n;
    const auto [least, greatest] = std::minmax_element(finite_values.begin(), finite_values.end());
    s.least = *least;
    s.greatest = *greatest;
    // In units of the largest one their squares neither overflow nor vanish.
    const double farthest = std::max(first - s.least, s.greatest - first), unit = farthest > 0 ? farthest : 1;
    double deviations = 0, squares = 0;
    for (const double x : finite_values) {
        const double d = (x - first) / unit;
        deviations += d;
        squares += d * d;
    }
    s.mean = first + unit * (deviations / n);
    if (n > 1) s.sd = unit * std::sqrt(std::max(0.0, (squares - deviations * deviations / n) / (n - 1)));
    s.lower_quartile = interpolated_quantile(finite_values, 0.25);
    s.median = interpolated_quantile(finite_values, 0.5);
    s.upper_quartile = interpolated_quantile(finite_values, 0.75);
    return s;
}

std::size_t Histogram::total() const { return std::accumulate(counts.begin(), counts.end(), below + above + not_finite); }

double Histogram::density(std::size_t i) const {
    const std::size_t n = total();
    return n == 0 ? 0 : static_cast<double>(counts[i]) / static_cast<double>(n) / width;
}

double bin_width(const Summary& s) {
    const double third_root = std::cbrt(static_cast<double>(s.count - s.not_finite));
    const double spread = s.upper_quartile - s.lower_quartile;
    if (spread > 0) return 2 * spread / third_root;
    return s.sd > 0 ? 3.49 * s.sd / third_root : 1;
}

Histogram histogram(const std::vector<double>& values, const Summary& s, Interval window, bool whole) {
    Histogram h;
    const double most = static_cast<double>(most_bins);
    if (whole) {
        window = {std::floor(window.lo + 0.5) - 0.5, std::max(std::ceil(window.hi - 0.5), std::floor(window.lo + 0.5)) + 0.5};
        h.width = std::max({1.0, std::min(std::round(bin_width(s)), window.length()), std::ceil(window.length() / (most / 2))});
    } else {
        // Half of the bins at most inside the window leaves room beyond it.
        const double wanted = std::ceil(window.length() / bin_width(s));
        h.width = window.length() / (wanted >= 1 ? std::min(wanted, most / 2) : 1);
    }
    const double inside = std::max(1.0, std::ceil(window.length() / h.width - 1e-9));
    const double room = std::floor((most - inside) / 2);
    const auto beyond = [&](double distance) { return distance > 0 ? std::min(std::ceil(distance / h.width), room) : 0; };
    const double left = beyond(window.lo - s.least), right = beyond(s.greatest - (window.lo + inside * h.width));
    h.lo = window.lo - left * h.width;
    h.counts.resize(static_cast<std::size_t>(left + inside + right));
    const double bins = static_cast<double>(h.counts.size()), hi = h.lo + bins * h.width;
    for (const double x : values) {
        if (!std::isfinite(x)) ++h.not_finite;
        else if (x < h.lo) ++h.below;
        else if (x > hi) ++h.above;
        else ++h.counts[static_cast<std::size_t>(std::clamp(std::floor((x - h.lo) / h.width), 0.0, bins - 1))];
    }
    return h;
}

}
