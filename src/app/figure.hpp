#pragma once
#include "base/result.hpp"
#include "document/derived.hpp"
#include "document/ending.hpp"
#include "ink/sheet.hpp"

#include <span>

namespace eigenscope {

/// The whole document on one sheet: the tiles in their layout, each under its name; a single tile has the sheet to itself. What is
/// `known` of a tile is not computed again, if it is about the tile's panel as it is.
ink::Sheet figure(const Document& document, Vec2 size, const ink::Look& look, std::span<const Derived> known = {});
/// A sheet as the bytes of a file. SVG and PDF also hold the document in words.
Result<std::string> on_paper(const ink::Sheet& sheet, FigureFormat format, const Document& document);
/// The pictures of a document in words: each panel's name and what it shows.
std::string words_of(const Document& document);

}
