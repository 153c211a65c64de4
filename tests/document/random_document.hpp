#pragma once
#include "document/document.hpp"
#include "document/links.hpp"
#include "document/random_value.hpp"

namespace eigenscope::random_values {

/// Random values are extreme in everything; a modest one computes little, so that many can be looked at.
template <class P>
void make_modest(P& panel) {
    P::describe(panel, [](const Field& field, auto& member) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(member)>, int>)
            if (field.key == "samples" || field.key == "steps") member = std::min(member, 300);
    });
    tidy(panel);
}

/// A random document as the program could hold it: tidy, and with links that agree.
inline Document draw_document(Engine& engine) {
    auto document = draw<Document>(engine);
    settle_links(document);
    return document;
}

/// The document after one random edit of one tile, or of the document's own members.
inline void edit(Document& document, Engine& engine) {
    const std::size_t tile = below(engine, document.tiles.size());
    switch (below(engine, 10)) {
        case 0: document.tiles[tile].linked = !document.tiles[tile].linked; break;
        case 1: document.layout = static_cast<Layout>(below(engine, 3)); break;
        case 2: fill(document.tiles[tile].panel, {}, engine); break;
        case 3: if (document.tiles.size() < 6) document.tiles.push_back(draw<Tile>(engine)); break;
        case 4: if (document.tiles.size() > 1) document.tiles.erase(document.tiles.begin() + static_cast<std::ptrdiff_t>(tile)); break;
        default:                                                  // one member of the panel
            std::visit([&](auto& panel) {
                using P = std::remove_cvref_t<decltype(panel)>;
                std::size_t count = 0, i = 0;
                P::describe(panel, [&](const Field&, auto&) { ++count; });
                const std::size_t chosen = below(engine, count);
                P::describe(panel, [&](const Field& field, auto& member) {
                    if (i++ == chosen) fill(member, field, engine);
                });
            }, document.tiles[tile].panel);
    }
}

}
