#include "compute/expression/program.hpp"

#include "compute/expression/selection.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace eigenscope {

/// Puts the instructions in order and gives their results places: a register is free again after its last use.
class Program::Allocation {
public:
    Allocation(Program& program, const Graph& graph, std::span<const Graph::Id> outputs)
        : program_(program), graph_(graph), outputs_(outputs), selection_(graph, outputs), values_(graph.size()) {}

    void run() {
        std::vector<std::size_t> ends;
        for (const Id id : outputs_) {
            ++values_[id].uses;
            order_below(id);
            ends.push_back(order_.size());
        }
        for (std::size_t k = 0; k < outputs_.size(); ++k) reserve(k);
        std::size_t next = 0;
        for (std::size_t k = 0; k < outputs_.size(); ++k) {
            for (; next < ends[k]; ++next) emit(order_[next]);
            store(k);
        }
        program_.registers_ = registers_;
        program_.arrays_ = registers_ + inputs_ + outputs_.size();
    }

private:
    using Id = Graph::Id;
    struct Value {
        Selected selected;
        Place place;
        std::uint32_t uses = 0;               ///< by instructions that are still to come
        bool ordered = false;
        bool placed = false;
        bool kept = false;                    ///< to the end
    };

    bool is_variable(Id id) const { return graph_[id].operation == Operation::variable; }

    /// Operands before what is made of them, depth first, so that results are used soon.
    void order_below(Id root) {
        struct Open {
            Id id;
            int done = 0;                     ///< operands
        };
        std::vector<Open> open;
        const auto enter = [&](Id id) {
            Value& value = values_[id];
            if (std::exchange(value.ordered, true)) return;
            if (is_variable(id)) value.selected = {.kernel = Kernel::copy};
            else value.selected = selection_(id);
            for (int i = 0; i < value.selected.count; ++i) ++values_[value.selected.operands[static_cast<std::size_t>(i)]].uses;
            open.push_back({id});
        };
        enter(root);
        while (!open.empty()) {
            const Selected& selected = values_[open.back().id].selected;
            if (open.back().done < selected.count) {
                enter(selected.operands[static_cast<std::size_t>(open.back().done++)]);
            } else {
                order_.push_back(open.back().id);
                open.pop_back();
            }
        }
    }

    /// Where an output can be computed in its place, it is.
    void reserve(std::size_t k) {
        Value& value = values_[outputs_[k]];
        if (value.placed || is_variable(outputs_[k]) || selection_.is_constant(outputs_[k])) return;
        value.place = {Room::output, static_cast<std::uint32_t>(k)};
        value.placed = value.kept = true;
    }

    Place free_register() {
        if (free_.empty()) return {Room::scratch, static_cast<std::uint32_t>(registers_++)};
        const Place place = free_.back();
        free_.pop_back();
        return place;
    }

    void used(Id id) {
        Value& value = values_[id];
        assert(value.placed && value.uses > 0);
        if (--value.uses == 0 && !value.kept) free_.push_back(value.place);
    }

    void emit(Id id) {
        Value& value = values_[id];
        const bool constant = selection_.is_constant(id);
        if (is_variable(id)) {
            value.place = {Room::input, graph_[id].variable};
            ++inputs_;
            value.placed = value.kept = true;
            return;
        }
        // Before its operands are given up: no instruction works in place.
        if (!value.placed) value.place = constant ? Place{Room::scratch, static_cast<std::uint32_t>(registers_++)} : free_register();
        value.placed = true;
        value.kept = value.kept || constant;
        const Selected& selected = value.selected;
        Instruction result{.kernel = selected.kernel, .operation = selected.operation, .out = value.place, .count = selected.count, .s = selected.s, .t = selected.t};
        for (std::size_t i = 0; i < static_cast<std::size_t>(selected.count); ++i) result.operands[i] = values_[selected.operands[i]].place;
        for (std::size_t i = 0; i < static_cast<std::size_t>(selected.count); ++i) used(selected.operands[i]);
        (constant ? program_.setup_ : program_.instructions_).push_back(result);
    }

