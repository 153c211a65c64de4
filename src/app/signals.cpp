#include "app/signals.hpp"

#include <signal.h>
#include <unistd.h>

namespace eigenscope {
namespace {

constexpr int stop_waiting = SIGUSR2;         // from our destructor to our thread

}

Signals::Signals(std::function<void()> wake) : wake_(std::move(wake)) {
    sigemptyset(&all_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, stop_waiting}) sigaddset(&all_, signal);
    pthread_sigmask(SIG_BLOCK, &all_, &before_);
    thread_ = std::thread([this] { wait(); });
}

Signals::~Signals() {
    pthread_kill(thread_.native_handle(), stop_waiting);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Signals::wait() {
    int signal = 0;
    if (sigwait(&all_, &signal) != 0 || signal == stop_waiting) return;
    caught_ = signal;
    wake_();
    const timespec patience{.tv_sec = 0, .tv_nsec = 900'000'000};
    if (sigtimedwait(&all_, nullptr, &patience) != stop_waiting) _exit(128 + signal);
}

}
