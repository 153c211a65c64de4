#include "places.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

// Which layers each layer may use. Everything not listed is a mistake.
const std::map<std::string, Names> layers = {
    {"base", {}},
    {"compute", {"base"}},
    {"scene", {"compute", "base"}},
    {"ink", {"scene", "compute", "base"}},
    {"panels", {"scene", "compute", "base"}},
    {"document", {"panels", "scene", "compute", "base"}},
    {"paper", {"ink", "scene", "compute", "base"}},
    {"gl", {"ink", "scene", "compute", "base"}},
    {"ui", {"gl", "ink", "document", "panels", "scene", "compute", "base"}},
    {"app", {"ui", "paper", "gl", "ink", "document", "panels", "scene", "compute", "base"}},
};

// Where each third party lives. Eigen is at home everywhere from compute on.
const std::map<std::string, Names> homes = {
    {"Eigen", {"compute", "scene", "ink", "panels", "document", "paper", "gl", "ui", "app"}},
    {"unsupported", {"compute"}},
    {"boost", {"compute/probability", "compute/expression", "compute/linear"}},
    {"nlohmann", {"document"}},
    {"ft2build.h", {"ink", "paper"}},
    {"freetype", {"ink", "paper"}},
    {"zlib.h", {"paper"}},
    {"cairo", {"paper"}},
    {"cairo.h", {"paper"}},
    {"cairo-ft.h", {"paper"}},
    {"cairo-pdf.h", {"paper"}},
    {"cairo-svg.h", {"paper"}},
    {"epoxy", {"gl"}},
    {"EGL", {"gl"}},
    {"imgui.h", {"ui", "app"}},
    {"imgui_freetype.h", {"ui"}},
    {"imgui_internal.h", {"ui"}},
    {"imgui_impl_opengl3.h", {"ui", "app"}},
    {"backends", {"ui", "app"}},
    {"GLFW", {"app"}},
    {"CLI", {"app"}},
    {"sys", {"document", "app"}},
    {"malloc.h", {"app"}},                    // the heap is told to give back what it does not need
    {"immintrin.h", {"compute/expression"}},  // the flags of the vector registers
};

bool generated(const std::string& path) { return path.starts_with("embedded_"); }

}

TEST_CASE("every include respects the layers") {
    const fs::path source = fs::path(eigenscope::source_folder()) / "src";
    const std::regex include(R"(^\s*#\s*include\s+(["<])([^">]+)[">])");
    int seen = 0;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        const auto extension = entry.path().extension();
        if (!entry.is_regular_file() || (extension != ".hpp" && extension != ".cpp")) continue;
        const fs::path relative = fs::relative(entry.path(), source);
        const std::string layer = relative.begin()->string();
        REQUIRE_MESSAGE(layers.contains(layer), "src/" << layer << " is no layer of the house");
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            std::smatch match;
            if (!std::regex_search(line, match, include)) continue;
            const std::string path = match[2], top = fs::path(path).begin()->string();
            ++seen;
            if (match[1] == "\"") {
                const bool ours = layers.contains(top) && (top == layer || layers.at(layer).contains(top));
                CHECK_MESSAGE((ours || generated(path)), relative.string() << ": " << line);
            } else if (homes.contains(top)) {
                bool at_home = false;
                for (const auto& home : homes.at(top)) at_home |= relative.string().starts_with(home + "/");
                CHECK_MESSAGE(at_home, relative.string() << ": " << line);
            } else {
                const bool standard = path.find('/') == std::string::npos;
                const Names posix = {"fcntl.h", "unistd.h", "signal.h", "poll.h"};
                const bool headers_of_c = path.ends_with(".h");
                CHECK_MESSAGE((standard && (!headers_of_c || (posix.contains(path) && (layer == "document" || layer == "app")))),
                              relative.string() << ": " << line << " (not known here)");
            }
        }
    }
    CHECK(seen > 100);
}

