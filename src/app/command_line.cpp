#include "app/command_line.hpp"

#include "app/figure.hpp"
#include "app/message.hpp"
#include "app/streams.hpp"
#include "base/limits.hpp"
#include "base/number.hpp"
#include "base/utf8.hpp"
#include "document/axes.hpp"
#include "document/derived.hpp"
#include "document/descriptor.hpp"
#include "document/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <variant>

namespace eigenscope {
namespace {

// Whoever read the other end of a pipe has enough: that is no failure of ours, and nothing to talk about.
Failure not_written(const std::string& where, int error_number) {
    if (error_number == EPIPE) return {exit_code::pipe_closed, ""};
    return {exit_code::cannot_write, "cannot write to " + where + ": " + reason_of(error_number)};
}

std::optional<Failure> to_file(const std::string& path, std::string_view bytes) {
    if (path.empty()) return to_standard_output(bytes);
    if (const auto stream = stream_of(path, STDOUT_FILENO)) {
        if (*stream == STDOUT_FILENO) return to_standard_output(bytes);
        return write_all(*stream, bytes) ? std::nullopt : std::optional(not_written(path, errno));
    }
    std::error_code ignored;
    const bool there = std::filesystem::exists(path, ignored);
    if (const Status saved = save_file(path, bytes); !saved)
        return Failure{there ? exit_code::cannot_write : exit_code::cannot_create, saved.error()};
    return {};
}

std::string name_of(const std::string& path) { return path == "-" ? "standard input" : path; }

/// A scene from a file or a stream.
std::variant<Opened, OpenError> read_scene(const std::string& path) {
    const auto stream = stream_of(path, STDIN_FILENO);
    if (!stream) return open_document(path);
    const Result<std::string> text = read_most(*stream, name_of(path), limits::scene_bytes + 1);   // one too many is refused below
    if (!text) return OpenError{text.error(), exit_code::no_input};
    Result<Opened> read = decode_document(*text);
    if (!read) return OpenError{name_of(path) + ": " + read.error(), exit_code::bad_data};
    return *std::move(read);
}

}

std::variant<Document, Failure> open_scene(const std::string& path, bool lenient) {
    std::variant<Opened, OpenError> result = read_scene(path);
    if (const auto* error = std::get_if<OpenError>(&result)) return Failure{error->exit_code, error->what};
    auto& scene = std::get<Opened>(result);
    for (const std::string& warning : scene.warnings) say(name_of(path) + ": " + warning);
    if (scene.partial && !lenient)
        return Failure{exit_code::bad_data,
                       name_of(path) + ": this is not quite the scene that is written there; --lenient takes it with these changes."};
    return std::move(scene.document);
}

namespace {

/// "1600x900" as pixels.
std::optional<Vec2> parse_size(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == std::string_view::npos) return {};
    const auto width = parse_number(text.substr(0, cross)), height = parse_number(text.substr(cross + 1));
    const auto fits = [](std::optional<double> side) { return side && *side >= 1 && *side <= limits::picture_side && *side == std::floor(*side); };
    if (!fits(width) || !fits(height)) return {};
    return Vec2(*width, *height);
}

std::optional<Theme> parse_theme(std::string_view key) {
    const auto all = choices(Theme{});
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].key == key) return static_cast<Theme>(i);
    return {};
}

Failure usage(std::string what) { return {exit_code::usage, std::move(what)}; }

std::optional<Table> named(const std::vector<Table>& tables, std::string_view name) {
    if (name.empty() && !tables.empty()) return tables.front();
    for (const Table& table : tables)
        if (table.name == name) return table;
    return {};
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

}

std::optional<Failure> to_standard_output(std::string_view bytes) {
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0) return {};
    return not_written("standard output", errno);
}

