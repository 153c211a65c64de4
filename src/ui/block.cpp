#include "ui/block.hpp"

#include "base/utf8.hpp"
#include "ui/entry.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace eigenscope::ui {
namespace {

constexpr std::size_t longest = 100'000;      // bytes of a text that may be meant

using Words = std::vector<std::string>;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

std::string_view trimmed(std::string_view text, std::string_view of = " \t\n") {
    const std::size_t first = text.find_first_not_of(of);
    return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(of) - first + 1);
}

/// The place of the brace that ends the group which begins at `open`; npos where there is none.
std::size_t end_of_group(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0) return i;
    }
    return text.npos;
}

/// Takes a command of LaTeX with so many groups behind it; each group is put between `before` and `after`.
void rewrite_command(std::string& text, std::string_view command, int groups, std::string_view name, std::string_view before,
                     std::string_view between, std::string_view after) {
    for (std::size_t at = text.find(command); at != text.npos; at = text.find(command, at)) {
        std::string said(name);
        std::size_t end = at + command.size();
        for (int k = 0; k < groups && end < text.size() && text[end] == '{'; ++k) {
            const std::size_t close = end_of_group(text, end);
            if (close == text.npos) return;
            if (k > 0) said += between;
            said.append(before).append(text, end + 1, close - end - 1).append(after);
            end = close + 1;
        }
        text.replace(at, end - at, said);
    }
}

/// A matrix of LaTeX with the signs of other programs: a row a line, columns between &.
void read_latex(std::string& text) {
    if (text.find('\\') == text.npos && text.find('$') == text.npos) return;
    for (const std::string_view environment : {"\\begin", "\\end", "\\hspace"}) rewrite_command(text, environment, 1, "", "\x01", "", "\x01");
    // The name of an environment stands between the marks, and the columns of an array behind it.
    for (std::size_t at = text.find('\x01'); at != text.npos; at = text.find('\x01')) {
        std::size_t end = text.find('\x01', at + 1);
        if (end != text.npos && end + 1 < text.size() && text[end + 1] == '{') end = end_of_group(text, end + 1);
        text.erase(at, end == text.npos ? 1 : end + 1 - at);
    }
    rewrite_command(text, "\\dfrac", 2, "", "(", "/", ")");
    rewrite_command(text, "\\tfrac", 2, "", "(", "/", ")");
    rewrite_command(text, "\\frac", 2, "", "(", "/", ")");
    rewrite_command(text, "\\sqrt", 1, "sqrt", "(", "", ")");
    for (std::size_t at = text.find("\\\\["); at != text.npos; at = text.find("\\\\[", at)) {          // "\\[2pt]": room between two rows
        const std::size_t end = text.find(']', at);
        if (end == text.npos || std::isalpha(static_cast<unsigned char>(text[end - 1])) == 0) break;
        text.erase(at + 2, end - at - 1);
    }
    replace_all(text, "\\\\", "\n");
    for (const std::string_view sign :
         {"\\left", "\\right", "\\hline", "\\quad", "\\displaystyle", "\\[", "\\]", "\\(", "\\)", "\\,", "\\;", "\\!", "$"})
        replace_all(text, sign, " ");
    replace_all(text, "\\cdot", "*");
    replace_all(text, "\\pi", "pi");
}

/// The brackets of other programs mean rows; a name before them ("A =", "np.array(") means nothing here.
void read_brackets(std::string& text) {
    const std::size_t first = text.find_first_of("[{"), last = text.find_last_of("]}");
    if (first == text.npos || last == text.npos || last < first) return;
    const std::string_view before = std::string_view(text).substr(0, first);
    const bool name = std::all_of(before.begin(), before.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("_.=:( \n").find(c) != std::string_view::npos;
    });
    const std::string_view behind = trimmed(std::string_view(text).substr(last + 1));
    const bool ends = behind.empty() || std::string_view("),;.").find(behind.front()) != behind.npos;
    if (!name || !ends || behind.find_first_of("[{") != behind.npos) return;
    text = text.substr(first, last + 1 - first);
    for (char& c : text) c = c == '[' || c == '{' ? ' ' : c == ']' || c == '}' ? '\n' : c;
}

/// "(1, 2)" is what its inside is, where it has an inside of more than one number.
void read_fence(std::string& text) {
    const std::string_view whole = trimmed(text);
    if (whole.size() < 2 || whole.front() != '(' || whole.back() != ')') return;
    int depth = 0;
    bool several = false;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        depth += whole[i] == '(' ? 1 : whole[i] == ')' ? -1 : 0;
        if (depth == 0 && i + 1 < whole.size()) return;
        several = several || (depth == 1 && (whole[i] == ',' || whole[i] == ';' || whole[i] == '\n' || whole[i] == '&'));
    }
    if (several) text = std::string(whole.substr(1, whole.size() - 2));
}

std::string in_plain_signs(std::string_view original) {
    std::string text(original);
    using Sign = std::pair<std::string_view, std::string_view>;
    constexpr std::array plain{Sign{"\r\n", "\n"}, Sign{"\r", "\n"}, Sign{"\u2212", "-"}, Sign{"\u00a0", " "}, Sign{"\u2009", " "},
                               Sign{"\u202f", " "}, Sign{"\u2003", " "}, Sign{"\ufeff", ""}, Sign{"\u22c5", "*"}};
    for (const auto& [from, to] : plain) replace_all(text, from, to);
    read_latex(text);
    read_brackets(text);
    read_fence(text);
    return text;
}

