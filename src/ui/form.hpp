#pragma once
#include "base/field.hpp"
#include "base/value.hpp"
#include "compute/expression/typed.hpp"
#include "panels/control.hpp"
#include "ui/widgets.hpp"

#include <span>
#include <string>
#include <vector>

/// The controls of any described value, made from its own description.
namespace eigenscope::ui {

// The pieces.
bool choice_control(const Kit& kit, const Field& field, std::span<const std::string> labels, std::size_t& chosen, std::span<const std::string> refusals = {});
bool family_control(const Kit& kit, const Field& field, std::span<const std::string> labels, std::size_t& chosen);
bool text_control(const Kit& kit, const Field& field, std::string& value);
/// Numbers in rows and columns; the columns of a 2x2 matrix have the colours they have in the pictures.
bool grid_control(const Kit& kit, const Field& field, std::span<double> row_major, int columns);
/// A field for a formula: each key that leaves one that can be read changes the value at once. Any other text stays in the field,
/// with a mark under what is wrong in it and a sentence.
bool formula_control(const Kit& kit, const Field& field, Typed& value);
/// A slider for each parameter. It reaches from -10 to 10, or as far as its value needs.
bool parameters_control(const Kit& kit, const Field& field, Parameters& value);
bool seed_control(const Kit& kit, const Field& field, double& value);
/// What is to be done with one element of a list.
enum class ListAct { none, duplicate, remove };
ListAct element_header(const Kit& kit, std::string_view label, bool can_grow, bool can_shrink);
bool list_header(const Kit& kit, const Field& field, bool can_grow);

/// Walks a described value and makes a control for each member.
class Form {
public:
    explicit Form(const Kit& kit, Fields hints = {}) : kit_(kit), hints_(std::move(hints)) {}

    /// All members of a described value. True when one was changed.
    bool members(ValueRef value);
    template <Described T>
    bool members(T& value) { return members(ref_to(value)); }

    /// One member, unless it is hidden or skipped.
    bool field(const Field& field, ValueRef value);

private:
    bool control(const Field& field, ValueRef value);
    bool real(const Field& field, double& value);
    bool whole(const Field& field, int& value);
    bool choice(const Field& field, ValueRef value);
    bool matrix(const Field& field, ValueRef value);
    bool family(const Field& field, ValueRef value);
    bool list(const Field& field, ValueRef value);
    /// Hints are used up by the first number they meet.
    SliderDecor take_decor();

    const Kit& kit_;
    Fields hints_;
    int depth_ = 0;                           ///< how many fields the walk stands in
    std::string scope_;                       ///< id of the family member whose fields are walked
};

}
