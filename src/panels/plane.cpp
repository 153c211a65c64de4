#include "panels/plane.hpp"

#include "base/number.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

using namespace formula;

std::string in_words(double x, int decimals) { return plain(number(x, decimals)); }

std::string brief(double x) {
    std::string text = significant(x, 2);
    for (auto at = text.find('-'); at != std::string::npos; at = text.find('-', at)) text.replace(at, 1, "−");
    return text;
}

std::vector<Vec2> unit_circle(int count) {
    std::vector<Vec2> points;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count;
        points.emplace_back(std::cos(angle), std::sin(angle));
    }
    return points;
}

std::vector<Vec2> moved(std::vector<Vec2> points, const Mat2& m, const Vec2& center) {
    for (Vec2& p : points) p = (center + m * p).eval();
    return points;
}

Formula columns_formula(const Mat2& m) {
    const auto cell = [&](int i, int j) {
        return term(j == 0 ? "column1" : "column2", colored(j == 0 ? Role::first : Role::second, number(m(i, j))));
    };
    return matrix(2, {cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)});
}

Formula column_label(const std::string& name, int j, const Vec2& column) {
    return row({italic(name), roman(" "), sub(bold("e"), roman(j == 1 ? "1" : "2")), op("="), pair(column.x(), column.y())});
}

Formula sigma_label(int j, double sigma) {
    return row({sub(italic("σ"), roman(j == 1 ? "1" : "2")), op("="), number(sigma)});
}

Fact number_fact(std::string name, std::string label, double x, std::string how) {
    Fact fact;
    fact.name = std::move(name);
    fact.label = std::move(label);
    fact.value = in_words(x);
    fact.number = x;
    fact.residual_number = std::numeric_limits<double>::quiet_NaN();
    fact.how = std::move(how);
    return fact;
}

}
