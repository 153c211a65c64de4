#pragma once
#include "base/variant.hpp"
#include "document/walk.hpp"

#include <string>
#include <vector>

/// What a scene file may hold: the members of a described value, with the values that each may have.
namespace eigenscope {

/// One member: its key as a path ("style.width"), what it may be ("a number, 0 .. 1e6"), its name for people.
struct Range {
    std::string key, values;
    std::string_view label;
};

namespace ranges {

std::string of_numbers(const Field& field, bool whole);
std::string one_of(const std::vector<std::string_view>& keys);

/// What a member of this type may be, in words.
template <class T>
std::string in_words(const T& member, const Field& field) {
    if constexpr (std::same_as<T, bool>) {
        return "true or false";
    } else if constexpr (NumberMember<T>) {
        return of_numbers(field, std::integral<T>);
    } else if constexpr (MatrixMember<T>) {
        const std::string rows = std::to_string(T::RowsAtCompileTime), columns = std::to_string(T::ColsAtCompileTime);
        return (T::ColsAtCompileTime == 1 ? rows + " numbers" : rows + " rows of " + columns + " numbers") + ", each " + of_numbers(field, false);
    } else if constexpr (FormulaMember<T>) {
        return "a formula";
    } else if constexpr (ParametersMember<T>) {
        return "for each parameter of the formula: " + of_numbers(field, false);
    } else if constexpr (TextMember<T>) {
        return "a text";
    } else if constexpr (ListMember<T>) {
        const auto least = std::to_string(field.least), most = std::to_string(field.most);
        return "a list of " + least + " to " + most + ", each "  + in_words(fresh<typename T::value_type>(), field);
    } else if constexpr (Enumerated<T>) {
        std::vector<std::string_view> keys;
        for (const Choice& choice : choices(T{})) keys.push_back(choice.key);
        return one_of(keys);
    } else if constexpr (Family<T>) {
        std::vector<std::string_view> kinds;
        for_each_alternative<T>([&](const auto& alternative) { kinds.push_back(alternative.id); });
        return "an object whose kind is " + one_of(kinds);
    } else {
        std::string members;
        T::describe(member, [&](const Field& inner, const auto&) { (members += members.empty() ? "" : ", ") += inner.key; });
        return "an object of " + members;
    }
}

}

/// Appends the members of a described value, those of a described member with its key before theirs.
template <Described T>
void append_ranges(std::vector<Range>& rows, const T& value, const std::string& before = {}) {
    T::describe(value, [&](const Field& field, const auto& member) {
        using M = std::remove_cvref_t<decltype(member)>;
        const std::string key = before + std::string(field.key);
        if constexpr (Described<M> && !FormulaMember<M>) append_ranges(rows, member, key + ".");
        else rows.push_back({key, ranges::in_words(member, field), field.label});
    });
}

}