    void store(std::size_t k) {
        const Place from = values_[outputs_[k]].place, to = {Room::output, static_cast<std::uint32_t>(k)};
        if (from.room != to.room || from.index != to.index)
            program_.instructions_.push_back({.kernel = Kernel::copy, .out = to, .operands = {from}, .count = 1});
        used(outputs_[k]);
    }

    Program& program_;
    const Graph& graph_;
    std::span<const Id> outputs_;
    Selection selection_;
    std::vector<Value> values_;               ///< of each term
    std::vector<Id> order_;
    std::vector<Place> free_;
    std::size_t registers_ = 0, inputs_ = 0;
};

Program::Program(const Graph& graph, std::span<const Graph::Id> outputs, Domain domain) : domain_(domain) {
    Allocation(*this, graph, outputs).run();
}

namespace {

constexpr std::size_t scratch_size = 4096;

}

std::size_t Program::chunk() const {
    // Measured: all arrays that are worked on within 8 KiB, a quarter of the first cache.
    // Longer chunks lose what the memory fetches ahead, in shorter ones calls begin to show. A multiple of 8, a line of the cache.
    constexpr std::size_t together = 1024, shortest = 64, longest = 256;
    return std::clamp(together / std::max<std::size_t>(arrays_, 1) / 8 * 8, shortest, longest);
}

template <class Locate>
void Program::execute(std::span<const Instruction> instructions, std::size_t n, Locate locate) const {
    for (const Instruction& instruction : instructions) {
        Operands operands{.s = instruction.s, .t = instruction.t, .operation = instruction.operation};
        if (instruction.count > 0) operands.a = locate(instruction.operands[0]);
        if (instruction.count > 1) operands.b = locate(instruction.operands[1]);
        if (instruction.count > 2) operands.c = locate(instruction.operands[2]);
        // Only inputs are const, and no instruction writes to one.
        apply(instruction.kernel, operands, const_cast<double*>(locate(instruction.out)), n);
    }
}

/// Where the first output is not a number, no other is: looked up at the end, because that is rare.
template <class Output>
void Program::restrict_domain(std::size_t outputs, std::size_t n, Output output) const {
    if (domain_ == Domain::of_each || outputs < 2 || !any_undefined(output(0), n)) return;
    for (std::size_t i = 0; i < n; ++i)
        if (std::isnan(output(0)[i]))
            for (std::size_t k = 1; k < outputs; ++k) output(k)[i] = output(0)[i];
}

void Program::run(std::span<const std::span<const double>> x, std::span<const std::span<double>> outputs) const {
    run(x, outputs, [](std::size_t, std::size_t) {});
}

void Program::run(std::span<const std::span<const double>> x, std::span<const std::span<double>> outputs, const Done& done) const {
    if (outputs.empty()) return;
    const std::size_t all = outputs[0].size(), step = chunk();
    alignas(64) double local[scratch_size];
    std::vector<double> large(registers_ * step > scratch_size ? registers_ * step : 0);
    double* const scratch = large.empty() ? local : large.data();
    std::size_t at = 0;
    const auto locate = [&](Place place) -> const double* {
        if (place.room == Room::scratch) return scratch + place.index * step;
        return place.room == Room::input ? x[place.index].data() + at : outputs[place.index].data() + at;
    };
    execute(setup_, std::min(step, all), locate);
    for (; at < all; at += step) {
        const std::size_t n = std::min(step, all - at);
        execute(instructions_, n, locate);
        restrict_domain(outputs.size(), n, [&](std::size_t k) { return outputs[k].data() + at; });
        done(at, n);
    }
}

void Program::run(std::span<const double> x, std::span<double> outputs) const {
    constexpr std::size_t usual = 256;
    double local[usual];
    std::vector<double> large(registers_ > usual ? registers_ : 0);
    double* const scratch = large.empty() ? local : large.data();
    const auto locate = [&](Place place) -> const double* {
        if (place.room == Room::scratch) return scratch + place.index;
        return place.room == Room::input ? x.data() + place.index : outputs.data() + place.index;
    };
    execute(setup_, 1, locate);
    execute(instructions_, 1, locate);
    restrict_domain(outputs.size(), 1, [&](std::size_t k) { return outputs.data() + k; });
}

}
