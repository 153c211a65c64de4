#include "document/axes.hpp"

#include "document/derived.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

namespace eigenscope {
namespace {

bool same_kind(const Tile& a, const Tile& b) { return &a.panel.type() == &b.panel.type(); }

Panel with_own_cameras(Panel panel, const Picture& picture) {
    for (const Plot& plot : picture) panel = plot.in_space ? look_at(panel, plot.id, Camera3{}) : look_at(panel, plot.id, Camera{});
    return panel;
}

/// The smallest window that holds both.
Camera both(const Camera& a, const Camera& b) {
    const Vec2 lo = (a.center - a.half).cwiseMin(b.center - b.half), hi = (a.center + a.half).cwiseMax(b.center + b.half);
    return {.automatic = false, .center = (lo + hi) / 2, .half = (hi - lo) / 2};
}

const Plot* plot_of(const Picture& picture, std::string_view id) {
    const auto found = std::find_if(picture.begin(), picture.end(), [&](const Plot& plot) { return plot.id == id; });
    return found == picture.end() ? nullptr : &*found;
}

/// The window of a plot that holds what each of these pictures shows in it.
Camera common_window(std::string_view id, const std::vector<Picture>& pictures) {
    std::optional<Camera> window;
    for (const Picture& picture : pictures)
        if (const Plot* plot = plot_of(picture, id)) window = window ? both(*window, plot->camera) : plot->camera;
    return window.value_or(Camera{});
}

template <class View>
using Views = std::map<std::string, View, std::less<>>;

/// What was set by somebody of the cameras of a panel, by their keys.
struct Wishes {
    Views<Camera> windows;
    Views<Camera3> in_space;
    bool all = true;                          ///< no window is left to the panel
};

void collect(Wishes& wishes, const Panel& panel) {
    panel.value().members([&](const Field& field, ConstValueRef member) {
        if (&member.type() == &value_type<Camera3>()) wishes.in_space.emplace(field.key, member.as<Camera3>());
        if (&member.type() != &value_type<Camera>()) return;
        if (member.as<Camera>().automatic) wishes.all = false;
        else wishes.windows.emplace(field.key, member.as<Camera>());
    });
}

template <class View>
void take(const Views<View>& views, const Field& field, ValueRef member) {
    if (&member.type() != &value_type<View>()) return;
    if (const auto found = views.find(field.key); found != views.end()) member.as<View>() = found->second;
}

void fulfil(const Wishes& wishes, Panel& panel) {
    panel.edit([&](ValueRef value) {
        value.members([&](const Field& field, ValueRef member) {
            take(wishes.windows, field, member);
            take(wishes.in_space, field, member);
        });
    });
}

}

std::size_t of_its_kind(const Document& document, std::size_t tile) {
    const auto alike = [&](const Tile& other) { return same_kind(other, document.tiles[tile]); };
    return static_cast<std::size_t>(std::count_if(document.tiles.begin(), document.tiles.end(), alike));
}

void share_axes(Document& document, std::size_t tile, bool share) {
    std::vector<Tile*> others;
    for (std::size_t i = 0; i < document.tiles.size(); ++i)
        if (i != tile && same_kind(document.tiles[i], document.tiles[tile]) && (share || document.tiles[i].shares_axes)) others.push_back(&document.tiles[i]);
    document.tiles[tile].shares_axes = share && !others.empty();
    // One that is left alone shares with nobody.
    for (Tile* other : others) other->shares_axes = share || others.size() > 1;
    if (share) fit_axes(document, tile);
}

void fit_axes(Document& document, std::size_t tile) {
    const Tile& own = document.tiles[tile];
    std::vector<Tile*> tiles;
    for (Tile& other : document.tiles)
        if (&other == &own || (own.shares_axes && other.shares_axes && same_kind(other, own))) tiles.push_back(&other);
    std::vector<Picture> pictures;
    for (Tile* one : tiles) {
        one->panel = with_own_cameras(one->panel, derive_all(one->panel).picture);
        pictures.push_back(derive_all(one->panel).picture);
    }
    if (tiles.size() < 2) return;
    for (std::size_t i = 0; i < tiles.size(); ++i)
        for (const Plot& plot : pictures[i])
            if (!plot.in_space) tiles[i]->panel = look_at(tiles[i]->panel, plot.id, common_window(plot.id, pictures));
}

Document with_shared_axes(Document document) {
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        std::vector<std::size_t> group;
        for (std::size_t j = 0; j < document.tiles.size(); ++j)
            if (document.tiles[i].shares_axes && document.tiles[j].shares_axes && same_kind(document.tiles[j], document.tiles[i])) group.push_back(j);
        if (group.size() < 2 || group.front() != i) continue;
        Wishes wishes;
        for (const std::size_t j : group) collect(wishes, document.tiles[j].panel);
        if (!wishes.all) fit_axes(document, i);
        for (const std::size_t j : group) fulfil(wishes, document.tiles[j].panel);
    }
    return document;
}

}
