#pragma once
#include "base/field.hpp"
#include "scene/mark.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace eigenscope {

struct Rgb {
    float r = 0, g = 0, b = 0;                ///< sRGB, 0..1
    bool operator==(const Rgb&) const = default;
};

/// viridis and cividis: sequential, safe for colour-blind eyes; deep: the dark blue to sand map of the bowl;
/// balance: diverging; grey: for print.
enum class Colormap : std::uint8_t { deep, viridis, cividis, balance, grey };
constexpr auto choices(Colormap) {
    return std::array{Choice{"deep", "Deep"}, Choice{"viridis", "Viridis"}, Choice{"cividis", "Cividis"},
                      Choice{"balance", "Balance"}, Choice{"grey", "Grey"}};
}

/// The 256 colours of the map, from low to high.
std::span<const Rgb, 256> colors(Colormap map);

/// The colour at t in 0..1, interpolated; t outside is clamped, not-a-number is the low end.
Rgb color_at(Colormap map, double t);

}
