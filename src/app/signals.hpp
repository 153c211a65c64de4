#pragma once
#include <csignal>

#include <atomic>
#include <functional>
#include <thread>

namespace eigenscope {

/// SIGINT, SIGTERM and SIGHUP as a flag that the window's loop looks at. They are taken by a thread of their own, because nothing
/// of a window may be touched in a signal handler. A second signal, or a loop that does not end within a second, ends the process.
class Signals {
public:
    /// Make it before any other thread, so that all of them leave signals to this one. `wake` is called from another thread.
    explicit Signals(std::function<void()> wake);
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    /// The signal that came; 0: none.
    int caught() const { return caught_; }

private:
    void wait();

    std::function<void()> wake_;
    std::atomic<int> caught_ = 0;
    sigset_t all_ = {}, before_ = {};
    std::thread thread_;
};

}
