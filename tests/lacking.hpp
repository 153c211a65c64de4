#pragma once
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <string_view>

/// Says that something is not checked for want of what this machine lacks: a failure, unless EIGENSCOPE_MAY_SKIP=1.
inline void lacking(const std::string& what) {
    const char* const allowed = std::getenv("EIGENSCOPE_MAY_SKIP");
    if (allowed && std::string_view(allowed) == "1") MESSAGE("NOT CHECKED: " << what);
    else FAIL_CHECK("NOT CHECKED (EIGENSCOPE_MAY_SKIP=1 lets this pass): " << what);
}
