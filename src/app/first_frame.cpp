#include "app/first_frame.hpp"

#include "gl/painter.hpp"
#include "ui/imgui_version.hpp"

namespace eigenscope {
namespace {

constexpr int settling_frames = 2;            // until everything has found its place: what is shown last knows what was drawn before

}

FirstFrame FirstFrame::make(ui::Shell& shell, PixelSize size, std::chrono::milliseconds patience) {
    shell.prepare(1, size.height);            // most screens have this scale; others start anew
    shell.session().desk.wait(patience);
    FirstFrame frame;
    const ImVec2 extent(static_cast<float>(size.width), static_cast<float>(size.height));
    for (int i = 0; i < settling_frames; ++i) {
        if (!ui::begin_unrendered_frame(extent)) return frame;
        shell.frame({});
        ImGui::EndFrame();
    }
    bool painted = true;
    shell.session().services.paint = [&](std::size_t tile, const ink::Sheet& sheet) -> std::uintptr_t {
        auto image = paper::paint(sheet);
        painted = painted && image;
        if (!image) return 0;
        if (frame.pictures.size() <= tile) frame.pictures.resize(tile + 1);
        image->rgba = gl::for_canvas(image->width, std::move(image->rgba));
        frame.pictures[tile] = std::move(*image);
        return ui::unrendered_texture(tile);
    };
    ui::begin_unrendered_frame(extent);
    shell.frame({});
    ImGui::Render();
    shell.session().services = {};
    if (painted) frame.size = size;
    return frame;
}

}
