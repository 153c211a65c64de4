#pragma once
#include "compute/types.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace eigenscope {

/// What is proven about the shape of a function on its whole domain. Undecided: nothing is, neither way.
enum class Convexity : std::uint8_t { strongly_convex, strictly_convex, convex, not_convex, undecided };

/// "strongly convex", "strictly convex", "convex", "not convex", "not decided".
std::string_view spoken(Convexity convexity);

/// Convex of any sort, by proof.
bool is_convex(Convexity convexity);

/// What is known about an objective beforehand, by proof and not by sampling. Nothing stands for "there is none", or, where the
/// convexity is undecided, for "nobody knows".
struct Knowledge {
    Convexity convexity = Convexity::not_convex;
    std::optional<double> L = {};             ///< the gradient is L-Lipschitz on the whole plane
    std::optional<double> mu = {};            ///< strongly convex with modulus mu > 0 on the whole plane
    std::vector<Vec2> minimizers = {};        ///< global minimizers; one of them where they fill a line
    std::optional<double> minimum = {};       ///< the greatest lower bound, attained or not
    std::optional<Vec2> along = {};           ///< the minimizers are the line through the first one in this direction
    Vec2 lo = Vec2(-2, -2), hi = Vec2(2, 2);  ///< a window that shows what there is to see
    Vec2 start = Vec2(-1, 1);                 ///< where to start from

    bool operator==(const Knowledge&) const = default;
};

}
