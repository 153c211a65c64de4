#include "compute/expression/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace eigenscope {
namespace {

using Name = std::pair<std::string_view, Operation>;

using enum Operation;

// The first name of an operation is the one it is printed with.
constexpr std::array functions{
    Name{"sin", sin},       Name{"cos", cos},       Name{"tan", tan},         Name{"asin", asin},         Name{"acos", acos},
    Name{"atan", atan},     Name{"sinh", sinh},     Name{"cosh", cosh},       Name{"tanh", tanh},         Name{"asinh", asinh},
    Name{"acosh", acosh},   Name{"atanh", atanh},   Name{"exp", exp},         Name{"expm1", expm1},       Name{"ln", ln},
    Name{"log1p", log1p},   Name{"log10", log10},   Name{"log2", log2},       Name{"sqrt", sqrt},         Name{"cbrt", cbrt},
    Name{"abs", abs},       Name{"sign", sign},     Name{"floor", floor},     Name{"ceil", ceil},         Name{"round", round},
    Name{"erf", erf},       Name{"erfc", erfc},     Name{"gamma", gamma},     Name{"lgamma", lgamma},     Name{"sigmoid", sigmoid},
    Name{"softplus", softplus}, Name{"relu", relu}, Name{"atan2", atan2},     Name{"hypot", hypot},       Name{"min", min},
    Name{"max", max},       Name{"mod", mod},       Name{"polygamma", polygamma}, Name{"if", choose},     Name{"sum", sum},
    Name{"prod", product},
    Name{"log", ln},        Name{"pow", power},     Name{"sgn", sign},        Name{"product", product},   Name{"Γ", gamma},
    Name{"arcsin", asin},   Name{"arccos", acos},   Name{"arctan", atan},     Name{"arsinh", asinh},      Name{"arcosh", acosh},
    Name{"artanh", atanh},  Name{"arcsinh", asinh}, Name{"arccosh", acosh},   Name{"arctanh", atanh},
};

constexpr std::array constants{
    Name{"pi", pi}, Name{"π", pi}, Name{"tau", tau}, Name{"τ", tau}, Name{"e", e},
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
