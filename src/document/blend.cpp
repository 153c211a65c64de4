#include "compute/expression/typed.hpp"
#include "document/patch.hpp"
#include "document/walk.hpp"

#include <cmath>

namespace eigenscope {
namespace {

double between(double a, double b, double t, const Field& field) {
    if (field.scale == Scale::logarithmic && a > 0 && b > 0) return std::exp(std::lerp(std::log(a), std::log(b), t));
    return std::lerp(a, b, t);
}

void blend_parameters(Parameters& a, const Parameters& b, double t, const Field& field) {
    for (Parameter& parameter : a)
        for (const Parameter& other : b)
            if (other.name == parameter.name) parameter.value = between(parameter.value, other.value, t, field);
}

}

void blend(ValueRef a, ConstValueRef b, double t, const Field& field) {
    switch (a.sort()) {
    case Sort::real: a.as<double>() = between(a.as<double>(), b.as<double>(), t, field); return;
    case Sort::whole:
        // Halfway between two seeds is another cloud, not a cloud between.
        if (field.key != "seed") a.as<int>() = static_cast<int>(std::llround(between(a.as<int>(), b.as<int>(), t, field)));
        return;
    case Sort::matrix:
        for (std::size_t i = 0; i < a.cells().size(); ++i) a.cells()[i] = between(a.cells()[i], b.cells()[i], t, field);
        return;
    case Sort::parameters: return blend_parameters(a.as<Parameters>(), b.as<Parameters>(), t, field);
    case Sort::list:
        if (a.length() != b.length()) return;
        for (std::size_t i = 0; i < a.length(); ++i) blend(a.element(i), b.element(i), t, field);
        return;
    case Sort::family:
        if (a.index() == b.index()) blend(a.held(), b.held(), t, field);
        return;
    case Sort::object:
        zip_members(a, b, [&](const Field& f, ValueRef member, ConstValueRef target) { blend(member, target, t, f); });
        return a.repair();
    case Sort::panel: {
        const Panel& target = b.as<Panel>();
        if (&a.as<Panel>().type() == &target.type()) a.as<Panel>().edit([&](ValueRef value) { blend(value, target.value(), t, field); });
        return;
    }
    case Sort::boolean:
    case Sort::text:
    case Sort::formula:
    case Sort::choice: return;
    }
}

Document blend(const Document& a, const Document& b, double t) {
    if (!(t > 0)) return a;
    if (t >= 1) return b;
    Document value = a;
    blend(ref_to(value), ref_to(b), t);
    tidy_document(value);
    return value;
}

Panel blend(const Panel& a, const Panel& b, double t) {
    if (!(t > 0)) return a;
    if (t >= 1) return b;
    Panel value = a;
    blend(ValueRef(value_type<Panel>(), &value), ConstValueRef(value_type<Panel>(), &b), t);
    tidy(value);
    return value;
}

}
