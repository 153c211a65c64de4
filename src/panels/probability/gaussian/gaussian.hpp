#pragma once
#include "compute/linear/svd.hpp"
#include "panels/panel.hpp"

#include <optional>
#include <vector>

namespace eigenscope {

/// The normal distribution N(mean, A Aᵀ) as what A makes of the round cloud.
struct GaussianPanel {
    static constexpr std::string_view id = "gaussian", label = "Gaussian", subject = "Probability",
                                      about = "A matrix makes a round cloud of points into any Gaussian. Its ellipse is the image "
                                              "of a circle, its axes are the singular directions of the matrix.";

    Mat2 matrix = Mat2{{1.6, 0.8}, {0.4, 1.1}};
    Vec2 mean = Vec2::Zero();
    int samples = 500;
    int seed = 1;
    bool show_cloud = true, show_ellipses = true, show_axes = true, show_columns = true, show_sample_ellipse = false;
    Camera camera;

    bool operator==(const GaussianPanel&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "matrix", .label = "Matrix", .lo = -1e9, .hi = 1e9, .help = "The covariance is A times its transpose",
                .quantity = "A"}, s.matrix);
        v(Field{.key = "mean", .label = "Mean", .lo = -100, .hi = 100}, s.mean);
        v(Field{.key = "samples", .label = "Samples", .lo = 0, .hi = 20000}, s.samples);
        v(Field{.key = "seed", .label = "Seed", .lo = 0, .hi = 999999, .help = "The same seed always gives the same cloud",
                .quantity = "seed"}, s.seed);
        v(Field{.key = "show_cloud", .label = "Cloud"}, s.show_cloud);
        v(Field{.key = "show_ellipses", .label = "Ellipses"}, s.show_ellipses);
        v(Field{.key = "show_axes", .label = "Axes"}, s.show_axes);
        v(Field{.key = "show_columns", .label = "Columns of A"}, s.show_columns);
        v(Field{.key = "show_sample_ellipse", .label = "Ellipse of the sample"}, s.show_sample_ellipse);
        v(Field{.key = "camera", .label = "Camera", .view = true, .hidden = true}, s.camera);
    }

    /// What the handles of the plot "plane" are called.
    enum Handles : int { column1 = 1, column2 = 2, centre = 3 };

    struct Model {
        Svd2 decomposition;
        Mat2 covariance = Mat2::Identity();
        std::optional<double> correlation;    ///< none where a coordinate does not vary
        std::vector<Vec2> round;              ///< the standard normal draws z
        std::vector<Vec2> cloud;              ///< mean + A z
        Vec2 sample_mean = Vec2::Zero();
        Mat2 sample_covariance = Mat2::Zero(); ///< with n - 1; zero for fewer than two samples
        Mat2 sample_root = Mat2::Zero();      ///< L with L Lᵀ = sample_covariance, also where that is out of a double's reach
        bool operator==(const Model&) const = default;
    };
    static std::vector<Preset<GaussianPanel>> presets();
};

GaussianPanel::Model derive(const GaussianPanel& panel, std::stop_token stop = {});
Picture depict(const GaussianPanel& panel, const GaussianPanel::Model& model);
/// Handles column1 and column2 pull the head of mean + A eⱼ, centre pulls the mean.
GaussianPanel drag(const GaussianPanel& panel, const GaussianPanel::Model& model, std::string_view plot, int handle, Vec2 to);
GaussianPanel look(const GaussianPanel& panel, std::string_view plot, Camera camera);
GaussianPanel look(const GaussianPanel& panel, std::string_view plot, Camera3 camera);
std::optional<Timeline> timeline(const GaussianPanel& panel, const GaussianPanel::Model& model);
GaussianPanel seek(const GaussianPanel& panel, double t);
std::vector<Table> tables(const GaussianPanel& panel, const GaussianPanel::Model& model);
std::vector<Fact> facts(const GaussianPanel& panel, const GaussianPanel::Model& model);
std::string words(const GaussianPanel& panel, const GaussianPanel::Model& model);

}
