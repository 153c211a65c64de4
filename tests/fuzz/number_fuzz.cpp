#include "base/number.hpp"

#include "fuzz.hpp"

#include <cmath>
#include <cstring>

using namespace eigenscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (const auto x = parse_number(text_of(data, size))) {
        must(std::isfinite(*x), "a parsed number is finite");
        must(parse_number(shortest(*x)) == *x, "its shortest text is the same number");
    }
    if (size >= sizeof(double)) {
        double x = 0;
        std::memcpy(&x, data, sizeof x);
        must(!significant(x, 1 + data[0] % 17).empty() && !fixed(x, data[0] % 12).empty(), "every number has a text");
        if (std::isfinite(x)) must(parse_number(shortest(x)) == x, "shortest reads back");
    }
    return 0;
}
