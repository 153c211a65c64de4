#pragma once
#include "document/files.hpp"

namespace eigenscope {

/// The part of b that differs from a, as a JSON merge patch (RFC 7386) on the scene: short links, small lesson files. Lists of
/// tiles and runs that are equally long are patched by index ({"tiles": {"0": {...}}}), other lists are replaced.
std::string difference(const Document& a, const Document& b);

/// The document with the patch applied; what is wrong in the patch is mended and told. Refuses what is not JSON or too large.
Result<Opened> patched(const Document& document, std::string_view patch);

/// Between two documents, for transitions: numbers blend (those on a logarithmic scale by their logarithm), everything else
/// switches at the end. Exactly a at t <= 0 and b at t >= 1.
Document blend(const Document& a, const Document& b, double t);
Panel blend(const Panel& a, const Panel& b, double t);

}
