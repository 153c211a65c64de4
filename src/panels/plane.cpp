#include "panels/plane.hpp"

#include "base/number.hpp"
#include "compute/linear/parts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace eigenscope {

using namespace formula;

namespace {

constexpr Role column_roles[] = {Role::first, Role::second};
constexpr const char* column_keys[] = {"column1", "column2"};

}

std::string in_words(double x, int decimals) { return plain(number(x, decimals)); }

std::string in_words(const Vec2& v) { return "(" + in_words(v.x()) + ", " + in_words(v.y()) + ")"; }

Formula number_of_size(double x, bool negative, double log10_size) {
    if (std::isinf(log10_size) || std::isnormal(x)) return number(x);
    const double power = std::round(log10_size);
    const Formula size = sup(roman("10"), roman(in_words(power, 0)));
    return negative ? row({roman("−"), size}) : size;
}

std::string brief(double x) { return with_minus(significant(x, 2)); }

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

int decimals_apart(double a, double b) {
    constexpr int usual = 2, most = 17;       // of a double: more decimals of a number near 1 tell nothing
    const bool close = std::abs(a - b) < 0.01 * std::max(std::abs(a), std::abs(b));
    for (int decimals = usual; decimals <= most; ++decimals) {
        const std::string first = fixed(a, decimals), second = fixed(b, decimals);
        const bool alike = (first.find('e') == first.npos) == (second.find('e') == second.npos);
        if (first != second && (alike || !close)) return decimals;         // close ones are not 1e8 and 99999999
    }
    return usual;
}

namespace {

template <class M>
M cleared(const M& m) {
    const double least = rounding * m.cwiseAbs().maxCoeff();
    return m.unaryExpr([least](double x) { return std::abs(x) <= least ? 0 : x; });
}

}

Mat2 without_rounding(const Mat2& m) { return cleared(m); }

Vec2 without_rounding(const Vec2& v) { return cleared(v); }

std::string rounding_told(const Vec2& v, const Vec2& shown) {
    if (v == shown) return {};
    return "(" + brief(v.x()) + ", " + brief(v.y()) + "), of which what is rounding is shown as 0";
}

Formula columns_formula(const Mat2& m) {
    const auto cell = [&](int i, int j) {
        return term(column_keys[j], colored(column_roles[j], number(m(i, j))));
    };
    return matrix(2, {cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)});
}

Formula column_label(const std::string& name, int j, const Vec2& column) {
    return row({italic(name), roman(" "), sub(bold("e"), roman(j == 1 ? "1" : "2")), op("="), pair(column.x(), column.y())});
}

Mark column_arrow(int j, Arrow arrow, std::string hover) {
    arrow.stroke.role = column_roles[j];
    return Mark(std::move(arrow), column_keys[j], std::move(hover));
}

Handle column_handle(int j, int id, const Vec2& at) { return {id, at, column_roles[j], j == 0 ? "first column" : "second column"}; }

Formula sigma_label(int j, const Vec2& sigma) {
    return row({sub(italic("σ"), roman(j == 1 ? "1" : "2")), op("="), number(sigma(j - 1), decimals_apart(sigma))});
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
