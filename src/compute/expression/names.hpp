#pragma once
#include "compute/expression/expression.hpp"

namespace eigenscope {

/// The function of this name ("sin", "log"), other than those written with signs.
std::optional<Operation> function_named(std::string_view name);

/// The constant of this name: pi, π, tau, τ, e.
std::optional<Operation> constant_named(std::string_view name);

}
