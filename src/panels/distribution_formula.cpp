#include "base/number.hpp"
#include "panels/distribution_parts.hpp"
#include "panels/plane.hpp"

#include <cmath>

namespace eigenscope {

using namespace formula;

namespace {

// Parameter i as a letter in its colour.
Formula letter(std::size_t i, const char* symbol) { return colored(parameter_role(i), italic(symbol)); }

Formula x() { return italic("x"); }
Formula k() { return italic("k"); }
Formula minus() { return roman("−"); }
Formula e_to(std::vector<Formula> exponent) { return sup(roman("e"), row(std::move(exponent))); }
Formula gamma_of(Formula argument) { return row({roman("Γ"), fence(std::move(argument))}); }
Formula choose_of(Formula n, Formula m) { return matrix(1, {std::move(n), std::move(m)}, "()"); }
Formula squared(Formula base) { return sup(std::move(base), roman("2")); }
Formula standardized(Formula location, Formula scale) {
    return fraction(row({x(), op("−"), std::move(location)}), std::move(scale));
}

// A density or mass function, and the letters of its parameters in the order in which the law describes them.
struct Written {
    Formula value;
    std::vector<std::string> letters;
};

// A law whose formula nobody has written down yet is shown by the names of its parameters.
template <class L>
Written written(const L& law) {
    Written w;
    L::describe(law, [&](const Field& field, const auto&) { w.letters.emplace_back(field.key); });
    return w;
}

Written written(const Normal&) {
    const Formula mu = letter(0, "μ"), sigma = letter(1, "σ");
    return {row({fraction(roman("1"), row({sigma, root(row({roman("2"), italic("π")}))})),
                 e_to({minus(), squared(fence(row({x(), minus(), mu}))), roman("/2"), squared(sigma)})}),
            {"μ", "σ"}};
}
Written written(const Uniform&) {
    const Formula lower = letter(0, "l"), upper = letter(1, "u");
    return {row({fraction(roman("1"), row({upper, op("−"), lower})), words("  for "), lower, op("≤"), x(), op("≤"), upper}), {"l", "u"}};
}
Written written(const Exponential&) {
    const Formula rate = letter(0, "λ");
    return {row({rate, roman(" "), e_to({minus(), rate, x()})}), {"λ"}};
}
Written written(const Gamma&) {
    const Formula shape = letter(0, "k"), scale = letter(1, "θ");
    return {row({fraction(sup(x(), row({shape, minus(), roman("1")})), row({gamma_of(shape), roman(" "), sup(scale, shape)})),
                 e_to({minus(), x(), roman("/"), scale})}),
            {"k", "θ"}};
}
Written written(const Beta&) {
    const Formula a = letter(0, "a"), b = letter(1, "b");
    return {fraction(row({sup(x(), row({a, minus(), roman("1")})), sup(fence(row({roman("1"), minus(), x()})), row({b, minus(), roman("1")}))}),
                     row({roman("B"), fence(row({a, roman(", "), b}))})),
            {"a", "b"}};
}
Written written(const StudentT&) {
    const Formula nu = letter(0, "ν");
    const Formula half = fraction(row({nu, roman("+1")}), roman("2"));
    return {row({fraction(gamma_of(half), row({root(row({nu, italic("π")})), roman(" "), gamma_of(fraction(nu, roman("2")))})),
                 sup(fence(row({roman("1"), op("+"), fraction(squared(x()), nu)})), row({minus(), fence(row({nu, roman("+1")})), roman("/2")}))}),
            {"ν"}};
}
Written written(const Cauchy&) {
    const Formula location = letter(0, "m"), scale = letter(1, "γ");
    return {fraction(roman("1"), row({italic("π"), scale, roman(" "), fence(row({roman("1"), op("+"), squared(fence(standardized(location, scale)))}))})),
            {"m", "γ"}};
}
Written written(const Laplace&) {
    const Formula location = letter(0, "m"), scale = letter(1, "b");
    return {row({fraction(roman("1"), row({roman("2"), scale})),
                 e_to({minus(), fence(row({x(), minus(), location}), "||"), roman("/"), scale})}),
            {"m", "b"}};
}
Written written(const Lognormal&) {
    const Formula mu = letter(0, "μ"), sigma = letter(1, "σ");
    return {row({fraction(roman("1"), row({x(), sigma, root(row({roman("2"), italic("π")}))})),
                 e_to({minus(), squared(fence(row({roman("log "), x(), minus(), mu}))), roman("/2"), squared(sigma)})}),
            {"μ", "σ"}};
}
Written written(const ChiSquared&) {
    const Formula nu = letter(0, "ν"), half = row({nu, roman("/2")});
    return {row({fraction(sup(x(), row({half, minus(), roman("1")})), row({sup(roman("2"), half), gamma_of(half)})), e_to({minus(), x(), roman("/2")})}),
            {"ν"}};
}
Written written(const Weibull&) {
    const Formula shape = letter(0, "k"), scale = letter(1, "λ");
    return {row({fraction(shape, scale), sup(fence(fraction(x(), scale)), row({shape, minus(), roman("1")})),
                 e_to({minus(), sup(fence(row({x(), roman("/"), scale})), shape)})}),
            {"k", "λ"}};
}
Written written(const Pareto&) {
    const Formula scale = letter(0, "m"), shape = letter(1, "α");
    return {row({fraction(row({shape, roman(" "), sup(scale, shape)}), sup(x(), row({shape, roman("+1")}))), words("  for "), x(), op("≥"), scale}),
            {"m", "α"}};
}
Written written(const Binomial&) {
    const Formula n = letter(0, "n"), p = letter(1, "p");
    return {row({choose_of(n, k()), sup(p, k()), sup(fence(row({roman("1"), minus(), p})), row({n, minus(), k()}))}), {"n", "p"}};
}
Written written(const Poisson&) {
    const Formula mean = letter(0, "λ");
    return {row({fraction(sup(mean, k()), row({k(), roman("!")})), roman(" "), e_to({minus(), mean})}), {"λ"}};
}
Written written(const Geometric&) {
    const Formula p = letter(0, "p");
    return {row({sup(fence(row({roman("1"), minus(), p})), k()), roman(" "), p}), {"p"}};
}
Written written(const Hypergeometric&) {
    const Formula N = letter(0, "N"), K = letter(1, "K"), n = letter(2, "n");
    return {fraction(row({choose_of(K, k()), choose_of(row({N, minus(), K}), row({n, minus(), k()}))}), choose_of(N, n)), {"N", "K", "n"}};
}

// The letters of the parameters with their values, each in its colour.
Formula parameter_values(const Distribution& law, const std::vector<std::string>& letters) {
    std::vector<Formula> parts;
    std::visit(
        [&]<class L>(const L& l) {
            std::size_t i = 0;
            L::describe(l, [&](const Field&, const auto& value) {
                parts.push_back(words(i == 0 ? "   " : ", "));
                parts.push_back(colored(parameter_role(i), row({italic(letters[i]), op("="), brief_formula(value)})));
                ++i;
            });
        },
        law);
    return row(std::move(parts));
}

Formula of(const char* function, double at) {
    return row({function == std::string_view("Φ") ? roman(function) : italic(function), fence(brief_formula(at))});
}

}

std::string brief_number(double x) {
    std::string text = significant(x, 4);
    for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at)) text.replace(at, 1, "−");
    return text == "inf" ? "∞" : text == "−inf" ? "−∞" : text;
}

