#include "app/streams.hpp"

#include "base/number.hpp"

#include <array>

namespace eigenscope {

std::optional<int> stream_of(std::string_view path, int dash) {
    if (path == "-") return dash;
    constexpr std::array<std::string_view, 3> standard = {"/dev/stdin", "/dev/stdout", "/dev/stderr"};
    for (std::size_t i = 0; i < standard.size(); ++i)
        if (path == standard[i]) return static_cast<int>(i);
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (!path.starts_with(folder)) continue;
        const std::string_view digits = path.substr(folder.size());
        const bool number = !digits.empty() && digits.size() < 7 && digits.find_first_not_of("0123456789") == digits.npos;
        if (number) return static_cast<int>(*parse_number(digits));
    }
    return {};
}

}
