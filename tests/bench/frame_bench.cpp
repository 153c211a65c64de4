#include "../ui/headless.hpp"

#include "compute/optimize/objective.hpp"
#include "gl/atlas.hpp"
#include "gl/painter.hpp"
#include "gl/recorder.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <numbers>
#include <vector>

/// What the UI thread does for a frame of the default document at 1600 x 900, from the pointer's event to draw calls that the driver
/// would get: interface, edit, links, layout of the pictures, recording. The mathematics runs on its own threads; waiting for it
/// counts as wall time only.
using namespace eigenscope;

namespace {

double thread_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double wall_milliseconds() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The window without a window, its pictures recorded as the painter would.
class Desktop {
public:
    explicit Desktop(const Document& document = default_document()) : interface_(document) {
        if (auto context = gl::Offscreen::create()) context_ = *std::move(context);
        if (!context_) return;
        atlas_ = std::make_unique<gl::Atlas>();
        interface_.session().services.paint = [this](std::size_t tile, const ink::Sheet& sheet) {
            frame_.clear();
            gl::Recorder recorder(frame_, *atlas_, {0, 0, static_cast<int>(sheet.size.x()), static_cast<int>(sheet.size.y())});
            for (const ink::Stroke& stroke : sheet.strokes) benchmark::DoNotOptimize(recorder.record(stroke));
            return static_cast<std::uintptr_t>(tile + 1);
        };
    }
    bool ready() const { return context_ != nullptr; }
    ui::Headless& interface() { return interface_; }

private:
    std::unique_ptr<gl::Offscreen> context_;  // the atlas owns the name of a texture
    std::unique_ptr<gl::Atlas> atlas_;
    gl::Frame frame_;
    ui::Headless interface_;
};

/// Every frame's own time, for medians: a mean hides the frames that a hand feels.
class Times {
public:
    template <class Frame>
    void measure(Frame frame) {
        const double cpu = thread_milliseconds(), wall = wall_milliseconds();
        frame();
        cpu_.push_back(thread_milliseconds() - cpu);
        wall_.push_back(wall_milliseconds() - wall);
    }
    void report(benchmark::State& state) {
        state.counters["cpu_median_ms"] = quantile(cpu_, 0.5);
        state.counters["cpu_p95_ms"] = quantile(cpu_, 0.95);
        state.counters["wall_median_ms"] = quantile(wall_, 0.5);
        state.counters["wall_p95_ms"] = quantile(wall_, 0.95);
    }

private:
    static double quantile(std::vector<double>& times, double p) {
        std::sort(times.begin(), times.end());
        return times.empty() ? 0 : times[static_cast<std::size_t>(p * static_cast<double>(times.size() - 1))];
    }
    std::vector<double> cpu_, wall_;
};

ImVec2 around(ImVec2 center, float radius, std::size_t step) {
    const float angle = static_cast<float>(step) * 0.05f;
    return {std::round(center.x + radius * std::cos(angle)), std::round(center.y + radius * std::sin(angle))};
}

}

/// Nothing changes: what an event costs that changes no picture.
static void frame_still(benchmark::State& state) {
    Desktop desktop;
    if (!desktop.ready()) return state.SkipWithError("there is no OpenGL here");
    Times times;
    for (auto _ : state) times.measure([&] { desktop.interface().frame(); });
    times.report(state);
}
BENCHMARK(frame_still)->Iterations(500)->Unit(benchmark::kMillisecond);

/// The pointer wanders over the first picture.
static void frame_hover(benchmark::State& state) {
    Desktop desktop;
    if (!desktop.ready()) return state.SkipWithError("there is no OpenGL here");
    const ImVec2 center = desktop.interface().handle(0, 0);
    Times times;
    std::size_t step = 0;
    for (auto _ : state) times.measure([&] { desktop.interface().move(around(center, 120, ++step)); });
    times.report(state);
}
BENCHMARK(frame_hover)->Iterations(500)->Unit(benchmark::kMillisecond);

/// A column of A is pulled: three rooms move in every frame. `late` counts pictures that were
/// still being computed when their frame was over.
static void frame_drag(benchmark::State& state) {
    Desktop desktop;
    if (!desktop.ready()) return state.SkipWithError("there is no OpenGL here");
    ui::Headless& interface = desktop.interface();
    const ImVec2 center = interface.handle(0, 0);
    interface.move(center);
    interface.button(0, true);
    Times times;
    std::size_t step = 0;
    double late = 0, still = 0;
    for (auto _ : state) {
        const Document before = interface.shown();
        times.measure([&] { interface.move(around(center, 60, ++step)); });
        still += interface.shown() == before ? 1 : 0;
        for (std::size_t tile = 0; tile < interface.shown().tiles.size(); ++tile)
            late += interface.view(tile).busy ? 1 : 0;
    }
    interface.button(0, false);
    times.report(state);
    state.counters["late"] = late;
    state.counters["unmoved"] = still;
}
BENCHMARK(frame_drag)->Iterations(500)->Unit(benchmark::kMillisecond);

/// A formula is typed key by key, and taken back. `late` counts keys that left a formula whose picture was still being computed when
/// their frame was over.
static void frame_typing(benchmark::State& state) {
    Document document = *document_of("descent");
    put<Objective>(document.tiles[0].panel, "objective", ExpressionObjective("x^2 + y^2"));
    tidy_document(document);
    Desktop desktop(document);
    if (!desktop.ready()) return state.SkipWithError("there is no OpenGL here");
    ui::Headless& interface = desktop.interface();
    interface.click({1440, 172});             // the formula field in a window of 1600x900
    interface.frame();
    interface.field_key(ImGuiKey_End);
    const auto formula = [&] { return std::get<ExpressionObjective>(field<Objective>(interface.shown().tiles[0].panel, "objective")).text.text(); };
    const std::string words = " + 4 (2 - cos(2 pi x) - cos(2 pi y)) + ln(exp(x + 3y) + exp(-x))";
    Times times;
    std::size_t step = 0;
    double late = 0, changed = 0;
    for (auto _ : state) {
        const std::string before = formula();
        const std::size_t place = step++ % (2 * words.size());
        times.measure([&] {
            if (place < words.size()) {
                ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(words[place]));
                interface.frame();
            } else {
                interface.field_key(ImGuiKey_Backspace);
            }
        });
        const bool answered = formula() != before;
        changed += answered ? 1 : 0;
        late += answered && interface.view(0).busy ? 1 : 0;
    }
    times.report(state);
    state.counters["late"] = late;
    state.counters["changed"] = changed;
}
BENCHMARK(frame_typing)->Iterations(520)->Unit(benchmark::kMillisecond);