/// Cut at each of these signs that stands in no parenthesis.
Words split(std::string_view text, std::string_view signs) {
    Words words(1);
    int depth = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth <= 0 && signs.find(c) != signs.npos) words.emplace_back();
        else words.back() += c;
    }
    for (std::string& word : words) word = std::string(trimmed(word));
    return words;
}

/// The words between blanks; a sign of calculation between two blanks holds its neighbours together.
Words split_at_blanks(std::string_view text) {
    Words words;
    bool join = false;
    for (std::string& word : split(text, " \t")) {
        if (word.empty()) continue;
        const bool sign = word == "+" || word == "-" || word == "*" || word == "/" || word == "^";
        if ((sign || join) && !words.empty()) words.back() += word;
        else words.push_back(std::move(word));
        join = sign;
    }
    return words;
}

Words without_empty(Words words) {
    std::erase_if(words, [](const std::string& word) { return trimmed(word, " \t\n,;").empty(); });
    return words;
}

bool has(std::string_view text, char sign) { return split(text, std::string_view(&sign, 1)).size() > 1; }

/// How the text is cut into rows and these into words.
struct Cut {
    Words rows;
    char column = ' ';
};

Cut cut_of(const std::string& text) {
    Words lines = without_empty(split(text, "\n"));
    for (std::string& line : lines) line = std::string(trimmed(line, " ,"));
    const bool semicolons = std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return has(trimmed(line, " ;"), ';'); });
    // Where a comma is the decimal sign, programs write semicolons between columns.
    if (lines.size() > 1 && semicolons) return {lines, ';'};
    Cut cut;
    for (const std::string& line : lines)
        for (std::string& row : without_empty(split(line, ";"))) cut.rows.push_back(std::move(row));
    const auto any_has = [&](char sign) {
        return std::any_of(cut.rows.begin(), cut.rows.end(), [&](const std::string& row) { return has(row, sign); });
    };
    const auto at_commas = [&] {
        return std::all_of(cut.rows.begin(), cut.rows.end(), [](const std::string& row) {
            const Words words = split(row, ",");
            return std::all_of(words.begin(), words.end(), [](const std::string& word) { return split_at_blanks(word).size() == 1; });
        });
    };
    if (any_has('\t')) cut.column = '\t';
    else if (any_has('&')) cut.column = '&';
    else if (any_has(',') && at_commas()) cut.column = ',';
    return cut;
}

/// "0,5" and "-12,25".
bool has_decimal_comma(std::string_view word) {
    const std::size_t comma = word.find(',');
    const auto digits = [](std::string_view part) { return !part.empty() && part.find_first_not_of("0123456789") == part.npos; };
    if (!word.empty() && (word.front() == '-' || word.front() == '+')) return has_decimal_comma(word.substr(1));
    return comma != word.npos && digits(word.substr(0, comma)) && digits(word.substr(comma + 1));
}

Result<double> number_in(const std::string& word) {
    if (has_decimal_comma(word)) {
        std::string point = word;
        replace_all(point, ",", ".");
        return Error{"“" + word + "” has a decimal comma: write " + point};
    }
    if (word.empty()) return Error{"An entry is empty"};
    const auto value = evaluate_entry(word);
    if (!value) return Error{"“" + mended_utf8(word, 40) + "”: " + value.error()};
    return *value;
}

std::string spoken_row(std::size_t row, std::size_t count) { return "row " + std::to_string(row) + " has " + std::to_string(count); }

}

Result<Block> read_block(std::string_view original) {
    if (original.size() > longest) return Error{"That is too long for numbers in rows"};
    const std::string text = in_plain_signs(original);
    const Cut cut = cut_of(text);
    if (cut.rows.empty()) return Error{"There is no number in what was copied"};
    // Two numbers or one with a decimal comma: nothing tells.
    if (cut.rows.size() == 1 && cut.column == ',' && has_decimal_comma(cut.rows.front()))
        return Error{"“" + cut.rows.front() + "” may be two numbers or one with a decimal comma: write a point, or a blank behind the comma"};
    Block block;
    for (const std::string& row : cut.rows) {
        const Words words = cut.column == ' ' ? split_at_blanks(row) : split(row, std::string_view(&cut.column, 1));
        if (block.columns == 0) block.columns = static_cast<int>(words.size());
        ++block.rows;
        if (static_cast<int>(words.size()) != block.columns)
            return Error{"The rows are not equally long: " + spoken_row(1, static_cast<std::size_t>(block.columns)) + ", " +
                         spoken_row(static_cast<std::size_t>(block.rows), words.size())};
        for (const std::string& word : words) {
            const auto value = number_in(word);
            if (!value) return Error{value.error()};
            block.row_major.push_back(*value);
        }
    }
    return block;
}

bool in_rows_or_columns(std::string_view text) {
    const std::string_view inside = trimmed(text, " \r\n");
    return inside.find_first_of("\t\n;&[{") != inside.npos || inside.find("\\\\") != inside.npos;
}

}