Formula brief_formula(double x) {
    const std::string text = brief_number(x);
    const auto e = text.find('e');
    if (e == std::string::npos) return roman(text);
    const Formula power = sup(roman("10"), roman(text.substr(e + 1)));
    return text.starts_with("1e") ? power : row({roman(text.substr(0, e)), op("·"), power});
}

Formula density_formula(const Distribution& law) {
    const Written w = std::visit([](const auto& l) { return written(l); }, law);
    const Formula argument = is_discrete(law) ? k() : x();
    const Formula left = is_discrete(law) ? row({italic("P"), fence(row({italic("X"), op("="), argument}))}) : row({italic("f"), fence(argument)});
    if (w.value.empty()) return row({left, parameter_values(law, w.letters)});
    return row({left, op("="), w.value, parameter_values(law, w.letters)});
}

Formula probability_number(double probability, double log10_probability, double complement) {
    if (probability == 0 && log10_probability > -infinity) return sup(roman("10"), number(log10_probability, 1));
    if (probability > 0.99995 && complement > 0) return row({roman("1"), op("−"), number(complement, 1)});
    return number(probability, probability == 0 || probability == 1 ? 0 : 4);
}

std::string probability_text(double probability, double log10_probability, double complement) {
    return plain(probability_number(probability, log10_probability, complement));
}

Formula event_formula(const DistributionPanel& panel) {
    const Formula a = term("a", brief_formula(panel.interval.x())), b = term("b", brief_formula(panel.interval.y()));
    const Formula X = italic("X");
    switch (panel.region) {
        case Region::left: return row({X, op("≤"), b});
        case Region::right: return row({X, op("≥"), a});
        case Region::outside: return row({X, op("<"), a, words(" or "), X, op(">"), b});
        case Region::between: break;
    }
    return row({a, op("≤"), X, op("≤"), b});
}

Formula probability_formula(const DistributionPanel& panel, const DistributionPanel::Model& model) {
    const bool standard = panel.distribution == Distribution(Normal{});
    const char* F = standard ? "Φ" : "F";
    const double a = panel.interval.x(), b = panel.interval.y();
    // Of a discrete law, F just below a is F at the whole number before it.
    const double before = model.discrete ? std::ceil(a) - 1 : a;
    std::vector<Formula> parts = {italic("P"), fence(event_formula(panel)), op("=")};
    switch (panel.region) {
        case Region::between: parts.insert(parts.end(), {of(F, b), op("−"), of(F, before)}); break;
        case Region::outside: parts.insert(parts.end(), {of(F, before), op("+"), roman("1"), op("−"), of(F, b)}); break;
        case Region::left: parts.push_back(of(F, b)); break;
        case Region::right: parts.insert(parts.end(), {roman("1"), op("−"), of(F, before)}); break;
    }
    parts.push_back(op("="));
    parts.push_back(term("area", colored(Role::area, probability_number(model.probability, model.log10_probability, model.complement))));
    return row(std::move(parts));
}

}
