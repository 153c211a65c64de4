#pragma once
#include "document/document.hpp"

namespace eigenscope {

/// How many tiles are of the same kind as this one, itself counted.
std::size_t of_its_kind(const Document& document, std::size_t tile);

/// The tile and all others of its kind share their axes from now on, so that shapes can be compared; or it has its own again, and a
/// single one that is left too.
void share_axes(Document& document, std::size_t tile, bool share);

/// Gives the tiles that share axes with this one the window in each plot that holds all that each would show by itself, and the
/// usual view in space. Computes them all. A tile that shares with none gets the cameras that its panel chooses.
void fit_axes(Document& document, std::size_t tile);

/// The document as it is to be shown first: tiles that share axes have one window in each plot, where a file may say nothing of it.
/// What a camera of one of them is set to holds for all; the rest is fitted, and only for that anything is computed.
Document with_shared_axes(Document document);

}
