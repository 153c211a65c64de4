#pragma once
#include "panels/panel.hpp"

#include <string>
#include <vector>

/// What can be chosen in a panel without knowing its type: the members that its form shows and that have names for their values.
namespace eigenscope::ui {

/// One value of one member: an alternative of a family, a value of an enumeration, or on and off.
struct Choosable {
    std::string text;                         ///< "Distribution: Student t"
    std::vector<std::size_t> path;            ///< the way to the member: ordinals of members and elements; 0 into what a family holds
    std::size_t choice = 0;
};

/// All of them, in the order of the form. Of a checkbox the one that it does not have.
std::vector<Choosable> choosables(const Panel& panel);
/// The panel as its form makes it when this is chosen; unchanged where it has been chosen already or there is no such member.
Panel with_choice(const Panel& panel, const std::vector<std::size_t>& path, std::size_t choice);

}
