#pragma once
#include "compute/expression/expression.hpp"

#include <utility>

namespace eigenscope {

/// Works its way from the leaves up without recursion: `visit(index, operands)` gives the result for a node from the results
/// of its operands (a span of `arity` results, free to be moved from).
template <class T, class Visit>
T fold(const Expression& expression, Visit&& visit) {
    std::vector<T> stack;
    for (std::size_t i = 0; i < expression.nodes.size(); ++i) {
        const auto count = static_cast<std::size_t>(arity(expression.nodes[i].operation));
        T result = visit(i, std::span<T>(stack).last(count));
        stack.erase(stack.end() - static_cast<std::ptrdiff_t>(count), stack.end());
        stack.push_back(std::move(result));
    }
    return std::move(stack.back());
}

}
