// Pictures of real panels: compared with those that were looked at and found good, and screen with paper.
// After a change that is meant to be seen, make them anew with EIGENSCOPE_BLESS=1 build/.../test_golden, and look at each.
#include "app/figure.hpp"
#include "compare.hpp"
#include "document/derived.hpp"
#include "gl/context.hpp"
#include "ink/font.hpp"
#include "ink/sheet.hpp"
#include "places.hpp"
#include "sheets.hpp"

#include <cairo.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

using namespace eigenscope;
namespace fs = std::filesystem;

namespace {

// Small: the files live in the repository.
const Vec2 size(408, 272);
constexpr double scale = 0.62;

struct Golden {
    std::string_view name;                    ///< of the file
    std::string_view panel, preset;           ///< no preset: the panel as it is made; no panel: the default document
    Theme theme = Theme::dark;
};

constexpr std::array pictures{
    Golden{"three-rooms", "", ""},
    Golden{"linear-map-dark", "linear-map", ""},
    Golden{"linear-map-light", "linear-map", "", Theme::light},
    Golden{"linear-map-projector", "linear-map", "", Theme::projector},
    Golden{"linear-map-rank-1", "linear-map", "Rank 1, singular"},
    Golden{"descent-dark", "descent", ""},
    Golden{"descent-light", "descent", "", Theme::light},
    Golden{"descent-projector", "descent", "", Theme::projector},
    Golden{"descent-three-methods", "descent", "Gradient descent, heavy ball, Nesterov"},
    Golden{"descent-surface", "descent", "Two wells and a saddle"},
    Golden{"descent-own-function", "descent", "Your own: where logarithms end"},
    Golden{"gaussian-dark", "gaussian", ""},
    Golden{"gaussian-light", "gaussian", "", Theme::light},
    Golden{"gaussian-projector", "gaussian", "", Theme::projector},
    Golden{"gaussian-on-a-line", "gaussian", "On a line", Theme::light},
    Golden{"distribution-dark", "distribution", ""},
    Golden{"distribution-light", "distribution", "", Theme::light},
    Golden{"distribution-projector", "distribution", "", Theme::projector},
    Golden{"distribution-poisson", "distribution", "Poisson: rare events"},
    Golden{"distribution-cauchy", "distribution", "Cauchy: no mean", Theme::light},
    Golden{"distribution-tail", "distribution", "Tail microscope: P(8 ≤ Z ≤ 9)"},
};

std::optional<Panel> panel_of(const Golden& golden) {
    std::optional<Panel> found;
    const PanelType* const type = find_panel_type(golden.panel);
    if (!type) return found;
    if (golden.preset.empty()) found = type->make();
    for (const Preset<Panel>& preset : type->presets())
        if (preset.name == golden.preset) found = preset.panel;
    return found;
}

ink::Sheet sheet_of(const Golden& golden, Vec2 pixels, double zoom) {
    if (golden.panel.empty()) return figure(default_document(), pixels, {.theme = golden.theme, .scale = zoom});
    const auto panel = panel_of(golden);
    REQUIRE_MESSAGE(panel.has_value(), "there is no preset \"" << golden.preset << "\" of the panel " << golden.panel);
    return ink::lay_out(derive_all(*panel).picture, pixels, {.theme = golden.theme, .scale = zoom});
}

/// As it lies in the repository.
ink::Sheet small_sheet_of(const Golden& golden) {
    return golden.panel.empty() ? sheet_of(golden, Vec2(560, 315), 0.42) : sheet_of(golden, size, scale);
}

fs::path file_of(std::string_view name) { return fs::path(source_folder()) / "tests/golden" / (std::string(name) + ".png"); }

void write(const fs::path& file, const paper::Image& image) {
    const auto png = paper::png(image);
    REQUIRE_MESSAGE(png.has_value(), png.error());
    std::ofstream(file, std::ios::binary) << *png;
}

/// An opaque PNG; nothing when it cannot be read.
std::optional<paper::Image> read(const fs::path& file) {
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(cairo_image_surface_create_from_png(file.c_str()),
                                                                                     &cairo_surface_destroy);
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
    paper::Image image{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
    const unsigned char* const data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const unsigned char* p = data + static_cast<std::ptrdiff_t>(y) * stride + 4 * x;
            image.rgba.insert(image.rgba.end(), {p[2], p[1], p[0], 255});
        }
    return image;
}

/// FNV-1a over the embedded fonts: other fonts set other pictures, and rightly so.
std::string fonts_here() {
    std::uint64_t hash = 14695981039346656037u;
    for (const ink::Face face : {ink::Face::text, ink::Face::text_bold, ink::Face::math, ink::Face::math_italic, ink::Face::math_bold, ink::Face::symbols})
        for (const std::byte byte : ink::font_file(face)) hash = (hash ^ static_cast<std::uint64_t>(byte)) * 1099511628211u;
    return std::to_string(hash);
}

fs::path fonts_file() { return fs::path(source_folder()) / "tests/golden/fonts.txt"; }

std::string fonts_then() {
    std::string hash;
    std::ifstream(fonts_file()) >> hash;
    return hash;
}

bool blessing() {
    const char* const value = std::getenv("EIGENSCOPE_BLESS");
    return value && std::string_view(value) == "1";
}

}

