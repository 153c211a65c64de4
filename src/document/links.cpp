#include "document/links.hpp"

#include "document/walk.hpp"

#include <map>
#include <set>
#include <typeindex>

namespace eigenscope {
namespace {

/// A field that linked tiles share, without its type: where it lies, and what can be done with it.
struct Shared {
    std::size_t tile = 0;
    std::string path;                         ///< within the tile, with the kinds on the way
    Field field;
    std::string circle;                       ///< of the fields that are the same
    bool follows = false;                     ///< it takes what the others have, whatever it was
    std::type_index type = typeid(void);
    void* at = nullptr;
    bool (*same)(const void*, const void*) = nullptr;
    void (*assign)(void*, const void*) = nullptr;
    void (*clamp)(void*, const Field&) = nullptr;
};

template <class T>
Shared shared_field(std::size_t tile, std::string path, const Field& field, T& member, std::string circle) {
    return {.tile = tile, .path = std::move(path), .field = field, .circle = std::move(circle), .type = typeid(T), .at = &member,
            .same = [](const void* a, const void* b) { return *static_cast<const T*>(a) == *static_cast<const T*>(b); },
            .assign = [](void* to, const void* from) { *static_cast<T*>(to) = *static_cast<const T*>(from); },
            .clamp = [](void* value, const Field& range) { tidy(*static_cast<T*>(value), range); }};
}

// Every member with a quantity, however deep it lies in families and lists.
template <class T>
void collect(T& value, std::size_t tile, const std::string& path, std::vector<Shared>& found) {
    if constexpr (ListMember<T>) {
        for (std::size_t i = 0; i < value.size(); ++i) collect(value[i], tile, path + "/" + std::to_string(i), found);
    } else if constexpr (Family<T>) {
        std::visit([&](auto& alternative) { collect(alternative, tile, path + ":" + std::string(alternative.id), found); }, value);
    } else if constexpr (Described<T>) {
        T::describe(value, [&](const Field& field, auto& member) {
            const std::string inside = path + "/" + std::string(field.key);
            if (!field.quantity.empty()) found.push_back(shared_field(tile, inside, field, member, std::string(field.quantity)));
            else collect(member, tile, inside, found);
        });
    }
}

std::vector<Shared> shared_fields(Document& document) {
    std::vector<Shared> found;
    for (std::size_t i = 0; i < document.tiles.size(); ++i)
        if (document.tiles[i].linked) collect(document.tiles[i].panel, i, "", found);
    return found;
}

// The cameras of tiles that share axes. A quantity has a name of its own; these go by their place in a panel of this kind.
void collect_cameras(Document& document, std::vector<Shared>& found) {
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        if (!document.tiles[i].shares_axes) continue;
        std::visit([&]<class P>(P& panel) {
            P::describe(panel, [&]<class T>(const Field& field, T& member) {
                if constexpr (std::same_as<T, Camera> || std::same_as<T, Camera3>) {
                    const std::string path = "/:" + std::string(P::id) + "/" + std::string(field.key);
                    found.push_back(shared_field(i, path, field, member, path));
                    // A camera that the panel chooses is nobody's wish.
                    if constexpr (std::same_as<T, Camera>) found.back().follows = member.automatic;
                }
            });
        }, document.tiles[i].panel);
    }
}

std::vector<Shared> all_shared(Document& document) {
    std::vector<Shared> found = shared_fields(document);
    collect_cameras(document, found);
    return found;
}

enum class Standing { newcomer, unchanged, changed };

Standing standing(const Shared& field, const std::vector<Shared>& before) {
    if (field.follows) return Standing::newcomer;
    for (const Shared& old : before)
        if (old.tile == field.tile && old.path == field.path && old.type == field.type)
            return field.same(old.at, field.at) ? Standing::unchanged : Standing::changed;
    return Standing::newcomer;
}

// The one the others follow: a changed field before an unchanged one before a newcomer, the tile in focus first among equals.
const Shared* leader(const std::vector<const Shared*>& circle, const std::vector<Shared>& before, std::size_t focus) {
    const Shared* best = nullptr;
    int best_rank = -1;
    for (const Shared* field : circle) {
        const int rank = 2 * static_cast<int>(standing(*field, before)) + (field->tile == focus ? 1 : 0);
        if (rank > best_rank) {
            best = field;
            best_rank = rank;
        }
    }
    return best;
}

// All members of the circle take the leader's value, in the range that is right for every one of them.
void follow(const std::vector<const Shared*>& circle, const Shared& first) {
    Field common = first.field;
    for (const Shared* field : circle) {
        common.lo = std::max(common.lo, field->field.lo);
        common.hi = std::min(common.hi, field->field.hi);
    }
    if (common.lo <= common.hi) first.clamp(first.at, common);
    for (const Shared* field : circle)
        if (field != &first) field->assign(field->at, first.at);
}

void carry(const std::vector<Shared>& before, Document& after) {
    const std::vector<Shared> fields = all_shared(after);
    std::map<std::pair<std::string_view, std::type_index>, std::vector<const Shared*>> circles;
    for (const Shared& field : fields) circles[{field.circle, field.type}].push_back(&field);
    for (const auto& [name, circle] : circles)
        if (circle.size() > 1) follow(circle, *leader(circle, before, static_cast<std::size_t>(after.focus)));
}

}

void carry_links(const Document& before, Document& after) {
    // Nothing of `before` is written to: the same walk serves both, and it must be able to write to `after`.
    carry(all_shared(const_cast<Document&>(before)), after);
}

void settle_links(Document& document) { carry({}, document); }

std::size_t linked_with(const Document& document, std::size_t tile) {
    // Only read: see carry_links.
    const std::vector<Shared> fields = shared_fields(const_cast<Document&>(document));
    std::set<std::size_t> others;
    for (const Shared& own : fields)
        for (const Shared& other : fields)
            if (own.tile == tile && other.tile != tile && own.field.quantity == other.field.quantity && own.type == other.type)
                others.insert(other.tile);
    return others.empty() ? 0 : others.size() + 1;
}

}
