#pragma once
#include "compute/expression/expression.hpp"

#include <random>

/// Expressions drawn at random, for laws. Everything follows from the generator's state.
class RandomExpression {
public:
    RandomExpression(unsigned seed, std::vector<std::string> variables, std::vector<double> numbers)
        : random_(seed), variables_(std::move(variables)), numbers_(std::move(numbers)) {}

    /// Of all operations, or of those that can be differentiated everywhere they are defined.
    eigenscope::Expression draw(int size, bool smooth = false) {
        expression_ = {.nodes = {}, .variables = variables_};
        grow(size, smooth);
        return expression_;
    }
    /// Made of + − * and signs only: whole numbers stay exact.
    eigenscope::Expression polynomial(int size) {
        expression_ = {.nodes = {}, .variables = variables_};
        grow_polynomial(size);
        return expression_;
    }
    double uniform(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(random_); }
    int integer(int lo, int hi) { return std::uniform_int_distribution<int>(lo, hi)(random_); }

private:
    using Operation = eigenscope::Operation;

    void push(Operation operation) {
        auto& nodes = expression_.nodes;
        std::uint32_t size = 1;
        if (eigenscope::arity(operation) > 0) size += nodes.back().size;
        if (eigenscope::arity(operation) > 1) size += nodes[nodes.size() - 1 - nodes.back().size].size;
        nodes.push_back({.operation = operation, .size = size});
    }

    void leaf() {
        const int choice = integer(0, 9);
        auto& nodes = expression_.nodes;
        if (choice < 5)
            nodes.push_back({.operation = Operation::variable, .variable = static_cast<std::uint32_t>(integer(0, static_cast<int>(variables_.size()) - 1))});
        else if (choice < 9)
            nodes.push_back({.operation = Operation::number, .value = numbers_[static_cast<std::size_t>(integer(0, static_cast<int>(numbers_.size()) - 1))]});
        else
            push(static_cast<Operation>(integer(static_cast<int>(Operation::pi), static_cast<int>(Operation::e))));
    }

    void grow(int size, bool smooth) {
        if (size <= 1) return leaf();
        Operation operation{};
        do {
            const bool two = size > 2 && integer(0, 2) > 0;
            operation = two ? static_cast<Operation>(integer(static_cast<int>(Operation::add), static_cast<int>(Operation::max)))
                            : static_cast<Operation>(integer(static_cast<int>(Operation::negate), static_cast<int>(Operation::erf)));
        } while (smooth && kinked(operation));
        if (eigenscope::arity(operation) == 2) {
            const int left = integer(1, size - 2);
            grow(left, smooth);
            grow(size - 1 - left, smooth);
        } else {
            grow(size - 1, smooth);
        }
        push(operation);
    }

    void grow_polynomial(int size) {
        if (size <= 1) {
            do leaf();
            while (expression_.nodes.back().operation >= Operation::pi && (expression_.nodes.pop_back(), true));
            return;
        }
        const Operation operation = size == 2 ? Operation::negate : static_cast<Operation>(integer(static_cast<int>(Operation::add) - 1, static_cast<int>(Operation::multiply)));
        if (operation == Operation::erf || operation == Operation::negate) {
            grow_polynomial(size - 1);
            return push(Operation::negate);
        }
        const int left = integer(1, size - 2);
        grow_polynomial(left);
        grow_polynomial(size - 1 - left);
        push(operation);
    }

    static bool kinked(Operation operation) {
        switch (operation) {
        case Operation::abs: case Operation::sign: case Operation::floor: case Operation::ceil: case Operation::min: case Operation::max: return true;
        default: return false;
        }
    }

    std::mt19937_64 random_;
    std::vector<std::string> variables_;
    std::vector<double> numbers_;
    eigenscope::Expression expression_;
};
