#pragma once
#include "document/journal.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace eigenscope {

/// A document that is in no file as it is, and the file it belongs to.
struct Work {
    std::uint64_t number = 0;                 ///< the same as long as it is the same work
    const Document& document;
    const std::filesystem::path& belongs_to;
};

/// A journal for each unsaved work, and none for what is saved: nobody shall be asked about work that was not lost.
class Journals {
public:
    explicit Journals(std::filesystem::path directory);

    /// False without a usable state directory: then nothing is kept.
    bool active() const { return active_; }
    /// Records what changed in these works, and ends the journals of all others: they were saved or given up. False while some
    /// work is not on disk.
    bool keep(const std::vector<Work>& works);
    /// A clean end: nothing to recover.
    void close();

private:
    struct Kept {
        explicit Kept(const std::filesystem::path& directory) : journal(directory) {}

        Journal journal;
        std::optional<Document> recorded;
        std::filesystem::path belongs_to;
        bool on_disk = false;
    };
    void end_all_but(const std::vector<Work>& works);

    std::filesystem::path directory_;
    bool active_ = false;
    std::map<std::uint64_t, Kept> kept_;
};

}
