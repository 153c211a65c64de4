#pragma once
#include "places.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// The rows of a table that stands beside a test, below its head: `path` from the folder tests/, `columns` cells in each; those that end
/// a row may be missing.
inline std::vector<std::vector<std::string>> csv_rows(const std::string& path, char separator, std::size_t columns) {
    std::ifstream file(eigenscope::source_folder() + "/tests/" + path);
    REQUIRE_MESSAGE(file.good(), path);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        std::stringstream stream(line);
        for (std::string cell; std::getline(stream, cell, separator);) cells.push_back(cell);
        REQUIRE_MESSAGE(cells.size() <= columns, line);
        cells.resize(columns);
        rows.push_back(std::move(cells));
    }
    return rows;
}
