#include "app/command_line.hpp"
#include "app/message.hpp"
#include "compute/expression/expression.hpp"
#include "compute/expression/precise.hpp"
#include "compute/expression/tokens.hpp"
#include "panels/panel.hpp"
#include "scene/expression_formula.hpp"

#include <algorithm>
#include <variant>

namespace eigenscope {
namespace {

/// Most variables of which a gradient and a Hessian are printed.
constexpr std::size_t most_variables = 26;

struct Point {
    std::vector<std::string> names;
    std::vector<double> values;
};

std::string without_blanks(std::string text) {
    text.erase(text.find_last_not_of(" \t") + 1);
    return text.erase(0, text.find_first_not_of(" \t"));
}

std::variant<Point, Failure> point_of(const std::vector<std::string>& assignments) {
    Point point;
    for (const std::string& text : assignments) {
        const auto equals = text.find('=');
        const std::string name = without_blanks(text.substr(0, equals));
        if (equals == std::string::npos || name.empty())
            return Failure{exit_code::usage, "\"" + text + "\": expected a variable and its value, such as x=1."};
        const Result<double> value = evaluate_constant(std::string_view(text).substr(equals + 1));
        if (!value) return Failure{exit_code::bad_data, text + ": " + value.error()};
        if (std::find(point.names.begin(), point.names.end(), name) != point.names.end())
            return Failure{exit_code::usage, text + ": " + name + " has a value already; give each variable one."};
        point.names.push_back(name);
        point.values.push_back(*value);
    }
    return point;
}

void tell_unused(const Expression& expression, const Point& point) {
    for (std::uint32_t i = 0; i < point.names.size(); ++i)
        if (!depends_on(expression, i))
            say("the value of " + point.names[i] + " is not used: it is no variable of the expression.");
}

void tell_left_side(const std::string& text) {
    const std::string left = without_blanks(text.substr(0, left_side(text)));
    if (!left.empty()) say("\"" + left + "\" is left out: the formula is the right side alone.");
}

/// What is reported of an expression at a point: what sums run to is fixed, all else varies.
class Report {
public:
    Report(const EvaluateOrder& order, const Expression& expression, const std::vector<double>& values)
        : order_(order), expression_(expression), values_(values) {
        all_ = !order.gradient && !order.hessian && !order.formula && !order.latex;
    }

    Status make() {
        const auto value = evaluated(expression_, values_);
        const auto terms = differentiated();
        const PreciseValues found = terms ? precise_values(graph_, terms->f, terms->derivatives, values_) : PreciseValues{};
        if (!value && !(terms && found.f.remark.empty())) return Error{value.error()};
        // Where more digits do not help, double precision has the word.
        if (terms && !found.f.remark.empty()) say("value: " + found.f.remark + ".");
        table_.rows.push_back({"value", terms && found.f.remark.empty() ? found.f.value : *value});
        formulas("", expression_);
        if (!terms) return wanted_derivatives() ? Status(Error{terms.error()}) : done();
        for (std::size_t k = 0; k < terms->derivatives.size(); ++k)
            if (terms->derivatives.size() - k <= terms->shown) row(terms->names[k], found.derivatives[k], terms->derivatives[k].term);
        return done();
    }

    std::string text() const { return to_csv(table_); }

private:
    const std::string& name(std::uint32_t i) const { return expression_.variables[i]; }

    struct Terms {
        Graph::Id f = 0;
        std::vector<DerivativeTerm> derivatives;
        std::vector<std::string> names;
        std::size_t shown = 0;                ///< of the derivatives, the last ones
    };

    bool wanted_derivatives() const { return all_ || order_.gradient || order_.hessian; }

    /// f, and the derivatives that were asked for behind those that they are derivatives of.
    Result<Terms> differentiated() {
        std::vector<std::optional<double>> bound;
        std::vector<std::uint32_t> varying;
        for (std::uint32_t i = 0; i < expression_.variables.size(); ++i) {
            const bool held = limits_a_sum(expression_, i);
            bound.push_back(held ? std::optional(values_[i]) : std::nullopt);
            if (!held && depends_on(expression_, i)) varying.push_back(i);
        }
        const auto plain = unrolled(expression_, bound);
        if (!plain) return Error{plain.error()};
        const auto f = entered(graph_, *plain);
        if (!f) return Error{f.error()};
        Terms terms{.f = *f, .derivatives = {}, .names = {}};
        if (!wanted_derivatives()) return terms;
        const std::size_t n = expression_.variables.size();
        const auto first = gradient(graph_, *f, n);
        if (!first) return Error{first.error()};
        const auto add = [&](DerivativeTerm derivative, const std::string& what) {
            terms.derivatives.push_back(derivative);
            terms.names.push_back(what);
        };
        for (const std::uint32_t i : varying) add((*first)[i], "d/d" + name(i));
        terms.shown = all_ || order_.gradient ? varying.size() : 0;
        if (!all_ && !order_.hessian) return terms;
        for (std::size_t i = 0; i < varying.size(); ++i) {
            const auto second = gradient(graph_, (*first)[varying[i]], n);
            if (!second) return Error{second.error()};
            for (std::size_t j = i; j < varying.size(); ++j, ++terms.shown)
                add({(*second)[varying[j]], i}, "d2/d" + name(varying[i]) + "d" + name(varying[j]));
        }
        return terms;
    }

    /// The number, which needs no formula, and the formula unless it is too long to be read.
    void row(const std::string& what, const Precise& number, Graph::Id id) {
        if (!number.remark.empty()) say(what + ": " + number.remark + ".");
        table_.rows.push_back({what, number.value});
        const auto formula = written(graph_, id, expression_.variables);
        if (formula) formulas(what, *formula);
        else if (all_ || order_.formula || order_.latex) say(what + " has no formula here: " + formula.error() + ".");
    }

    void formulas(const std::string& of, const Expression& formula) {
        const std::string space = of.empty() ? "" : " ";
        if (all_ || order_.formula) table_.rows.push_back({of + space + "formula", to_text(formula)});
        if (order_.latex) table_.rows.push_back({of + space + "latex", latex(formula_of(formula))});
    }

    const EvaluateOrder& order_;
    const Expression& expression_;
    const std::vector<double>& values_;
    bool all_ = false;
    Graph graph_;
    Table table_{.name = "evaluate", .columns = {"name", "value"}, .rows = {}};
};

Failure refused(const std::string& text, const std::string& error) {
    const std::string mark = marked(text, error);
    return Failure{exit_code::bad_data, error + (mark.empty() ? "" : "\n" + mark)};
}

}

std::optional<Failure> evaluate(const EvaluateOrder& order) {
    auto given = point_of(order.point);
    if (auto* failure = std::get_if<Failure>(&given)) return *failure;
    Point point = std::get<Point>(given);
    const Result<Expression> expression = parse_open(order.expression, point.names);   // with the names known, xy can be read as x·y
    if (!expression) return refused(order.expression, expression.error());
    tell_left_side(order.expression);
    if (expression->variables.size() > most_variables && !(order.formula && !order.gradient && !order.hessian))
        return Failure{exit_code::bad_data, "more than 26 variables: too many derivatives to print; --formula alone gives the value."};
    if (expression->variables.size() > point.names.size()) {
        const std::string& missing = expression->variables[point.names.size()];
        return Failure{exit_code::usage, "the variable " + missing + " has no value: add " + missing + "=1, say."};
    }
    tell_unused(*expression, point);
    Report report(order, *expression, point.values);
    if (const Status status = report.make(); !status) return Failure{exit_code::bad_data, status.error()};
    return to_standard_output(report.text());
}

}