TEST_CASE("pictures look as they did when they were looked at") {
    const fs::path failed = fs::path(build_folder()) / "golden";
    if (blessing()) std::ofstream(fonts_file()) << fonts_here() << '\n';
    if (fonts_then() != fonts_here()) {
        MESSAGE("not compared: the golden pictures were made with other versions of the fonts (Debian 12's)");
        return;
    }
    for (const Golden& golden : pictures) {
        CAPTURE(golden.name);
        const auto image = paper::paint(small_sheet_of(golden));
        REQUIRE_MESSAGE(image.has_value(), image.error());
        if (blessing()) {
            write(file_of(golden.name), *image);
            MESSAGE("made anew, to be looked at: " << file_of(golden.name).string());
            continue;
        }
        const auto known = read(file_of(golden.name));
        if (!known || known->rgba.size() != image->rgba.size()) {
            FAIL_CHECK("there is no golden picture " << file_of(golden.name).string() << " of this size; make it with EIGENSCOPE_BLESS=1");
            continue;
        }
        // Fonts and cairo differ a little between machines; a picture that changed differs by more.
        const auto difference = compare::difference(*image, *known);
        const bool same = difference.rms <= 1 && difference.off <= 0.001;
        if (same) continue;
        fs::create_directories(failed);
        write(failed / (std::string(golden.name) + ".png"), *image);
        write(failed / (std::string(golden.name) + "-difference.png"), compare::difference_image(*image, *known));
        FAIL_CHECK("differs by RMS " << difference.rms << "/255, and " << 100 * difference.off << " % of the pixels by more than 32/255: see "
                                     << failed.string());
    }
}

TEST_CASE("every golden picture is used, and together they stay small") {
    std::set<std::string> names;
    for (const Golden& golden : pictures) CHECK(names.insert(std::string(golden.name)).second);
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(source_folder()) / "tests/golden")) {
        if (entry.path().extension() != ".png") continue;
        bytes += entry.file_size();
        CHECK_MESSAGE(names.contains(entry.path().stem().string()), entry.path().string() << " belongs to no picture");
    }
    CHECK(bytes < 1'200'000);
}

TEST_CASE("the comparison sees a picture that is a little wrong") {
    const auto known = *paper::paint(small_sheet_of(pictures[0]));
    auto shifted = small_sheet_of(pictures[0]);
    for (auto& stroke : shifted.strokes)
        if (auto* line = std::get_if<ink::Line>(&stroke))
            for (Vec2& p : line->points) p.x() += 1;
    const auto difference = compare::difference(*paper::paint(shifted), known);
    CHECK((difference.rms > 1 || difference.off > 0.001));
}

TEST_CASE("screen and paper show the same picture") {
    Context context;
    if (!Context::open(context)) return;
    double worst = 0;
    for (const Golden& golden : pictures) {
        CAPTURE(golden.name);
        const auto sheet = golden.panel.empty() ? sheet_of(golden, Vec2(1600, 900), 1) : sheet_of(golden, Vec2(800, 560), 1);
        const auto screen = context.painted(sheet);
        const auto paper = paper::paint(sheet);
        REQUIRE(paper.has_value());
        const auto blurred = compare::blurred_difference(screen, *paper);
        worst = std::max(worst, blurred.rms);
        CHECK(blurred.rms <= 1.5);                         // wanted: 3
        // Not blank: more than the background is seen.
        CHECK(compare::difference(screen, context.painted(sheets::blank(sheet.size.x(), sheet.size.y(), sheet.background))).off > 0.02);
    }
    MESSAGE("blurred by 2 px, screen and paper differ by RMS " << worst << "/255 at most");
}
