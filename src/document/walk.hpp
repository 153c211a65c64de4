#pragma once
#include "base/limits.hpp"
#include "base/value.hpp"

#include <algorithm>

/// Walks over every described value: they clamp, compare, weigh and blend.
namespace eigenscope {

class Panel;

/// The range of a field's numbers, with the program's own limit.
inline double lowest(const Field& field) { return std::max(field.lo, -limits::number); }
inline double highest(const Field& field) { return std::min(field.hi, limits::number); }

/// x in the field's range; what is not a number becomes `fallback`, in the range too.
double clamped(double x, const Field& field, double fallback);
int clamped(int x, const Field& field);

/// Every number into its field's range, every list into its length, every text into UTF-8, every `repair()` called, from the
/// inside out. `fallback` says what stands in for not-a-number. Tidy values stay as they are.
void tidy(ValueRef value, const Field& field, ConstValueRef fallback);
void tidy(ValueRef value, const Field& field = {});
void tidy(Panel& panel);
template <Described T>
void tidy(T& value) { tidy(ref_to(value)); }

/// Whether two values are the same in everything that undo remembers: members marked `view` are not looked at.
bool same_but_view(ConstValueRef a, ConstValueRef b);
bool same_but_view(const Panel& a, const Panel& b);
template <Described T>
bool same_but_view(const T& a, const T& b) { return same_but_view(ref_to(a), ref_to(b)); }

/// About how many bytes a value takes on the heap, beside its own sizeof.
std::size_t heap_bytes(ConstValueRef value);

/// `a` becomes the value at t in 0 < t < 1 on the way to b, of the same type. Numbers blend on their scale, matrices by entries,
/// parameters that both have, lists and families of the same shape by what they hold; whole numbers to the nearest. Seeds, texts,
/// formulas and choices stay as in a.
void blend(ValueRef a, ConstValueRef b, double t, const Field& field = {});

/// f(value) for what a panel holds, or for any other value itself.
void inside(ValueRef value, FunctionRef<void(ValueRef)> f);
ConstValueRef inside(ConstValueRef value);

}
