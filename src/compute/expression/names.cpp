#include "compute/expression/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace eigenscope {
namespace {

using Name = std::pair<std::string_view, Operation>;

// The first name of an operation is the one it is printed with.
constexpr std::array functions{
    Name{"sin", Operation::sin},     Name{"cos", Operation::cos},     Name{"tan", Operation::tan},     Name{"asin", Operation::asin},
    Name{"acos", Operation::acos},   Name{"atan", Operation::atan},   Name{"sinh", Operation::sinh},   Name{"cosh", Operation::cosh},
    Name{"tanh", Operation::tanh},   Name{"exp", Operation::exp},     Name{"ln", Operation::ln},       Name{"log10", Operation::log10},
    Name{"log2", Operation::log2},   Name{"sqrt", Operation::sqrt},   Name{"cbrt", Operation::cbrt},   Name{"abs", Operation::abs},
    Name{"sign", Operation::sign},   Name{"floor", Operation::floor}, Name{"ceil", Operation::ceil},   Name{"erf", Operation::erf},
    Name{"atan2", Operation::atan2}, Name{"hypot", Operation::hypot}, Name{"min", Operation::min},     Name{"max", Operation::max},
    Name{"log", Operation::ln},      Name{"pow", Operation::power},   Name{"arcsin", Operation::asin}, Name{"arccos", Operation::acos},
    Name{"arctan", Operation::atan},
};

constexpr std::array constants{
    Name{"pi", Operation::pi}, Name{"π", Operation::pi}, Name{"tau", Operation::tau}, Name{"τ", Operation::tau}, Name{"e", Operation::e},
};

std::optional<Operation> find(std::span<const Name> names, std::string_view name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const Name& entry) { return entry.first == name; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

}

std::optional<Operation> function_named(std::string_view name) { return find(functions, name); }

std::optional<Operation> constant_named(std::string_view name) { return find(constants, name); }

std::string_view function_name(Operation operation) {
    if (operation == Operation::power) return {};
    const auto find_in = [&](std::span<const Name> names) {
        const auto found = std::find_if(names.begin(), names.end(), [&](const Name& entry) { return entry.second == operation; });
        return found == names.end() ? std::string_view{} : found->first;
    };
    const std::string_view name = find_in(functions);
    return name.empty() ? find_in(constants) : name;
}

}
