#pragma once
#include <optional>
#include <string_view>

namespace eigenscope::ui {

/// How well a query fits a text: every character of the query must occur in order, case aside; letters at the start of words,
/// letters in a row and short texts count more. Nothing when it does not fit; an empty query fits everything with 0.
std::optional<int> fuzzy_match(std::string_view query, std::string_view text);

}
