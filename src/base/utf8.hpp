#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace eigenscope {

/// Whether the text is well-formed UTF-8 (no overlong forms, no surrogates; RFC 3629).
bool is_utf8(std::string_view text);

/// The text as well-formed UTF-8 of at most `most` bytes: what is not becomes U+FFFD, and no character is cut in two.
std::string mended_utf8(std::string_view text, std::size_t most);

/// A text from outside on one line of a message: as mended_utf8, and characters that show nothing but move or hide what stands beside
/// them (controls, line ends, changes of direction, no width) are spelled: \n, \t, \u202e, \U000e0041.
std::string legible(std::string_view text);

}
