#pragma once
#include <epoxy/gl.h>

#include <utility>

namespace eigenscope::gl {

/// Sole owner of one OpenGL name; the kind knows how names of it are made and dropped.
/// Dropping needs the context in which the name was made.
template <class Kind>
class Owned {
public:
    Owned() : name_(Kind::make()) {}
    template <class... Arguments>
        requires(sizeof...(Arguments) > 0) && requires(Arguments... a) { Kind::make(a...); }
    explicit Owned(Arguments... a) : name_(Kind::make(a...)) {}
    Owned(Owned&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
    Owned& operator=(Owned&& other) noexcept {
        Owned old(std::move(*this));
        name_ = std::exchange(other.name_, 0);
        return *this;
    }
    ~Owned() {
        if (name_) Kind::drop(name_);
    }
    GLuint name() const { return name_; }

private:
    GLuint name_;
};

// epoxy's functions are macros and cannot be template arguments, so each kind spells out its pair.
struct BufferKind {
    static GLuint make() { GLuint name = 0; glGenBuffers(1, &name); return name; }
    static void drop(GLuint name) { glDeleteBuffers(1, &name); }
};
struct TextureKind {
    static GLuint make() { GLuint name = 0; glGenTextures(1, &name); return name; }
    static void drop(GLuint name) { glDeleteTextures(1, &name); }
};
struct VertexArrayKind {
    static GLuint make() { GLuint name = 0; glGenVertexArrays(1, &name); return name; }
    static void drop(GLuint name) { glDeleteVertexArrays(1, &name); }
};
struct FramebufferKind {
    static GLuint make() { GLuint name = 0; glGenFramebuffers(1, &name); return name; }
    static void drop(GLuint name) { glDeleteFramebuffers(1, &name); }
};
struct RenderbufferKind {
    static GLuint make() { GLuint name = 0; glGenRenderbuffers(1, &name); return name; }
    static void drop(GLuint name) { glDeleteRenderbuffers(1, &name); }
};
struct ShaderKind {
    static GLuint make(GLenum stage) { return glCreateShader(stage); }
    static void drop(GLuint name) { glDeleteShader(name); }
};
struct ProgramKind {
    static GLuint make() { return glCreateProgram(); }
    static void drop(GLuint name) { glDeleteProgram(name); }
};

using Buffer = Owned<BufferKind>;
using Texture = Owned<TextureKind>;
using VertexArray = Owned<VertexArrayKind>;
using Framebuffer = Owned<FramebufferKind>;
using Renderbuffer = Owned<RenderbufferKind>;

}