// A new panel costs only itself: nobody else is compiled again when its header changes.
TEST_CASE("what lies in a panel's folder is read there, and in tests of panels, alone") {
    const fs::path root = eigenscope::source_folder();
    const std::regex include(R"(^\s*#\s*include\s+"(panels/([^"/]+/)+)[^"]+")");
    int seen = 0;
    for (const std::string top : {"src", "tests"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".hpp" && extension != ".cpp")) continue;
            const std::string relative = fs::relative(entry.path(), root / top).string();
            std::ifstream file(entry.path());
            for (std::string line; std::getline(file, line);) {
                std::smatch match;
                if (!std::regex_search(line, match, include)) continue;
                ++seen;
                const bool at_home = relative.starts_with(top == "src" ? match[1].str() : "panels/");
                CHECK_MESSAGE(at_home, top << "/" << relative << ": " << line);
            }
        }
    CHECK(seen > 20);
}

TEST_CASE("heavy headers stay out of our headers") {
    const fs::path source = fs::path(eigenscope::source_folder()) / "src";
    const std::regex heavy(R"(^\s*#\s*include\s+<(nlohmann|boost|CLI|imgui_internal|cairo|ft2build)[^>]*>)");
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        if (entry.path().extension() != ".hpp") continue;
        // These headers are about JSON and about exact numbers themselves; only a few .cpp beside them read them.
        const std::string name = fs::relative(entry.path(), source).string();
        const std::set<std::string> about_them = {"document/codec.hpp", "document/json.hpp", "compute/expression/rational.hpp", "compute/expression/real.hpp",
                                                  "compute/linear/high.hpp"};
        if (about_them.contains(name)) continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);)
            CHECK_MESSAGE(!std::regex_search(line, heavy), entry.path().string() << ": " << line);
    }
}

// What a document says may not hang on how fast the machine is: below the interface nothing asks for the time, nor for chance.
TEST_CASE("no clock and no random device below the interface") {
    const fs::path source = fs::path(eigenscope::source_folder()) / "src";
    const std::regex asks(R"(<(chrono|ctime|time\.h|sys/time\.h)>|\b(chrono|steady_clock|system_clock|high_resolution_clock|random_device|clock_gettime|gettimeofday|sleep_for)\b|\bstd::(time|clock)\()");
    // A thread of its own waits for no longer than it is told; what comes of a question is the same however long it took.
    const Names waiting = {"base/worker.hpp", "document/derived.hpp", "document/derived.cpp"};
    std::set<std::string> used;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        const std::string relative = fs::relative(entry.path(), source).string(), layer = *fs::path(relative).begin();
        if (!entry.is_regular_file() || layer == "ui" || layer == "app" || layer == "gl" || layer == "paper") continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            if (!std::regex_search(line, asks)) continue;
            if (waiting.contains(relative)) used.insert(relative);
            else FAIL_CHECK(relative << ": " << line);
        }
    }
    CHECK(used == waiting);
}

TEST_CASE("a name in a namespace is one class: two would be one to the linker, and their functions mixed up") {
    const fs::path source = fs::path(eigenscope::source_folder()) / "src";
    const std::regex space(R"(^(?:inline )?namespace ([a-z_:]+) \{)"), definition(R"(^(?:struct|class) (\w+)(?: final)?(?: :[^:].*)? \{)");
    std::map<std::string, std::string> home;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        if (entry.path().extension() != ".hpp") continue;
        std::ifstream file(entry.path());
        std::string inside;
        for (std::string line; std::getline(file, line);) {
            std::smatch found;
            if (std::regex_search(line, found, space)) inside = found[1];
            if (!std::regex_search(line, found, definition)) continue;
            const auto [where, is_new] = home.emplace(inside + "::" + found[1].str(), entry.path().string());
            CHECK_MESSAGE(is_new, where->first << " is defined in " << where->second << " and in " << entry.path().string());
        }
    }
    CHECK(home.size() > 200);
}
