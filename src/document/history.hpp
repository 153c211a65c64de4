#pragma once
#include "base/limits.hpp"

#include <cstddef>
#include <deque>
#include <utility>

namespace eigenscope {

/// Undo as a list of values. Commit once per gesture; equal states are not history. The oldest states are forgotten when there
/// are too many or when they take too much memory (as told by `footprint(state)`, found by its argument); the present one stays.
template <class T>
class History {
public:
    explicit History(T first) { push(std::move(first)); }

    const T& now() const { return states_[at_].value; }
    bool can_undo() const { return at_ > 0; }
    bool can_redo() const { return at_ + 1 < states_.size(); }
    std::size_t size() const { return states_.size(); }

    void commit(const T& next, std::size_t most = limits::undo_states, std::size_t most_bytes = limits::undo_bytes) {
        if (next == now()) return;
        while (states_.size() > at_ + 1) pop_back();
        push(next);
        while (states_.size() > 1 && (states_.size() > most || bytes_ > most_bytes)) pop_front();
        at_ = states_.size() - 1;
    }
    /// The present state looks different but is the same step (a camera moved).
    void amend(const T& next) {
        bytes_ -= states_[at_].bytes;
        states_[at_] = {next, weight(next)};
        bytes_ += states_[at_].bytes;
    }
    const T& undo() {
        if (can_undo()) --at_;
        return now();
    }
    const T& redo() {
        if (can_redo()) ++at_;
        return now();
    }

private:
    struct State {
        T value;
        std::size_t bytes = 0;
    };
    static std::size_t weight(const T& value) {
        if constexpr (requires { footprint(value); }) return footprint(value);
        else return sizeof(T);
    }
    void push(T value) {
        const std::size_t bytes = weight(value);
        states_.push_back({std::move(value), bytes});
        bytes_ += bytes;
    }
    void pop_back() {
        bytes_ -= states_.back().bytes;
        states_.pop_back();
    }
    void pop_front() {
        bytes_ -= states_.front().bytes;
        states_.pop_front();
    }

    std::deque<State> states_;
    std::size_t at_ = 0, bytes_ = 0;
};

}
