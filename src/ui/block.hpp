#pragma once
#include "base/result.hpp"

#include <string_view>
#include <vector>

namespace eigenscope::ui {

/// Numbers in rows and columns.
struct Block {
    int rows = 0, columns = 0;
    std::vector<double> row_major;
    bool operator==(const Block&) const = default;
};

/// Numbers as they are copied from elsewhere: cells of a spreadsheet, "[[2, 1], [1, 2]]", "[2 1; 1 2]", "{{2,1},{1,2}}", the rows of a
/// LaTeX matrix, or one number. Each may be an expression. The error is what is wrong, without a full stop.
Result<Block> read_block(std::string_view text);

/// Whether the text is in rows or columns by its signs, so that no single number is meant.
bool in_rows_or_columns(std::string_view text);

}
