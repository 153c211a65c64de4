#pragma once
#include "panels/panel.hpp"

#include <string>
#include <vector>

namespace eigenscope {

/// A number in a sentence: "1.44", "−0.07" with a true minus, "4 · 10¹³".
std::string in_words(double x, int decimals = 2);

/// A point in a sentence: "(0.41, −0.07)".
std::string in_words(const Vec2& v);

/// The decimals with which a and b are written so that they can be told apart: 2, or as many more as that takes; 2 for equal ones.
int decimals_apart(double a, double b);
inline int decimals_apart(const Vec2& v) { return decimals_apart(v.x(), v.y()); }

/// The number x, whose size has the logarithm log10_size: a power of ten, rounded, where a double is too small or too large.
Formula number_of_size(double x, bool negative, double log10_size);

/// A residual on the facts card: "0.36", "2.2e−16".
std::string brief(double x);

/// Points on the unit circle, counterclockwise from (1, 0).
std::vector<Vec2> unit_circle(int count = 180);

/// Each point moved to center + m p.
std::vector<Vec2> moved(std::vector<Vec2> points, const Mat2& m, const Vec2& center = Vec2::Zero());

/// The matrix or vector as pictures and sentences show it: what is nothing but rounding beside its largest entry is 0. Hovering,
/// facts and tables show it all.
Mat2 without_rounding(const Mat2& m);
Vec2 without_rounding(const Vec2& v);

/// What hovering says of a vector that is shown so: "(6.1e−17, 1), of which what is rounding is shown as 0"; empty when all is shown.
std::string rounding_told(const Vec2& v, const Vec2& shown);

/// A 2x2 matrix with its columns in the roles of the columns and the terms "column1", "column2".
Formula columns_formula(const Mat2& m);

/// "name eⱼ = (x, y)", for j = 1 or 2.
Formula column_label(const std::string& name, int j, const Vec2& column);

/// The column j + 1 of a matrix as an arrow in its role and term, and as something to pull; j = 0 or 1.
Mark column_arrow(int j, Arrow arrow, std::string hover = {});
Handle column_handle(int j, int id, const Vec2& at);

/// "σⱼ = 2.01", for j = 1 or 2, told apart from the other one of `sigma`.
Formula sigma_label(int j, const Vec2& sigma);

/// A fact that is a number.
Fact number_fact(std::string name, std::string label, double x, std::string how);

/// The panel with another camera on its only plot, "plane".
template <class P>
P with_camera(P panel, std::string_view plot, const Camera& camera) {
    if (plot == "plane") panel.camera = camera;
    return panel;
}

/// The default panel with another matrix, under a name.
template <class P>
Preset<P> matrix_preset(std::string_view name, const Mat2& a) {
    P panel;
    panel.matrix = a;
    return {name, panel};
}

}
