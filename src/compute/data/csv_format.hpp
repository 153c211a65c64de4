#pragma once
#include "compute/data/encoding.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// How a text file of rows and columns is to be read.
struct CsvFormat {
    Encoding encoding = Encoding::utf8;
    char separator = ',';                     ///< ',', ';', tab, '|', or ' ' for any run of blanks and tabs
    char decimal = '.';                       ///< '.' or ','
    bool quotes = true;                       ///< "..." holds one cell, "" in it one quotation mark (RFC 4180)
    bool names = true;                        ///< the first row names the columns
    std::size_t skipped = 0;                  ///< lines before the table
    bool operator==(const CsvFormat&) const = default;
};

/// What a file looks like, and what its reader should be asked about because it could be meant otherwise.
struct CsvGuess {
    CsvFormat format;
    std::vector<std::string> questions = {};  ///< sentences, each with what was taken and what it could be instead
    bool operator==(const CsvGuess&) const = default;
};

/// A guess from the first records of the text. For each separator the records are cut; the one wins that cuts most of them into the same
/// number (above one) of cells, and of those the one whose cells are most often numbers.
CsvGuess guess_csv(std::string_view bytes);

/// "semicolons, decimal comma, names in the first row": for people.
std::string spoken(const CsvFormat& format);

}