std::optional<Failure> render(const RenderOrder& order) {
    const auto size = parse_size(order.size);
    if (!size) return usage("--size \"" + order.size + "\": expected WIDTHxHEIGHT in pixels, whole numbers from 1 to 16384, such as 1600x900.");
    const auto theme = parse_theme(order.theme);
    if (!theme) return usage("--theme \"" + order.theme + "\": there are dark, light and projector.");
    if (!(order.scale >= 0.1 && order.scale <= 16)) return usage("--scale: expected a number from 0.1 to 16.");
    const auto format = figure_format(order.format.empty() ? order.figure : "figure." + order.format);
    if (!format)
        return usage("\"" + order.figure + "\": the figure's name must end in .png, .svg or .pdf (or say --format).");

    auto scene = open_scene(order.scene, order.lenient);
    if (auto* failure = std::get_if<Failure>(&scene)) return *failure;
    const ink::Look look{.theme = *theme, .scale = order.scale, .show_handles = false};
    const Document document = with_shared_axes(std::get<Document>(std::move(scene)));
    const ink::Sheet sheet = figure(document, *size, look);
    if (sheet.rejected > 0) say(std::to_string(sheet.rejected) + " marks are not finite and were not drawn.");
    const Result<std::string> bytes = on_paper(sheet, *format, document);
    if (!bytes) return Failure{exit_code::our_fault, bytes.error()};
    return to_file(order.figure, *bytes);
}

std::optional<Failure> table(const std::string& scene, const std::string& name, int tile, const std::string& output, bool lenient) {
    auto read = open_scene(scene, lenient);
    if (auto* failure = std::get_if<Failure>(&read)) return *failure;
    const Document& document = std::get<Document>(read);
    const int count = static_cast<int>(document.tiles.size());
    if (tile < 0 || tile > count) return usage("--tile " + std::to_string(tile) + ": this scene has tiles 1 to " + std::to_string(count) + ".");

    std::vector<int> order;
    order.push_back(tile > 0 ? tile - 1 : document.focus);
    for (int i = 0; i < count && tile == 0; ++i)
        if (i != document.focus) order.push_back(i);
    std::vector<std::string> known;
    for (const int i : order) {
        const auto tables = tables_of(document.tiles[static_cast<std::size_t>(i)].panel);
        if (const auto found = named(tables, name)) {
            if (!found->note.empty()) say(found->note);
            return to_file(output, to_csv(*found));
        }
        for (const Table& other : tables)
            if (std::find(known.begin(), known.end(), other.name) == known.end()) known.push_back(other.name);
    }
    return usage("--name \"" + name + "\": there is no such table here; there are " + joined(known) + ".");
}

std::optional<Failure> words(const std::string& scene, bool lenient) {
    auto read = open_scene(scene, lenient);
    if (auto* failure = std::get_if<Failure>(&read)) return *failure;
    return to_standard_output(words_of(std::get<Document>(read)));
}

std::optional<Failure> new_scene(const std::string& panel, const std::string& preset) {
    if (panel.empty() && !preset.empty()) return usage("--preset \"" + preset + "\": say of which panel, as in: eigenscope new descent --preset NAME.");
    if (panel.empty()) return to_standard_output(encode_document(default_document()));
    std::vector<std::string> panels, presets;
    std::optional<Panel> found;
    for (const PanelType* type : panel_types()) {
        panels.emplace_back(type->id);
        if (type->id != panel) continue;
        if (preset.empty()) found = type->make();
        for (const Preset<Panel>& known : type->presets()) {
            presets.push_back("\"" + std::string(known.name) + "\"");
            if (known.name == preset) found = known.panel;
        }
    }
    if (found) {
        Document document;
        document.tiles = {Tile{*found, false}};
        return to_standard_output(encode_document(document));
    }
    if (presets.empty()) return usage("\"" + panel + "\" is no panel; there are " + joined(panels) + ".");
    return usage("--preset \"" + preset + "\": there is no such preset of " + panel + "; there are " + joined(presets) + ".");
}

std::optional<Failure> check(const std::vector<std::string>& files) {
    std::optional<Failure> worst;
    for (const std::string& path : files) {
        const auto result = read_scene(path);
        if (const auto* error = std::get_if<OpenError>(&result)) {
            say(error->what);
            if (!worst || error->exit_code > worst->code) worst = Failure{error->exit_code, ""};
            continue;
        }
        const auto& warnings = std::get<Opened>(result).warnings;
        for (const std::string& warning : warnings) say(name_of(path) + ": " + warning);
        if (!warnings.empty() && !worst) worst = Failure{exit_code::bad_data, ""};
        if (auto failure = to_standard_output(legible(name_of(path)) + (warnings.empty() ? ": fine\n" : ": opens, with warnings\n"))) return failure;
    }
    return worst;
}

}
