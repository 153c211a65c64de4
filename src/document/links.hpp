#pragma once
#include "document/document.hpp"

namespace eigenscope {

/// What linked tiles share stays the same in all of them. A linked tile that changed a field with a quantity passes it on to every
/// other linked tile's fields of the same quantity and type (the tile in focus wins when several changed); a tile or a field that
/// is new in the circle takes what the others have. Tiles of one kind that share axes do the same with their cameras.
void carry_links(const Document& before, Document& after);

/// The same where there is no before (a file, a lesson): the tile in focus, else the first that has the quantity, is right.
void settle_links(Document& document);

/// How many linked tiles share something with this one, itself counted; 0: it is not linked, or has nothing that another one has.
std::size_t linked_with(const Document& document, std::size_t tile);

}
