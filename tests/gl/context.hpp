#pragma once
#include "lacking.hpp"

#include "gl/painter.hpp"
#include "paper/paper.hpp"

#include <doctest/doctest.h>
#include <epoxy/gl.h>

/// An OpenGL context and a painter for the life of one test case.
struct Context {
    std::unique_ptr<eigenscope::gl::Offscreen> offscreen;
    std::unique_ptr<eigenscope::gl::Painter> painter;

    /// False where this machine has no OpenGL, which is a failure or is allowed.
    static bool open(Context& context) {
        auto offscreen = eigenscope::gl::Offscreen::create();
        if (!offscreen) {
            lacking(offscreen.error());
            return false;
        }
        context.offscreen = *std::move(offscreen);
        auto painter = eigenscope::gl::Painter::create();
        REQUIRE_MESSAGE(painter.has_value(), painter.error());
        context.painter = *std::move(painter);
        return true;
    }

    eigenscope::paper::Image painted(const eigenscope::ink::Sheet& sheet) {
        eigenscope::gl::Canvas canvas;
        canvas.paint(*painter, sheet);
        CHECK(glGetError() == GL_NO_ERROR);
        return {canvas.width(), canvas.height(), canvas.read()};
    }

    // The painter's names are dropped in the context they were made in.
    ~Context() { painter.reset(); }
};
