#pragma once
#include "document/document.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace eigenscope {

/// Edits on disk before the crash, not in a handler: each committed change is appended and flushed to the kernel, so that
/// `kill -9` loses at most one. One file a process, in the state directory; removed on a clean end.
class Journal {
public:
    /// Without a usable state directory the journal is silent and `active()` is false.
    explicit Journal(std::filesystem::path directory);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    bool active() const;
    /// Appends the document (after opening: and the file it belongs to). Compacts itself at limits::journal_bytes.
    void record(const Document& document, const std::filesystem::path& belongs_to);
    /// A clean end: nothing to recover.
    void close();

private:
    std::filesystem::path path_;
    int file_ = -1;
    std::size_t written_ = 0;
};

/// What an earlier process that no longer runs left behind; it stays on disk until `forget_recovery`.
struct Recovery {
    Document document;
    std::filesystem::path belongs_to;         ///< empty: untitled
    std::filesystem::path journal;
};
std::optional<Recovery> find_recovery(const std::filesystem::path& directory);
void forget_recovery(const Recovery& recovery);

}
