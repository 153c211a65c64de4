#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// One quantity of a data set, one value for each row; NaN is a gap. Where the cells are words, value i stands for classes[i].
struct Column {
    std::string name;
    std::vector<double> values;
    std::vector<std::string> classes = {};    ///< in the order of their first appearance; empty for numbers

    std::size_t gaps() const;
    /// Equal by content: a gap equals a gap.
    bool operator==(const Column& other) const;
};

/// The column of that name, or nothing.
const Column* find_column(const std::vector<Column>& columns, std::string_view name);

}
