#pragma once
#include "compute/expression/expression.hpp"

namespace eigenscope {

/// The function of this name ("sin", "log"), other than those written with signs.
std::optional<Operation> function_named(std::string_view name);

/// The constant of this name: pi, π, tau, τ, e.
std::optional<Operation> constant_named(std::string_view name);

/// A word between two conditions.
struct Connective {
    std::string_view word;
    Operation operation;                      ///< xor: of two conditions, that they are not the same
    bool negated;                             ///< nand, nor
    int strength;                             ///< how tightly it binds: or, xor, and
};
const Connective* connective_named(std::string_view word);

/// Whether the word is the unit of an angle: deg, degree, degrees.
bool is_degree(std::string_view word);

/// How a function of other books and programs is written here: "tan(x)" for tg. Short words among them are functions only
/// where they are `called`; elsewhere they are names like any other.
std::optional<std::string_view> written_elsewhere(std::string_view name, bool called);

}
