#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// Of work that is laid aside so many tiles are drawn small.
inline constexpr std::size_t most_small_pictures = 4;

/// Tile `tile` of it, `size` px large, drawn when it is first asked for in this theme. 0: its picture was not known when it was laid aside.
std::uintptr_t small_picture(const Skin& skin, Session& session, const Session::Aside& aside, std::size_t tile, Vec2 size);

}
