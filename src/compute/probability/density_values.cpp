#include "compute/probability/density_values.hpp"

#include "compute/expression/stable.hpp"
#include "compute/probability/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity(), none = std::numeric_limits<double>::quiet_NaN();

}

DensityValues::Logs DensityValues::logs_of(const Function& f) {
    LogForm form(f.graph());
    const LogForm::Term term = form.of(f.value_term());
    const auto slope = gradient(form.graph(), term.log, 1);
    return {form.graph(), term, slope ? std::optional((*slope)[0]) : std::nullopt};
}

DensityValues::Worked DensityValues::worked_of(const Function& f) {
    Worked worked{f.graph(), f.value_term()};
    worked.value = stable(worked.graph, worked.value);
    return worked;
}

Enclosure DensityValues::Worked::at(double x) const {
    const Enclosure box = Enclosure::point(x);
    return enclosures(graph, std::span(&box, 1))[value];
}

DensityValues::DensityValues(Function f) : f_(std::move(f)), worked_(worked_of(f_)), logs_(logs_of(f_)), of_logs_(logs_.graph, std::array{logs_.term.sign, logs_.term.log}) {
    if (logs_.slope) of_slope_.emplace(logs_.graph, std::span(&*logs_.slope, 1));
}

void DensityValues::values(std::span<const double> x, std::span<double> y) const {
    f_.values(std::span(&x, 1), y);
    std::vector<double> places, mended;
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!std::isnormal(y[i])) places.push_back(x[i]), which.push_back(i);
    mended.resize(places.size());
    scaled(places, mended, 0);
    for (std::size_t k = 0; k < which.size(); ++k)
        if (!std::isnan(mended[k])) y[which[k]] = std::isinf(mended[k]) && is_noise(places[k]) ? none : mended[k];
}

void DensityValues::scaled(std::span<const double> x, std::span<double> y, double level) const {
    std::vector<double> sign(x.size());
    of_logs_.run(std::span(&x, 1), std::array{std::span<double>(sign), y});
    // Without a sign it is zero, a pole, or has no value: the logarithm knows.
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = (sign[i] == 0 ? 1 : sign[i]) * std::exp(y[i] - level);
}

void DensityValues::log_sizes(std::span<const double> x, std::span<double> y) const {
    std::vector<double> sign(x.size());
    of_logs_.run(std::span(&x, 1), std::array{std::span<double>(sign), y});
    for (std::size_t i = 0; i < x.size(); ++i)
        if (std::isnan(sign[i])) y[i] = none;
}

double DensityValues::log_size(double x) const {
    double y = 0;
    log_sizes(std::span(&x, 1), std::span(&y, 1));
    return y;
}

double DensityValues::log_slope(double x) const {
    if (!of_slope_) return none;
    double y = 0;
    of_slope_->run(std::span(&x, 1), std::span(&y, 1));
    return y;
}

// Whether an infinite value may as well be a small one: a denominator that is zero only by its rounding.
bool DensityValues::is_noise(double x) const {
    const Enclosure f = worked_.at(x);
    return !f.empty() && std::isinf(f.hi) && f.lo < 1e300;
}

double DensityValues::rounding(double x, bool by_logarithms) const {
    const Enclosure f = worked_.at(x);
    if (!by_logarithms && f.bounded() && (f.lo < 0 || f.hi > 0)) return (f.hi - f.lo) / std::max(-f.lo, f.hi);
    const Enclosure box = Enclosure::point(x), log = enclosures(logs_.graph, std::span(&box, 1))[logs_.term.log];
    return log.bounded() ? log.hi - log.lo : 0;
}

Interval DensityValues::trusted(Interval ends) const {
    const Chart chart(ends);
    std::vector<double> t = chart.first_cuts();
    constexpr double fair = 1e-8;
    const auto noise = [&](double at) {
        const Enclosure f = worked_.at(chart.x(at));
        return f.empty() ? 0 : f.bounded() ? (f.hi - f.lo) / std::max(-f.lo, f.hi) : infinite;
    };
    // From the end inwards, on the grid of the first panels: what lies beyond is continued from the outermost one.
    const auto first_fair = [&](double end) {
        if (!std::isfinite(end) || !is_noise(chart.x(t.front()))) return end;
        const auto found = std::find_if(t.begin(), t.end(), [&](double at) { return noise(at) <= fair; });
        return found == t.end() ? end : chart.x(*found);
    };
    const double lo = first_fair(ends.lo);
    std::reverse(t.begin(), t.end());
    return {lo, first_fair(ends.hi)};
}

}
