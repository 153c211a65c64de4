#include "scene/formula.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace eigenscope {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

/// What stands for signs and Greek letters; a space follows a command where a letter could.
constexpr std::array signs{
    Entry{"−", "-"},           Entry{"·", "\\cdot "},     Entry{"×", "\\times "},   Entry{"≤", "\\le "},      Entry{"≥", "\\ge "},
    Entry{"≠", "\\ne "},       Entry{"↦", "\\mapsto "},   Entry{"→", "\\to "},      Entry{"≈", "\\approx "},  Entry{"∑", "\\sum"},
    Entry{"∏", "\\prod"},      Entry{"∇", "\\nabla "},    Entry{"∂", "\\partial "}, Entry{"∞", "\\infty "},   Entry{"±", "\\pm "},
    Entry{"∈", "\\in "},       Entry{"…", "\\ldots "},    Entry{"′", "'"},          Entry{"″", "''"},         Entry{"ᵀ", "^{\\mathsf T}"},
    Entry{"½", "\\tfrac12 "},  Entry{"√", "\\sqrt "},     Entry{"∼", "\\sim "},     Entry{"~", "\\sim "},     Entry{"∫", "\\int "},
    Entry{"α", "\\alpha "},    Entry{"β", "\\beta "},     Entry{"γ", "\\gamma "},   Entry{"δ", "\\delta "},   Entry{"ε", "\\varepsilon "},
    Entry{"ζ", "\\zeta "},     Entry{"η", "\\eta "},      Entry{"θ", "\\theta "},   Entry{"ι", "\\iota "},    Entry{"κ", "\\kappa "},
    Entry{"λ", "\\lambda "},   Entry{"μ", "\\mu "},       Entry{"µ", "\\mu "},      Entry{"ν", "\\nu "},      Entry{"ξ", "\\xi "},
    Entry{"π", "\\pi "},       Entry{"ρ", "\\rho "},      Entry{"σ", "\\sigma "},   Entry{"ς", "\\varsigma "}, Entry{"τ", "\\tau "},
    Entry{"υ", "\\upsilon "},  Entry{"φ", "\\varphi "},   Entry{"ϕ", "\\phi "},     Entry{"χ", "\\chi "},     Entry{"ψ", "\\psi "},
    Entry{"ω", "\\omega "},    Entry{"ϑ", "\\vartheta "}, Entry{"ϖ", "\\varpi "},   Entry{"ϵ", "\\epsilon "}, Entry{"Γ", "\\Gamma "},
    Entry{"Δ", "\\Delta "},    Entry{"Θ", "\\Theta "},    Entry{"Λ", "\\Lambda "},  Entry{"Ξ", "\\Xi "},      Entry{"Π", "\\Pi "},
    Entry{"Σ", "\\Sigma "},    Entry{"Υ", "\\Upsilon "},  Entry{"Φ", "\\Phi "},     Entry{"Ψ", "\\Psi "},     Entry{"Ω", "\\Omega "},
    Entry{"⌊", "\\lfloor "},   Entry{"⌋", "\\rfloor "},   Entry{"⌈", "\\lceil "},   Entry{"⌉", "\\rceil "},   Entry{"{", "\\{"},
    Entry{"}", "\\}"},         Entry{"_", "\\_"},         Entry{"%", "\\%"},        Entry{"#", "\\#"},        Entry{"&", "\\&"},
    Entry{"$", "\\$"},         Entry{"\\", "\\backslash "}, Entry{"^", "\\hat{}"},
};

/// Functions that LaTeX sets by themselves.
constexpr std::array<std::string_view, 17> commands{"sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
                                                    "exp", "ln",  "log", "min",    "max",    "det",    "arg",  "ker"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The text with each sign as LaTeX writes it.
std::string escaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        std::size_t bytes = 1;
        while (bytes < text.size() && continues(text[bytes])) ++bytes;
        const std::string_view character = text.substr(0, bytes);
        const auto found = std::find_if(signs.begin(), signs.end(), [&](const Entry& entry) { return entry.first == character; });
        result += found == signs.end() ? character : found->second;
        text.remove_prefix(bytes);
    }
    return result;
}

