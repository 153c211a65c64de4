#include "document/ending.hpp"

#include <algorithm>

namespace eigenscope {

std::string ending(const std::filesystem::path& path) {
    std::string text = path.extension().string();
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::optional<FigureFormat> figure_format(const std::filesystem::path& path) {
    const std::string end = ending(path);
    if (end == ".png") return FigureFormat::png;
    if (end == ".svg") return FigureFormat::svg;
    if (end == ".pdf") return FigureFormat::pdf;
    return std::nullopt;
}

}
