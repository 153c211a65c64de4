#include "gl/program.hpp"

#include "embedded_shaders.hpp"

#include <array>
#include <string>

namespace eigenscope::gl {

namespace {

std::string_view text_of(std::span<const std::byte> bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Result<Owned<ShaderKind>> compile(GLenum stage, const Source& source) {
    Owned<ShaderKind> shader(stage);
    // Line numbers in the driver's words are those of the file, not of the file behind the common part.
    const std::array<std::string_view, 3> parts{text_of(shaders::common()), "#line 1\n", text_of(source.text)};
    std::array<const char*, 3> begins{};
    std::array<GLint, 3> lengths{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        begins[i] = parts[i].data();
        lengths[i] = static_cast<GLint>(parts[i].size());
    }
    glShaderSource(shader.name(), static_cast<GLsizei>(parts.size()), begins.data(), lengths.data());
    glCompileShader(shader.name());
    GLint compiled = 0, length = 0;
    glGetShaderiv(shader.name(), GL_COMPILE_STATUS, &compiled);
    if (compiled) return shader;
    glGetShaderiv(shader.name(), GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(length), '\0');
    glGetShaderInfoLog(shader.name(), length, nullptr, log.data());
    return Error{"The graphics driver does not accept shaders/" + std::string(source.file) + ": " + log.c_str()};
}

}

Result<Program> Program::link(const Source& vertex, const Source& fragment) {
    const auto first = compile(GL_VERTEX_SHADER, vertex);
    if (!first) return Error{first.error()};
    const auto second = compile(GL_FRAGMENT_SHADER, fragment);
    if (!second) return Error{second.error()};
    Program program;
    const GLuint name = program.owned_.name();
    glAttachShader(name, first->name());
    glAttachShader(name, second->name());
    glLinkProgram(name);
    GLint linked = 0, length = 0;
    glGetProgramiv(name, GL_LINK_STATUS, &linked);
    if (linked) {
        program.list_uniforms();
        return program;
    }
    glGetProgramiv(name, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(length), '\0');
    glGetProgramInfoLog(name, length, nullptr, log.data());
    return Error{"The graphics driver cannot link shaders/" + std::string(vertex.file) + " with shaders/" + std::string(fragment.file) +
                 ": " + log.c_str()};
}

void Program::list_uniforms() {
    GLint count = 0;
    glGetProgramiv(owned_.name(), GL_ACTIVE_UNIFORMS, &count);
    for (GLint i = 0; i < count; ++i) {
        std::array<GLchar, 64> name{};
        GLint size = 0;
        GLenum type = 0;
        glGetActiveUniform(owned_.name(), static_cast<GLuint>(i), static_cast<GLsizei>(name.size()), nullptr, &size, &type, name.data());
        const std::string_view full(name.data());
        uniforms_.emplace_back(full.substr(0, full.find('[')), glGetUniformLocation(owned_.name(), name.data()));
    }
}

GLint Program::operator[](std::string_view uniform) const {
    for (const auto& [name, location] : uniforms_)
        if (name == uniform) return location;
    return -1;
}

}
