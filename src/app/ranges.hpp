#pragma once
#include "base/value.hpp"

#include <string>
#include <vector>

/// What a scene file may hold: the members of a described value, with the values that each may have.
namespace eigenscope {

/// One member: its key as a path ("style.width"), what it may be ("a number, 0 .. 1e6"), its name for people.
struct Range {
    std::string key, values;
    std::string_view label;
};

/// Appends the members of a described value, those of a described member with its key before theirs.
void append_ranges(std::vector<Range>& rows, ConstValueRef value, const std::string& before = {});

}
