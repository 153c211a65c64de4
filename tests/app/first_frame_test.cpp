#include "app/first_frame.hpp"
#include "document/document.hpp"
#include "gl/painter.hpp"
#include "ui/imgui_version.hpp"

#include <doctest/doctest.h>

using namespace eigenscope;

namespace {

// On a busy machine mathematics may take long.
constexpr std::chrono::milliseconds long_enough{60'000};

struct Stage {
    ImGuiContext* context = ui::create_context();
    ui::Shell shell{{}, {}, default_document()};
    Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage() { ImGui::DestroyContext(context); }
};

/// Everything Dear ImGui has drawn: places and colors of all corners.
std::vector<float> drawn() {
    std::vector<float> all;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (const ImDrawVert& v : data.CmdLists[i]->VtxBuffer) all.insert(all.end(), {v.pos.x, v.pos.y, v.uv.x, v.uv.y, static_cast<float>(v.col)});
    return all;
}

std::vector<ImTextureID> textures() {
    std::vector<ImTextureID> all;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int i = 0; i < data.CmdListsCount; ++i)
        for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer)
            if (command.ElemCount > 0) all.push_back(command.GetTexID());
    return all;
}

ImTextureID texture(std::uintptr_t number) { return (ImTextureID)number; }   // a pointer or a number, by version

}

#if IMGUI_VERSION_NUM < 19200
TEST_CASE("the first frame is whole: every picture painted, at its size and just as on paper") {
    Stage stage;
    const FirstFrame frame = FirstFrame::make(stage.shell, {1280, 720}, long_enough);
    CHECK(frame.size.width == 1280);
    CHECK(frame.size.height == 720);
    REQUIRE(frame.pictures.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        const ink::Sheet& sheet = stage.shell.session().view(i).sheet;
        const auto again = paper::paint(sheet);
        REQUIRE(again.has_value());
        CHECK(sheet.strokes.size() > 20);
        CHECK(frame.pictures[i].width == static_cast<int>(sheet.size.x()));
        CHECK(frame.pictures[i].height == static_cast<int>(sheet.size.y()));
        CHECK(frame.pictures[i].rgba == gl::for_canvas(again->width, again->rgba));
    }
    CHECK_FALSE(stage.shell.session().services.paint);
}

TEST_CASE("the first frame has settled: the next one draws the same") {
    Stage stage;
    FirstFrame::make(stage.shell, {1280, 720}, long_enough);
    const std::vector<float> first = drawn();
    CHECK(first.size() > 10000);
    REQUIRE(ui::begin_unrendered_frame({1280, 720}));
    stage.shell.frame({});
    ImGui::Render();
    CHECK(drawn() == first);
}

TEST_CASE("what stands for textures gives way to the real ones") {
    Stage stage;
    FirstFrame::make(stage.shell, {1280, 720}, long_enough);
    ImGui::GetIO().Fonts->SetTexID(texture(100));
    const std::vector<std::uintptr_t> real{101, 102, 103};
    ui::give_textures(*ImGui::GetDrawData(), real);
    const auto used = textures();
    for (std::uintptr_t number = 100; number <= 103; ++number) CHECK(std::count(used.begin(), used.end(), texture(number)) >= 1);
    CHECK(std::count(used.begin(), used.end(), texture(100)) == static_cast<std::ptrdiff_t>(used.size()) - 3);
}

TEST_CASE("after the first frame every picture is painted anew once, though nothing has changed") {
    Stage stage;
    FirstFrame::make(stage.shell, {1280, 720}, long_enough);
    int painted = 0;
    stage.shell.session().services.paint = [&](std::size_t, const ink::Sheet&) { return static_cast<std::uintptr_t>(++painted); };
    stage.shell.repaint(true);
    CHECK(stage.shell.rest() == 0);
    for (int i = 0; i < 2; ++i) {
        REQUIRE(ui::begin_unrendered_frame({1280, 720}));
        stage.shell.frame({});
        ImGui::EndFrame();
    }
    CHECK(painted == 3);
}
#endif
