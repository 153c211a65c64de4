#pragma once
#include "base/limits.hpp"
#include "compute/linear/path.hpp"
#include "compute/linear/properties.hpp"
#include "panels/panel.hpp"

#include <vector>

namespace eigenscope {

/// A 2x2 matrix as a motion of the plane: x -> A x, on its way from the identity.
struct LinearMapPanel {
    static constexpr std::string_view id = "linear-map", label = "Linear map", subject = "Linear algebra",
                                      about = "A matrix moves the whole plane. Pull its columns and see which lines stay, how "
                                              "areas grow, and when the plane turns over.";

    Mat2 matrix = Mat2{{1.6, 0.8}, {0.4, 1.1}};
    double time = 1;
    MapPath path = MapPath::polar;
    Vec2 vector = Vec2(-1, 0.5);
    bool show_ghost = true, show_square = true, show_circle = true, show_eigenlines = true, show_singular = false,
         show_nearest = false, show_glyph = false, show_vector = false, pen = false;
    std::vector<Vec2> drawing;                ///< a line drawn by the user, moved with the plane
    Camera camera;

    bool operator==(const LinearMapPanel&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "matrix", .label = "Matrix", .lo = -1e9, .hi = 1e9, .help = "Its columns are where e₁ and e₂ go",
                .quantity = "A"}, s.matrix);
        v(Field{.key = "time", .label = "Time", .lo = 0, .hi = 1, .help = "From the identity (0) to A (1)", .view = true,
                .hidden = true}, s.time);
        v(Field{.key = "path", .label = "Path from I to A",
                .help = "Polar turns and stretches; flow is A to the power t; SVD turns, stretches, turns; entries moves each number "
                        "by itself and may collapse on the way"}, s.path);
        v(Field{.key = "vector", .label = "Vector x", .lo = -100, .hi = 100}, s.vector);
        v(Field{.key = "show_ghost", .label = "Ghost grid"}, s.show_ghost);
        v(Field{.key = "show_square", .label = "Unit square and its area"}, s.show_square);
        v(Field{.key = "show_circle", .label = "Unit circle and its image"}, s.show_circle);
        v(Field{.key = "show_eigenlines", .label = "Eigenlines"}, s.show_eigenlines);
        v(Field{.key = "show_singular", .label = "Singular directions"}, s.show_singular);
        v(Field{.key = "show_nearest", .label = "Nearest flat map",
                .help = "The best map of rank 1: A without its smaller singular value, which is how far away it is"}, s.show_nearest);
        v(Field{.key = "show_glyph", .label = "The letter F"}, s.show_glyph);
        v(Field{.key = "show_vector", .label = "A vector and its image"}, s.show_vector);
        v(Field{.key = "pen", .label = "Pen",
                .help = "A pull on the empty plane draws a line, which A moves; without the pen it shifts the view", .view = true}, s.pen);
        v(Field{.key = "drawing", .label = "Drawing", .lo = -100, .hi = 100, .hidden = true, .most = limits::drawing_points}, s.drawing);
        v(Field{.key = "camera", .label = "Camera", .view = true, .hidden = true}, s.camera);
    }

    /// What the handles of the plot "plane" are called.
    enum Handles : int { column1 = 1, column2 = 2, input = 3, pen_down = 4, pen_on = 5 };

    struct Model {
        MapWay way;                           ///< with the eigenvalues and singular values of A
        Properties properties = {};           ///< of A
        Mat2 now = Mat2::Identity();          ///< M(t)
        bool operator==(const Model&) const = default;
    };
    static std::vector<Preset<LinearMapPanel>> presets();
};

LinearMapPanel::Model derive(const LinearMapPanel& panel, std::stop_token stop = {});
Picture depict(const LinearMapPanel& panel, const LinearMapPanel::Model& model);
/// Handles column1 and column2 stand at the heads of A's columns at any time, also while M(t) is on its way, so a pull sets a
/// column to the point and never jumps; input pulls x, which snaps to an eigenline within 2 % of the window's width; pen_down begins
/// a new drawing, pen_on goes on with it, up to limits::drawing_points.
LinearMapPanel drag(const LinearMapPanel& panel, const LinearMapPanel::Model& model, std::string_view plot, int handle, Vec2 to);
LinearMapPanel look(const LinearMapPanel& panel, std::string_view plot, Camera camera);
LinearMapPanel look(const LinearMapPanel& panel, std::string_view plot, Camera3 camera);
std::optional<Timeline> timeline(const LinearMapPanel& panel, const LinearMapPanel::Model& model);
LinearMapPanel seek(const LinearMapPanel& panel, double t);
std::vector<Table> tables(const LinearMapPanel& panel, const LinearMapPanel::Model& model);
std::vector<Fact> facts(const LinearMapPanel& panel, const LinearMapPanel::Model& model);
std::string words(const LinearMapPanel& panel, const LinearMapPanel::Model& model);
/// Ready-made moves beside the matrix, and what multiplies it while it is pulled.
std::vector<Control> controls(const LinearMapPanel& panel, const std::optional<Pulled>& pulled);
std::optional<LinearMapPanel> set(const LinearMapPanel& panel, const LinearMapPanel& from, std::string_view number, double amount);

}
