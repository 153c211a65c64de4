#pragma once
#include <cstddef>
#include <cstdint>

namespace eigenscope {

/// What a colour means. Panels name roles; a theme says which colour a role is. A role means the same in every panel.
enum class Role : std::uint8_t {
    background,    ///< behind everything in a picture
    chip,          ///< behind a label
    grid,          ///< receding grid
    axis,          ///< axes and ticks
    text,          ///< words
    muted,         ///< words that recede
    ghost,         ///< what the moving thing came from
    first,         ///< first basis vector, first column
    second,        ///< second basis vector, second column
    input,         ///< x, the thing that goes in
    output,        ///< Ax, f(x): what comes out
    space,         ///< the transformed grid
    area,          ///< positive area, probability
    negative,      ///< negative area (always hatched as well)
    eigen,         ///< eigenvectors, singular vectors, principal axes
    gradient,      ///< gradients and the steps made from them
    theory,        ///< exact law, proven bound
    observed,      ///< samples, what a run really did
    good, bad, doubtful,                                            ///< verdicts: yes, no, cannot tell
    series1, series2, series3, series4, series5, series6,           ///< petroff-6: members of a list, always with a marker too
};
inline constexpr int role_count = static_cast<int>(Role::series6) + 1;

/// series1 .. series6, round and round.
inline Role series(std::size_t i) { return static_cast<Role>(static_cast<std::size_t>(Role::series1) + i % 6); }

}
