#include "document/preferences.hpp"

#include "fuzz.hpp"

using namespace eigenscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Preferences preferences = decode_preferences(text_of(data, size));
    must(decode_preferences(encode_preferences(preferences)) == preferences, "preferences read back as they were written");
    return 0;
}
