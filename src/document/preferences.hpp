#pragma once
#include "base/field.hpp"
#include "scene/theme.hpp"

#include <string>
#include <vector>

namespace eigenscope {

/// Saved but not undone: how the program looks to this user.
struct Preferences {
    Theme theme = Theme::dark;
    double scale = 1;                         ///< of everything, on top of the screen's own
    bool motion = true;                       ///< transitions; off: changes are immediate
    bool show_rail = true, show_inspector = true, show_timeline = true;
    int width = 1600, height = 900;           ///< of the window
    std::vector<std::string> recent = {};     ///< paths, the newest first

    bool operator==(const Preferences&) const = default;
    static void describe(auto& s, auto&& v) {
        v(Field{.key = "theme", .label = "Theme"}, s.theme);
        v(Field{.key = "scale", .label = "Size of everything", .lo = 0.5, .hi = 4, .scale = Scale::logarithmic}, s.scale);
        v(Field{.key = "motion", .label = "Motion"}, s.motion);
        v(Field{.key = "show_rail", .label = "Rail"}, s.show_rail);
        v(Field{.key = "show_inspector", .label = "Inspector"}, s.show_inspector);
        v(Field{.key = "show_timeline", .label = "Timeline"}, s.show_timeline);
        v(Field{.key = "width", .label = "Window width", .lo = 320, .hi = 16384}, s.width);
        v(Field{.key = "height", .label = "Window height", .lo = 240, .hi = 16384}, s.height);
        v(Field{.key = "recent", .label = "Recent files", .most = 10}, s.recent);
    }
};

/// What is to be saved while theme and scale were given for this run only: they stay as stored until the user chooses others.
Preferences lasting(Preferences now, const Preferences& given, const Preferences& stored);

/// Never fails: what is unreadable is as it is by default.
Preferences decode_preferences(std::string_view text);
std::string encode_preferences(const Preferences& preferences);

/// From the state directory; defaults when there is nothing usable.
Preferences load_preferences();
/// Best effort: a read-only home is no error worth stopping for; false when nothing could be written.
bool save_preferences(const Preferences& preferences);

}
