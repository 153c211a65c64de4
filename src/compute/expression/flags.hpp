#pragma once
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#else
#include <cfenv>
#endif

/// What arithmetic on doubles in this thread has raised since the flags were last cleared. On x86 those of vector registers, where
/// all of it is done: asked in a fraction of the time that <cfenv> takes, which also looks after the old stack of registers.
namespace eigenscope::flags {

#if defined(__x86_64__)
inline constexpr unsigned invalid = _MM_EXCEPT_INVALID, division_by_zero = _MM_EXCEPT_DIV_ZERO;
inline constexpr unsigned overflow = _MM_EXCEPT_OVERFLOW, underflow = _MM_EXCEPT_UNDERFLOW;
inline unsigned raised() { return _mm_getcsr(); }
inline void clear() { _mm_setcsr(_mm_getcsr() & ~static_cast<unsigned>(_MM_EXCEPT_MASK)); }
#else
inline constexpr unsigned invalid = FE_INVALID, division_by_zero = FE_DIVBYZERO, overflow = FE_OVERFLOW, underflow = FE_UNDERFLOW;
inline unsigned raised() { return static_cast<unsigned>(std::fetestexcept(FE_ALL_EXCEPT)); }
inline void clear() { std::feclearexcept(FE_ALL_EXCEPT); }
#endif
inline constexpr unsigned range = overflow | underflow, all = range | division_by_zero | invalid;

inline void raise_overflow() {
    volatile double x = std::numeric_limits<double>::max();
    x = x * 2;
}
inline void raise_underflow() {
    volatile double x = std::numeric_limits<double>::min();
    x = x * 0x1.1p-52;                        // not exact: only then it counts
}

}
