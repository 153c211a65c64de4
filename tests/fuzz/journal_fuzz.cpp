#include "document/files.hpp"
#include "document/journal.hpp"

#include "fuzz.hpp"

using namespace eigenscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(text_of(data, size));
    static const std::string good = journal_entry(default_document(), "/a/scene.json");
    must(last_entry(bytes + good).has_value(), "whatever lies before it, the last entry is found");
    if (const auto found = last_entry(bytes)) {
        const auto again = last_entry(journal_entry(found->document, found->belongs_to));
        must(again && again->document == found->document && again->belongs_to == found->belongs_to, "what was found is written as the same");
    }
    return 0;
}
