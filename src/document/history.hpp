#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace eigenscope {

/// Undo as a list of values. Commit once per gesture; equal states are not history.
template <class T>
class History {
public:
    explicit History(T first) { states_.push_back(std::move(first)); }

    const T& now() const { return states_[at_]; }
    bool can_undo() const { return at_ > 0; }
    bool can_redo() const { return at_ + 1 < states_.size(); }

    void commit(const T& next, std::size_t most = 500) {
        if (next == now()) return;
        states_.resize(at_ + 1, next);
        states_.push_back(next);
        if (states_.size() > most) states_.erase(states_.begin());
        at_ = states_.size() - 1;
    }
    /// The present state looks different but is the same step (a camera moved).
    void amend(const T& next) { states_[at_] = next; }
    const T& undo() {
        if (can_undo()) --at_;
        return now();
    }
    const T& redo() {
        if (can_redo()) ++at_;
        return now();
    }

private:
    std::vector<T> states_;
    std::size_t at_ = 0;
};

}
