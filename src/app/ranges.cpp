#include "app/ranges.hpp"

#include "base/number.hpp"

#include <cmath>

namespace eigenscope::ranges {

std::string of_numbers(const Field& field, bool whole) {
    const double lo = whole ? std::ceil(lowest(field)) : lowest(field), hi = whole ? std::floor(highest(field)) : highest(field);
    return std::string(whole ? "a whole number, " : "a number, ") + shortest(lo) + " .. " + shortest(hi);
}

std::string one_of(const std::vector<std::string_view>& keys) {
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i) (text += i == 0 ? "" : i + 1 < keys.size() ? ", " : " or ") += keys[i];
    return text;
}

}
