#include "base/number.hpp"
#include "panels/probability/distribution/parts.hpp"
#include "panels/plane.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

constexpr std::size_t most_sample_rows = 1'000'000, curve_rows = 401, most_curve_rows = 5001;

std::string percent(double share) { return brief_number(100 * share) + " %"; }

struct Named {
    std::string_view name, label;
    Moment moment;
};

std::vector<Named> named_moments(const DistributionPanel::Model& m) {
    return {{"mean", "mean", m.moments.mean},
            {"variance", "variance", m.moments.variance},
            {"sd", "standard deviation", standard_deviation(m.moments)},
            {"skewness", "skewness", m.moments.skewness},
            {"excess_kurtosis", "excess kurtosis", m.moments.kurtosis}};
}

std::string_view state_name(Moment::State state) {
    switch (state) {
        case Moment::State::finite: return "finite";
        case Moment::State::infinite: return "infinite";
        case Moment::State::undefined: return "undefined";
    }
    return "";
}

Fact moment_fact(const Named& n, const std::string& origin) {
    Fact fact = number_fact(std::string(n.name), std::string(n.label), n.moment.value, origin);
    if (n.moment.is_finite() && std::isfinite(n.moment.value)) {
        fact.value = brief_number(n.moment.value);
        return fact;
    }
    if (n.moment.log_value) {
        fact.value = brief_power(*n.moment.log_value / std::numbers::ln10);
        fact.full = "10^" + shortest(*n.moment.log_value / std::numbers::ln10);
        fact.number = not_a_number;
        fact.how = "From the law's formula, in logarithms";
        return fact;
    }
    fact.value = n.moment.is_finite() ? "above 1.8·10³⁰⁸" : std::string(state_name(n.moment.state));
    fact.residual = n.moment.why;
    fact.how = "No finite number: " + std::string(n.moment.why);
    return fact;
}

Fact plain_fact(std::string name, std::string label, double x, std::string how) {
    Fact fact = number_fact(std::move(name), std::move(label), x, std::move(how));
    fact.value = brief_number(x);
    return fact;
}

std::string origin_of(const Distribution& law) { return std::holds_alternative<Custom>(law) ? "By quadrature of the typed density" : "From the law's formula"; }

Fact normalizer_fact(const Custom& law) {
    const Custom::Normalizer Z = law.normalizer();
    Fact fact = plain_fact("normalizer", "Z, the integral of the formula", Z.value, "Adaptive quadrature by Gauss and Kronrod; the error is its own estimate, which is rather too large");
    fact.value = told_normalizer(Z);
    fact.residual = told_error(Z);
    fact.residual_number = Z.error;
    if (Z.fits()) return fact;
    fact.how += "; in logarithms, because it is " + std::string(Z.value == 0 ? "below 10⁻³⁰⁷" : "above 1.8·10³⁰⁸");
    fact.residual_number = Z.relative_error;
    return fact;
}

// The sample's mean against the law's, in standard errors: where there is no standard error, the reason.
Fact sample_mean_fact(const DistributionPanel::Model& m) {
    Fact fact = plain_fact("sample_mean", "mean of the samples", m.samples->summary.mean, "The sum of the samples drawn so far over their number");
    const Moment &mean = m.moments.mean, sd = standard_deviation(m.moments);
    if (!mean.is_finite()) {
        fact.residual = "it settles nowhere: the mean is " + std::string(state_name(mean.state));
    } else if (!sd.is_finite()) {
        fact.residual = "no standard error: the variance is " + std::string(state_name(sd.state));
    } else if (sd.value > 0 && std::isfinite(sd.value) && std::isfinite(mean.value)) {
        const double error = sd.value / std::sqrt(static_cast<double>(m.samples->summary.count));
        fact.residual_number = (m.samples->summary.mean - mean.value) / error;
        fact.residual = brief(fact.residual_number) + " standard errors from the mean";
    }
    return fact;
}

Fact other_fact(const DistributionPanel& panel) {
    const Interval ends = ends_of(panel);
    const double p = probability(panel.other, ends, panel.region);
    Fact fact = plain_fact("other_probability", "the same under " + std::string(label_of(panel.other)), p, "The probability of the same part under the law that is compared");
    const double log10 = log10_probability(panel.other, ends, panel.region), rest = complement(panel.other, ends, panel.region);
    fact.value = probability_text(p, log10, rest);
    fact.full = probability_in_full(p, log10, rest);
    return fact;
}

std::string modes_text(const DistributionPanel::Model& m, std::string (*spelled)(double)) {
    const auto& at = m.modes.at;
    if (m.modes.interval) return "all of [" + spelled(at.front()) + ", " + spelled(at.back()) + "]";
    std::string text;
    for (const double x : at) text += (text.empty() ? "" : ", ") + spelled(x);
    return text;
}

