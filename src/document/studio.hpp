#pragma once
#include "document/document.hpp"
#include "document/history.hpp"

#include <functional>
#include <optional>

namespace eigenscope {

/// One frame: everybody reads `shown`, edits go to `next`, so no frame shows two truths. Changes are committed to
/// history once no gesture is under way; changes of mere view (cameras, timeline, focus) are kept but are no undo step.
class Studio {
public:
    explicit Studio(Document first = default_document());

    const Document& shown() const { return shown_; }

    /// The edits of one frame. `edit(shown, next)` changes `next`; values are clamped and repaired, links are carried from
    /// the tile that changed to all tiles linked with it, and the result is shown from now on.
    void frame(bool gesture_under_way, const std::function<void(const Document& shown, Document& next)>& edit);

    bool can_undo() const;
    bool can_redo() const;
    void undo();
    void redo();
    /// Esc during a gesture: back to where it began.
    void cancel_gesture();
    /// Another document, as one undo step (opening a file) or with a fresh history.
    void replace(Document document, bool keep_history);

    /// Counts up with every change of what is shown; for journals and redraws.
    std::uint64_t version() const { return version_; }
    /// True when the undoable part differs from what was last marked as saved.
    bool unsaved() const;
    void mark_saved();
    /// What is shown is in no file as it is, whatever was saved before.
    void mark_unsaved();

private:
    void show(Document next);
    void settle();                            ///< what is shown becomes history

    Document shown_;
    History<Document> history_;
    std::optional<Document> saved_;           ///< what the file holds, where it is known
    std::uint64_t version_ = 0;
};

}
