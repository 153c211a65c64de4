#include "ink/typeset_parts.hpp"

#include <algorithm>

namespace eigenscope::ink::typesetting {

void add(Setting& into, Setting part, const Vec2& at) {
    for (auto& run : part.runs) {
        for (auto& placed : run.glyphs) placed.at += at;
        into.runs.push_back(std::move(run));
    }
    for (auto& rule : part.rules) {
        rule.box = {rule.box.lo + at, rule.box.hi + at};
        into.rules.push_back(std::move(rule));
    }
    for (auto& shape : part.shapes) {
        for (Vec2& p : shape.points) p += at;
        into.shapes.push_back(std::move(shape));
    }
    for (auto& term : part.terms) into.terms.push_back({std::move(term.term), {term.box.lo + at, term.box.hi + at}});
    into.ascent = std::max(into.ascent, part.ascent - at.y());
    into.descent = std::max(into.descent, part.descent + at.y());
    into.width = std::max(into.width, at.x() + part.width);
}

void paint(Setting& setting, const Style& style) {
    for (auto& run : setting.runs) run.role = style.role, run.term = style.term;
    for (auto& rule : setting.rules) rule.role = style.role, rule.term = style.term;
    for (auto& shape : setting.shapes) shape.role = style.role, shape.term = style.term;
}

double axis_of(const Style& style) {
    const GlyphMetrics minus = metrics(glyph_for(style.upright(), U'−'));
    return (minus.top + minus.bottom) / 2 * style.size;
}

double x_height(const Style& style) { return metrics(style.upright()).x_height * style.size; }

// TeX's default rule thickness is 0.04 em (TeXbook, appendix G); a screen wants a little more.
double rule_thickness(const Style& style) { return std::max(0.055 * style.size, 0.8); }

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'Α' && c <= U'ω') || c == U'ϕ' || c == U'ϵ'; }

namespace {

Face face_for(Formula::Kind kind, char32_t c, const Style& style) {
    if (kind == Formula::Kind::words) return style.voice == Voice::label ? Face::text_bold : Face::text;
    if (style.voice != Voice::formula) return style.upright();
    if (kind == Formula::Kind::bold) return Face::math_bold;
    return kind == Formula::Kind::italic && is_letter(c) ? Face::math_italic : Face::math;
}

// Text among formulas is a little smaller, so that the x-heights of the two faces meet.
double size_for(Formula::Kind kind, const Style& style) {
    if (kind != Formula::Kind::words || style.voice != Voice::formula) return style.size;
    return style.size * metrics(Face::math).x_height / metrics(Face::text).x_height;
}

}

Piece set_leaf(const Formula& f, const std::string& text, const Style& style) {
    Piece piece;
    Setting& out = piece.setting;
    const std::u32string characters = decode_utf8(text);
    Setting::Run run{.face = face_for(f.kind, U'x', style), .size = size_for(f.kind, style), .glyphs = {}, .role = style.role, .utf8 = text, .term = style.term};
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const Glyph glyph = glyph_for(face_for(f.kind, characters[i], style), characters[i]);
        const GlyphMetrics m = metrics(glyph);
        // Ink that leans out to the left (an italic f) would touch its neighbour.
        const double lean = glyph.face == Face::math_italic ? std::max(0.0, -m.left) * run.size : 0;
        out.width += lean;
        const double slack = tabular_slack(glyph, characters[i]) * run.size;
        run.glyphs.push_back({glyph, {out.width + slack / 2, 0}});
        out.width += m.advance * run.size + slack;
        piece.overhang = std::max(0.0, m.right - m.advance) * run.size;
        out.ascent = std::max(out.ascent, m.top * run.size);
        out.descent = std::max(out.descent, -m.bottom * run.size);
    }
    out.width += piece.overhang;
    piece.letter = characters.size() == 1;
    if (!run.glyphs.empty()) out.runs.push_back(std::move(run));
    return piece;
}

}
