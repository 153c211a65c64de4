#pragma once
#include "document/files.hpp"
#include "document/json.hpp"

namespace eigenscope {

/// The document as the JSON of a scene file, unknown keys included.
Json scene_json(const Document& document);

/// The document that scene JSON describes; what is wrong in it is mended and told.
Result<Opened> opened(const Json& scene);

/// Whether the text is a scene of a newer major version, which must not be overwritten.
bool newer_major_version(std::string_view text);

}
