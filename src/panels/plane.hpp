#pragma once
#include "panels/panel.hpp"

#include <string>
#include <vector>

namespace eigenscope {

/// A number in a sentence: "1.44", "−0.07" with a true minus, "4 · 10¹³".
std::string in_words(double x, int decimals = 2);

/// A residual on the facts card: "0.36", "2.2e−16".
std::string brief(double x);

/// Points on the unit circle, counterclockwise from (1, 0).
std::vector<Vec2> unit_circle(int count = 180);

/// Each point moved to center + m p.
std::vector<Vec2> moved(std::vector<Vec2> points, const Mat2& m, const Vec2& center = Vec2::Zero());

/// A 2x2 matrix with its columns in the roles of the columns and the terms "column1", "column2".
Formula columns_formula(const Mat2& m);

/// "name eⱼ = (x, y)", for j = 1 or 2.
Formula column_label(const std::string& name, int j, const Vec2& column);

/// "σⱼ = 2.01", for j = 1 or 2.
Formula sigma_label(int j, double sigma);

/// A fact that is a number.
Fact number_fact(std::string name, std::string label, double x, std::string how);

}
