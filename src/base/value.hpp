#pragma once
#include "base/field.hpp"
#include "base/function_ref.hpp"
#include "base/sort.hpp"
#include "base/variant.hpp"

#include <cassert>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Described values without their types. What walks them (files, links, forms, transitions, laws) is compiled once, not once a type.
namespace eigenscope {

struct ValueType;
class ValueRef;
class ConstValueRef;

/// One alternative of a family.
struct Alternative {
    std::string_view id, label;
};

/// What can be done with a value of one type: one constant table a type, see `value_type`.
struct ValueType {
    Sort sort = Sort::object;
    std::size_t size = 0;                                               ///< sizeof
    bool (*same)(const void*, const void*) = nullptr;
    void (*assign)(void*, const void*) = nullptr;
    std::shared_ptr<void> (*copy)(const void*) = nullptr;
    const void* (*fresh)() = nullptr;                                   ///< a value as it is made by default; matrices and formulas are zero
    std::span<const Choice> choices = {};                               // choice
    int rows = 0, columns = 0;                                          // matrix
    double* (*cells)(void*) = nullptr;                                  ///< of a matrix, column by column
    const ValueType* element_type = nullptr;                            // list
    std::size_t (*length)(const void*) = nullptr;
    std::size_t (*capacity)(const void*) = nullptr;
    void* (*element)(void*, std::size_t) = nullptr;
    void (*resize)(void*, std::size_t) = nullptr;                       ///< new elements are fresh
    void (*insert)(void*, std::size_t at, const void* element) = nullptr;
    void (*erase)(void*, std::size_t at) = nullptr;
    std::span<const Alternative> alternatives = {};                     // family
    std::size_t (*index)(const void*) = nullptr;
    void (*choose)(void*, std::size_t) = nullptr;
    ValueRef (*held)(void*) = nullptr;
    void (*members)(void*, FunctionRef<void(const Field&, ValueRef)>) = nullptr;           // object
    /// The same to read. Apart, for who describes itself to somebody who writes may prepare for that.
    void (*read_members)(const void*, FunctionRef<void(const Field&, ConstValueRef)>) = nullptr;
    void (*repair)(void*) = nullptr;                                    ///< null where there is nothing to repair
    std::size_t made_bytes = 0;                                         ///< what it keeps on the heap beside its members
};

/// The table of a type.
template <class T>
constexpr const ValueType& value_type();

/// A value to read: where it lies, and what it is. It lives no longer than the value.
class ConstValueRef {
public:
    ConstValueRef(const ValueType& type, const void* at) : type_(&type), at_(at) {}

    const ValueType& type() const { return *type_; }
    Sort sort() const { return type_->sort; }
    const void* at() const { return at_; }
    template <class T>
    const T& as() const {
        assert(type_ == &value_type<T>());
        return *static_cast<const T*>(at_);
    }

    bool same(ConstValueRef other) const { return type_ == other.type_ && type_->same(at_, other.at_); }
    std::size_t choice() const { return *static_cast<const unsigned char*>(at_); }
    std::span<const double> cells() const;
    std::size_t length() const { return type_->length(at_); }
    ConstValueRef element(std::size_t i) const;
    /// The place among its alternatives of what a family holds, its name, and the held value.
    std::size_t index() const { return type_->index(at_); }
    std::string_view id() const { return type_->alternatives[index()].id; }
    ConstValueRef held() const;
    void members(FunctionRef<void(const Field&, ConstValueRef)> f) const { type_->read_members(at_, f); }
    /// The member with this key.
    std::optional<ConstValueRef> member(std::string_view key) const;

private:
    const ValueType* type_;
    const void* at_;
};

/// The same to write.
class ValueRef {
public:
    ValueRef(const ValueType& type, void* at) : type_(&type), at_(at) {}
    operator ConstValueRef() const { return {*type_, at_}; }

    const ValueType& type() const { return *type_; }
    Sort sort() const { return type_->sort; }
    void* at() const { return at_; }
    template <class T>
    T& as() const {
        assert(type_ == &value_type<T>());
        return *static_cast<T*>(at_);
    }

