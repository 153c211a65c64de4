#include "document/walk.hpp"

#include "base/utf8.hpp"
#include "compute/expression/typed.hpp"
#include "panels/panel.hpp"

#include <cmath>

namespace eigenscope {

double clamped(double x, const Field& field, double fallback) {
    if (std::isnan(x)) x = std::isnan(fallback) ? 0 : fallback;
    return std::clamp(x, lowest(field), highest(field));
}

int clamped(int x, const Field& field) {
    const double lo = std::ceil(lowest(field)), hi = std::floor(highest(field));
    return x < lo ? static_cast<int>(lo) : x > hi ? static_cast<int>(hi) : x;
}

void inside(ValueRef value, FunctionRef<void(ValueRef)> f) {
    if (value.sort() == Sort::panel) value.as<Panel>().edit(f);
    else f(value);
}

ConstValueRef inside(ConstValueRef value) { return value.sort() == Sort::panel ? value.as<Panel>().value() : value; }

namespace {

void tidy_cells(std::span<double> cells, const Field& field, std::span<const double> fallback) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = clamped(cells[i], field, fallback[i]);
}

void tidy_list(ValueRef list, const Field& field) {
    list.resize(std::clamp(list.length(), field.least, std::max(field.least, field.most)));
    for (std::size_t i = 0; i < list.length(); ++i) tidy(list.element(i), field);
}

void tidy_text(std::string& text) {
    if (text.size() > limits::json_string || !is_utf8(text)) text = mended_utf8(text, limits::json_string);
}

}

void tidy(ValueRef value, const Field& field, ConstValueRef fallback) {
    switch (value.sort()) {
    case Sort::boolean:
    case Sort::formula: return;               // one that cannot be read is no value
    case Sort::real: value.as<double>() = clamped(value.as<double>(), field, fallback.as<double>()); return;
    case Sort::whole: value.as<int>() = clamped(value.as<int>(), field); return;
    case Sort::text: return tidy_text(value.as<std::string>());
    case Sort::parameters:
        for (Parameter& parameter : value.as<Parameters>()) parameter.value = clamped(parameter.value, field, Parameter{}.value);
        return;
    case Sort::choice:
        if (value.choice() >= value.type().choices.size()) value.assign(fallback);
        return;
    case Sort::matrix: return tidy_cells(value.cells(), field, fallback.cells());
    case Sort::list: return tidy_list(value, field);
    case Sort::family: return tidy(value.held(), field);
    case Sort::object:
        zip_members(value, fallback, [](const Field& f, ValueRef member, ConstValueRef other) { tidy(member, f, other); });
        return value.repair();
    case Sort::panel: return tidy(value.as<Panel>());
    }
}

void tidy(ValueRef value, const Field& field) { tidy(value, field, ConstValueRef(value.type(), value.type().fresh())); }

void tidy(Panel& panel) {
    Panel tidied = panel;
    tidied.edit([](ValueRef value) { tidy(value); });
    if (!(tidied == panel)) panel = std::move(tidied);         // what was tidy stays shared
}

bool same_but_view(const Panel& a, const Panel& b) {
    return &a.type() == &b.type() && (a.shares(b) || same_but_view(a.value(), b.value()));
}

bool same_but_view(ConstValueRef a, ConstValueRef b) {
    bool same = true;
    switch (a.sort()) {
    case Sort::list:
        same = a.length() == b.length();
        for (std::size_t i = 0; same && i < a.length(); ++i) same = same_but_view(a.element(i), b.element(i));
        return same;
    case Sort::family: return a.index() == b.index() && same_but_view(a.held(), b.held());
    case Sort::object:
        zip_members(a, b, [&](const Field& field, ConstValueRef x, ConstValueRef y) { same = same && (field.view || same_but_view(x, y)); });
        return same;
    case Sort::panel: return same_but_view(a.as<Panel>(), b.as<Panel>());
    default: return a.same(b);
    }
}

std::size_t heap_bytes(ConstValueRef value) {
    std::size_t sum = 0;
    switch (value.sort()) {
    case Sort::text: return value.as<std::string>().capacity();
    case Sort::formula:
        // Beside the formula there is what is made from it to compute it with: its derivatives, some times as long.
        return value.as<Typed>().text().size() + 8 * sizeof(Expression::Node) * value.as<Typed>().expression().nodes.size();
    case Sort::parameters: return value.as<Parameters>().capacity() * sizeof(Parameter);
    case Sort::list:
        sum = value.type().capacity(value.at()) * value.type().element_type->size;
        for (std::size_t i = 0; i < value.length(); ++i) sum += heap_bytes(value.element(i));
        return sum;
    case Sort::family: return heap_bytes(value.held());
    case Sort::object:
        value.members([&](const Field&, ConstValueRef member) { sum += heap_bytes(member); });
        return sum + value.type().made_bytes;
    case Sort::panel: return value.as<Panel>().value().type().size + heap_bytes(value.as<Panel>().value());
    default: return 0;
    }
}

}
