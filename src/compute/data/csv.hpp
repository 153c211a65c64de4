#pragma once
#include "base/result.hpp"
#include "compute/data/csv_format.hpp"
#include "compute/data/data.hpp"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// A table as it was read, and what had to be said about it.
struct CsvTable {
    std::vector<Column> columns;              ///< all of one length
    std::vector<std::string> notes;           ///< sentences: cells that became gaps, rows of another length, columns left out
    bool operator==(const CsvTable&) const = default;
};

/// Reads a table: RFC 4180 and what programs write in its place, see CsvFormat. A column of numbers keeps its other cells as gaps; a column
/// where words outnumber numbers becomes classes. `tell` hears the share that is done, about once every MiB; a stop is obeyed within as much.
/// Refuses, with a sentence that names the line: no rows, zero bytes, a quotation mark that is never closed, more than the limits.
Result<CsvTable> read_csv(std::string_view bytes, const CsvFormat& format, std::stop_token stop = {},
                          const std::function<void(double share)>& tell = {});

}