    bool same(ConstValueRef other) const { return ConstValueRef(*this).same(other); }
    void assign(ConstValueRef other) const {
        assert(type_ == &other.type());
        type_->assign(at_, other.at());
    }
    std::size_t choice() const { return *static_cast<const unsigned char*>(at_); }
    void set_choice(std::size_t i) const { *static_cast<unsigned char*>(at_) = static_cast<unsigned char>(i); }
    std::span<double> cells() const { return {type_->cells(at_), static_cast<std::size_t>(type_->rows * type_->columns)}; }
    std::size_t length() const { return type_->length(at_); }
    ValueRef element(std::size_t i) const { return {*type_->element_type, type_->element(at_, i)}; }
    void resize(std::size_t n) const { type_->resize(at_, n); }
    void insert(std::size_t at, ConstValueRef element) const {
        assert(type_->element_type == &element.type());
        type_->insert(at_, at, element.at());
    }
    void erase(std::size_t at) const { type_->erase(at_, at); }
    std::size_t index() const { return type_->index(at_); }
    std::string_view id() const { return type_->alternatives[index()].id; }
    /// Holds the i-th alternative from now on, as it is made by default.
    void choose(std::size_t i) const { type_->choose(at_, i); }
    ValueRef held() const { return type_->held(at_); }
    void members(FunctionRef<void(const Field&, ValueRef)> f) const { type_->members(at_, f); }
    std::optional<ValueRef> member(std::string_view key) const;
    void repair() const { if (type_->repair) type_->repair(at_); }

private:
    const ValueType* type_;
    void* at_;
};

/// A value of any type that is nobody else's.
class OwnValue {
public:
    explicit OwnValue(ConstValueRef value) : type_(&value.type()), at_(type_->copy(value.at())) {}
    /// As it is made by default.
    explicit OwnValue(const ValueType& type) : OwnValue(ConstValueRef(type, type.fresh())) {}
    ValueRef ref() { return {*type_, at_.get()}; }
    ConstValueRef ref() const { return {*type_, at_.get()}; }

private:
    const ValueType* type_;
    std::shared_ptr<void> at_;
};

/// f(field, a.member, b.member) for each member of two objects of one type.
void zip_members(ValueRef a, ConstValueRef b, FunctionRef<void(const Field&, ValueRef, ConstValueRef)> f);
void zip_members(ConstValueRef a, ConstValueRef b, FunctionRef<void(const Field&, ConstValueRef, ConstValueRef)> f);

// How the tables are made.
namespace value_types {

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;

/// A matrix or vector of Eigen whose size is known.
template <class T>
concept Matrix = requires(T t) {
    { t.data() } -> std::same_as<double*>;
    { T::Zero() } -> std::convertible_to<T>;
    requires T::RowsAtCompileTime > 0 && T::ColsAtCompileTime > 0;
};

template <class T>
constexpr Sort sort_of() {
    static_assert(!std::is_arithmetic_v<T> || std::same_as<T, bool> || std::same_as<T, double> || std::same_as<T, int>,
                  "a described number is a double or an int");
    static_assert(!std::is_enum_v<T> || sizeof(T) == 1, "a described enumeration is one byte large");
    if constexpr (named_sort<T>) return *named_sort<T>;
    else if constexpr (std::same_as<T, bool>) return Sort::boolean;
    else if constexpr (std::same_as<T, double>) return Sort::real;
    else if constexpr (std::same_as<T, int>) return Sort::whole;
    else if constexpr (std::same_as<T, std::string>) return Sort::text;
    else if constexpr (std::is_enum_v<T>) return Sort::choice;
    else if constexpr (Matrix<T>) return Sort::matrix;
    else if constexpr (is_list<T>) return Sort::list;
    else if constexpr (is_variant<T>) return Sort::family;
    else {
        static_assert(Described<T>, "a member is a number, bool, text, formula, enumeration, matrix, list, family, panel or described value");
        return Sort::object;
    }
}

template <class T>
const void* fresh() {
    static const T value = [] {
        if constexpr (sort_of<T>() == Sort::matrix) return T(T::Zero());
        else if constexpr (sort_of<T>() == Sort::formula) return T({"x", "y"}, "0");
        else return T{};
    }();
    return &value;
}

template <class L>
auto place(L& l, std::size_t i) { return l.begin() + static_cast<std::ptrdiff_t>(i); }

template <class L>
constexpr void add_list(ValueType& t) {
    using T = typename L::value_type;
    t.element_type = &value_type<T>();
    t.length = [](const void* l) { return static_cast<const L*>(l)->size(); };
    t.capacity = [](const void* l) { return static_cast<const L*>(l)->capacity(); };
    t.element = [](void* l, std::size_t i) -> void* { return &(*static_cast<L*>(l))[i]; };
    t.resize = [](void* l, std::size_t n) { static_cast<L*>(l)->resize(n, *static_cast<const T*>(fresh<T>())); };
    t.insert = [](void* l, std::size_t i, const void* x) {
        static_cast<L*>(l)->insert(place(*static_cast<L*>(l), i), T(*static_cast<const T*>(x)));   // x may lie in the list
    };
    t.erase = [](void* l, std::size_t i) { static_cast<L*>(l)->erase(place(*static_cast<L*>(l), i)); };
}

template <class>
struct Alternatives;
template <class... A>
struct Alternatives<std::variant<A...>> {
    static constexpr Alternative names[] = {{A::id, A::label}...};
    static constexpr void (*choose[])(std::variant<A...>&) = {[](std::variant<A...>& v) { v.template emplace<A>(); }...};
    static constexpr const ValueType* types[] = {&value_type<A>()...};
};

template <class V>
constexpr void add_family(ValueType& t) {
    t.alternatives = Alternatives<V>::names;
    t.index = [](const void* v) { return static_cast<const V*>(v)->index(); };
    t.choose = [](void* v, std::size_t i) { Alternatives<V>::choose[i](*static_cast<V*>(v)); };
    t.held = [](void* v) {
        auto& family = *static_cast<V*>(v);
        return ValueRef(*Alternatives<V>::types[family.index()], std::visit([](auto& a) -> void* { return &a; }, family));
    };
}

template <class T>
constexpr void add_members(ValueType& t) {
    t.members = [](void* o, FunctionRef<void(const Field&, ValueRef)> f) {
        T::describe(*static_cast<T*>(o), [&]<class M>(const Field& field, M& member) { f(field, ValueRef(value_type<M>(), &member)); });
    };
    t.read_members = [](const void* o, FunctionRef<void(const Field&, ConstValueRef)> f) {
        T::describe(*static_cast<const T*>(o), [&]<class M>(const Field& field, const M& member) { f(field, ConstValueRef(value_type<M>(), &member)); });
    };
    if constexpr (Repairable<T>) t.repair = [](void* o) { static_cast<T*>(o)->repair(); };
    if constexpr (requires { T::made_bytes; }) t.made_bytes = T::made_bytes;
}

template <class E>
inline constexpr auto choices_of = choices(E{});

template <class T>
constexpr ValueType make() {
    ValueType t;
    t.sort = sort_of<T>();
    t.size = sizeof(T);
    t.same = [](const void* a, const void* b) { return *static_cast<const T*>(a) == *static_cast<const T*>(b); };
    t.assign = [](void* a, const void* b) { *static_cast<T*>(a) = *static_cast<const T*>(b); };
    t.copy = [](const void* a) -> std::shared_ptr<void> { return std::make_shared<T>(*static_cast<const T*>(a)); };
    t.fresh = fresh<T>;
    if constexpr (sort_of<T>() == Sort::choice) t.choices = choices_of<T>;
    if constexpr (sort_of<T>() == Sort::matrix) {
        t.rows = T::RowsAtCompileTime, t.columns = T::ColsAtCompileTime;
        static_assert(T::RowsAtCompileTime == 1 || T::ColsAtCompileTime == 1 || !T::IsRowMajor, "cells come column by column");
        t.cells = [](void* m) { return static_cast<T*>(m)->data(); };
    }
    if constexpr (sort_of<T>() == Sort::list) add_list<T>(t);
    if constexpr (sort_of<T>() == Sort::family) add_family<T>(t);
    if constexpr (sort_of<T>() == Sort::object) add_members<T>(t);
    return t;
}

template <class T>
inline constexpr ValueType table = make<T>();

}

template <class T>
constexpr const ValueType& value_type() { return value_types::table<T>; }

template <Described T>
ValueRef ref_to(T& value) { return {value_type<T>(), &value}; }
template <Described T>
ConstValueRef ref_to(const T& value) { return {value_type<T>(), &value}; }

}
