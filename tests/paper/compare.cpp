#include "compare.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::compare {

namespace {

using Channel = std::vector<double>;

Channel channel_of(const paper::Image& image, std::size_t c) {
    Channel values(image.rgba.size() / 4);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = image.rgba[4 * i + c];
    return values;
}

/// One pass of the separable Gaussian along lines of `n` values that are `step` apart.
void blur_line(double* values, int n, std::ptrdiff_t step, const std::vector<double>& kernel, Channel& scratch) {
    const int reach = static_cast<int>(kernel.size()) - 1;
    for (int i = 0; i < n; ++i) {
        double sum = kernel[0] * values[i * step];
        for (int k = 1; k <= reach; ++k)
            sum += kernel[static_cast<std::size_t>(k)] * (values[std::max(i - k, 0) * step] + values[std::min(i + k, n - 1) * step]);
        scratch[static_cast<std::size_t>(i)] = sum;
    }
    for (int i = 0; i < n; ++i) values[i * step] = scratch[static_cast<std::size_t>(i)];
}

void blur(Channel& values, int width, int height, double sigma) {
    std::vector<double> kernel;
    double sum = 0;
    for (int i = 0; i <= static_cast<int>(std::ceil(4 * sigma)); ++i) {
        kernel.push_back(std::exp(-i * i / (2 * sigma * sigma)));
        sum += i ? 2 * kernel.back() : kernel.back();
    }
    for (double& k : kernel) k /= sum;
    Channel scratch(static_cast<std::size_t>(std::max(width, height)));
    for (int y = 0; y < height; ++y) blur_line(values.data() + static_cast<std::ptrdiff_t>(y) * width, width, 1, kernel, scratch);
    for (int x = 0; x < width; ++x) blur_line(values.data() + x, height, width, kernel, scratch);
}

Difference of_channels(const paper::Image& a, const paper::Image& b, double sigma) {
    Difference result;
    const std::size_t pixels = a.rgba.size() / 4;
    std::vector<bool> off(pixels);
    double squares = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        Channel first = channel_of(a, c);
        const Channel second = channel_of(b, c);
        for (std::size_t i = 0; i < pixels; ++i) first[i] -= second[i];
        if (sigma > 0) blur(first, a.width, a.height, sigma);      // the blur is linear: of the difference, it is the difference of the blurs
        for (std::size_t i = 0; i < pixels; ++i) {
            squares += first[i] * first[i];
            result.worst = std::max(result.worst, std::abs(first[i]));
            if (std::abs(first[i]) > 32) off[i] = true;
        }
    }
    result.rms = std::sqrt(squares / static_cast<double>(3 * pixels));
    result.off = static_cast<double>(std::count(off.begin(), off.end(), true)) / static_cast<double>(pixels);
    return result;
}

}

Difference difference(const paper::Image& a, const paper::Image& b) { return of_channels(a, b, 0); }
Difference blurred_difference(const paper::Image& a, const paper::Image& b, double sigma) { return of_channels(a, b, sigma); }

paper::Image difference_image(const paper::Image& a, const paper::Image& b) {
    paper::Image image = a;
    for (std::size_t i = 0; i < image.rgba.size(); ++i)
        image.rgba[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(std::min(4 * std::abs(a.rgba[i] - b.rgba[i]), 255));
    return image;
}

}
