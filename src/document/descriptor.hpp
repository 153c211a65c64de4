#pragma once
#include "base/result.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace eigenscope {

/// A POSIX file descriptor that is closed with its owner.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }

    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }
    /// Closes now; false (and errno) when the system says that what was written is lost.
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_ = -1;
};

/// The reason of errno, in words: "No space left on device".
inline std::string reason_of(int error_number) { return std::generic_category().message(error_number); }

/// What an open file or stream holds, its first `most` bytes; the error calls it `name`.
Result<std::string> read_most(int file, const std::string& name, std::size_t most);

/// All bytes into the file; false (and errno) otherwise.
inline bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ::ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}
