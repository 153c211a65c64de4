#include "app/command_line.hpp"
#include "app/message.hpp"
#include "app/streams.hpp"
#include "app/window.hpp"

#include <CLI/CLI.hpp>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <new>
#include <string_view>

namespace eigenscope {
namespace {

constexpr const char* examples = R"text(Examples:
  eigenscope                                     the window, with one matrix in three rooms
  eigenscope lecture.json                        the window, with a saved scene
  eigenscope new descent > bowl.json             a panel's default scene
  eigenscope render bowl.json -o bowl.pdf        a figure; no display needed
  eigenscope table bowl.json --name steps        the numbers behind it
  eigenscope evaluate "x^2 + sin(x*y)" x=1 y=2   value, gradient, Hessian

Exit codes: 0 fine; 2 wrong usage; 65 bad data; 66 cannot read; 69 no display or OpenGL; 70 our fault;
73, 74 cannot create or write; 130, 143 ended by a signal.)text";

struct Words {
    std::string scene, name, output, panel, what;
    std::vector<std::string> files;
    EvaluateOrder asked;
    int tile = 0;
    bool ranges = false;
    bool lenient = false;
    RenderOrder order;
    WindowOptions window;
};

using Work = std::function<std::optional<Failure>()>;

constexpr const char* lenient_help = "take a scene though numbers in it had to be changed to make sense";

void describe_window(CLI::App& app, Words& words) {
    app.add_option("scene", words.window.path, "a scene to open, or - for standard input; nothing: one matrix, three rooms");
    app.add_option("--theme", words.window.theme, "dark, light or projector")->check(CLI::IsMember({"dark", "light", "projector"}));
    app.add_option("--scale", words.window.scale, "size of everything, 0.5 to 4")->check(CLI::Range(0.5, 4.0));
    app.add_flag("--full-screen", words.window.full_screen, "start on the whole screen");
}

void describe_figures(CLI::App& app, Words& words, Work& work) {
    auto* drawing = app.add_subcommand("render", "draw a scene into a PNG, SVG or PDF file");
    drawing->add_option("scene", words.order.scene, "a scene file, or - for standard input")->required();
    drawing->add_option("-o,--output", words.order.figure, "FIGURE.png, .svg or .pdf, or - for standard output")->required();
    drawing->add_option("--size", words.order.size, "WIDTHxHEIGHT in pixels")->capture_default_str();
    drawing->add_option("--theme", words.order.theme, "dark, light or projector")->capture_default_str();
    drawing->add_option("--scale", words.order.scale, "size of text and lines")->capture_default_str();
    drawing->add_option("--format", words.order.format, "png, svg or pdf, whatever the file is called")->check(CLI::IsMember({"png", "svg", "pdf"}));
    drawing->add_flag("--lenient", words.order.lenient, lenient_help);
    drawing->callback([&] { work = [&] { return render(words.order); }; });
}

void describe_numbers(CLI::App& app, Words& words, Work& work) {
    auto* numbers = app.add_subcommand("table", "the numbers behind the picture, as CSV");
    numbers->add_option("scene", words.scene, "a scene file, or - for standard input")->required();
    numbers->add_option("--name", words.name, "which table; nothing: the tile's first");
    numbers->add_option("--tile", words.tile, "which tile, from 1; nothing: the one in focus, else the first that has the table");
    numbers->add_option("-o,--output", words.output, "a file instead of standard output");
    numbers->add_flag("--lenient", words.lenient, lenient_help);
    numbers->callback([&] { work = [&] { return table(words.scene, words.name, words.tile, words.output, words.lenient); }; });

    auto* telling = app.add_subcommand("words", "the picture in words");
    telling->add_option("scene", words.scene, "a scene file, or - for standard input")->required();
    telling->add_flag("--lenient", words.lenient, lenient_help);
    telling->callback([&] { work = [&] { return eigenscope::words(words.scene, words.lenient); }; });

    auto* value = app.add_subcommand("evaluate", "value, gradient, Hessian and formula of an expression");
    value->add_option("expression", words.asked.expression, "such as x^2 + y^2")->required();
    value->add_option("point", words.asked.point, "such as x=1 y=2");
    value->add_flag("--gradient", words.asked.gradient, "the value and its partial derivatives");
    value->add_flag("--hessian", words.asked.hessian, "the value and its second derivatives");
    value->add_flag("--formula", words.asked.formula, "the value and the formulas, of what else is asked for too");
    value->add_flag("--latex", words.asked.latex, "the same in LaTeX");
    value->callback([&] { work = [&] { return evaluate(words.asked); }; });
}

void describe_scenes(CLI::App& app, Words& words, Work& work) {
    auto* fresh = app.add_subcommand("new", "a panel's default scene, on standard output");
    fresh->add_option("panel", words.panel, "the panel's name; nothing: the default document");
    fresh->add_option("--preset", words.name, "one of the panel's presets, see: eigenscope list presets");
    fresh->callback([&] { work = [&] { return new_scene(words.panel, words.name); }; });

    auto* catalogue = app.add_subcommand("list", "what there is");
    catalogue->add_option("what", words.what, "panels, presets, objectives, optimizers, distributions, colormaps or lessons");
    catalogue->add_flag("--ranges", words.ranges, "the members of each, and what values a scene may give them");
    catalogue->callback([&] { work = [&] { return list(words.what, words.ranges); }; });

    auto* checking = app.add_subcommand("check", "are these scenes right? says what is wrong, and where");
    checking->add_option("files", words.files, "scene files")->required();
    checking->callback([&] { work = [&] { return check(words.files); }; });
}

/// Whether what is asked of `evaluate` is one of its options, right or misspelt, and no expression such as -x or -(1+y).
bool is_option(std::string_view text) {
    const auto letter = [&](std::size_t i) { return i < text.size() && ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'Z')); };
    return text == "-h" || (text.starts_with("--") && letter(2));
}

