#pragma once
#include "compute/data/csv_format.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace eigenscope {

/// Cuts UTF-8 text into cells and records, one after the other. Lines end with \n, \r\n or \r. Blank lines, and lines that begin with # (but
/// #N/A, which is a cell), are no records.
class CsvScanner {
public:
    enum class After : std::uint8_t { cell, record, text };      ///< what ended a cell: a separator, the record's end, the text's end

    CsvScanner(std::string_view text, const CsvFormat& format);

    /// To the start of the next record; false at the end of the text.
    bool next_record();
    /// The next cell of the record, without its quotes; valid until the next call.
    std::string_view next_cell();
    /// A number that stands plainly at this place and fills its cell, or nothing and nothing is taken: the short way for most cells.
    std::optional<double> next_plain_number();

    After after() const { return after_; }
    std::size_t line() const { return line_; }                   ///< of this place, from 1
    std::size_t at() const { return at_; }
    /// The line of a quotation mark that is never closed; the cell goes on to the end of the text then. 0: none so far.
    std::size_t open_quote() const { return open_quote_; }

private:
    bool ends_cell(char c) const { return c == separator_ || c == '\n' || c == '\r' || (blank_ && c == '\t'); }
    void skip_line();
    void finish_cell();
    std::string_view quoted_cell();

    std::string_view text_;
    char separator_;
    bool blank_, quotes_, point_;
    std::size_t at_ = 0, line_ = 1, open_quote_ = 0;
    After after_ = After::record;
    std::string unquoted_;
};

}
