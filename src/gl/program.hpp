#pragma once
#include "base/result.hpp"
#include "gl/handle.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eigenscope::gl {

/// A shader as it lies in the program, under the name of its file.
struct Source {
    std::string_view file;
    std::span<const std::byte> text;
};

/// A pair of shaders, compiled and linked.
class Program {
public:
    /// The error names the file and holds the driver's words.
    static Result<Program> link(const Source& vertex, const Source& fragment);

    void use() const { glUseProgram(owned_.name()); }
    /// Where a uniform is set; -1, which OpenGL ignores, when the program has no such uniform.
    GLint operator[](std::string_view uniform) const;

private:
    Program() = default;
    void list_uniforms();

    Owned<ProgramKind> owned_;
    std::vector<std::pair<std::string, GLint>> uniforms_;   // asking the driver by name at each draw would be slow
};

}
