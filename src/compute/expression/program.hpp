#pragma once
#include "compute/expression/graph.hpp"
#include "compute/expression/kernels.hpp"

#include <functional>

namespace eigenscope {

/// Some terms of a graph, ready to be evaluated many times: what they do not need is left out, constants are worked out, common
/// patterns of two operations are one instruction, and intermediate results share a few short arrays that stay in the cache.
///
/// Each operation has the value of `applied` but for a few units in the last place; e^x is exp(x), with e itself and not the
/// double beside it. A point has the same bits alone and among many. Immutable; any number of threads may run it.
class Program {
public:
    enum class Domain {
        of_each,                              ///< each output is defined where its own formula is
        of_first,                             ///< and not-a-number where the first output is
    };

    Program(const Graph& graph, std::span<const Graph::Id> outputs, Domain domain = Domain::of_each);

    /// The outputs at many points: x[k] are the coordinates of variable k; all spans are of equal length and no output is an input.
    void run(std::span<const std::span<const double>> x, std::span<const std::span<double>> outputs) const;
    /// The same; `done(first, count)` after each stretch of points.
    using Done = std::function<void(std::size_t first, std::size_t count)>;
    void run(std::span<const std::span<const double>> x, std::span<const std::span<double>> outputs, const Done& done) const;
    /// The outputs at one point.
    void run(std::span<const double> x, std::span<double> outputs) const;

    std::size_t instructions() const { return instructions_.size(); }
    /// How many intermediate results are kept at a time.
    std::size_t registers() const { return registers_; }
    /// How many points are worked on at a time.
    std::size_t chunk() const;

private:
    enum class Room : std::uint8_t { scratch, input, output };
    struct Place {
        Room room = Room::scratch;
        std::uint32_t index = 0;
    };
    struct Instruction {
        Kernel kernel = Kernel::fill;
        Operation operation = Operation::number;
        Place out;
        std::array<Place, 3> operands = {};
        int count = 0;                        ///< of operands
        double s = 0, t = 0;
    };
    class Allocation;
    template <class Locate>
    void execute(std::span<const Instruction> instructions, std::size_t n, Locate locate) const;

    template <class Output>
    void restrict_domain(std::size_t outputs, std::size_t n, Output output) const;

    Domain domain_;
    std::vector<Instruction> setup_;          ///< constants that fill an array, once for all points
    std::vector<Instruction> instructions_;
    std::size_t registers_ = 0;               ///< those of constants included
    std::size_t arrays_ = 0;                  ///< registers, inputs and outputs
};

}
