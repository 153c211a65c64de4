#pragma once
#include <cstdint>
#include <string_view>

namespace eigenscope {

/// What a cell of a table of the world says.
struct Cell {
    enum class Sort : std::uint8_t { number, gap, word };
    Sort sort = Sort::gap;
    double value = 0;                         ///< of a number
    bool percent = false;                     ///< a number with a percent sign, which is left off: "12 %" is 12
    bool out_of_range = false;                ///< a gap because it is infinite, or beyond limits::number
};

/// One cell, as people and programs write them. `decimal` is '.' or ','; the other one, blanks and apostrophes group thousands where they
/// stand between groups of three. Signs +, - and U+2212, a currency sign at either end and a percent sign are understood. A gap is an empty
/// cell and what R, pandas, Excel, Stata, SAS and the World Bank write for one: NA, N/A, #N/A, NaN, null, None, -, ., .., ?
Cell read_cell(std::string_view text, char decimal);

/// Whether a number is written so that '.' and ',' may both be its decimal sign, with different values: "1.234", "12,500".
bool is_ambiguous(std::string_view text);

/// Without blanks of any width at its ends.
std::string_view trimmed(std::string_view text);

}