/// The arguments as they are to be read, the last one first. An expression may begin with a minus: those of `evaluate` that are no
/// options come after a --.
std::vector<std::string> arguments(int argc, char** argv) {
    std::vector<std::string> all(argv + 1, argv + argc);
    if (!all.empty() && all.front() == "evaluate" && std::find(all.begin(), all.end(), "--") == all.end())
        all.insert(std::stable_partition(all.begin() + 1, all.end(), is_option), "--");
    std::reverse(all.begin(), all.end());
    return all;
}

/// What is wrong with the command line, as far as the parser's own words do not say it.
std::string spoken(const CLI::ParseError& error, const CLI::App& app) {
    const std::string words = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
        const std::vector<std::string> unknown = app.remaining(true);
        const auto first = std::find_if(unknown.begin(), unknown.end(), [](const std::string& word) { return word != "--"; });
        return first == unknown.end() ? words : "\"" + *first + "\" is not understood here.";
    }
    const auto what = words.find("--");       // "Could not convert: --tile = x"
    if (dynamic_cast<const CLI::ConversionError*>(&error) && what != std::string::npos) return words.substr(what) + ": expected a number.";
    return words;
}

/// Reads the command line: the work to do, or the exit code at once (help, version, wrong usage).
std::variant<Work, int> understood(int argc, char** argv, Words& words) {
    CLI::App app("Eigenscope: see linear maps, descent and probability, and take hold of them.", "eigenscope");
    app.footer(examples);
    app.set_version_flag("--version", "eigenscope " EIGENSCOPE_VERSION);
    app.require_subcommand(0, 1);
    Work work;
    describe_window(app, words);
    describe_figures(app, words, work);
    describe_numbers(app, words, work);
    describe_scenes(app, words, work);
    try {
        app.parse(arguments(argc, argv));
    } catch (const CLI::Success& asked) {
        const int code = app.exit(asked);
        errno = 0;
        if (std::cout.flush()) return code;
        if (errno == EPIPE) return exit_code::pipe_closed;
        say("cannot write to standard output.");
        return exit_code::cannot_write;
    } catch (const CLI::ParseError& error) {
        say(spoken(error, app));
        std::fputs("Try: eigenscope --help\n", stderr);
        return exit_code::usage;
    }
    return work;
}

/// A scene that the window shows and that comes through a pipe is read first, and belongs to no file.
std::optional<Failure> from_stream(WindowOptions& window) {
    if (!stream_of(window.path, STDIN_FILENO)) return {};
    auto scene = open_scene(window.path, true);
    if (auto* failure = std::get_if<Failure>(&scene)) return *std::move(failure);
    window.path.clear();
    window.document = std::get<Document>(std::move(scene));
    return {};
}

int command(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    Words words;
    auto order = understood(argc, argv, words);
    if (const int* code = std::get_if<int>(&order)) return *code;
    const Work& work = std::get<Work>(order);
    const std::optional<Failure> failure = work ? work() : from_stream(words.window);
    if (failure && !failure->what.empty()) say(failure->what);
    if (failure) return failure->code;
    return work ? exit_code::fine : run_window(words.window);
}

}
}

int main(int argc, char** argv) {
    try {
        return eigenscope::command(argc, argv);
    } catch (const std::bad_alloc&) {
        std::fputs("eigenscope: there is not enough memory for this.\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "eigenscope: this is our fault, please report it: %s\n", error.what());
    }
    return eigenscope::exit_code::our_fault;
}
