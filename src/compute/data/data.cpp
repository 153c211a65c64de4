#include "compute/data/data.hpp"

#include <algorithm>
#include <cmath>

namespace eigenscope {

std::size_t Column::gaps() const {
    return static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [](double x) { return std::isnan(x); }));
}

bool Column::operator==(const Column& other) const {
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return name == other.name && classes == other.classes && std::ranges::equal(values, other.values, same);
}

const Column* find_column(const std::vector<Column>& columns, std::string_view name) {
    const auto found = std::ranges::find(columns, name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

}
