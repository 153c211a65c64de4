#include "document/files.hpp"

#include "fuzz.hpp"

using namespace eigenscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto opened = decode_document(text_of(data, size));
    if (!opened) {
        must(!opened.error().empty(), "a refusal has a sentence");
        return 0;
    }
    Document tidied = opened->document;
    tidy_document(tidied);
    must(tidied == opened->document, "what was opened is tidy");
    const std::string text = encode_document(opened->document);
    const auto again = decode_document(text);
    must(again && again->document == opened->document, "what was opened is saved and opened again as the same");
    must(encode_document(again->document) == text, "and written as the same bytes");
    return 0;
}
