#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

namespace eigenscope {

/// How the bytes of a text file are letters. `western` is Windows-1252, of which Latin-1 is the part without the range 0x80 to 0x9f.
enum class Encoding : std::uint8_t { utf8, utf16_little, utf16_big, western };

/// By the byte order mark; without one by where the zero bytes of the first 4 KiB stand, and by whether the first MiB is well-formed UTF-8.
Encoding encoding_of(std::string_view bytes);

/// Text that is there already, or was made.
class Utf8Text {
public:
    explicit Utf8Text(std::string_view there) : there_(there) {}
    explicit Utf8Text(std::string made) : made_(std::move(made)) {}
    std::string_view text() const { return made_.empty() ? there_ : std::string_view(made_); }
    /// Bytes of it were no characters.
    bool mended = false;

private:
    std::string made_;
    std::string_view there_;
};

/// The bytes as UTF-8 without a byte order mark, not copied where they are that; what is not a character becomes U+FFFD. An error only when
/// stopped, which is looked for after each MiB.
Result<Utf8Text> as_utf8(std::string_view bytes, Encoding encoding, std::stop_token stop = {});

}
