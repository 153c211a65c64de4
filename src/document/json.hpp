#pragma once
#include "base/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace eigenscope {

/// Keys keep their order, so that files read as they were meant. Looking a key up is linear: objects are kept short on parsing.
using Json = nlohmann::ordered_json;

/// JSON text that keeps the program's limits (depth, length of texts and lists). NaN, Infinity and numbers beyond double, which
/// JSON has not, are taken in as texts, so that the decoder can name their place. What is odd but harmless goes to `notes`.
Result<Json> parse_json(std::string_view text, std::vector<std::string>& notes);

/// Indented text that ends in a newline; lists without objects stay on one line; numbers as short as they round trip.
std::string indented(const Json& json);

/// The same on one line.
std::string compact(const Json& json);

/// A value for a message: on one line, cut after some forty characters.
std::string quoted(const Json& json);

}
