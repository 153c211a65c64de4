#include "base/number.hpp"
#include "panels/probability/distribution/parts.hpp"
#include "panels/plane.hpp"
#include "scene/expression_formula.hpp"

#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

// Colours of the parameters, in the order in which a law describes them, that can be read as type on every ground.
constexpr Role parameter_roles[] = {Role::second, Role::first, Role::eigen};

// Parameter i as a letter in its colour; `mark`, where one of the picture's marks is what it says.
Formula letter(std::size_t i, const std::string& symbol, const std::string& mark = {}) {
    return term(mark.empty() ? "parameter " + std::to_string(i + 1) : mark, colored(parameter_roles[i % std::size(parameter_roles)], italic(symbol)));
}

Formula x() { return italic("x"); }
Formula k() { return italic("k"); }
Formula minus() { return roman("−"); }
Formula e_to(std::vector<Formula> exponent) { return sup(roman("e"), row(std::move(exponent))); }
// Of an exponent that would be too small to read in its place.
Formula exp_of(std::vector<Formula> exponent) { return row({roman("exp"), fence(row(std::move(exponent)))}); }
Formula gamma_of(Formula argument) { return row({roman("Γ"), fence(std::move(argument))}); }
Formula choose_of(Formula n, Formula m) { return matrix(1, {std::move(n), std::move(m)}, "()"); }
Formula squared(Formula base) { return sup(std::move(base), roman("2")); }
Formula standardized(Formula location, Formula scale) {
    return fraction(row({x(), op("−"), std::move(location)}), std::move(scale));
}

// A density or mass function, and the letters of its parameters in the order in which the law describes them.
struct Written {
    Formula value;
    std::vector<Formula> letters;
};

// A law whose formula nobody has written down yet is shown by the names of its parameters.
template <class L>
Written written(const L& law) {
    Written w;
    L::describe(law, [&](const Field& field, const auto&) { w.letters.push_back(letter(w.letters.size(), std::string(field.key))); });
    return w;
}

