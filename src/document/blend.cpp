#include "document/blend.hpp"

#include "document/patch.hpp"

namespace eigenscope {
namespace {

template <class T>
T blend_value(const T& a, const T& b, double t) {
    if (!(t > 0)) return a;
    if (t >= 1) return b;
    T value = blended(a, b, t);
    tidy(value);
    return value;
}

}

Document blend(const Document& a, const Document& b, double t) { return blend_value(a, b, t); }
Panel blend(const Panel& a, const Panel& b, double t) { return blend_value(a, b, t); }

}
