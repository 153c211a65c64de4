#pragma once
#include "base/result.hpp"
#include "document/document.hpp"
#include "document/ending.hpp"
#include "ink/sheet.hpp"

namespace eigenscope {

/// The whole document on one sheet: the tiles in their layout, each under its name; a single tile has the sheet to itself.
ink::Sheet figure(const Document& document, Vec2 size, const ink::Look& look);
/// A sheet as the bytes of a file.
Result<std::string> on_paper(const ink::Sheet& sheet, FigureFormat format);

}
