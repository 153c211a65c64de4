#pragma once
#include "paper/paper.hpp"

#include <string>

namespace eigenscope::paper {

/// cairo's SVG made ready for the world: the same bytes at every call, ids that no other picture has, and the caption.
std::string finished_svg(const std::string& drawn, const Caption& caption);

}
