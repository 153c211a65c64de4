#include "ink/typeset.hpp"

#include "ink/clip.hpp"
#include "ink/color.hpp"

#include <algorithm>

namespace eigenscope::ink {

namespace {

// The lines of `text` as broken at line feeds.
std::vector<std::string_view> paragraphs(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        out.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

// Greedy breaking: as many words on a line as fit.
void break_paragraph(std::string_view text, Face face, double size, double width, std::vector<Setting>& lines) {
    std::string line;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        begin = end + 1;
        if (word.empty()) continue;
        std::string longer = line.empty() ? std::string(word) : line + ' ' + std::string(word);
        if (!line.empty() && set_text(longer, face, size).width > width) {
            lines.push_back(set_text(line, face, size));
            longer = word;
        }
        line = std::move(longer);
    }
    lines.push_back(set_text(line, face, size));
}

// What is behind a lit term: a breath of its own colour.
void put_glow(Sheet& sheet, const TermSpot& spot, const Vec2& at, Rgba color) {
    const Vec2 margin(3, 2);
    color.a *= 0.22f;
    const Vec2 lo = at + spot.box.lo - margin, hi = at + spot.box.hi + margin;
    sheet.strokes.push_back(Area{{lo, {hi.x(), lo.y()}, hi, {lo.x(), hi.y()}}, color});
}

}

Setting set_text(std::string_view utf8, Face face, double size) {
    Setting out;
    const FaceMetrics face_metrics = metrics(face);
    out.ascent = face_metrics.ascent * size;
    out.descent = face_metrics.descent * size;
    Setting::Run run{.face = face, .size = size, .glyphs = {}, .role = {}, .utf8 = std::string(utf8)};
    const std::vector<SetCharacter> characters = characters_of(utf8, face);
    run.glyphs.reserve(characters.size());
    for (const SetCharacter& c : characters) {
        const double slack = c.slack * size;
        out.width += c.kerning * size;
        run.glyphs.push_back({c.glyph, {out.width + slack / 2, 0}});
        out.width += c.metrics.advance * size + slack;
        out.ascent = std::max(out.ascent, c.metrics.top * size);
        out.descent = std::max(out.descent, -c.metrics.bottom * size);
    }
    if (!run.glyphs.empty()) out.runs.push_back(std::move(run));
    return out;
}

std::vector<Setting> set_lines(std::string_view utf8, Face face, double size, double width) {
    std::vector<Setting> lines;
    for (const std::string_view text : paragraphs(utf8)) break_paragraph(text, face, size, width, lines);
    return lines;
}

std::vector<Setting> set_balanced(std::string_view utf8, Face face, double size, double width) {
    auto best = set_lines(utf8, face, size, width);
    for (double narrower = 0.95 * width; best.size() > 1 && narrower > 0.5 * width; narrower -= 0.05 * width) {
        auto lines = set_lines(utf8, face, size, narrower);
        const bool fits = std::all_of(lines.begin(), lines.end(), [&](const Setting& line) { return line.width <= narrower; });
        if (lines.size() != best.size() || !fits) break;
        best = std::move(lines);
    }
    return best;
}

void put(Sheet& sheet, const Setting& setting, Vec2 at, Rgba color, const Look& look) {
    const auto ink = [&](const std::optional<Role>& role, const std::string& term) {
        const Rgba own = role ? with_opacity(type_color_of(look.theme, *role), color.a) : color;
        return is_lit(look, term) ? brighter(look.theme, own) : own;
    };
    for (const TermSpot& spot : setting.terms) {
        if (is_lit(look, spot.term)) put_glow(sheet, spot, at, color);
        sheet.terms.push_back({spot.term, moved(spot.box, at)});
    }
    for (const auto& run : setting.runs) {
        Text text{.glyphs = run.glyphs, .size = run.size, .color = ink(run.role, run.term), .utf8 = run.utf8};
        for (Text::Placed& placed : text.glyphs) placed.at += at;
        sheet.strokes.push_back(std::move(text));
    }
    for (const auto& rule : setting.rules) {
        const Vec2 lo = rule.box.lo + at, hi = rule.box.hi + at;
        sheet.strokes.push_back(Area{{lo, {hi.x(), lo.y()}, hi, {lo.x(), hi.y()}}, ink(rule.role, rule.term)});
    }
    for (const auto& shape : setting.shapes) {
        Area area{shape.points, ink(shape.role, shape.term)};
        for (Vec2& point : area.points) point += at;
        sheet.strokes.push_back(std::move(area));
    }
}

}
