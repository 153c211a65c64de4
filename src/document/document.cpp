#include "document/document.hpp"

#include "document/links.hpp"
#include "document/walk.hpp"

namespace eigenscope {

void Document::repair() {
    const int last = static_cast<int>(tiles.size()) - 1;
    focus = std::clamp(focus, 0, std::max(last, 0));
}

void tidy_document(Document& document) { tidy(document); }

std::size_t footprint(const Document& document) {
    std::size_t sum = sizeof document + heap_bytes(document) + document.unknown.capacity();
    for (const Tile& tile : document.tiles) sum += tile.unknown.capacity();
    return sum;
}

bool same_but_view(const Document& a, const Document& b) { return same_but_view<Document>(a, b); }

Document default_document() {
    Document document;
    DescentPanel bowl;
    bowl.convergence = false;                 // a small tile: the bowl has it to itself
    document.tiles = {Tile{LinearMapPanel{}}, Tile{bowl}, Tile{GaussianPanel{}}};
    settle_links(document);
    return document;
}

std::optional<Document> document_of(std::string_view panel_id) {
    Tile tile;
    if (!choose(tile.panel, panel_id)) return std::nullopt;
    Document document;
    document.layout = Layout::single;
    document.tiles.push_back(std::move(tile));
    return document;
}

}
