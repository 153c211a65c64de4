#include "compute/data/cell.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace eigenscope {
namespace {

constexpr std::array<std::string_view, 4> blanks{" ", "\t", "\u00a0", "\u202f"};
constexpr std::array<std::string_view, 5> currencies{"$", "€", "£", "¥", "₹"};
constexpr std::array<std::string_view, 14> gap_words{"na", "n/a", "#n/a", "nan", "null", "none", "-", "--", "–", "—", ".", "..", "?", "missing"};
constexpr std::size_t longest_number = 64;                 // characters; what is longer is a text

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

// The piece at the front taken off, if it is one of these.
template <std::size_t n>
bool take(std::string_view& text, const std::array<std::string_view, n>& pieces) {
    for (const std::string_view piece : pieces)
        if (text.starts_with(piece)) return text.remove_prefix(piece.size()), true;
    return false;
}
template <std::size_t n>
bool take_last(std::string_view& text, const std::array<std::string_view, n>& pieces) {
    for (const std::string_view piece : pieces)
        if (text.ends_with(piece)) return text.remove_suffix(piece.size()), true;
    return false;
}

// Digits with or without thousands in groups, appended without the grouping. The first group has one to three digits, the others three,
// and one sign parts them all. Returns how many characters it took, 0 where the groups are not right.
std::size_t read_whole_part(std::string_view text, char decimal, std::string& number) {
    const auto run = [&](std::size_t from) {
        std::size_t end = from;
        while (end < text.size() && is_digit(text[end])) ++end;
        return end - from;
    };
    std::size_t at = run(0);
    number += text.substr(0, at);
    if (at == 0 || at > 3) return at;
    constexpr std::array<std::string_view, 6> separators{",", ".", "'", " ", "\u00a0", "\u202f"};
    const auto grouping = std::ranges::find_if(separators, [&](std::string_view s) {
        return s.front() != decimal && text.substr(at).starts_with(s);
    });
    if (grouping == separators.end()) return at;
    while (text.substr(at).starts_with(*grouping)) {
        const std::size_t digits = at + grouping->size();
        if (run(digits) != 3) return 0;
        number += text.substr(digits, 3);
        at = digits + 3;
    }
    return at;
}

// A plain number in the form that from_chars reads, or nothing.
std::optional<std::string> normalized(std::string_view text, char decimal) {
    std::string number;
    if (text.starts_with("-") || text.starts_with("−")) number += '-';
    constexpr std::array<std::string_view, 3> signs{"-", "+", "−"};
    take(text, signs);
    while (take(text, blanks)) {}
    if (take(text, currencies)) while (take(text, blanks)) {}
    const std::size_t whole = read_whole_part(text, decimal, number);
    if (whole == 0 && !text.starts_with(decimal)) return std::nullopt;
    text.remove_prefix(whole);
    if (text.starts_with(decimal)) {
        text.remove_prefix(1);
        if (whole == 0) {
            if (text.empty() || !is_digit(text.front())) return std::nullopt;
            number += '0';
        }
        number += '.';
        while (!text.empty() && is_digit(text.front())) {
            number += text.front();
            text.remove_prefix(1);
        }
        if (number.back() == '.') number.pop_back();
    }
    if (!text.empty() && (text.front() == 'e' || text.front() == 'E' || text.front() == 'd' || text.front() == 'D')) {
        number += 'e';                                     // Fortran writes 1.5D+02
        text.remove_prefix(1);
        if (text.starts_with("+")) text.remove_prefix(1);
        number += text;
        text = {};
    }
    return text.empty() ? std::optional(std::move(number)) : std::nullopt;
}

}

std::string_view trimmed(std::string_view text) {
    while (take(text, blanks)) {}
    while (take_last(text, blanks)) {}
    return text;
}

Cell read_cell(std::string_view text, char decimal) {
    text = trimmed(text);
    if (text.empty()) return {};
    if (text.size() > longest_number) return {.sort = Cell::Sort::word};
    const std::string word = lowered(text);
    if (std::ranges::find(gap_words, word) != gap_words.end()) return {};
    for (const std::string_view infinite : {"inf", "infinity", "∞"})
        if (word == infinite || (word.size() > infinite.size() && word.ends_with(infinite) && (word == "-" + std::string(infinite) || word == "+" + std::string(infinite))))
            return {.out_of_range = true};

    Cell cell{.sort = Cell::Sort::number};
    constexpr std::array<std::string_view, 1> percent{"%"};
    cell.percent = take_last(text, percent);
    if (!cell.percent) take_last(text, currencies);
    const std::optional<std::string> number = normalized(trimmed(text), decimal);
    if (!number) return {.sort = Cell::Sort::word};
    const auto [end, error] = std::from_chars(number->data(), number->data() + number->size(), cell.value);
    if (end != number->data() + number->size()) return {.sort = Cell::Sort::word};
    // from_chars reports numbers beyond the doubles at both ends: those at the small end are 0.
    if (error == std::errc::result_out_of_range) {
        const std::size_t exponent = number->find('e');
        const bool tiny = exponent != std::string::npos ? number->substr(exponent + 1).starts_with('-') : number->find('.') != std::string::npos;
        if (!tiny) return {.out_of_range = true};
        cell.value = 0;
    }
    if (!(std::abs(cell.value) <= limits::number)) return {.out_of_range = true};
    return cell;
}

bool is_ambiguous(std::string_view text) {
    const Cell point = read_cell(text, '.'), comma = read_cell(text, ',');
    return point.sort == Cell::Sort::number && comma.sort == Cell::Sort::number && point.value != comma.value;
}

}
