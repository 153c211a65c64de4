#pragma once
#include "paper/paper.hpp"

#include <cstddef>

/// How far two pictures of one size are apart.
namespace eigenscope::compare {

struct Difference {
    double rms = 0;                           ///< over red, green and blue, in steps of 1/255
    double worst = 0;                         ///< of all channels of all pixels
    double off = 0;                           ///< share of pixels with a channel that is off by more than 32
};
Difference difference(const paper::Image& a, const paper::Image& b);

/// Red, green and blue after a Gaussian blur (edges repeated), so that differences of edge smoothing within two pixels do not count.
Difference blurred_difference(const paper::Image& a, const paper::Image& b, double sigma = 2);

/// |a - b|, four times brighter: to look at.
paper::Image difference_image(const paper::Image& a, const paper::Image& b);

}
