#include "base/value.hpp"

namespace eigenscope {
namespace {

// The tables speak of values to write; reading writes nothing.
ValueRef written(ConstValueRef value) { return {value.type(), const_cast<void*>(value.at())}; }

std::vector<ConstValueRef> members_of(ConstValueRef object) {
    std::vector<ConstValueRef> all;
    object.members([&](const Field&, ConstValueRef member) { all.push_back(member); });
    return all;
}

}

std::span<const double> ConstValueRef::cells() const { return written(*this).cells(); }
ConstValueRef ConstValueRef::element(std::size_t i) const { return written(*this).element(i); }
ConstValueRef ConstValueRef::held() const { return written(*this).held(); }

void ConstValueRef::members(FunctionRef<void(const Field&, ConstValueRef)> f) const {
    written(*this).members([&](const Field& field, ValueRef member) { f(field, member); });
}

std::optional<ValueRef> ValueRef::member(std::string_view key) const {
    std::optional<ValueRef> found;
    members([&](const Field& field, ValueRef member) {
        if (field.key == key) found = member;
    });
    return found;
}

std::optional<ConstValueRef> ConstValueRef::member(std::string_view key) const {
    const auto found = written(*this).member(key);
    return found ? std::optional<ConstValueRef>(*found) : std::nullopt;
}

void zip_members(ValueRef a, ConstValueRef b, FunctionRef<void(const Field&, ValueRef, ConstValueRef)> f) {
    const auto others = members_of(b);
    std::size_t i = 0;
    a.members([&](const Field& field, ValueRef member) { f(field, member, others[i++]); });
}

void zip_members(ConstValueRef a, ConstValueRef b, FunctionRef<void(const Field&, ConstValueRef, ConstValueRef)> f) {
    zip_members(written(a), b, [&](const Field& field, ValueRef x, ConstValueRef y) { f(field, x, y); });
}

}
