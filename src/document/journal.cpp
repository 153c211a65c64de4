#include "document/journal.hpp"

#include "base/limits.hpp"
#include "document/descriptor.hpp"
#include "document/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>

namespace fs = std::filesystem;

namespace eigenscope {
namespace {

constexpr std::string_view prefix = "journal-", unfinished = "unfinished-";

/// A journal that cannot be compacted (a full disk) grows up to here.
constexpr std::size_t most_bytes = 2 * limits::journal_bytes;

bool lock(int file) { return ::flock(file, LOCK_EX | LOCK_NB) == 0; }

// Somebody else may have taken a file that was not locked yet for a dead one and removed it.
bool still_named(int file, const fs::path& path) {
    struct stat mine, named;
    return ::fstat(file, &mine) == 0 && ::stat(path.c_str(), &named) == 0 && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev;
}

/// A new, locked, empty file of this process, at the first free name.
struct Fresh {
    int file = -1;
    fs::path path;
};

Fresh make_file(const fs::path& directory, std::string_view start_of_name) {
    for (int i = 0; i < 1000; ++i) {
        const fs::path path = directory / (std::string(start_of_name) + std::to_string(::getpid()) + "-" + std::to_string(i));
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0 && errno == EEXIST) continue;
        if (file < 0) break;
        const bool locked = lock(file), lockable = locked || errno == EWOULDBLOCK;
        if (locked && still_named(file, path)) return {file, path};
        if (!lockable) ::unlink(path.c_str());                          // a file system without locks: no journal
        ::close(file);
        if (!lockable) break;
    }
    return {};
}

std::optional<Recovery> read_dead(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    // The owner may have put a new file, locked as well, in the place of the one that was opened.
    if (!file || !lock(file.number()) || !still_named(file.number(), path)) return std::nullopt;
    const Result<std::string> bytes = read_file(path, most_bytes);
    auto found = bytes ? last_entry(*bytes) : std::nullopt;
    if (found) found->journal = path;
    else ::unlink(path.c_str());              // while it is locked, so that it is nobody's
    return found;
}

}

Journal::Journal(fs::path directory) : directory_(std::move(directory)) {
    if (directory_.empty()) return;
    std::error_code error;
    fs::create_directories(directory_, error);
    if (::access(directory_.c_str(), W_OK | X_OK) != 0) directory_.clear();
}

Journal::~Journal() {
    if (file_ >= 0) ::close(file_);
}

bool Journal::active() const { return !directory_.empty(); }

bool Journal::start() {
    if (file_ >= 0) return true;
    const Fresh fresh = make_file(directory_, prefix);
    file_ = fresh.file;
    path_ = fresh.path;
    return file_ >= 0;
}

// The entry alone in a new file that takes the old one's place; it is locked before it has the name that others look at.
bool Journal::compact(const std::string& entry) {
    const Fresh fresh = make_file(directory_, unfinished);
    if (fresh.file < 0) return false;
    if (!write_all(fresh.file, entry) || ::rename(fresh.path.c_str(), path_.c_str()) != 0) {
        ::unlink(fresh.path.c_str());
        ::close(fresh.file);
        return false;
    }
    ::close(std::exchange(file_, fresh.file));
    written_ = entry.size();
    return true;
}

bool Journal::record(const Document& document, const fs::path& belongs_to) {
    if (!active() || !start()) return false;
    const std::string entry = journal_entry(document, belongs_to);
    if (written_ > 0 && written_ + entry.size() > limits::journal_bytes && compact(entry)) return true;
    if (written_ + entry.size() > most_bytes) return false;
    if (write_all(file_, entry)) {
        written_ += entry.size();
        return true;
    }
    // A full disk: the entries before stay whole, and the next edit tries again at their end.
    if (::ftruncate(file_, static_cast<::off_t>(written_)) == 0) ::lseek(file_, 0, SEEK_END);
    return false;
}

void Journal::close() {
    if (file_ < 0) return;
    ::unlink(path_.c_str());
    ::close(std::exchange(file_, -1));
    written_ = 0;
}

std::vector<Recovery> find_recoveries(const fs::path& directory) {
    std::vector<std::pair<fs::file_time_type, Recovery>> all;
    std::error_code error;
    for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const bool half_made = name.starts_with(unfinished);
        if (!half_made && !name.starts_with(prefix)) continue;
        const auto time = fs::last_write_time(entry->path(), error);
        auto found = read_dead(entry->path());
        if (half_made && found) {
            // The journal it was to replace is still there and as good.
            forget_recovery(*found);
        } else if (found) {
            all.emplace_back(time, *std::move(found));
        }
        error.clear();
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Recovery> newest_first;
    for (auto& [time, recovery] : all) newest_first.push_back(std::move(recovery));
    return newest_first;
}

void forget_recovery(const Recovery& recovery) {
    std::error_code error;
    fs::remove(recovery.journal, error);
}

}
