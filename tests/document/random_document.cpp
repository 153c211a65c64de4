#include "document/random_document.hpp"

#include "document/links.hpp"

namespace eigenscope::random_values {
namespace {

template <class P>
void make_modest(P& panel) {
    P::describe(panel, [](const Field& field, auto& member) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(member)>, int>)
            if (field.key == "samples" || field.key == "steps") member = std::min(member, 300);
    });
    tidy(panel);
}

template <class P>
void edit_one_member(P& panel, Engine& engine) {
    std::size_t count = 0, i = 0;
    P::describe(panel, [&](const Field&, auto&) { ++count; });
    const std::size_t chosen = below(engine, count);
    P::describe(panel, [&](const Field& field, auto& member) {
        if (i++ == chosen) fill(member, field, engine);
    });
}

}

Panel draw_panel(std::string_view id, Engine& engine, bool modest) {
    Panel panel;
    choose(panel, id);
    std::visit([&](auto& p) {
        fill(p, {}, engine);
        tidy(p);
        if (modest) make_modest(p);
    }, panel);
    return panel;
}

Document draw_document(Engine& engine, bool modest) {
    auto document = draw<Document>(engine);
    if (modest)
        for (Tile& tile : document.tiles) std::visit([](auto& panel) { make_modest(panel); }, tile.panel);
    settle_links(document);
    return document;
}

void edit(Document& document, Engine& engine) {
    const std::size_t tile = below(engine, document.tiles.size());
    Panel& panel = document.tiles[tile].panel;
    switch (below(engine, 10)) {
        case 0: document.tiles[tile].linked = !document.tiles[tile].linked; break;
        case 1: document.layout = static_cast<Layout>(below(engine, 3)); break;
        case 2: fill(panel, {}, engine); break;
        case 3: if (document.tiles.size() < 6) document.tiles.push_back(draw<Tile>(engine)); break;
        case 4: if (document.tiles.size() > 1) document.tiles.erase(document.tiles.begin() + static_cast<std::ptrdiff_t>(tile)); break;
        default: std::visit([&](auto& p) { edit_one_member(p, engine); }, panel);
    }
}

}
