#pragma once
#include "base/sort.hpp"
#include "compute/expression/expression.hpp"

#include <memory>

namespace eigenscope {

/// A name in a formula that does not vary with the point, and its value.
struct Parameter {
    std::string name;
    double value = 1;
    bool operator==(const Parameter&) const = default;
};

/// In the order in which they appear in the formula.
using Parameters = std::vector<Parameter>;

/// A formula as somebody typed it. It can always be read: a text that cannot never becomes a value of this type. What varies
/// are the names given at the start (x and y, say; then x1 and x2 are understood too, in their place); every other name is a
/// parameter.
class Typed {
public:
    /// The text must be one that can be read: this is for formulas in our own code. `read` is for all others.
    Typed(std::vector<std::string> variables, std::string_view text);
    /// The same variables with another text; the error is the sentence for the user.
    Result<Typed> read(std::string_view text) const;

    const std::string& text() const { return source_->text; }
    /// Its variables come first, in the order given, whether they occur or not; the parameters follow.
    const Expression& expression() const { return source_->expression; }
    /// How many of the expression's variables vary with the point.
    std::size_t dimension() const { return source_->given.size(); }
    /// The names of the parameters, in order of appearance.
    std::span<const std::string> parameter_names() const;

    bool operator==(const Typed& other) const;

private:
    struct Source {
        std::vector<std::string> given;
        std::string text;
        Expression expression;
    };
    static Result<Source> source(std::vector<std::string> given, std::string_view text);
    explicit Typed(std::shared_ptr<const Source> source) : source_(std::move(source)) {}

    // Shared, because documents are copied all the time and a source never changes.
    std::shared_ptr<const Source> source_;
};

/// The parameters that the formula has: those of the list that are still in it keep their values, c_1 as c1; a new one is 1.
Parameters matched(const Typed& formula, const Parameters& parameters);

template <>
inline constexpr std::optional<Sort> named_sort<Typed> = Sort::formula;
template <>
inline constexpr std::optional<Sort> named_sort<Parameters> = Sort::parameters;

}
