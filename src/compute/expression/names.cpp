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

constexpr std::array connectives{
    Connective{"or", logical_or, false, 2},   Connective{"nor", logical_or, true, 2},   Connective{"xor", unequal, false, 3},
    Connective{"and", logical_and, false, 4}, Connective{"nand", logical_and, true, 4},
};

struct Elsewhere {
    std::string_view name, here;
    bool word = false;                        ///< only where it is called
};

constexpr std::array elsewhere{
    Elsewhere{"tg", "tan(x)"}, Elsewhere{"ctg", "1/tan(x)"}, Elsewhere{"cotg", "1/tan(x)"}, Elsewhere{"cotan", "1/tan(x)"},
    Elsewhere{"cosec", "1/sin(x)"}, Elsewhere{"arctg", "atan(x)"}, Elsewhere{"arcctg", "pi/2 - atan(x)"},
    Elsewhere{"arccot", "pi/2 - atan(x)"}, Elsewhere{"arcsec", "acos(1/x)"}, Elsewhere{"arccsc", "asin(1/x)"},
    Elsewhere{"tgh", "tanh(x)"}, Elsewhere{"coth", "1/tanh(x)"}, Elsewhere{"sech", "1/cosh(x)"}, Elsewhere{"csch", "1/sinh(x)"},
    Elsewhere{"lg", "log10(x)"}, Elsewhere{"exp2", "2^x"}, Elsewhere{"exp10", "10^x"}, Elsewhere{"nthroot", "x^(1/n)"},
    Elsewhere{"factorial", "gamma(x + 1)"}, Elsewhere{"fact", "gamma(x + 1)", true}, Elsewhere{"root", "x^(1/n)", true},
    Elsewhere{"ld", "log2(x)", true}, Elsewhere{"lb", "log2(x)", true}, Elsewhere{"sh", "sinh(x)", true}, Elsewhere{"ch", "cosh(x)", true},
    Elsewhere{"th", "tanh(x)", true}, Elsewhere{"sen", "sin(x)", true}, Elsewhere{"sine", "sin(x)", true}, Elsewhere{"cosine", "cos(x)", true},
    Elsewhere{"tangent", "tan(x)", true}, Elsewhere{"ceiling", "ceil(x)", true}, Elsewhere{"fabs", "abs(x)", true},
    Elsewhere{"signum", "sign(x)", true}, Elsewhere{"square", "x^2", true}, Elsewhere{"logit", "ln(x/(1 - x))", true},
};

std::optional<Operation> find(std::span<const Name> names, std::string_view name) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const Name& entry) { return entry.first == name; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

}

std::optional<Operation> function_named(std::string_view name) { return find(functions, name); }

std::optional<Operation> constant_named(std::string_view name) { return find(constants, name); }

const Connective* connective_named(std::string_view word) {
    const auto found = std::find_if(connectives.begin(), connectives.end(), [&](const Connective& entry) { return entry.word == word; });
    return found == connectives.end() ? nullptr : &*found;
}

bool is_degree(std::string_view word) { return word == "deg" || word == "degree" || word == "degrees"; }

std::optional<std::string_view> written_elsewhere(std::string_view name, bool called) {
    const auto found = std::find_if(elsewhere.begin(), elsewhere.end(), [&](const Elsewhere& entry) { return entry.name == name; });
    if (found == elsewhere.end() || (found->word && !called)) return std::nullopt;
    return found->here;
}

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
