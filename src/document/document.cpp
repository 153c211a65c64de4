#include "document/document.hpp"

#include "document/links.hpp"
#include "document/walk.hpp"

namespace eigenscope {

void Document::repair() {
    const int last = static_cast<int>(tiles.size()) - 1;
    focus = std::clamp(focus, 0, std::max(last, 0));
}

void tidy_document(Document& document) { tidy(ref_to(document)); }

std::size_t footprint(const Document& document) {
    std::size_t sum = sizeof document + heap_bytes(ref_to(document)) + document.unknown.capacity();
    for (const Tile& tile : document.tiles) sum += tile.unknown.capacity();
    return sum;
}

bool same_but_view(const Document& a, const Document& b) { return same_but_view(ref_to(a), ref_to(b)); }

Document default_document() {
    Document document;
    for (Panel& panel : first_panels()) document.tiles.push_back({std::move(panel)});
    settle_links(document);
    return document;
}

std::optional<Document> document_of(std::string_view panel_id) {
    const PanelType* type = find_panel_type(panel_id);
    if (!type) return std::nullopt;
    Document document;
    document.layout = Layout::single;
    document.tiles.push_back({type->make()});
    return document;
}

}
