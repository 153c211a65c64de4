#include "ink/fences.hpp"
#include "ink/typeset_parts.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope::ink::typesetting {

namespace {

// A fence round something: the font's own sign where it is high enough, else a drawn one.
Setting set_fence(char32_t character, const Setting& inside, const Style& style, bool drawn) {
    const double axis = axis_of(style);
    if (character == U' ' || character == U'.') return {};
    Setting out;
    if (!drawn && inside.ascent <= 0.9 * style.size && inside.descent <= 0.35 * style.size) {
        const Glyph glyph = glyph_for(style.upright(), character);
        const GlyphMetrics m = metrics(glyph);
        out.runs.push_back({.face = style.upright(), .size = style.size, .glyphs = {{glyph, Vec2::Zero()}}, .role = {}, .utf8 = {}});
        out.width = m.advance * style.size;
        out.ascent = m.top * style.size;
        out.descent = -m.bottom * style.size;
    } else {
        const double reach = std::max({inside.ascent - axis, inside.descent + axis, 0.5 * style.size}) + 0.1 * style.size;
        out = grown_fence(character, {-axis - reach, -axis + reach}, style.size);
    }
    paint(out, style);
    return out;
}

}

Piece fenced(Setting inside, std::string_view fences, const Style& style, bool drawn) {
    const std::u32string signs = decode_utf8(fences);
    Piece piece;
    if (!signs.empty()) add(piece.setting, set_fence(signs[0], inside, style, drawn), Vec2::Zero());
    Setting closing = signs.size() > 1 ? set_fence(signs[1], inside, style, drawn) : Setting{};
    const double x = piece.setting.width;
    add(piece.setting, std::move(inside), {x, 0});
    const double end = piece.setting.width;
    add(piece.setting, std::move(closing), {end, 0});
    return piece;
}

namespace {

// The text of a cell that is nothing but a number, else nothing: numbers are aligned at their decimal points.
const std::string* number_in(const Formula& cell) {
    if (cell.kind == Formula::Kind::row && cell.children.size() == 1) return number_in(cell.children[0]);
    if (cell.kind != Formula::Kind::roman || cell.text.empty()) return nullptr;
    const std::u32string text = decode_utf8(cell.text);
    const bool digits = std::all_of(text.begin(), text.end(), [](char32_t c) { return (c >= U'0' && c <= U'9') || c == U'.' || c == U'−' || c == U'-' || c == U'+'; });
    return digits ? &cell.text : nullptr;
}

struct Column {
    double before = 0, after = 0;             // widths left and right of the line of alignment
};

// How far left of the line of alignment a cell reaches: up to the decimal point, or half of it.
double reach_of(const Formula& cell, const Setting& setting, const Style& style, bool flush_left) {
    const std::string* number = number_in(cell);
    if (!number) return flush_left ? 0 : setting.width / 2;
    Formula whole{.kind = Formula::Kind::roman, .text = number->substr(0, number->find('.')), .children = {}, .columns = 0, .role = {}, .term = {}};
    return set_leaf(whole, whole.text, style).setting.width;
}

}

Piece set_matrix(const Formula& f, const Style& style) {
    const std::size_t columns = static_cast<std::size_t>(std::max(f.columns, 1)), rows = (f.children.size() + columns - 1) / columns;
    const bool flush_left = f.text.starts_with('{');
    std::vector<Setting> cells;
    std::vector<double> reaches;
    std::vector<Column> column(columns);
    std::vector<Extent> row(rows, {0.7 * style.size, 0.22 * style.size});     // top: ascent, bottom: descent of the row
    for (std::size_t i = 0; i < f.children.size(); ++i) {
        cells.push_back(set(f.children[i], style).setting);
        reaches.push_back(reach_of(f.children[i], cells.back(), style, flush_left));
        Column& c = column[i % columns];
        c.before = std::max(c.before, reaches.back());
        c.after = std::max(c.after, cells.back().width - reaches.back());
        row[i / columns].top = std::max(row[i / columns].top, cells.back().ascent);
        row[i / columns].bottom = std::max(row[i / columns].bottom, cells.back().descent);
    }
    const double row_gap = 0.22 * style.size, column_gap = 0.65 * style.size, side = 0.12 * style.size;
    double height = row_gap * (static_cast<double>(rows) - 1);
    for (const Extent& r : row) height += r.top + r.bottom;
    Setting inside;
    double y = -axis_of(style) - height / 2;
    for (std::size_t r = 0; r < rows; ++r) {
        y += row[r].top;
        double x = side;
        for (std::size_t c = 0; c < columns && r * columns + c < cells.size(); ++c) {
            const std::size_t i = r * columns + c;
            add(inside, std::move(cells[i]), {x + column[c].before - reaches[i], y});
            x += column[c].before + column[c].after + column_gap;
        }
        y += row[r].bottom + row_gap;
    }
    inside.width = side;
    for (const Column& c : column) inside.width += c.before + c.after;
    inside.width += column_gap * (static_cast<double>(columns) - 1) + side;
    return fenced(std::move(inside), f.text, style, true);
}

}
