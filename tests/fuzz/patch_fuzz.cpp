#include "document/patch.hpp"

#include "fuzz.hpp"

using namespace eigenscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Document start = default_document();
    const auto result = patched(start, text_of(data, size));
    if (!result) return 0;
    Document tidied = result->document;
    tidy_document(tidied);
    must(tidied == result->document, "a patched document is tidy");
    const Document half = blend(start, result->document, 0.5);
    tidied = half;
    tidy_document(tidied);
    must(tidied == half, "halfway to it is tidy");
    return 0;
}
