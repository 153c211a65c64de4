#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// Puts terms together so that the result is short and easy to read: like terms and like factors are collected, numbers stand in
/// front, fractions are reduced, zeros and ones vanish. Nothing is done inside the operands, which are taken as they are.
/// Where the operands have a value, the result has the same one but for rounding.
class Simplifier {
public:
    using Id = Graph::Id;
    explicit Simplifier(Graph& graph) : graph_(graph) {}

    Id number(double value) { return graph_.number(value); }
    Id negate(Id x);
    Id add(Id a, Id b);
    Id subtract(Id a, Id b) { return add(a, negate(b)); }
    Id multiply(Id a, Id b);
    Id divide(Id a, Id b);
    Id power(Id a, Id b);
    Id square(Id x) { return power(x, number(2)); }
    /// a − b as what stands above a line: multiplied out where opposite parts cancel.
    Id difference_above(Id a, Id b);
    /// Whether the term is not negative wherever it has a value, by its shape: an even power, |u|, √u, e^u, sums of such.
    bool not_negative(Id id) const;
    /// Any operation.
    Id apply(Operation operation, Id a, Id b = 0, Id c = 0);

private:
    /// A number in front, as a fraction: 3/2 stays 3/2.
    struct Coefficient {
        double p = 1, q = 1;                  ///< q > 0
    };
    struct Factor {
        Id base;
        double exponent;
    };
    struct Product {
        Coefficient coefficient;
        std::vector<Factor> factors;
    };
    struct Summand {
        Coefficient coefficient;
        Id term;                              ///< without a number in front; the number 1 for a number alone
    };

    /// Longer sums and products are left as they are: nobody reads them.
    static constexpr std::size_t most_parts = 48;
    /// Whole, and no larger than where doubles still tell it from its neighbours.
    static bool whole(double x);

    void scale(Product& product, double number, double exponent);
    void factor(Product& product, Id base, double exponent);
    void flatten(Product& product, Id id, double exponent);
    Id raised(Id base, double exponent);
    void turn_difference(Product& product);
    void unite_signs(Product& product);
    Id built(Product product);
    void flatten(std::vector<Summand>& sum, Id id, bool negative);
    void summand(std::vector<Summand>& sum, const Summand& next);
    Id built(std::vector<Summand>& sum);
    Id expanded(const std::vector<Summand>& sum, Id as_it_is);
    std::vector<Factor> common_factors(const std::vector<Summand>& sum);
    Id combined(std::vector<Summand>& sum, bool above = false);
    std::optional<std::vector<Summand>> multiplied_out(const std::vector<Product>& products);
    bool unite_squares(std::vector<Summand>& sum);
    std::optional<Id> over_common_denominator(const std::vector<Summand>& sum, bool above);
    Id folded(Operation operation, Id a, Id b, Id c);
    int rank(const Factor& factor) const;

    Graph& graph_;
};

}
