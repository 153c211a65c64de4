#include "compute/data/csv_scanner.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace eigenscope {

CsvScanner::CsvScanner(std::string_view text, const CsvFormat& format)
    : text_(text), separator_(format.separator), blank_(format.separator == ' '), quotes_(format.quotes), point_(format.decimal == '.') {
    for (std::size_t i = 0; i < format.skipped; ++i) skip_line();
}

void CsvScanner::skip_line() {
    const std::size_t end = text_.find_first_of("\r\n", at_);
    if (end == std::string_view::npos) {
        at_ = text_.size();
        return;
    }
    at_ = end + (text_.substr(end, 2) == "\r\n" ? 2 : 1);
    ++line_;
}

bool CsvScanner::next_record() {
    while (at_ < text_.size()) {
        const char* const blanks = separator_ == '\t' ? " " : " \t";
        const std::size_t first = text_.find_first_not_of(blanks, at_);
        if (first == std::string_view::npos) break;
        const char c = text_[first];
        const bool comment = c == '#' && !text_.substr(first).starts_with("#N/A");
        if (c != '\n' && c != '\r' && !comment) {
            if (blank_) at_ = first;
            return true;
        }
        skip_line();
    }
    at_ = text_.size();
    after_ = After::text;
    return false;
}

// From the end of a cell over what ended it.
void CsvScanner::finish_cell() {
    if (blank_)
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (at_ >= text_.size()) {
        after_ = After::text;
    } else if (text_[at_] == '\n' || text_[at_] == '\r') {
        skip_line();
        after_ = After::record;
    } else {
        if (!blank_) ++at_;
        after_ = After::cell;
    }
}

std::optional<double> CsvScanner::next_plain_number() {
    double value = 0;
    std::size_t end = at_;
    if (point_) {
        const char* const stop = text_.data() + text_.size();
        const auto [last, error] = std::from_chars(text_.data() + at_, stop, value);
        if (error != std::errc{}) return std::nullopt;
        end = static_cast<std::size_t>(last - text_.data());
    } else {
        std::array<char, 32> with_point;
        std::size_t n = 0;
        for (; end < text_.size() && !ends_cell(text_[end]); ++end, ++n) {
            if (n == with_point.size() || text_[end] == '.') return std::nullopt;
            with_point[n] = text_[end] == ',' ? '.' : text_[end];
        }
        const auto [last, error] = std::from_chars(with_point.data(), with_point.data() + n, value);
        if (error != std::errc{} || last != with_point.data() + n) return std::nullopt;
    }
    if ((end < text_.size() && !ends_cell(text_[end])) || !std::isfinite(value)) return std::nullopt;
    at_ = end;
    finish_cell();
    return value;
}

std::string_view CsvScanner::next_cell() {
    if (quotes_ && at_ < text_.size()) {
        const std::size_t first = separator_ == ' ' || separator_ == '\t' ? at_ : text_.find_first_not_of(" \t", at_);
        if (first != std::string_view::npos && text_[first] == '"') {
            at_ = first;
            return quoted_cell();
        }
    }
    const std::size_t start = at_;
    while (at_ < text_.size() && !ends_cell(text_[at_])) ++at_;
    const std::string_view cell = text_.substr(start, at_ - start);
    finish_cell();
    return cell;
}

std::string_view CsvScanner::quoted_cell() {
    const std::size_t opened = line_;
    unquoted_.clear();
    ++at_;
    for (;;) {
        const std::size_t quote = text_.find('"', at_);
        const std::string_view part = text_.substr(at_, quote == std::string_view::npos ? quote : quote - at_);
        for (std::size_t i = 0; i < part.size(); ++i) line_ += part[i] == '\n' || (part[i] == '\r' && part.substr(i + 1, 1) != "\n");
        unquoted_ += part;
        if (quote == std::string_view::npos) {
            open_quote_ = opened;
            at_ = text_.size();
            break;
        }
        at_ = quote + 1;
        if (at_ >= text_.size() || text_[at_] != '"') break;
        unquoted_ += '"';
        ++at_;
    }
    // What stands between the closing mark and the separator belongs to the cell, as it does in Excel.
    while (at_ < text_.size() && !ends_cell(text_[at_])) unquoted_ += text_[at_++];
    finish_cell();
    return unquoted_;
}

}
