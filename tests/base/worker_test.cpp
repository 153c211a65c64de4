#include "base/worker.hpp"

#include <doctest/doctest.h>

#include <atomic>

using namespace eigenscope;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds long_enough{60'000};

// A question that is answered when the test says so, and that notices when it is to stop.
struct Bench {
    std::atomic<int> started = 0, stopped = 0, released = 0;

    int operator()(int question, const std::stop_token& stop) {
        ++started;
        while (released < question && !stop.stop_requested()) std::this_thread::yield();
        if (stop.stop_requested()) ++stopped;
        return 10 * question;
    }
};

void until(const std::function<bool()>& condition) {
    while (!condition()) std::this_thread::yield();
}

}

TEST_CASE("worker: answers, once each") {
    Worker<int, int> worker([](int question, const std::stop_token&) { return question * question; });
    CHECK_FALSE(worker.take().has_value());
    CHECK(worker.wait(milliseconds(0)));
    worker.ask(7);
    CHECK(worker.wait(long_enough));
    CHECK(worker.take() == 49);
    CHECK_FALSE(worker.take().has_value());
}

TEST_CASE("worker: patience ends, the work goes on, and its answer comes later") {
    Bench bench;
    Worker<int, int> worker([&](int question, const std::stop_token& stop) { return bench(question, stop); }, long_enough);
    worker.ask(1);
    CHECK_FALSE(worker.wait(milliseconds(1)));
    CHECK_FALSE(worker.take().has_value());
    bench.released = 1;
    CHECK(worker.wait(long_enough));
    CHECK(worker.take() == 10);
}

TEST_CASE("worker: of many questions in a hurry only the newest is worked on after the one under way") {
    Bench bench;
    Worker<int, int> worker([&](int question, const std::stop_token& stop) { return bench(question, stop); }, long_enough);
    worker.ask(1);
    until([&] { return bench.started == 1; });
    for (int i = 2; i <= 9; ++i) worker.ask(i);
    bench.released = 9;
    CHECK(worker.wait(long_enough));
    CHECK(bench.started == 2);
    CHECK(bench.stopped == 0);
    CHECK(worker.take() == 90);
}

TEST_CASE("worker: a newer question stops work that has had its time, and its answer is not taken") {
    Bench bench;
    Worker<int, int> worker([&](int question, const std::stop_token& stop) { return bench(question, stop); }, milliseconds(0));
    bench.released = 0;
    worker.ask(1);
    until([&] { return bench.started == 1; });
    std::this_thread::sleep_for(milliseconds(2));
    worker.ask(2);
    until([&] { return bench.started == 2; });
    CHECK(bench.stopped == 1);
    CHECK_FALSE(worker.take().has_value());
    bench.released = 2;
    CHECK(worker.wait(long_enough));
    CHECK(worker.take() == 20);
}

TEST_CASE("worker: cancelled questions have no answer, and its end stops what is under way") {
    Bench bench;
    {
        Worker<int, int> worker([&](int question, const std::stop_token& stop) { return bench(question, stop); }, long_enough);
        worker.ask(1);
        until([&] { return bench.started == 1; });
        worker.cancel();
        CHECK(worker.wait(long_enough));
        CHECK_FALSE(worker.take().has_value());
        worker.ask(2);
        until([&] { return bench.started == 2; });
    }
    CHECK(bench.stopped == 2);
}

TEST_CASE("worker: a question that memory is too short for has no answer, and the next one has") {
    Worker<int, int> worker([](const int& question, std::stop_token) -> int {
        if (question < 0) throw std::bad_alloc();
        return 2 * question;
    });
    worker.ask(-1);
    CHECK(worker.wait(long_enough));
    CHECK(worker.failed());
    CHECK_FALSE(worker.take());
    worker.ask(4);
    CHECK(worker.wait(long_enough));
    CHECK_FALSE(worker.failed());
    CHECK(worker.take() == 8);
}
