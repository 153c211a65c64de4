#include "ui/small_pictures.hpp"

#include "base/limits.hpp"

#include <algorithm>

namespace eigenscope::ui {
namespace {

// Laid out larger than it is shown, which smooths thin lines.
constexpr double denser = 2;

/// Only what is seen at a glance: no words, and no numbers but those of the axes.
Picture without_words(Picture picture) {
    for (Plot& plot : picture) {
        plot.title.clear();
        plot.caption.clear();
        plot.legend.clear();
        plot.scales.clear();
        plot.headline = plot.corner = plot.note = {};
        plot.axes.x.label = plot.axes.y.label = {};
    }
    return picture;
}

bool laid_aside(const Session& session, std::uint64_t work) {
    return std::any_of(session.aside.begin(), session.aside.end(), [&](const Session::Aside& aside) { return aside.work == work; });
}

/// The place of a new one: that of a picture which nobody wants any more, or one more.
Session::SmallPicture& place_for(Session& session) {
    auto& all = session.small_pictures;
    const auto unused = std::find_if(all.begin(), all.end(), [&](const Session::SmallPicture& one) { return !laid_aside(session, one.work); });
    return unused != all.end() ? *unused : all.emplace_back();
}

}

std::uintptr_t small_picture(const Skin& skin, Session& session, const Session::Aside& aside, std::size_t tile, Vec2 size) {
    if (tile >= aside.pictures.size() || aside.pictures[tile].empty() || !session.services.paint) return 0;
    auto& all = session.small_pictures;
    const auto known = std::find_if(all.begin(), all.end(), [&](const Session::SmallPicture& one) { return one.work == aside.work && one.tile == tile; });
    Session::SmallPicture& mine = known != all.end() ? *known : place_for(session);
    const Session::SmallPicture wanted{aside.work, tile, skin.theme, size, mine.texture};
    if (mine == wanted && mine.texture != 0) return mine.texture;
    mine = wanted;
    const ink::Look look{.theme = Theme::dark == skin.theme ? Theme::dark : Theme::light, .scale = 0.5 * skin.scale * denser, .show_handles = false};
    const ink::Sheet sheet = ink::lay_out(without_words(aside.pictures[tile]), denser * size, look);
    // Behind the tiles' own.
    mine.texture = session.services.paint(limits::tiles + static_cast<std::size_t>(&mine - all.data()), sheet);
    return mine.texture;
}

}
