#include "app/figure.hpp"

#include "base/variant.hpp"
#include "document/tiling.hpp"
#include "ink/color.hpp"
#include "ink/compose.hpp"
#include "ink/typeset.hpp"
#include "paper/paper.hpp"

#include <utility>

namespace eigenscope {
namespace {

/// Between tiles, around them, and above a picture for its name; units of the sheet at scale 1.
constexpr double gap = 10, title_height = 40, corner_radius = 8, inset = 14;

/// A picture less than so many letters high or wide stands in a strip.
constexpr double least_letters = 10;

/// Tiles stand out from what is behind them by this much of the text's color.
constexpr float lift = 0.035f;

ink::Sheet named_tile(const Panel& panel, Picture picture, Vec2 size, const ink::Look& look) {
    ink::Sheet tile;
    tile.size = size;
    tile.background = ink::mixed(color_of(look.theme, Role::background), color_of(look.theme, Role::text), lift);
    const double text = text_size_of(look.theme) * look.scale, head = title_height * look.scale;
    const double baseline = head / 2 + 0.36 * 1.1 * text, side = inset * look.scale;
    const ink::Setting name = ink::set_text(panel.type().label, ink::Face::text_bold, 1.1 * text);
    put(tile, name, {side, baseline}, color_of(look.theme, Role::text), look);
    if (picture.size() == 1) {
        // A lone plot's title stands beside the panel's name and takes no room of the picture.
        const ink::Setting title = ink::set_text(std::exchange(picture.front().title, {}), ink::Face::text, text);
        if (name.width + title.width + 3 * side < size.x()) put(tile, title, {size.x() - side - title.width, baseline}, color_of(look.theme, Role::muted), look);
    }
    const double margin = 0.5 * gap * look.scale;
    const Vec2 room(size.x() - 2 * margin, size.y() - head - margin);
    if (room.minCoeff() > 1) place(tile, lay_out(picture, room, ink::fitting(look, room)), {margin, head}, corner_radius * look.scale / 2);
    return tile;
}

}

ink::Sheet figure(const Document& document, Vec2 size, const ink::Look& wanted, std::span<const Derived> known) {
    ink::Look look = wanted;
    look.scale *= scale_in(look.theme, size.y() / look.scale);
    const auto picture_of = [&](std::size_t i) {
        const Panel& panel = document.tiles[i].panel;
        return i < known.size() && known[i].panel == panel && !known[i].picture.empty() ? known[i].picture : derive_all(panel).picture;
    };
    if (document.tiles.size() == 1) return lay_out(picture_of(0), size, ink::fitting(look, size));
    ink::Sheet sheet;
    sheet.size = size;
    sheet.background = color_of(look.theme, Role::background);
    const double margin = gap * look.scale;
    const Pane whole{margin, margin, size.x() - 2 * margin, size.y() - 2 * margin};
    const double least = least_letters * least_text * text_size_of(look.theme) * look.scale + title_height * look.scale;
    const auto panes = readable_tiling(document.layout, document.tiles.size(), static_cast<std::size_t>(document.focus), whole, margin, least).panes;
    for (std::size_t i = 0; i < panes.size(); ++i) {
        const Pane& pane = panes[i];
        if (pane.width < 1 || pane.height < 1) continue;
        const ink::Sheet tile = named_tile(document.tiles[i].panel, picture_of(i), {std::round(pane.width), std::round(pane.height)}, look);
        place(sheet, tile, {std::round(pane.x), std::round(pane.y)}, corner_radius * look.scale);
    }
    return sheet;
}

std::string words_of(const Document& document) {
    std::string text;
    for (const Tile& tile : document.tiles) {
        if (!text.empty()) text += "\n";
        text += std::string(tile.panel.type().label) + "\n" + words_of(tile.panel);
        if (text.back() != '\n') text += "\n";
    }
    return text;
}

namespace {

/// "Linear map, Descent, Gaussian", and what they show.
paper::Caption caption_of(const Document& document) {
    paper::Caption caption;
    for (const Tile& tile : document.tiles) (caption.title += caption.title.empty() ? "" : ", ") += tile.panel.type().label;
    caption.description = words_of(document);
    return caption;
}

}

Result<std::string> on_paper(const ink::Sheet& sheet, FigureFormat format, const Document& document) {
    switch (format) {
    case FigureFormat::png: return paper::png(sheet);
    case FigureFormat::svg: return paper::svg(sheet, caption_of(document));
    case FigureFormat::pdf: return paper::pdf(sheet, caption_of(document));
    }
    return Error{"there is no such format"};
}

}
