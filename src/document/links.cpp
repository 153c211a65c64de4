#include "document/links.hpp"

#include "document/walk.hpp"

#include <cmath>
#include <map>
#include <set>

namespace eigenscope {
namespace {

/// A field that linked tiles share: where it lies, and what it is.
struct Shared {
    std::size_t tile = 0, place = 0;          ///< the tile, and how many of its shared fields come before
    std::string path;                         ///< within the tile, with the kinds on the way
    Field field;
    std::string circle;                       ///< of the fields that are the same
    bool follows = false;                     ///< it takes what the others have, whatever it was
    ConstValueRef value;
};

/// Which fields a tile shares.
struct Sharing {
    bool quantities = false, cameras = false;
};

// f(path, field, member) for every member with a quantity, however deep it lies in families and lists.
template <class Ref>
using Found = FunctionRef<void(const std::string& path, const Field&, Ref)>;

template <class Ref>
void each_quantity(Ref value, const std::string& path, Found<Ref> f) {
    if (value.sort() == Sort::list) {
        for (std::size_t i = 0; i < value.length(); ++i) each_quantity<Ref>(value.element(i), path + "/" + std::to_string(i), f);
    } else if (value.sort() == Sort::family) {
        each_quantity<Ref>(value.held(), path + ":" + std::string(value.id()), f);
    } else if (value.sort() == Sort::object) {
        value.members([&](const Field& field, Ref member) {
            const std::string inside = path + "/" + std::string(field.key);
            if (field.quantity.empty()) each_quantity<Ref>(member, inside, f);
            else f(inside, field, member);
        });
    }
}

bool is_camera(ConstValueRef value) { return &value.type() == &value_type<Camera>() || &value.type() == &value_type<Camera3>(); }

// All that a panel shares, in an order that depends on its type and shape alone.
template <class Ref>
void each_shared(Ref panel, std::string_view kind, const Sharing& sharing, Found<Ref> f) {
    if (sharing.quantities) each_quantity<Ref>(panel, ":" + std::string(kind), f);
    if (!sharing.cameras) return;
    panel.members([&](const Field& field, Ref member) {
        if (is_camera(member)) f("/:" + std::string(kind) + "/" + std::string(field.key), field, member);
    });
}

Shared shared_field(std::size_t tile, std::size_t place, const std::string& path, const Field& field, ConstValueRef member) {
    // A quantity has a name of its own; cameras go by their place in a panel of this kind.
    const bool camera = is_camera(member);
    // A camera that the panel chooses is nobody's wish.
    const bool follows = &member.type() == &value_type<Camera>() && member.as<Camera>().automatic;
    return {tile, place, path, field, camera ? path : std::string(field.quantity), follows, member};
}

std::vector<Shared> shared_fields(const Document& document, bool cameras_too) {
    std::vector<Shared> found;
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        const Tile& tile = document.tiles[i];
        const ConstValueRef panel = tile.panel.value();
        std::size_t place = 0;
        each_shared<ConstValueRef>(panel, tile.panel.type().id, {tile.linked, cameras_too && tile.shares_axes},
                                   [&](const std::string& path, const Field& field, ConstValueRef member) {
                                       found.push_back(shared_field(i, place++, path, field, member));
                                   });
    }
    return found;
}

enum class Standing { newcomer, unchanged, changed };

Standing standing(const Shared& field, const std::vector<Shared>& before) {
    if (field.follows) return Standing::newcomer;
    for (const Shared& old : before)
        if (old.tile == field.tile && old.path == field.path && &old.value.type() == &field.value.type())
            return field.value.same(old.value) ? Standing::unchanged : Standing::changed;
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

/// What one field of a tile becomes.
struct Change {
    std::size_t tile = 0, place = 0;
    std::shared_ptr<const OwnValue> value;
};

/// Bit for bit, where == calls 0 and -0 the same.
bool identical(ConstValueRef a, ConstValueRef b) {
    if (!a.same(b)) return false;
    const std::span<const double> x = a.sort() == Sort::matrix ? a.cells() : std::span<const double>(), y = x.empty() ? x : b.cells();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](double p, double q) { return std::signbit(p) == std::signbit(q); });
}

// All members of the circle take the leader's value, in the range that is right for every one of them.
void follow(const std::vector<const Shared*>& circle, const Shared& first, std::vector<Change>& changes) {
    Field common = first.field;
    for (const Shared* field : circle) {
        common.lo = std::max(common.lo, field->field.lo);
        common.hi = std::min(common.hi, field->field.hi);
    }
    OwnValue value(first.value);
    if (common.lo <= common.hi) tidy(value.ref(), common);
    const auto shared = std::make_shared<const OwnValue>(std::move(value));
    for (const Shared* field : circle)
        if (!identical(field->value, shared->ref())) changes.push_back({field->tile, field->place, shared});
}

// Only a tile that becomes another one is written to: the others stay shared.
void write(const std::vector<Change>& changes, Document& document) {
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        const auto here = [&](const Change& change) { return change.tile == i; };
        if (std::none_of(changes.begin(), changes.end(), here)) continue;
        Tile& tile = document.tiles[i];
        const std::string_view kind = tile.panel.type().id;
        tile.panel.edit([&](ValueRef panel) {
            std::size_t place = 0;
            each_shared<ValueRef>(panel, kind, {tile.linked, tile.shares_axes}, [&](const std::string&, const Field&, ValueRef member) {
                for (const Change& change : changes)
                    if (change.tile == i && change.place == place) member.assign(change.value->ref());
                ++place;
            });
        });
    }
}

void carry(const std::vector<Shared>& before, Document& after) {
    const std::vector<Shared> fields = shared_fields(after, true);
    std::map<std::pair<std::string_view, const ValueType*>, std::vector<const Shared*>> circles;
    for (const Shared& field : fields) circles[{field.circle, &field.value.type()}].push_back(&field);
    std::vector<Change> changes;
    for (const auto& [name, circle] : circles)
        if (circle.size() > 1) follow(circle, *leader(circle, before, static_cast<std::size_t>(after.focus)), changes);
    write(changes, after);
}

}

void carry_links(const Document& before, Document& after) { carry(shared_fields(before, true), after); }

void settle_links(Document& document) { carry({}, document); }

std::size_t linked_with(const Document& document, std::size_t tile) {
    const std::vector<Shared> fields = shared_fields(document, false);
    std::set<std::size_t> others;
    for (const Shared& own : fields)
        for (const Shared& other : fields)
            if (own.tile == tile && other.tile != tile && own.field.quantity == other.field.quantity && &own.value.type() == &other.value.type())
                others.insert(other.tile);
    return others.empty() ? 0 : others.size() + 1;
}

}
