#pragma once
#include "document/document.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// Edits on disk before the crash, not in a handler: each committed change is appended and handed to the kernel, so that
/// `kill -9` loses at most one. One file a process, in the state directory, locked while the process lives; made with the
/// first record, removed on a clean end.
class Journal {
public:
    /// Without a usable state directory the journal is silent and `active()` is false.
    explicit Journal(std::filesystem::path directory);
    /// Leaves what was recorded for recovery; `close` is the clean end.
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    bool active() const;
    /// Appends the document and the file it belongs to. Compacts itself at limits::journal_bytes. False when that is not on disk.
    bool record(const Document& document, const std::filesystem::path& belongs_to);
    /// A clean end: nothing to recover.
    void close();

private:
    bool start();
    bool compact(const std::string& entry);

    std::filesystem::path directory_, path_;
    int file_ = -1;
    std::size_t written_ = 0;
};

/// What an earlier process that no longer runs left behind; it stays on disk until `forget_recovery`.
struct Recovery {
    Document document;
    std::filesystem::path belongs_to;         ///< empty: untitled
    std::filesystem::path journal;
};
/// The newest first. Journals of dead processes that hold nothing usable are removed on the way.
std::vector<Recovery> find_recoveries(const std::filesystem::path& directory);
void forget_recovery(const Recovery& recovery);

/// One entry of a journal file, and the last whole entry in the bytes of one (its tail may be cut off or damaged).
std::string journal_entry(const Document& document, const std::filesystem::path& belongs_to);
std::optional<Recovery> last_entry(std::string_view bytes);

}
