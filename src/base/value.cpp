#include "base/value.hpp"

namespace eigenscope {
namespace {

// Where a part of a value lies is the same for who reads and who writes.
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

namespace {

template <class Ref>
std::optional<Ref> member_of(Ref value, std::string_view key) {
    std::optional<Ref> found;
    value.members([&](const Field& field, Ref member) {
        if (field.key == key) found = member;
    });
    return found;
}

template <class Ref>
void zip(Ref a, ConstValueRef b, FunctionRef<void(const Field&, Ref, ConstValueRef)> f) {
    const auto others = members_of(b);
    std::size_t i = 0;
    a.members([&](const Field& field, Ref member) { f(field, member, others[i++]); });
}

}

std::optional<ValueRef> ValueRef::member(std::string_view key) const { return member_of(*this, key); }
std::optional<ConstValueRef> ConstValueRef::member(std::string_view key) const { return member_of(*this, key); }

void zip_members(ValueRef a, ConstValueRef b, FunctionRef<void(const Field&, ValueRef, ConstValueRef)> f) { zip(a, b, f); }
void zip_members(ConstValueRef a, ConstValueRef b, FunctionRef<void(const Field&, ConstValueRef, ConstValueRef)> f) { zip(a, b, f); }

}
