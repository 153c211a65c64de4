#pragma once
#include "base/result.hpp"
#include "document/document.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace eigenscope {

/// A document as it was read, and what had to be said about it.
struct Opened {
    Document document;
    std::vector<std::string> warnings;        ///< "tiles[0].panel.matrix[1][0]: "abc" is not a finite number; keeping 0.5"
    bool partial = false;                     ///< something of the file is not in the document: saving in its place would lose it
};

/// Scene text into a document. Refuses: not JSON, not a scene, too large, too deep, a newer major version. Warns about and
/// mends: unknown kinds and keys, wrong types, values out of range, non-finite numbers.
Result<Opened> decode_document(std::string_view text);

/// The document as scene text, ending in a newline; indented, unless that takes more than limits::scene_bytes.
std::string encode_document(const Document& document);

/// A regular file's bytes, at most `limit`. The error says what is wrong: missing, a directory, not a regular file, too large.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

/// What tells one state of a file from another without reading it.
struct FileStamp {
    std::int64_t seconds = 0, nanoseconds = 0;             ///< of its last change
    std::uint64_t bytes = 0, number = 0;                   ///< its size, and the number of its inode
    bool operator==(const FileStamp&) const = default;
};
/// Nothing when there is no such file.
std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

/// Replaces the file so that it holds either the old or the new bytes whatever happens: temporary file beside it, fsync,
/// rename, fsync of the directory. Follows a symbolic link to the file it means and keeps that file's mode. The error names the
/// path and the reason; the old file is untouched, unless it says that the new one was written.
Status save_file(const std::filesystem::path& path, std::string_view bytes);

/// Opens a scene file. Exit code for the command line: 66 when it cannot be read, 65 when it is not a scene.
struct OpenError {
    std::string what;
    int exit_code = 65;
};
std::variant<Opened, OpenError> open_document(const std::filesystem::path& path);

/// Saves the document as a scene file; refuses to overwrite a scene of a newer major version.
Status save_document(const std::filesystem::path& path, const Document& document);

/// Where state lives: $XDG_STATE_HOME/eigenscope or ~/.local/state/eigenscope; empty when there is no usable home.
std::filesystem::path state_directory();

}
