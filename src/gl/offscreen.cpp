#include "gl/painter.hpp"

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

namespace eigenscope::gl {

struct Offscreen::Parts {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLContext context_before = EGL_NO_CONTEXT;            ///< of the same display; entered again at the end

    // The display is the process's own: it is not shut down, for another context may live on it.
    ~Parts() {
        if (context == EGL_NO_CONTEXT) return;
        if (eglGetCurrentContext() == context) eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context_before);
        eglDestroyContext(display, context);
    }
};

namespace {

Error failed(std::string_view step) {
    std::array<char, 16> code{};
    std::snprintf(code.data(), code.size(), "0x%04X", static_cast<unsigned>(eglGetError()));
    return Error{"OpenGL 3.3 without a window is not available: " + std::string(step) + " failed (EGL error " + code.data() +
                 "). Pictures can still be drawn on paper."};
}

bool offers(const char* extensions, std::string_view wanted) {
    return extensions && (" " + std::string(extensions) + " ").find(" " + std::string(wanted) + " ") != std::string::npos;
}

}

Offscreen::Offscreen() : parts_(std::make_unique<Parts>()) {}
Offscreen::~Offscreen() = default;

Result<std::unique_ptr<Offscreen>> Offscreen::create() {
    if (!epoxy_has_egl()) return Error{"OpenGL without a window is not available: there is no EGL library here."};
    if (!offers(eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS), "EGL_MESA_platform_surfaceless")) return failed("finding the surfaceless platform");
    std::unique_ptr<Offscreen> offscreen(new Offscreen);
    Parts& parts = *offscreen->parts_;
    const EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    EGLint major = 0, minor = 0;
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, &major, &minor)) return failed("starting EGL");
    parts.display = display;
    if (!eglBindAPI(EGL_OPENGL_API)) return failed("choosing OpenGL");
    const std::array wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (!eglChooseConfig(display, wanted.data(), &config, 1, &found) || found == 0) return failed("finding a configuration");
    const std::array version{EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                             EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    parts.context = eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
    if (parts.context == EGL_NO_CONTEXT) return failed("making an OpenGL 3.3 core context");
    if (eglGetCurrentDisplay() == display) parts.context_before = eglGetCurrentContext();
    if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, parts.context)) return failed("entering the context");
    return offscreen;
}

}
