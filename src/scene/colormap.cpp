#include "scene/colormap.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {
namespace {

#include "scene/colormap_tables.inc"

using Table = std::array<Rgb, 256>;

constexpr Table unpacked(const std::array<std::uint32_t, 256>& packed) {
    Table table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto channel = [&](int shift) { return static_cast<float>((packed[i] >> shift) & 0xFF) / 255.0f; };
        table[i] = {channel(16), channel(8), channel(0)};
    }
    return table;
}

constexpr std::array tables{unpacked(deep_table), unpacked(viridis_table), unpacked(cividis_table),
                            unpacked(balance_table), unpacked(grey_table)};
static_assert(tables.size() == choices(Colormap{}).size());

}

std::span<const Rgb, 256> colors(Colormap map) { return tables[static_cast<std::size_t>(map)]; }

Rgb color_at(Colormap map, double t) {
    const auto table = colors(map);
    const double place = 255 * (t > 0 ? std::min(t, 1.0) : 0.0);              // not-a-number is not > 0
    const auto i = std::min<std::size_t>(static_cast<std::size_t>(place), 254);
    const float s = static_cast<float>(place - static_cast<double>(i));
    const auto mix = [s](float a, float b) { return (1 - s) * a + s * b; };
    const Rgb &a = table[i], &b = table[i + 1];
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b)};
}

}
