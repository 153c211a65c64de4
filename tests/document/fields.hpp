#pragma once
#include "base/value.hpp"
#include "panels/panel.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

/// Panels as tests see them that know no panel: by their id, and their members by key ("runs.0.optimizer.rate").
namespace eigenscope {

inline Panel panel_of(std::string_view id) { return find_panel_type(id)->make(); }
inline bool is_panel(const Panel& panel, std::string_view id) { return panel.type().id == id; }

/// The member at the end of the path; those of what a family holds are its own.
inline ValueRef member_at(ValueRef value, std::string_view path) {
    while (!path.empty()) {
        const std::string_view key = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(path.size(), key.size() + 1));
        if (value.sort() == Sort::family) value = value.held();
        if (value.sort() == Sort::list) {
            value = value.element(std::stoul(std::string(key)));
            continue;
        }
        const auto found = value.member(key);
        if (!found) throw std::invalid_argument("there is no member " + std::string(key));
        value = *found;
    }
    return value;
}

template <class T>
T& typed_member(ValueRef value, std::string_view path) {
    const ValueRef member = member_at(value, path);
    if (&member.type() != &value_type<T>()) throw std::invalid_argument(std::string(path) + " is of another type");
    return member.as<T>();
}

template <class T>
T field(Panel panel, std::string_view path) {
    T value;
    panel.edit([&](ValueRef members) { value = typed_member<T>(members, path); });
    return value;
}

/// f(member), to change it.
template <class T, class F>
void change(Panel& panel, std::string_view path, F&& f) {
    panel.edit([&](ValueRef members) { f(typed_member<T>(members, path)); });
}

template <class T>
void put(Panel& panel, std::string_view path, const T& value) {
    change<T>(panel, path, [&](T& member) { member = value; });
}

template <class T>
Panel with(Panel panel, std::string_view path, const T& value) {
    put<T>(panel, path, value);
    return panel;
}

}
