#pragma once
#include <string_view>

namespace eigenscope {

/// A sentence for the user, on standard error behind the program's name. What comes from outside and shows nothing, or is no UTF-8,
/// is made legible; its lines stay lines.
void say(std::string_view sentence);

}
