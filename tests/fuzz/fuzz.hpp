#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// A claim that no input may break; the fuzzer keeps the input that does.
inline void must(bool holds, const char* claim) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", claim);
    std::abort();
}

/// What libFuzzer calls with each input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }
