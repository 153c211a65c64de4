#pragma once
#include "compute/expression/expression.hpp"

#include <random>

/// Expressions drawn at random, for laws. Everything follows from the generator's state.
class RandomExpression {
public:
    RandomExpression(unsigned seed, std::vector<std::string> variables, std::vector<double> numbers)
        : random_(seed), variables_(std::move(variables)), numbers_(std::move(numbers)) {}

    /// Of all operations (it may be a little larger), or of those that can be differentiated everywhere they are defined.
    eigenscope::Expression draw(int size, bool smooth = false) {
        expression_ = {.nodes = {}, .variables = variables_, .indices = {}};
        grow(size, smooth);
        return expression_;
    }
    /// Made of + − * and signs only: whole numbers stay exact.
    eigenscope::Expression polynomial(int size) {
        expression_ = {.nodes = {}, .variables = variables_, .indices = {}};
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
        for (int i = eigenscope::arity(operation); i > 0; --i) size += nodes[nodes.size() - size].size;
        nodes.push_back({.operation = operation, .size = size});
    }

    void leaf() {
        const int choice = integer(0, 9);
        auto& nodes = expression_.nodes;
        if (choice < 5 && !running_.empty() && integer(0, 1) == 0)
            nodes.push_back({.operation = Operation::index, .variable = running_[static_cast<std::size_t>(integer(0, static_cast<int>(running_.size()) - 1))]});
        else if (choice < 5)
            nodes.push_back({.operation = Operation::variable, .variable = static_cast<std::uint32_t>(integer(0, static_cast<int>(variables_.size()) - 1))});
        else if (choice < 9)
            nodes.push_back({.operation = Operation::number, .value = numbers_[static_cast<std::size_t>(integer(0, static_cast<int>(numbers_.size()) - 1))]});
        else
            push(between(Operation::pi, Operation::e));
    }

    Operation between(Operation first, Operation last) { return static_cast<Operation>(integer(static_cast<int>(first), static_cast<int>(last))); }

    void grow(int size, bool smooth) {
        if (size <= 1) return leaf();
        Operation operation{};
        do {
            if (size > 3 && integer(0, 15) == 0) operation = between(Operation::choose, Operation::product);
            else operation = size > 2 && integer(0, 2) > 0 ? between(Operation::add, Operation::logical_or) : between(Operation::negate, Operation::logical_not);
        } while ((smooth && kinked(operation)) || (operation >= Operation::sum && running_.size() == indices_.size()));
        if (operation >= Operation::sum) return grow_sum(size, operation, smooth);
        int left = size - 1;
        for (int operands = eigenscope::arity(operation); operands > 1; --operands) {
            const int part = integer(1, left - operands + 1);
            grow(part, smooth);
            left -= part;
        }
        grow(left, smooth);
        push(operation);
    }

    /// A short sum or product over the next free name.
    void grow_sum(int size, Operation operation, bool smooth) {
        const auto slot = static_cast<std::uint32_t>(running_.size());
        if (expression_.indices.size() == slot) expression_.indices.push_back(indices_[slot]);
        for (const int limit : {integer(0, 2), integer(0, 4)}) expression_.nodes.push_back({.operation = Operation::number, .value = static_cast<double>(limit)});
        running_.push_back(slot);
        grow(std::max(1, size - 3), smooth);
        running_.pop_back();
        push(operation);
        expression_.nodes.back().variable = slot;
    }

    void grow_polynomial(int size) {
        if (size <= 1) {
            do leaf();
            while (expression_.nodes.back().operation >= Operation::pi && (expression_.nodes.pop_back(), true));
            return;
        }
        const Operation operation = size == 2 || integer(0, 3) == 0 ? Operation::negate : between(Operation::add, Operation::multiply);
        if (operation == Operation::negate) {
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
        case Operation::abs: case Operation::sign: case Operation::floor: case Operation::ceil: case Operation::round: case Operation::relu:
        case Operation::min: case Operation::max: case Operation::mod: case Operation::polygamma: case Operation::choose: return true;
        default: return eigenscope::is_condition(operation);
        }
    }

    std::mt19937_64 random_;
    std::vector<std::string> variables_;
    std::vector<double> numbers_;
    std::vector<std::string> indices_ = {"k", "m"};
    std::vector<std::uint32_t> running_;      ///< slots of the sums that are growing
    eigenscope::Expression expression_;
};