std::string samples_sentence(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    if (m.samples->summary.count == 0) return "The shaded probability is " + probability_text(m.probability, m.log10_probability, m.complement) + ".";
    const double share = static_cast<double>(m.hits) / static_cast<double>(m.samples->summary.count);
    const std::string where = panel.region == Region::between ? "between a and b" : panel.region == Region::outside ? "outside of a and b"
                              : panel.region == Region::left ? "up to b" : "from a on";
    const std::string expected = m.probability < 1e-4 || m.complement < 1e-4 ? probability_text(m.probability, m.log10_probability, m.complement) : percent(m.probability);
    const bool one = m.samples->summary.count == 1;
    return grouped(m.hits) + " of " + counted(m.samples->summary.count, "sample") + " (" + percent(share) + ") " + (one ? "lies " : "lie ") + where + "; the law says " +
           expected + ".";
}

std::vector<double> curve_places(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    std::vector<double> places;
    if (m.discrete) {
        const double lo = std::ceil(m.window.lo) + 0.0, hi = std::floor(m.window.hi);
        const double step = std::max(1.0, std::ceil((hi - lo) / double(most_curve_rows)));
        for (double k = lo; k <= hi; k += step) places.push_back(k);   // lo is 0, not -0
        return places;
    }
    const Camera& own = panel.density_camera;
    const Interval shown = own.automatic ? m.window : Interval{own.center.x() - own.half.x(), own.center.x() + own.half.x()};
    for (std::size_t i = 0; i < curve_rows; ++i)
        places.push_back(i + 1 == curve_rows ? shown.hi : shown.lo + shown.length() * double(i) / double(curve_rows - 1));
    return places;
}

Table samples_table(const DistributionPanel::Model& m) {
    Table table{.name = "samples", .columns = {"i", "x"}, .rows = {}};
    const std::size_t count = std::min(m.samples->values.size(), most_sample_rows);
    table.rows.reserve(count);
    for (std::size_t i = 0; i < count; ++i) table.rows.push_back({double(i), m.samples->values[i]});
    if (count < m.samples->values.size())
        table.note = "the table of samples stops at " + grouped(count) + " rows of " + grouped(m.samples->values.size()) + ".";
    return table;
}

// The card tells all modes in one line, the table each in its own: mode, mode_2, ...; of an interval mode and mode_to.
Table facts_table_of(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    Table table = facts_table(facts(panel, m));
    const auto is_mode = [](const auto& row) { return row.front() == Table::Cell("mode"); };
    const auto mode = std::find_if(table.rows.begin(), table.rows.end(), is_mode);
    std::vector<std::vector<Table::Cell>> more;
    for (std::size_t i = 1; i < m.modes.at.size(); ++i) {
        more.push_back(*mode);
        more.back()[0] = m.modes.interval ? "mode_to" : "mode_" + std::to_string(i + 1);
        more.back()[1] = m.modes.at[i];
    }
    table.rows.insert(mode + 1, more.begin(), more.end());
    return table;
}

}

std::string spike_sentence(const Distribution& law, double end, Interval window) {
    const double sliver = window.length() / 1000, inner = end <= window.lo ? end + sliver : end - sliver;
    const double weight = probability(law, {std::min(end, inner), std::max(end, inner)}, Region::between);
    return "The density is infinite at " + brief_number(end) + "; a thousandth of the width there holds " + percent(weight) + ".";
}

std::string trouble_sentence(const DistributionPanel::Model& m) { return "There is no law to show: " + m.trouble + "."; }

std::string density_caption(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    using State = Moment::State;
    if (m.moments.mean.state == State::undefined) return "There is no mean: both of its halves are infinite.";
    if (m.moments.mean.state == State::infinite) return "The mean is infinite: averages of samples grow for ever.";
    if (!m.moments.variance.is_finite()) return "The variance is infinite: single samples rule the average.";
    if (m.moments.variance.value == 0) return "All of the probability sits at one point: nothing is left to chance.";
    const Interval ends = support(panel.distribution);
    for (const double end : {ends.lo, ends.hi})
        if (std::isfinite(end) && std::isinf(pdf(panel.distribution, end))) return spike_sentence(panel.distribution, end, m.window);
    return samples_sentence(panel, m);
}

