#include "document/studio.hpp"

#include "document/links.hpp"

namespace eigenscope {

Studio::Studio(Document first) : shown_(std::move(first)), history_(shown_), saved_(shown_) {}

void Studio::frame(bool gesture_under_way, const std::function<void(const Document& shown, Document& next)>& edit) {
    Document next = shown_;
    edit(shown_, next);
    if (next != shown_) {
        tidy_document(next);
        carry_links(shown_, next);
        show(std::move(next));
    }
    if (!gesture_under_way) settle();
}

void Studio::show(Document next) {
    if (next == shown_) return;
    shown_ = std::move(next);
    ++version_;
}

void Studio::settle() {
    if (shown_ == history_.now()) return;
    if (same_but_view(shown_, history_.now())) history_.amend(shown_);
    else history_.commit(shown_);
}

bool Studio::can_undo() const { return history_.can_undo() || !same_but_view(shown_, history_.now()); }
bool Studio::can_redo() const { return history_.can_redo(); }

void Studio::undo() {
    // In the middle of a gesture there is one step more than history knows of: the gesture itself.
    if (!same_but_view(shown_, history_.now())) return cancel_gesture();
    settle();
    show(history_.undo());
}

void Studio::redo() {
    if (!same_but_view(shown_, history_.now())) return;
    settle();
    show(history_.redo());
}

void Studio::cancel_gesture() {
    show(history_.now());
}

void Studio::replace(Document document, bool keep_history) {
    tidy_document(document);
    settle_links(document);
    if (keep_history) {
        settle();
        history_.commit(document);
    } else {
        history_ = History<Document>(document);
    }
    show(std::move(document));
}

bool Studio::unsaved() const { return !saved_ || !same_but_view(shown_, *saved_); }
void Studio::mark_saved() { saved_ = shown_; }
void Studio::mark_unsaved() { saved_.reset(); }

}
