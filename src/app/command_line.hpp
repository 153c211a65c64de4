#pragma once
#include "document/document.hpp"
#include "scene/theme.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace eigenscope {

/// Exit codes, after sysexits.h. 130 and 143 (a signal ended the window) are 128 + the signal's number.
namespace exit_code {
inline constexpr int fine = 0, usage = 2, bad_data = 65, no_input = 66, no_display = 69, our_fault = 70, cannot_create = 73, cannot_write = 74,
                     pipe_closed = 141;       ///< 128 + SIGPIPE: whoever read our output has enough of it
}

/// Why a command could not do its work: the exit code, and the sentence for standard error.
struct Failure {
    int code = exit_code::our_fault;
    std::string what;
};

/// The scene of a file or of a stream (`-`: standard input), its warnings said; or why there is none.
std::variant<Document, Failure> open_scene(const std::string& path, bool lenient);

/// What `eigenscope render` was asked for.
struct RenderOrder {
    std::string scene, figure, format;        ///< format: png, svg, pdf; empty: by the figure's ending
    std::string size = "1600x900", theme = "dark";
    double scale = 1;
    bool lenient = false;                     ///< draw it though some of its numbers had to be changed
};

std::optional<Failure> to_standard_output(std::string_view bytes);

// Each command writes its data to standard output (or to the file it was told) and messages to standard error. A scene named "-"
// is read from standard input. None throws; nothing comes back when all went well. A scene that cannot be taken as it is written (a number
// out of its range, say) is refused, for the answer would be another one's, unless `lenient`.

std::optional<Failure> render(const RenderOrder& order);
/// The table of this name (empty: the first) of tile `tile` (counted from 1; 0: the tile in focus, else the first that has it).
std::optional<Failure> table(const std::string& scene, const std::string& name, int tile, const std::string& output, bool lenient = false);
std::optional<Failure> words(const std::string& scene, bool lenient = false);
/// The default scene of a panel, or one of its presets; the default document when `panel` is empty.
std::optional<Failure> new_scene(const std::string& panel, const std::string& preset);
/// What there is; with `ranges` the members of each, with the values that a scene file may give them.
std::optional<Failure> list(const std::string& what, bool ranges);
/// What `eigenscope evaluate` was asked for; without any of the four, all of them are meant.
struct EvaluateOrder {
    std::string expression;
    std::vector<std::string> point;           ///< "x=1", "y=2"
    bool gradient = false, hessian = false, formula = false, latex = false;
};
/// The value of an expression and what belongs to it, as rows of name,value (CSV).
std::optional<Failure> evaluate(const EvaluateOrder& order);
std::optional<Failure> check(const std::vector<std::string>& files);

}
