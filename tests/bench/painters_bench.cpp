#include "gl/painter.hpp"

#include "document/derived.hpp"
#include "gl/atlas.hpp"
#include "gl/cover.hpp"
#include "gl/recorder.hpp"
#include "paper/paper.hpp"

#include <benchmark/benchmark.h>

using namespace eigenscope;

namespace {

ink::Sheet first_picture(std::size_t tile) {
    const Document document = default_document();
    return ink::lay_out(derive_all(document.tiles[tile % document.tiles.size()].panel).picture, Vec2(900, 700), {});
}

/// A context and a painter, or a reason to skip.
struct Screen {
    std::unique_ptr<gl::Offscreen> offscreen;
    std::unique_ptr<gl::Painter> painter;     // dropped before its context

    explicit Screen(benchmark::State& state) {
        auto context = gl::Offscreen::create();
        if (!context) {
            state.SkipWithError(context.error().c_str());
            return;
        }
        offscreen = *std::move(context);
        auto made = gl::Painter::create();
        if (made) painter = *std::move(made);
        else state.SkipWithError(made.error().c_str());
    }
};

}

/// A sheet into draw calls: what the UI thread does beside the driver.
static void record_sheet(benchmark::State& state) {
    Screen screen(state);
    if (!screen.painter) return;
    const ink::Sheet sheet = first_picture(static_cast<std::size_t>(state.range(0)));
    gl::Atlas atlas;
    gl::Frame frame;
    for (auto _ : state) {
        frame.clear();
        gl::Recorder recorder(frame, atlas, {0, 0, 900, 700});
        for (const auto& stroke : sheet.strokes) benchmark::DoNotOptimize(recorder.record(stroke));
    }
    state.counters["strokes"] = static_cast<double>(sheet.strokes.size());
    state.counters["batches"] = static_cast<double>(frame.batches.size());
    state.counters["bytes"] = static_cast<double>(frame.stream.size());
}
BENCHMARK(record_sheet)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);

/// The whole frame with this machine's driver, up to pixels that can be read.
static void screen_sheet(benchmark::State& state) {
    Screen screen(state);
    if (!screen.painter) return;
    const ink::Sheet sheet = first_picture(static_cast<std::size_t>(state.range(0)));
    gl::Canvas canvas;
    for (auto _ : state) {
        canvas.paint(*screen.painter, sheet);
        benchmark::DoNotOptimize(canvas.read());
    }
}
BENCHMARK(screen_sheet)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

static void paper_png(benchmark::State& state) {
    const ink::Sheet sheet = first_picture(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(paper::png(sheet));
}
BENCHMARK(paper_png)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

/// The area under a bell curve of 500 points on a screen of 1600 x 900.
static void cover_bell(benchmark::State& state) {
    std::vector<Vec2> bell{Vec2(0, 900)};
    for (int i = 0; i <= 500; ++i) bell.emplace_back(3.2 * i, 900 - 800 * std::exp(-0.5 * std::pow((i - 250) / 60.0, 2)));
    bell.emplace_back(1600, 900);
    for (auto _ : state) benchmark::DoNotOptimize(gl::cover(bell, {0, 0, 1600, 900}));
}
BENCHMARK(cover_bell)->Unit(benchmark::kMicrosecond);
