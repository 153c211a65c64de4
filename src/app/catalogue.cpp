#include "app/command_line.hpp"
#include "app/ranges.hpp"
#include "base/number.hpp"
#include "base/variant.hpp"
#include "compute/expression/expression.hpp"
#include "compute/optimize/objective.hpp"
#include "compute/optimize/optimizer.hpp"
#include "compute/probability/distribution.hpp"
#include "document/document.hpp"
#include "scene/colormap.hpp"

#include <cstdio>

namespace eigenscope {
namespace {

struct Shelf {
    struct Entry : Choice {
        std::vector<Range> ranges = {};       ///< of its members, where it has any
    };
    std::string_view name;
    std::vector<Entry> entries;
};

template <Family V>
Shelf shelf(std::string_view name) {
    Shelf result{name, {}};
    OwnValue family(value_type<V>());
    for (const Alternative& alternative : family.ref().type().alternatives) {
        family.ref().choose(result.entries.size());
        result.entries.push_back({{alternative.id, alternative.label}});
        append_ranges(result.entries.back().ranges, family.ref().held());
    }
    return result;
}

Shelf panels() {
    Shelf result{"panels", {}};
    for (const PanelType* type : panel_types()) {
        result.entries.push_back({{type->id, type->label}});
        append_ranges(result.entries.back().ranges, type->make().value());
    }
    return result;
}

Shelf presets() {
    Shelf result{"presets", {}};
    for (const PanelType* type : panel_types())
        for (const Preset<Panel>& preset : type->presets()) result.entries.push_back({{type->id, preset.name}});
    return result;
}

std::vector<Shelf> shelves() {
    Shelf colormaps{"colormaps", {}};
    for (const Choice& map : choices(Colormap{})) colormaps.entries.push_back({map});
    return {panels(), presets(), shelf<Objective>("objectives"), shelf<Optimizer>("optimizers"), shelf<Distribution>("distributions"),
            colormaps, {"lessons", {}}};
}

}

std::optional<Failure> list(const std::string& what, bool ranges) {
    std::string text, names;
    bool found = false;
    for (const Shelf& shelf : shelves()) {
        names += (names.empty() ? "" : ", ") + std::string(shelf.name);
        if (!what.empty() && shelf.name != what) continue;
        found = true;
        if (what.empty()) text += (text.empty() ? "" : "\n") + std::string(shelf.name) + ":\n";
        const std::string indent = what.empty() ? "  " : "";
        for (const Shelf::Entry& entry : shelf.entries) {
            if (!ranges) text += indent + std::string(entry.key) + "\t" + std::string(entry.label) + "\n";
            else for (const Range& member : entry.ranges)
                text += indent + std::string(entry.key) + "\t" + member.key + "\t" + member.values + "\t" + std::string(member.label) + "\n";
        }
    }
    if (!found) return Failure{exit_code::usage, "\"" + what + "\": there is nothing of that name to list; there are " + names + "."};
    return to_standard_output(text);
}

}
