#pragma once
#include <optional>
#include <string_view>

namespace eigenscope {

/// The open descriptor that a path means, rather than a file: "-" (which is `dash`), /dev/stdin, /dev/stdout, /dev/stderr, and
/// /dev/fd/N or /proc/self/fd/N, as the shell calls the pipes of <(...) and >(...).
std::optional<int> stream_of(std::string_view path, int dash);

}