std::vector<Fact> facts(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    std::vector<Fact> list;
    if (!m.trouble.empty())
        return {{.name = "law", .label = "a probability law", .value = {}, .number = not_a_number, .verdict = Verdict::no, .residual = m.trouble, .residual_number = not_a_number,
                 .how = "A density is nowhere negative, and its integral is a number above zero"}};
    Fact p = plain_fact("probability", plain(formula::row({formula::italic("P"), formula::fence(event_formula(panel, m))})), m.probability,
                        "A difference of tails, taken on the side where they are small");
    p.value = probability_text(m.probability, m.log10_probability, m.complement);
    p.full = probability_in_full(m.probability, m.log10_probability, m.complement);
    Fact log10 = plain_fact("log10_probability", "its log₁₀", m.log10_probability, "Computed in logarithms: it does not underflow");
    (panel.logarithmic ? log10 : p).term = "area";         // the one that the headline says
    list.push_back(std::move(p));
    if (is_compared(panel)) list.push_back(other_fact(panel));
    list.push_back(std::move(log10));
    if (const auto* own = std::get_if<Custom>(&panel.distribution)) list.push_back(normalizer_fact(*own));
    for (const Named& n : named_moments(m)) list.push_back(moment_fact(n, origin_of(panel.distribution)));
    list.push_back(plain_fact("median", "median", m.median, "The least x with F(x) ≥ ½"));
    Fact mode = plain_fact("mode", m.modes.at.size() > 1 ? "modes" : "mode", m.modes.at.front(), "Where the density or the mass is greatest");
    mode.value = modes_text(m, [](double x) { return brief_number(x); });
    if (m.modes.at.size() > 1) mode.full = modes_text(m, [](double x) { return shortest(x); });
    list.push_back(std::move(mode));
    if (m.entropy) list.push_back(plain_fact("entropy", "entropy (nats)", *m.entropy, m.discrete ? "The mean of −log P(X = k)" : "The mean of −log f(X); it may be negative"));
    if (m.samples->summary.count == 0) return list;
    list.push_back(plain_fact("samples", "samples drawn", double(m.samples->summary.count), "Sample i depends on the seed and on i alone"));
    list.push_back(sample_mean_fact(m));
    list.push_back(plain_fact("sample_sd", "standard deviation of the samples", m.samples->summary.sd, m.samples->summary.count == 1 ? "With n − 1: one sample has none" : "With n − 1"));
    list.push_back(plain_fact("sample_median", "median of the samples", m.samples->summary.median, "It settles for every law, also without a mean"));
    list.push_back(plain_fact("sample_share", "share of samples in the region", double(m.hits) / double(m.samples->summary.count), "Counted"));
    return list;
}

std::vector<Table> tables(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    const Distribution& law = panel.distribution;
    if (!m.trouble.empty()) {
        Table typed{.name = "curve", .columns = {"x", "typed"}, .rows = {}};
        for (const double x : curve_places(panel, m)) typed.rows.push_back({x, height_of(law)(x)});
        return {std::move(typed), facts_table(facts(panel, m))};
    }
    Table curve{.name = "curve", .columns = {"x", "pdf", "cdf", "sf"}, .rows = {}};
    for (const double x : curve_places(panel, m)) curve.rows.push_back({x, pdf(law, x), cdf(law, x), sf(law, x)});
    Table interval{.name = "interval", .columns = {"a", "b", "probability", "log10_probability"}, .rows = {}};
    interval.rows.push_back({panel.interval.x(), panel.interval.y(), m.probability, m.log10_probability});
    Table moments{.name = "moments", .columns = {"name", "value", "state"}, .rows = {}};
    for (const Named& n : named_moments(m)) moments.rows.push_back({std::string(n.name), n.moment.value, std::string(state_name(n.moment.state))});
    return {std::move(curve), std::move(interval), std::move(moments), samples_table(m), facts_table_of(panel, m)};
}

std::string words(const DistributionPanel& panel, const DistributionPanel::Model& m) {
    std::string law = plain(density_formula(panel.distribution));
    if (const auto gap = law.find("   "); gap != std::string::npos) law.replace(gap, 3, ", with ");
    std::string text = "A distribution: " + std::string(label_of(panel.distribution)) + ", " + law + ". ";
    if (!m.trouble.empty()) return text + trouble_sentence(m);
    text += plain(probability_formula(panel, m)) + ". ";
    for (const Named& n : named_moments(m)) {
        if (n.name != "mean" && n.name != "sd") continue;
        text += "Its " + std::string(n.label) + (n.moment.is_finite() ? " is " + (n.moment.log_value ? brief_power(*n.moment.log_value / std::numbers::ln10) : brief_number(n.moment.value))
                                                                      : " is " + std::string(state_name(n.moment.state)) + ": " + std::string(n.moment.why)) + ". ";
    }
    text += "Its median is " + brief_number(m.median) + ". " + samples_sentence(panel, m);
    if (is_compared(panel)) text += " Over it stands another one, " + std::string(label_of(panel.other)) + ", with " + other_fact(panel).value + " in the same part.";
    if (m.samples->summary.count > most_sample_rows) text += " The table of samples stops at " + grouped(most_sample_rows) + " rows.";
    return text;
}

}
