#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace eigenscope {

/// The ending of a file's name with its dot, in lower case: ".png" for "Figure.PNG".
std::string ending(const std::filesystem::path& path);

/// What a figure is written as.
enum class FigureFormat : std::uint8_t { png, svg, pdf };
/// What the file's name asks for; nothing when it ends otherwise.
std::optional<FigureFormat> figure_format(const std::filesystem::path& path);

}
