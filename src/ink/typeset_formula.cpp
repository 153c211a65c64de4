#include "ink/fences.hpp"
#include "ink/typeset_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace eigenscope::ink {

namespace typesetting {

namespace {

// Nested deeper than this a formula is nonsense; the rest is left out rather than the stack overrun.
constexpr int deepest = 64;

// TeXbook, p. 170: what an atom is decides the space around it.
enum class Atom { ordinary, name, binary, relation, opening, closing, comma };

std::string_view trimmed(std::string_view text) {
    constexpr std::array<std::string_view, 5> spaces = {" ", "\u00A0", "\u2009", "\u2005", "\u205F"};
    for (bool again = true; again;) {
        again = false;
        for (const auto space : spaces) {
            if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
            if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
        }
    }
    return text;
}

Atom atom_of(const Formula& f) {
    using Kind = Formula::Kind;
    if (f.kind == Kind::row && f.children.size() == 1) return atom_of(f.children[0]);
    if (f.kind == Kind::script && !f.children.empty()) {
        const Atom base = atom_of(f.children[0]);
        return base == Atom::closing || base == Atom::name ? base : Atom::ordinary;
    }
    if (f.kind != Kind::roman && f.kind != Kind::italic) return Atom::ordinary;
    const std::u32string text = decode_utf8(trimmed(f.text));
    const auto one_of = [&](std::u32string_view set) { return text.size() == 1 && set.find(text[0]) != set.npos; };
    if (one_of(U"+-−·×±∓∘∗⋅÷∪∩⊗⊕⊙")) return Atom::binary;
    if (one_of(U"=<>≤≥≠≈≡∼∝→←↦⇒⇔∈∉⊂⊆⟂⊥≪≫≔") || text == U":=" || text == U"|→") return Atom::relation;
    if (one_of(U"([{")) return Atom::opening;
    if (one_of(U")]}")) return Atom::closing;
    if (one_of(U",;")) return Atom::comma;
    const bool name = f.kind == Kind::roman && text.size() > 1 && std::all_of(text.begin(), text.end(), is_letter);
    return name ? Atom::name : Atom::ordinary;
}

// TeXbook, p. 170, in em (thin 3/18, medium 4/18, thick 5/18); scripts are set tight.
double space_between(Atom left, Atom right, int level) {
    if (left == Atom::name && right == Atom::ordinary) return 3.0 / 18;
    if (right == Atom::name && (left == Atom::ordinary || left == Atom::name || left == Atom::closing)) return 3.0 / 18;
    if (left == Atom::comma) return level == 0 ? 3.0 / 18 : 0;
    if (level > 0) return 0;
    const bool open = left == Atom::opening, close = right == Atom::closing || right == Atom::comma;
    if (open || close) return 0;
    if (left == Atom::relation || right == Atom::relation) return left == right ? 0 : 5.0 / 18;
    if (left == Atom::binary || right == Atom::binary) return 4.0 / 18;
    return 0;
}

bool is_variable(const Formula& f) {
    using Kind = Formula::Kind;
    if ((f.kind == Kind::script || f.kind == Kind::row || f.kind == Kind::over) && !f.children.empty()) return is_variable(f.children[0]);
    return f.kind == Kind::italic || f.kind == Kind::bold;
}

Piece set_row(const Formula& f, const Style& style) {
    Piece piece;
    std::optional<Atom> left;
    bool variable_before = false;
    for (const Formula& child : f.children) {
        if (child.empty()) continue;
        Atom atom = atom_of(child);
        // A sign that has nothing on its left to work on belongs to what follows it.
        const bool alone = !left || *left == Atom::binary || *left == Atom::relation || *left == Atom::opening || *left == Atom::comma;
        if (atom == Atom::binary && alone) atom = Atom::ordinary;
        if (left) piece.setting.width += space_between(*left, atom, style.level) * style.size;
        // Upright letters run together into words where slanted ones would not.
        if (style.voice != Voice::formula && variable_before && is_variable(child)) piece.setting.width += 2.5 / 18 * style.size;
        variable_before = is_variable(child);
        Piece part = set(child, style);
        piece.overhang = part.overhang;
        piece.letter = part.letter && f.children.size() == 1;
        add(piece.setting, std::move(part.setting), {piece.setting.width, 0});
        left = atom;
    }
    return piece;
}

Piece set_text_leaf(const Formula& f, const Style& style) {
    const Atom atom = atom_of(f);
    const bool spaced_by_rule = atom == Atom::binary || atom == Atom::relation || atom == Atom::comma;
    return set_leaf(f, spaced_by_rule ? std::string(trimmed(f.text)) : f.text, style);
}

Piece set_fraction(const Formula& f, const Style& style) {
    // Display style (TeXbook, p. 140) where the formula stands alone, a little smaller for the sake of its height.
    const bool display = style.level == 0 && style.voice == Voice::formula && !style.in_fraction;
    Style small = display ? style : style.script();
    if (display) small.size *= 0.88, small.in_fraction = true;
    Setting top = set(f.children[0], small).setting, bottom = set(f.children[1], small).setting;
    const double bar = rule_thickness(style), axis = axis_of(style), gap = 0.11 * style.size, side = 0.06 * style.size;
    const double width = std::max(top.width, bottom.width) + 2 * side;
    Piece piece;
    Setting& out = piece.setting;
    const double above = axis + bar / 2 + gap + top.descent, below = -axis + bar / 2 + gap + bottom.ascent;
    const double top_x = (width - top.width) / 2, bottom_x = (width - bottom.width) / 2;
    // The bar keeps clear of a minus sign beside it.
    const double margin = 0.08 * style.size;
    add(out, std::move(top), {margin + top_x, -above});
    add(out, std::move(bottom), {margin + bottom_x, below});
    Setting line;
    line.rules.push_back({{{margin, -axis - bar / 2}, {margin + width, -axis + bar / 2}}, {}, {}});
    paint(line, style);
    add(out, std::move(line), Vec2::Zero());
    out.width = width + 2 * margin;
    return piece;
}

Piece set_root(const Formula& f, const Style& style) {
    Setting inside = set(f.children[0], style).setting;
    const double gap = 0.12 * style.size;
    const Extent extent{-(std::max(inside.ascent, x_height(style)) + gap + 0.055 * style.size), std::max(inside.descent, 0.06 * style.size)};
    Radical radical = grown_radical(extent, style.size);
    Piece piece;
    double x = 0;
    if (f.children.size() > 1 && !f.children[1].empty()) {
        Setting degree = set(f.children[1], style.script().script()).setting;
        x = std::max(0.0, degree.width - 0.18 * style.size);
        const double y = extent.bottom - 0.62 * std::min(extent.height(), 1.1 * style.size) - degree.descent;
        add(piece.setting, std::move(degree), {std::max(0.0, x - degree.width + 0.18 * style.size), y});
    }
    const double sign = radical.sign.width, width = inside.width + 0.08 * style.size;
    radical.sign.rules.push_back({{{sign - radical.bar / 2, extent.top}, {sign + width, extent.top + radical.bar}}, {}, {}});
    paint(radical.sign, style);
    radical.sign.width = sign + width;
    add(piece.setting, std::move(radical.sign), {x, 0});
    add(piece.setting, std::move(inside), {x + sign + 0.02 * style.size, 0});
    piece.setting.width += 0.06 * style.size;
    return piece;
}

bool is_big_operator(const Formula& base, const Style& style) {
    return style.level == 0 && style.voice == Voice::formula && (base.text == "∑" || base.text == "∏");
}

// Sums and products: bounds under and over, the sign larger and centred on the axis.
Piece set_limits(const Formula& f, const Style& style) {
    Style large = style;
    large.size *= 1.35;
    Setting sign = set(f.children[0], large).setting, under = set(f.children[1], style.script()).setting;
    Setting over = f.children.size() > 2 ? set(f.children[2], style.script()).setting : Setting{};
    const double sink = (sign.ascent - sign.descent) / 2 - axis_of(style), gap = 0.14 * style.size;
    const double width = std::max({sign.width, under.width, over.width});
    const double bottom = sink + sign.descent + gap + under.ascent, top = sink - sign.ascent - gap - over.descent;
    Piece piece;
    const double xs = (width - sign.width) / 2, xu = (width - under.width) / 2, xo = (width - over.width) / 2;
    add(piece.setting, std::move(sign), {xs, sink});
    if (!f.children[1].empty()) add(piece.setting, std::move(under), {xu, bottom});
    if (f.children.size() > 2 && !f.children[2].empty()) add(piece.setting, std::move(over), {xo, top});
    piece.setting.width = width + 3.0 / 18 * style.size;
    return piece;
}

// TeXbook, appendix G, rule 18.
Piece set_script(const Formula& f, const Style& style) {
    if (is_big_operator(f.children[0], style) && f.children.size() > 1) return set_limits(f, style);
    Piece base = set(f.children[0], style);
    const Style small = style.script();
    const bool has_sub = f.children.size() > 1 && !f.children[1].empty(), has_sup = f.children.size() > 2 && !f.children[2].empty();
    Setting sub = has_sub ? set(f.children[1], small).setting : Setting{}, sup = has_sup ? set(f.children[2], small).setting : Setting{};
    const double em = style.size, x = x_height(style);
    double up = base.letter ? 0 : base.setting.ascent - 0.386 * small.size;
    double down = base.letter ? 0 : base.setting.descent + 0.05 * small.size;
    up = std::max({up, 0.39 * em, sup.descent + x / 4});
    down = has_sup ? std::max(down, 0.247 * em) : std::max({down, 0.16 * em, sub.ascent - 0.8 * x});
    if (has_sub && has_sup) {
        const double lacking = 4 * 0.045 * em - ((up - sup.descent) - (sub.ascent - down));
        if (lacking > 0) down += lacking;
    }
    const double end = base.setting.width, kern = 0.03 * em;
    Piece piece;
    add(piece.setting, std::move(base.setting), Vec2::Zero());
    if (has_sub) add(piece.setting, std::move(sub), {end - base.overhang + kern, down});
    if (has_sup) add(piece.setting, std::move(sup), {end + kern, -up});
    piece.setting.width += kern;
    return piece;
}

Piece set_over(const Formula& f, const Style& style) {
    Piece base = set(f.children[0], style);
    const double lift = std::max(base.setting.ascent, x_height(style)) + 0.07 * style.size;
    Setting mark = accent(f.text, base.setting.width - base.overhang, style.size);
    paint(mark, style);
    // Over a slanted letter the accent stands a little to the right, where its top is.
    add(base.setting, std::move(mark), {base.overhang * 0.8 + (base.letter && style.voice == Voice::formula ? 0.06 * style.size : 0), -lift});
    base.letter = false;
    return base;
}

Piece set_kind(const Formula& f, const Style& style) {
    using Kind = Formula::Kind;
    const std::size_t n = f.children.size();
    switch (f.kind) {
        case Kind::row: return set_row(f, style);
        case Kind::italic: case Kind::roman: case Kind::bold: case Kind::words: return set_text_leaf(f, style);
        case Kind::fraction: return n == 2 ? set_fraction(f, style) : set_row(f, style);
        case Kind::root: return n >= 1 ? set_root(f, style) : Piece{};
        case Kind::script: return n >= 1 ? set_script(f, style) : Piece{};
        case Kind::matrix: return n >= 1 ? set_matrix(f, style) : Piece{};
        case Kind::fence: return n >= 1 ? fenced(set(f.children[0], style).setting, f.text, style, false) : Piece{};
        case Kind::over: return n >= 1 ? set_over(f, style) : Piece{};
    }
    return {};
}

}

Piece set(const Formula& f, const Style& outer) {
    if (outer.depth >= deepest) return {};
    Style style = outer;
    ++style.depth;
    if (f.role) style.role = f.role;
    if (!f.term.empty()) style.term = f.term;
    Piece piece = set_kind(f, style);
    const Setting& s = piece.setting;
    if (!f.term.empty()) piece.setting.terms.push_back({f.term, {{0, -s.ascent}, {s.width, s.descent}}});
    return piece;
}

}

Setting set_formula(const Formula& formula, double size, Voice voice) {
    return typesetting::set(formula, {.size = size, .level = 0, .voice = voice, .role = {}, .term = {}, .depth = 0}).setting;
}

}
