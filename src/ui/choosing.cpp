#include "ui/choosing.hpp"

#include <algorithm>

namespace eigenscope::ui {
namespace {

/// Walks the members as Form does.
class Walk {
public:
    Walk(const Fields& fields, std::vector<Choosable>& found) : fields_(fields), found_(found) {}

    void members(ConstValueRef value) {
        std::size_t ordinal = 0;
        value.members([&](const Field& field, ConstValueRef member) {
            path_.push_back(ordinal++);
            if (shown(field)) ++depth_, control(field, member, std::string(field.label)), --depth_;
            path_.pop_back();
        });
    }

private:
    bool shown(const Field& field) const {
        const auto named = [&](const auto& keys) { return std::find(keys.begin(), keys.end(), field.key) != keys.end(); };
        return !field.hidden && !named(fields_.skip) && (depth_ > 0 || fields_.only.empty() || named(fields_.only));
    }
    void add(const std::string& label, std::string_view value, std::size_t choice) {
        const std::string named = within_ + label;
        found_.push_back({(named.empty() ? "" : named + ": ") + std::string(value), path_, choice});
    }
    void control(const Field& field, ConstValueRef value, const std::string& label) {
        switch (value.sort()) {
        case Sort::boolean: return value.as<bool>() ? add(label, "off", 0) : add(label, "on", 1);
        case Sort::choice: return choices(field, value, label);
        case Sort::family: return family(value, label);
        case Sort::list: return list(field, value, label);
        case Sort::object: return members(value);
        default: return;
        }
    }
    void choices(const Field& field, ConstValueRef value, const std::string& label) {
        const auto hint = fields_.choices.find(field.key);
        for (std::size_t i = 0; i < value.type().choices.size(); ++i) {
            const bool refused = hint != fields_.choices.end() && i < hint->second.refusals.size() && !hint->second.refusals[i].empty();
            if (!refused) add(label, value.type().choices[i].label, i);
        }
    }
    void family(ConstValueRef value, const std::string& label) {
        for (std::size_t i = 0; i < value.type().alternatives.size(); ++i) add(label, value.type().alternatives[i].label, i);
        path_.push_back(0);
        members(value.held());
        path_.pop_back();
    }
    void list(const Field& field, ConstValueRef value, const std::string& label) {
        const std::string outside = within_;
        for (std::size_t i = 0; i < value.length(); ++i) {
            path_.push_back(i);
            within_ = outside + label + " " + std::to_string(i + 1) + ", ";
            control(field, value.element(i), "");
            path_.pop_back();
        }
        within_ = outside;
    }

    const Fields& fields_;
    std::vector<Choosable>& found_;
    std::vector<std::size_t> path_;
    std::string within_;                      ///< the elements of lists around it: "Methods 2, "
    int depth_ = 0;
};

std::optional<ValueRef> step(ValueRef value, std::size_t ordinal) {
    switch (value.sort()) {
    case Sort::family: return ordinal == 0 ? std::optional(value.held()) : std::nullopt;
    case Sort::list: return ordinal < value.length() ? std::optional(value.element(ordinal)) : std::nullopt;
    case Sort::object: break;
    default: return std::nullopt;
    }
    std::optional<ValueRef> found;
    value.members([&](const Field&, ValueRef member) {
        if (ordinal-- == 0) found = member;
    });
    return found;
}

void choose(ValueRef value, std::size_t choice) {
    switch (value.sort()) {
    case Sort::boolean: value.as<bool>() = choice != 0; break;
    case Sort::choice: if (choice < value.type().choices.size()) value.set_choice(choice); break;
    // What is held already keeps its parameters.
    case Sort::family: if (choice < value.type().alternatives.size() && choice != value.index()) value.choose(choice); break;
    default: break;
    }
}

}

std::vector<Choosable> choosables(const Panel& panel) {
    std::vector<Choosable> found;
    for (const Control& control : panel.type().controls(panel, std::nullopt))
        if (const auto* fields = std::get_if<Fields>(&control)) Walk(*fields, found).members(panel.value());
    return found;
}

Panel with_choice(const Panel& panel, const std::vector<std::size_t>& path, std::size_t choice) {
    Panel next = panel;
    next.edit([&](ValueRef whole) {
        std::optional<ValueRef> at = whole;
        for (const std::size_t ordinal : path)
            if (at) at = step(*at, ordinal);
        if (at) choose(*at, choice);
    });
    return next == panel ? panel : panel.type().follow(panel, next);
}

}
