#include "document/random_document.hpp"

#include "document/links.hpp"

namespace eigenscope::random_values {
namespace {

void fill_list(ValueRef list, const Field& field, Engine& engine) {
    const std::size_t most = std::min(field.most, field.least + 4), size = field.least + below(engine, most - field.least + 1);
    list.resize(0);
    list.resize(size);
    for (std::size_t i = 0; i < size; ++i) fill(list.element(i), field, engine);
}

void make_modest(Panel& panel) {
    panel.edit([](ValueRef value) {
        value.members([](const Field& field, ValueRef member) {
            if (field.key == "samples" || field.key == "steps") member.as<int>() = std::min(member.as<int>(), 300);
        });
        tidy(value);
    });
}

void edit_one_member(Panel& panel, Engine& engine) {
    std::size_t count = 0, i = 0;
    panel.value().members([&](const Field&, ConstValueRef) { ++count; });
    const std::size_t chosen = below(engine, count);
    panel.edit([&](ValueRef value) {
        value.members([&](const Field& field, ValueRef member) {
            if (i++ == chosen) fill(member, field, engine);
        });
    });
}

}

void fill(ValueRef value, const Field& field, Engine& engine) {
    switch (value.sort()) {
    case Sort::boolean: value.as<bool>() = below(engine, 2) == 0; return;
    case Sort::real: value.as<double>() = number(field, engine); return;
    case Sort::whole: value.as<int>() = static_cast<int>(std::clamp(std::round(number(field, engine)), -2e9, 2e9)); return;
    case Sort::text: value.as<std::string>() = text(engine); return;
    case Sort::formula: value.as<Typed>() = formula(value.as<Typed>(), engine); return;
    case Sort::parameters:
        for (Parameter& parameter : value.as<Parameters>()) parameter.value = number(field, engine);
        return;
    case Sort::choice: return value.set_choice(below(engine, value.type().choices.size()));
    case Sort::matrix:
        for (double& cell : value.cells()) cell = number(field, engine);
        return;
    case Sort::list: return fill_list(value, field, engine);
    case Sort::family:
        value.choose(below(engine, value.type().alternatives.size()));
        return fill(value.held(), field, engine);
    case Sort::object: return value.members([&](const Field& f, ValueRef member) { fill(member, f, engine); });
    case Sort::panel:
        value.as<Panel>() = panel_types()[below(engine, panel_types().size())]->make();
        return value.as<Panel>().edit([&](ValueRef held) { fill(held, {}, engine); });
    }
}

Panel draw_panel(std::string_view id, Engine& engine, bool modest) {
    Panel panel = find_panel_type(id)->make();
    panel.edit([&](ValueRef value) { fill(value, {}, engine); });
    tidy(panel);
    if (modest) make_modest(panel);
    return panel;
}

Document draw_document(Engine& engine, bool modest) {
    auto document = draw<Document>(engine);
    if (modest)
        for (Tile& tile : document.tiles) make_modest(tile.panel);
    settle_links(document);
    return document;
}

void edit(Document& document, Engine& engine) {
    const std::size_t tile = below(engine, document.tiles.size());
    Panel& panel = document.tiles[tile].panel;
    switch (below(engine, 10)) {
        case 0: document.tiles[tile].linked = !document.tiles[tile].linked; break;
        case 1: document.layout = static_cast<Layout>(below(engine, 3)); break;
        case 2: fill(ValueRef(value_type<Panel>(), &panel), {}, engine); break;
        case 3: if (document.tiles.size() < 6) document.tiles.push_back(draw<Tile>(engine)); break;
        case 4: if (document.tiles.size() > 1) document.tiles.erase(document.tiles.begin() + static_cast<std::ptrdiff_t>(tile)); break;
        default: edit_one_member(panel, engine);
    }
}

}
