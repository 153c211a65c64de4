#pragma once
#include "document/document.hpp"
#include "document/random_value.hpp"

namespace eigenscope::random_values {

/// A random tidy panel of one kind. Random values are extreme in everything; a modest one computes little, so that many can be
/// looked at.
Panel draw_panel(std::string_view id, Engine& engine, bool modest = true);

/// A random document as the program could hold it: tidy, and with links that agree; modest or not.
Document draw_document(Engine& engine, bool modest = false);

/// The document after one random edit of one tile, or of the document's own members. It may need tidying.
void edit(Document& document, Engine& engine);

}
