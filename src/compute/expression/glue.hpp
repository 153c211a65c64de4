#pragma once
#include "compute/expression/interval.hpp"
#include "compute/expression/rational.hpp"

namespace eigenscope {

namespace exact {

/// offset + slope·t
struct Line {
    Rational slope, offset;
    Rational operator()(const Rational& t) const { return slope * t + offset; }
    bool operator==(const Line&) const = default;
};

/// line + size·|inside|
struct Bend {
    Line line;
    Rational size;
    Line inside;

    Rational operator()(const Rational& t) const { return line(t) + size * abs(inside(t)); }
    bool straight() const { return size == 0; }
    bool constant() const { return straight() && line.slope == 0; }
};

}

/// A term as a function φ of one of the terms below it, the argument. For internal use: the header is heavy.
class Glue {
public:
    using Id = Graph::Id;
    using Rational = exact::Rational;
    using Bend = exact::Bend;

    /// Nothing when the term depends on variables in another way than through the argument, or is too large.
    static std::optional<Glue> make(const Graph& graph, Id whole, Id argument);
    /// Whether φ is continuous because everything in it is: no condition decides.
    bool continuous() const;
    /// Where conditions change, inside of the range and in order; nothing if one of them is not about lines.
    std::optional<std::vector<Rational>> joints(const Enclosure& range) const;
    /// The formula that holds at a place: the last term of the graph, the argument as variable 0. Nothing if a condition there is
    /// more than a comparison, "and", "or" or "not".
    std::optional<Graph> piece(const Rational& at) const;

private:
    Glue(const Graph& graph, Id whole, Id argument) : graph_(graph), whole_(whole), argument_(argument), needed_(whole + 1, false) {}
    bool find_terms();
    /// The term that is the square of √q or of hypot(u, v): q, or u² + v².
    static std::optional<Id> square_of(const Graph& graph, Id argument);
    /// Whether the term is |u|, relu(u), max(u, v) or min(u, v) of lines in the argument: it changes where a line has its zero.
    bool turns(Id id) const { return turned(id).has_value(); }
    std::optional<Bend> turned(Id id) const;
    /// What it is at a place where its line is not zero; itself where it is.
    Id side(Graph& graph, Id id, const std::vector<Id>& place, const Rational& at) const;
    std::optional<Bend> bend(Id id) const;
    const std::optional<Bend>& bends_of(Id operand, Id id) const;
    std::optional<Bend> difference_of(Id comparison) const;
    bool holds(Id comparison, const Rational& at) const;

    const Graph& graph_;
    const Id whole_, argument_;
    std::optional<Id> square_;                ///< the square of the argument, which is no variable of its own
    std::vector<bool> needed_;
    std::vector<std::optional<Bend>> bends_;
};

}
