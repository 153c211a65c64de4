#include "app/command_line.hpp"
#include "base/number.hpp"
#include "compute/expression/expression.hpp"
#include "compute/expression/jet.hpp"

#include <algorithm>
#include <cstdio>
#include <variant>

namespace eigenscope {
namespace {

/// Most variables of which a gradient and a Hessian are printed.
constexpr std::size_t most_variables = 26;

struct Point {
    std::vector<std::string> names;
    std::vector<double> values;
};

std::variant<Point, Failure> point_of(const std::vector<std::string>& assignments) {
    Point point;
    for (const std::string& text : assignments) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return Failure{exit_code::usage, "\"" + text + "\": expected a variable and its value, such as x=1."};
        const Result<double> value = evaluate_constant(std::string_view(text).substr(equals + 1));
        if (!value) return Failure{exit_code::bad_data, text + ": " + value.error()};
        const std::string name = text.substr(0, equals);
        if (std::find(point.names.begin(), point.names.end(), name) != point.names.end())
            return Failure{exit_code::usage, text + ": " + name + " has a value already; give each variable one."};
        point.names.push_back(name);
        point.values.push_back(*value);
    }
    return point;
}

/// The values in the expression's own order; the name of a variable that was given none.
std::variant<std::vector<double>, std::string> ordered(const Expression& expression, const Point& point) {
    std::vector<double> values;
    for (const std::string& name : expression.variables) {
        const auto found = std::find(point.names.begin(), point.names.end(), name);
        if (found == point.names.end()) return name;
        values.push_back(point.values[static_cast<std::size_t>(found - point.names.begin())]);
    }
    return values;
}

void tell_unused(const Expression& expression, const Point& point) {
    for (const std::string& name : point.names)
        if (std::find(expression.variables.begin(), expression.variables.end(), name) == expression.variables.end())
            std::fprintf(stderr, "eigenscope: the value of %s is not used: it is no variable of the expression.\n", name.c_str());
}

std::string report(const Expression& expression, const std::vector<double>& values) {
    std::string text = "formula\t" + to_text(expression) + "\n";
    const auto row = [](const std::string& name, double x) { return name + "\t" + shortest(x) + "\n"; };
    if (values.empty()) return text + row("value", evaluate(expression, values));
    const VecX at = Eigen::Map<const VecX>(values.data(), static_cast<Eigen::Index>(values.size()));
    const auto jet = eigenscope::jet<Eigen::Dynamic>(expression, at);
    text += row("value", jet.value);
    const auto& names = expression.variables;
    for (Eigen::Index i = 0; i < jet.gradient.size(); ++i) {
        const auto derived = derivative(expression, static_cast<std::uint32_t>(i));
        text += "d/d" + names[static_cast<std::size_t>(i)] + "\t" + shortest(jet.gradient[i]) + (derived ? "\t" + to_text(*derived) : "") + "\n";
    }
    for (Eigen::Index i = 0; i < jet.hessian.rows(); ++i)
        for (Eigen::Index j = i; j < jet.hessian.cols(); ++j)
            text += row("d2/d" + names[static_cast<std::size_t>(i)] + "d" + names[static_cast<std::size_t>(j)], jet.hessian(i, j));
    return text;
}

}

std::optional<Failure> evaluate(const std::string& text, const std::vector<std::string>& assignments) {
    auto given = point_of(assignments);
    if (auto* failure = std::get_if<Failure>(&given)) return *failure;
    const Point& point = std::get<Point>(given);
    Result<Expression> expression = parse(text);
    if (expression && std::holds_alternative<std::string>(ordered(*expression, point))) {
        // With the names known, xy can be read as x·y.
        if (auto with_names = parse(text, point.names)) expression = std::move(with_names);
    }
    if (!expression) return Failure{exit_code::bad_data, expression.error()};
    if (expression->variables.size() > most_variables)
        return Failure{exit_code::bad_data, "more than 26 variables: the Hessian would fill the screen."};
    const auto values = ordered(*expression, point);
    if (const auto* missing = std::get_if<std::string>(&values))
        return Failure{exit_code::usage, "the variable " + *missing + " has no value: add " + *missing + "=1, say."};
    tell_unused(*expression, point);
    return to_standard_output(report(*expression, std::get<std::vector<double>>(values)));
}

}
