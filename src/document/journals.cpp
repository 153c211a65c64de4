#include "document/journals.hpp"

#include <algorithm>

namespace eigenscope {

Journals::Journals(std::filesystem::path directory) : directory_(std::move(directory)), active_(Journal(directory_).active()) {}

void Journals::end_all_but(const std::vector<Work>& works) {
    for (auto kept = kept_.begin(); kept != kept_.end();) {
        const bool goes_on = std::any_of(works.begin(), works.end(), [&](const Work& work) { return work.number == kept->first; });
        if (!goes_on) kept->second.journal.close();
        kept = goes_on ? std::next(kept) : kept_.erase(kept);
    }
}

bool Journals::keep(const std::vector<Work>& works) {
    bool all = true;
    for (const Work& work : works) {
        Kept& kept = kept_.try_emplace(work.number, directory_).first->second;
        // A view that moves, such as time that plays, is recorded with the next edit.
        if (!kept.recorded || !same_but_view(*kept.recorded, work.document) || kept.belongs_to != work.belongs_to) {
            kept.on_disk = kept.journal.record(work.document, work.belongs_to);
            // Also where that failed: it is tried again with the next edit, not with every frame.
            kept.recorded = work.document;
            kept.belongs_to = work.belongs_to;
        }
        all = all && kept.on_disk;
    }
    // Last, so that work which goes on under another number is never without a journal.
    end_all_but(works);
    return all;
}

void Journals::close() { end_all_but({}); }

}