Written written(const Normal&) {
    const Formula mu = letter(0, "μ", "mean"), sigma = letter(1, "σ", "sd");
    return {row({fraction(roman("1"), row({sigma, root(row({roman("2"), italic("π")}))})),
                 exp_of({minus(), fraction(squared(fence(row({x(), op("−"), mu}))), row({roman("2"), squared(sigma)}))})}), {mu, sigma}};
}
Written written(const Uniform&) {
    const Formula lower = letter(0, "l"), upper = letter(1, "u");
    return {row({fraction(roman("1"), row({upper, op("−"), lower})), words("  for "), lower, op("≤"), x(), op("≤"), upper}), {lower, upper}};
}
Written written(const Exponential&) {
    const Formula rate = letter(0, "λ");
    return {row({rate, roman(" "), e_to({minus(), rate, x()})}), {rate}};
}
Written written(const Gamma&) {
    const Formula shape = letter(0, "k"), scale = letter(1, "θ");
    return {row({fraction(sup(x(), row({shape, minus(), roman("1")})), row({gamma_of(shape), roman(" "), sup(scale, shape)})),
                 e_to({minus(), x(), roman("/"), scale})}), {shape, scale}};
}
Written written(const Beta&) {
    const Formula a = letter(0, "a"), b = letter(1, "b");
    return {fraction(row({sup(x(), row({a, minus(), roman("1")})), sup(fence(row({roman("1"), minus(), x()})), row({b, minus(), roman("1")}))}),
                     row({roman("B"), fence(row({a, roman(", "), b}))})), {a, b}};
}
Written written(const StudentT&) {
    const Formula nu = letter(0, "ν");
    const Formula half = fraction(row({nu, roman("+1")}), roman("2"));
    return {row({fraction(gamma_of(half), row({root(row({nu, italic("π")})), roman(" "), gamma_of(fraction(nu, roman("2")))})),
                 sup(fence(row({roman("1"), op("+"), fraction(squared(x()), nu)})), row({minus(), fence(row({nu, roman("+1")})), roman("/2")}))}), {nu}};
}
Written written(const Cauchy&) {
    const Formula location = letter(0, "m"), scale = letter(1, "γ");
    return {fraction(roman("1"), row({italic("π"), scale, roman(" "), fence(row({roman("1"), op("+"), squared(fence(standardized(location, scale)))}))})), {location, scale}};
}
Written written(const Laplace&) {
    const Formula location = letter(0, "m", "mean"), scale = letter(1, "b");
    return {row({fraction(roman("1"), row({roman("2"), scale})),
                 exp_of({minus(), fraction(fence(row({x(), op("−"), location}), "||"), scale)})}), {location, scale}};
}
Written written(const Lognormal&) {
    const Formula mu = letter(0, "μ"), sigma = letter(1, "σ");
    return {row({fraction(roman("1"), row({x(), sigma, root(row({roman("2"), italic("π")}))})),
                 exp_of({minus(), fraction(squared(fence(row({roman("log "), x(), op("−"), mu}))), row({roman("2"), squared(sigma)}))})}), {mu, sigma}};
}
Written written(const ChiSquared&) {
    const Formula nu = letter(0, "ν"), half = row({nu, roman("/2")});
    return {row({fraction(sup(x(), row({half, minus(), roman("1")})), row({sup(roman("2"), half), gamma_of(half)})), e_to({minus(), x(), roman("/2")})}), {nu}};
}
Written written(const Weibull&) {
    const Formula shape = letter(0, "k"), scale = letter(1, "λ");
    return {row({fraction(shape, scale), sup(fence(fraction(x(), scale)), row({shape, minus(), roman("1")})),
                 exp_of({minus(), sup(fence(fraction(x(), scale)), shape)})}), {shape, scale}};
}
Written written(const Pareto&) {
    const Formula scale = letter(0, "m"), shape = letter(1, "α");
    return {row({fraction(row({shape, roman(" "), sup(scale, shape)}), sup(x(), row({shape, roman("+1")}))), words("  for "), x(), op("≥"), scale}), {scale, shape}};
}
Written written(const Binomial&) {
    const Formula n = letter(0, "n"), p = letter(1, "p");
    return {row({choose_of(n, k()), sup(p, k()), sup(fence(row({roman("1"), minus(), p})), row({n, minus(), k()}))}), {n, p}};
}
Written written(const Poisson&) {
    const Formula mean = letter(0, "λ", "mean");
    return {row({fraction(sup(mean, k()), row({k(), roman("!")})), roman(" "), e_to({minus(), mean})}), {mean}};
}
Written written(const Geometric&) {
    const Formula p = letter(0, "p");
    return {row({sup(fence(row({roman("1"), minus(), p})), k()), roman(" "), p}), {p}};
}
Written written(const Hypergeometric&) {
    const Formula N = letter(0, "N"), K = letter(1, "K"), n = letter(2, "n");
    return {fraction(row({choose_of(K, k()), choose_of(row({N, minus(), K}), row({n, minus(), k()}))}), choose_of(N, n)), {N, K, n}};
}

// The letters of the parameters with their values, each in its colour.
Formula parameter_values(const Distribution& law, const std::vector<Formula>& letters) {
    std::vector<Formula> parts;
    std::visit(
        [&]<class L>(const L& l) {
            std::size_t i = 0;
            L::describe(l, [&]<class M>(const Field&, const M& value) {
                if constexpr (std::is_arithmetic_v<M>) {
                    parts.push_back(words(i == 0 ? "   " : ", "));
                    Formula set = row({letters[i], op("="), brief_formula(value)});
                    set.term = letters[i].term;
                    set.role = letters[i].role;
                    parts.push_back(std::move(set));
                    ++i;
                }
            });
        },
        law);
    return row(std::move(parts));
}

// The formula with its parameters in their colours.
void color_parameters(Formula& f, const Parameters& parameters, const std::vector<Formula>& names) {
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (f == names[i]) {
            const Formula like = letter(i, "");
            f.term = like.term;
            f.role = like.role;
            return;
        }
    for (Formula& child : f.children) color_parameters(child, parameters, names);
}

// Digits of a number in the decimal system: mantissa with a true minus sign and, where it is written with one, the exponent of ten ("-7").
struct Digits {
    std::string mantissa;
    std::optional<std::string> power;
};

Digits digits_of(double x, int count) {
    if (std::isnan(x)) return {"undefined", {}};
    if (std::isinf(x)) return {x > 0 ? "∞" : "−∞", {}};
    const std::string text = significant(x, count);
    const auto e = text.find('e');
    if (e == std::string::npos) return {with_minus(text), {}};
    return {with_minus(text.substr(0, e)), text.substr(e + 1)};
}

