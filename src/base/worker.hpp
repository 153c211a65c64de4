#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace eigenscope {

/// A thread that answers the newest question. A newer question takes the place of one that waits, and stops the one that is being
/// worked on once that took longer than `grace`: quick answers come all through a drag, slow ones do not pile up.
template <class Question, class Answer>
class Worker {
public:
    /// `work` runs on the thread; it looks at the token now and then, and may return anything once that says stop.
    using Work = std::function<Answer(const Question&, std::stop_token)>;

    explicit Worker(Work work, std::chrono::milliseconds grace = std::chrono::milliseconds(200))
        : work_(std::move(work)), grace_(grace), thread_([this] { run(); }) {}

    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            ended_ = true;
            current_.request_stop();
        }
        asked_.notify_all();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Asks; a question that still waits is forgotten.
    void ask(Question question) {
        {
            const std::lock_guard lock(mutex_);
            waiting_ = std::move(question);
            failed_ = false;
            hurry();
        }
        asked_.notify_all();
    }

    /// No question is open any more, and no answer comes.
    void cancel() {
        const std::lock_guard lock(mutex_);
        waiting_.reset();
        answer_.reset();
        current_.request_stop();
    }

    /// Waits until every question is answered, at most `patience`; whether that is so.
    bool wait(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        return answered_.wait_for(lock, patience, [&] { return !working_ && !waiting_; });
    }

    /// The newest question could not be answered: there was not enough memory.
    bool failed() {
        const std::lock_guard lock(mutex_);
        return failed_;
    }

    /// The newest answer, once.
    std::optional<Answer> take() {
        const std::lock_guard lock(mutex_);
        hurry();
        return std::exchange(answer_, std::nullopt);
    }

private:
    using Clock = std::chrono::steady_clock;

    // Called with the mutex held.
    void hurry() {
        if (working_ && waiting_ && Clock::now() - since_ > grace_) current_.request_stop();
    }

    // Nothing when memory is short: that may not end the program, and the next question may be a smaller one.
    std::optional<Answer> answer_to(const Question& question, const std::stop_token& stop) {
        try {
            return work_(question, stop);
        } catch (const std::bad_alloc&) {
            return std::nullopt;
        }
    }

    void run() {
        std::unique_lock lock(mutex_);
        while (true) {
            asked_.wait(lock, [&] { return ended_ || waiting_; });
            if (ended_) return;
            const Question question = *std::exchange(waiting_, std::nullopt);
            current_ = {};
            const std::stop_token stop = current_.get_token();
            since_ = Clock::now();
            working_ = true;
            lock.unlock();
            std::optional<Answer> answer = answer_to(question, stop);
            lock.lock();
            working_ = false;
            if (!stop.stop_requested()) {
                failed_ = !answer && !waiting_;
                if (answer) answer_ = std::move(answer);
            }
            answered_.notify_all();
        }
    }

    const Work work_;
    const std::chrono::milliseconds grace_;
    std::mutex mutex_;
    std::condition_variable asked_, answered_;
    std::optional<Question> waiting_;
    std::optional<Answer> answer_;
    std::stop_source current_;
    Clock::time_point since_;
    bool working_ = false, ended_ = false, failed_ = false;
    std::jthread thread_;                     // last: it starts when everything else is there, and is joined first
};

}
