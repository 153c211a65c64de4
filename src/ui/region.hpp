#pragma once
#include "document/tiling.hpp"
#include "ui/skin.hpp"

namespace eigenscope::ui {

/// How a region of the window looks and behaves.
struct RegionStyle {
    ImU32 color = 0;
    double rounding = 10, padding_x = 0, padding_y = 0;
    bool on_top = false, scrolls = true, border = false;
};

/// A fixed part of the window as a Dear ImGui window, from construction to destruction.
class Region {
public:
    Region(const Skin& skin, const char* name, const Pane& pane, const RegionStyle& style);
    ~Region();
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;

private:
    const Skin& skin_;
    ImU32 ground_;
};

/// Goes on in a region that was made earlier in this frame.
class MoreOf {
public:
    explicit MoreOf(const char* name);
    ~MoreOf();
    MoreOf(const MoreOf&) = delete;
    MoreOf& operator=(const MoreOf&) = delete;
};

}
