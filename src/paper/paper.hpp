#pragma once
#include "base/result.hpp"
#include "ink/sheet.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// A sheet on paper, through cairo. Needs no display and no GPU.
namespace eigenscope::paper {

/// Pixels, four bytes each: red, green, blue, alpha (straight), rows from the top.
struct Image {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

/// What a picture is called and shows, in words, for those who cannot see it: UTF-8, empty where there is nothing to say.
struct Caption {
    std::string title, description;
};

/// The sheet at one pixel a unit. Its size must lie within limits::picture_side.
Result<Image> paint(const ink::Sheet& sheet);

/// Complete files as bytes. PDF and SVG are vectors with selectable text (PDF) at 96 units an inch. The ids in an SVG belong to its content:
/// several can stand in one page. The caption is the SVG's title and desc, and the PDF's title and subject.
Result<std::string> png(const ink::Sheet& sheet);
Result<std::string> svg(const ink::Sheet& sheet, const Caption& caption = {});
Result<std::string> pdf(const ink::Sheet& sheet, const Caption& caption = {});

/// A PNG of pixels that somebody else drew.
Result<std::string> png(const Image& image);

}