// Beyond this a double has no digits for the mantissa of 10^log10, and the exponent itself is written with a power of ten.
constexpr double longest_exponent = 1e15;

// The same of 10^log10, which may be no double.
Digits digits_of_power(double log10) {
    double exponent = std::floor(log10);
    std::string mantissa = significant(std::pow(10.0, log10 - exponent), 4);
    if (mantissa == "10") mantissa = "1", ++exponent;
    return {mantissa, significant(exponent, 15)};
}

Formula set_digits(const Digits& d) {
    if (!d.power) return roman(d.mantissa);
    const Formula power = sup(roman("10"), roman(with_minus(*d.power)));
    return d.mantissa == "1" ? power : row({roman(d.mantissa), op("·"), power});
}

std::string told_digits(const Digits& d) {
    if (!d.power) return d.mantissa;
    return (d.mantissa == "1" ? "10" : d.mantissa + "·10") + raised(*d.power);
}

Digits digits_of(const Custom::Normalizer& Z) { return Z.fits() ? digits_of(Z.value, 4) : digits_of_power(Z.log_value / std::numbers::ln10); }
Formula normalizer_formula(const Custom::Normalizer& Z) { return set_digits(digits_of(Z)); }

// As it was typed, over its integral Z; behind it what its letters stand for, as far as there is room.
Formula custom_formula(const Custom& law) {
    constexpr std::size_t most = 4;
    std::vector<Formula> names;
    for (const Parameter& parameter : law.parameters) names.push_back(formula_of(Expression{.nodes = {{.operation = Operation::variable}}, .variables = {parameter.name}}));
    Formula typed = formula_of(law.density.expression());
    color_parameters(typed, law.parameters, names);
    std::vector<Formula> settings;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) {
        Formula name = names[i];
        color_parameters(name, law.parameters, names);
        Formula set = row({name, op("="), brief_formula(law.parameters[i].value)});
        set.term = name.term;
        set.role = name.role;
        settings.push_back(row({words(settings.empty() ? "   " : ", "), std::move(set)}));
    }
    if (names.size() > most) settings.push_back(words(", …"));
    const Formula f = row({italic("f"), fence(x())});
    if (!law.trouble().empty()) return row({f, op("∝"), std::move(typed), row(std::move(settings))});
    settings.push_back(row({words(settings.empty() ? "   " : ", "), italic("Z"), op("="), normalizer_formula(law.normalizer()), words(" " + told_error(law.normalizer()))}));
    const Operation outermost = law.density.expression().nodes.back().operation;
    if (outermost == Operation::add || outermost == Operation::subtract || outermost == Operation::negate) typed = fence(std::move(typed));
    return row({f, op("="), fraction(roman("1"), italic("Z")), roman(" "), std::move(typed), row(std::move(settings))});
}

bool is_deep(double probability, double log10_probability) { return probability == 0 && log10_probability > -infinity; }
bool is_nearly_sure(double probability, double complement) { return probability > 0.9999 && complement > 0; }

const char* letter_of_cdf(const DistributionPanel& panel) { return panel.distribution == Distribution(Normal{}) ? "Φ" : "F"; }

// The probability as it is made of F(b) and of F just below a.
Formula combined(Region region, Formula Fa, Formula Fb) {
    switch (region) {
        case Region::between: return row({std::move(Fb), op("−"), std::move(Fa)});
        case Region::outside: return row({std::move(Fa), op("+"), roman("1"), op("−"), std::move(Fb)});
        case Region::left: return Fb;
        case Region::right: return row({roman("1"), op("−"), std::move(Fa)});
    }
    return {};
}

Formula written_levels(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    const auto of = [&](double at) {
        const std::string F = letter_of_cdf(panel);
        return row({F == "Φ" ? roman(F) : italic(F), fence(end_formula(at, resolution_of(panel, model)))});
    };
    return combined(panel.region, of(below(panel.distribution, panel.interval.x())), of(panel.interval.y()));
}

}

std::string brief_number(double x) { return told_digits(digits_of(x, 4)); }
Formula brief_formula(double x) { return set_digits(digits_of(x, 4)); }
std::string brief_power(double log10) {
    return std::abs(log10) < longest_exponent ? told_digits(digits_of_power(log10)) : "10^(" + brief_number(log10) + ")";
}

