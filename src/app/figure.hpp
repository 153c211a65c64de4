#pragma once
#include "document/document.hpp"
#include "ink/sheet.hpp"

namespace eigenscope {

/// The whole document on one sheet: the tiles in their layout, each under its name; a single tile has the sheet to itself.
ink::Sheet figure(const Document& document, Vec2 size, const ink::Look& look);

}
