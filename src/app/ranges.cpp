#include "app/ranges.hpp"

#include "base/number.hpp"
#include "document/walk.hpp"

#include <cmath>

namespace eigenscope {
namespace {

std::string of_numbers(const Field& field, bool whole) {
    const double lo = whole ? std::ceil(lowest(field)) : lowest(field), hi = whole ? std::floor(highest(field)) : highest(field);
    return std::string(whole ? "a whole number, " : "a number, ") + shortest(lo) + " .. " + shortest(hi);
}

std::string one_of(const std::vector<std::string_view>& keys) {
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i) (text += i == 0 ? "" : i + 1 < keys.size() ? ", " : " or ") += keys[i];
    return text;
}

std::string of_matrix(const ValueType& type, const Field& field) {
    const std::string rows = std::to_string(type.rows), columns = std::to_string(type.columns);
    return (type.columns == 1 ? rows + " numbers" : rows + " rows of " + columns + " numbers") + ", each " + of_numbers(field, false);
}

std::string of_members(ConstValueRef value) {
    std::string members;
    value.members([&](const Field& inner, ConstValueRef) { (members += members.empty() ? "" : ", ") += inner.key; });
    return "an object of " + members;
}

/// What a member of this type may be, in words.
std::string in_words(const ValueType& type, const Field& field) {
    std::vector<std::string_view> keys;
    switch (type.sort) {
    case Sort::boolean: return "true or false";
    case Sort::real: return of_numbers(field, false);
    case Sort::whole: return of_numbers(field, true);
    case Sort::text: return "a text";
    case Sort::formula: return "a formula";
    case Sort::parameters: return "for each parameter of the formula: " + of_numbers(field, false);
    case Sort::matrix: return of_matrix(type, field);
    case Sort::list:
        return "a list of " + std::to_string(field.least) + " to " + std::to_string(field.most) + ", each " + in_words(*type.element_type, field);
    case Sort::choice:
        for (const Choice& choice : type.choices) keys.push_back(choice.key);
        return one_of(keys);
    case Sort::family:
        for (const Alternative& alternative : type.alternatives) keys.push_back(alternative.id);
        return "an object whose kind is " + one_of(keys);
    case Sort::object: return of_members({type, type.fresh()});
    case Sort::panel: return "a panel";
    }
    return {};
}

}

void append_ranges(std::vector<Range>& rows, ConstValueRef value, const std::string& before) {
    value.members([&](const Field& field, ConstValueRef member) {
        const std::string key = before + std::string(field.key);
        if (member.sort() == Sort::object) append_ranges(rows, member, key + ".");
        else rows.push_back({key, in_words(member.type(), field), field.label});
    });
}

}