/// Upright text: a function, words between signs, or digits and signs as they are.
std::string upright(std::string_view text) {
    while (text.size() > 1 && text.ends_with(' ') && is_letter(text[0])) {
        const std::string_view shorter = text.substr(0, text.size() - 1);
        if (std::find(commands.begin(), commands.end(), shorter) == commands.end()) break;
        text = shorter;
    }
    if (std::find(commands.begin(), commands.end(), text) != commands.end()) return "\\" + std::string(text) + " ";
    const bool words = std::any_of(text.begin(), text.end(), is_letter);
    if (!words) return text == " " ? "\\," : escaped(text);
    const bool name = std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
    if (name && text.size() > 1) return "\\operatorname{" + std::string(text) + "}";
    if (name) return "\\mathrm{" + std::string(text) + "}";
    return "\\text{" + escaped(text) + "}";
}

std::string slanted(const std::string& text) {
    const bool several = std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }) > 1;
    return several ? "\\mathit{" + escaped(text) + "}" : escaped(text);
}

/// The two fences of "[]", "||", "{ " as \left and \right take them.
std::pair<std::string, std::string> fences(std::string_view text) {
    std::size_t bytes = 1;
    while (bytes < text.size() && continues(text[bytes])) ++bytes;
    const auto shown = [](std::string_view fence) { return fence == " " || fence.empty() ? std::string(".") : escaped(fence); };
    return {shown(text.substr(0, std::min(bytes, text.size()))), shown(bytes < text.size() ? text.substr(bytes) : std::string_view{})};
}

std::string table(const Formula& f) {
    static constexpr std::array environments{Entry{"[]", "bmatrix"}, Entry{"()", "pmatrix"}, Entry{"||", "vmatrix"}, Entry{"{ ", "cases"}};
    const auto found = std::find_if(environments.begin(), environments.end(), [&](const Entry& entry) { return entry.first == f.text; });
    const std::string environment(found == environments.end() ? "matrix" : found->second);
    const auto columns = static_cast<std::size_t>(std::max(1, f.columns));
    std::string result = "\\begin{" + environment + "}";
    for (std::size_t i = 0; i < f.children.size(); ++i) {
        if (i > 0) result += i % columns == 0 ? " \\\\ " : " & ";
        result += latex(f.children[i]);
    }
    return result + "\\end{" + environment + "}";
}

std::string scripts(const Formula& f) {
    const Formula::Kind base_kind = f.children[0].kind;
    const bool plain_base = base_kind == Formula::Kind::italic || base_kind == Formula::Kind::roman || base_kind == Formula::Kind::fence || base_kind == Formula::Kind::bold;
    std::string result = plain_base ? latex(f.children[0]) : "{" + latex(f.children[0]) + "}";
    while (result.ends_with(' ')) result.pop_back();
    const std::string below = latex(f.children[1]), above = latex(f.children[2]);
    if (!below.empty()) result += "_{" + below + "}";
    if (!above.empty()) result += "^{" + above + "}";
    return result;
}

std::string accented(const Formula& f) {
    const std::string base = latex(f.children[0]);
    if (f.text == "¯" || f.text == "‾" || f.text == "-") return "\\bar{" + base + "}";
    if (f.text == "~" || f.text == "˜") return "\\tilde{" + base + "}";
    if (f.text == "→") return "\\vec{" + base + "}";
    if (f.text == "˙" || f.text == ".") return "\\dot{" + base + "}";
    return "\\hat{" + base + "}";
}

}

std::string latex(const Formula& f) {
    using enum Formula::Kind;
    switch (f.kind) {
    case italic: return slanted(f.text);
    case roman: return upright(f.text);
    case bold: return "\\mathbf{" + escaped(f.text) + "}";
    case words: return "\\text{" + escaped(f.text) + "}";
    case row: {
        std::string result;
        for (const Formula& part : f.children) result += latex(part);
        return result;
    }
    case fraction: return "\\frac{" + latex(f.children[0]) + "}{" + latex(f.children[1]) + "}";
    case root: {
        const std::string degree = f.children.size() > 1 ? latex(f.children[1]) : "";
        return "\\sqrt" + (degree.empty() ? "" : "[" + degree + "]") + "{" + latex(f.children[0]) + "}";
    }
    case script: return scripts(f);
    case matrix: return table(f);
    case fence: {
        const auto [open, close] = fences(f.text);
        return "\\left" + open + latex(f.children[0]) + "\\right" + close;
    }
    case over: return accented(f);
    }
    return {};
}

}