std::string grouped(std::size_t count) {
    std::string text = std::to_string(count);
    // A narrow space between thousands; four digits are read as one.
    for (std::size_t at = text.size(); text.size() > 4 && at > 3;) text.insert(at -= 3, "\u202f");
    return text;
}
std::string counted(std::size_t count, const std::string& what) { return grouped(count) + " " + what + (count == 1 ? "" : "s"); }

double resolution_of(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    const double apart = panel.interval.y() - panel.interval.x(), fine = model.window.length() / 1000;
    return apart > 0 ? std::min(apart, fine) : fine;
}

Formula end_formula(double x, double resolution) {
    const double needed = x == 0 ? 0 : std::ceil(std::log10(std::abs(x) / resolution)) + 1;
    return set_digits(digits_of(x, static_cast<int>(std::clamp(needed, 4.0, 17.0))));
}

std::string told_normalizer(const Custom::Normalizer& Z) { return told_digits(digits_of(Z)); }
std::string told_error(const Custom::Normalizer& Z) { return "± " + told_digits(digits_of(Z.fits() ? Z.error : Z.relative_error, 1)) + (Z.fits() ? "" : " Z"); }

Formula density_formula(const Distribution& law) {
    if (const auto* own = std::get_if<Custom>(&law)) return custom_formula(*own);
    const Written w = std::visit([](const auto& l) { return written(l); }, law);
    const Formula argument = is_discrete(law) ? k() : x();
    const Formula left = is_discrete(law) ? row({italic("P"), fence(row({italic("X"), op("="), argument}))}) : row({italic("f"), fence(argument)});
    if (w.value.empty()) return row({left, parameter_values(law, w.letters)});
    return row({left, op("="), w.value, parameter_values(law, w.letters)});
}

Formula probability_number(double probability, double log10_probability, double complement) {
    if (is_deep(probability, log10_probability))
        return std::abs(log10_probability) < longest_exponent ? set_digits(digits_of_power(log10_probability))
                                                              : sup(roman("10"), brief_formula(log10_probability));
    if (is_nearly_sure(probability, complement)) return row({roman("1"), op("−"), brief_formula(complement)});
    return brief_formula(probability);
}

std::string probability_text(double probability, double log10_probability, double complement) {
    if (is_deep(probability, log10_probability)) return brief_power(log10_probability);
    if (is_nearly_sure(probability, complement)) return "1 − " + brief_number(complement);
    return brief_number(probability);
}

std::string probability_in_full(double probability, double log10_probability, double complement) {
    if (is_deep(probability, log10_probability)) return "10^" + shortest(log10_probability);
    return is_nearly_sure(probability, complement) ? "1 - " + shortest(complement) : "";
}

Formula event_formula(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    const double resolution = resolution_of(panel, model);
    const Formula a = term("a", end_formula(panel.interval.x(), resolution)), b = term("b", end_formula(panel.interval.y(), resolution));
    const Formula X = italic("X");
    switch (panel.region) {
        case Region::left: return row({X, op("≤"), b});
        case Region::right: return row({X, op("≥"), a});
        case Region::outside: return row({X, op("<"), a, words(" or "), X, op(">"), b});
        case Region::between: break;
    }
    return row({a, op("≤"), X, op("≤"), b});
}

namespace {

Formula event_of(const DistributionPanel& panel, const DistributionPanel::Model& model) { return row({italic("P"), fence(event_formula(panel, model))}); }

Formula shaded_number(const DistributionPanel::Model& model) {
    return term("area", colored(Role::area, probability_number(model.probability, model.log10_probability, model.complement)));
}

}

Formula headline_formula(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    return row({event_of(panel, model), op("="), shaded_number(model)});
}

Formula levels_formula(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    const double Fa = cdf(panel.distribution, below(panel.distribution, panel.interval.x())), Fb = cdf(panel.distribution, panel.interval.y());
    const Formula a = brief_formula(Fa), numbers = panel.region == Region::outside ? row({a, op("+"), brief_formula(sf(panel.distribution, panel.interval.y()))})
                                                                                   : combined(panel.region, a, brief_formula(Fb));
    return row({written_levels(panel, model), op("="), numbers});
}

Formula probability_formula(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    return row({event_of(panel, model), op("="), written_levels(panel, model), op("="), shaded_number(model)});
}

}
