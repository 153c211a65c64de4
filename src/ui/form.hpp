#pragma once
#include "base/field.hpp"
#include "base/number.hpp"
#include "base/variant.hpp"
#include "document/walk.hpp"
#include "ui/widgets.hpp"

#include <algorithm>
#include <concepts>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

/// The controls of any described value, made from its own description.
namespace eigenscope::ui {

// The pieces that need no template.
bool choice_control(const Kit& kit, const Field& field, std::span<const std::string> labels, std::size_t& chosen);
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

/// What a form is told about single fields.
struct FormHints {
    std::vector<std::string_view> only = {};                  ///< these keys and no others, unless empty
    std::vector<std::string_view> skip = {};                  ///< keys that have a control elsewhere
    std::map<std::string, SliderDecor, std::less<>> decor = {};  ///< marks of a slider: the first number of the family member with this id
};

/// Walks a described value and makes a control for each member.
class Form {
public:
    explicit Form(const Kit& kit, FormHints hints = {}) : kit_(kit), hints_(std::move(hints)) {}

    /// All members of a described value. True when one was changed.
    template <Described T>
    bool members(T& value) {
        bool changed = false;
        T::describe(value, [&](const Field& field, auto& member) { changed |= this->field(field, member); });
        return changed;
    }

    /// One member, unless it is hidden or skipped.
    template <class T>
    bool field(const Field& field, T& value) {
        if (field.hidden) return false;
        const auto named = [&](const auto& keys) { return std::find(keys.begin(), keys.end(), field.key) != keys.end(); };
        if (named(hints_.skip) || (depth_ == 0 && !hints_.only.empty() && !named(hints_.only))) return false;
        ++depth_;
        ImGui::PushID(field.key.data(), field.key.data() + field.key.size());
        const bool changed = control(field, value);
        ImGui::PopID();
        --depth_;
        return changed;
    }

private:
    template <class T>
    bool control(const Field& field, T& value) {
        if constexpr (std::same_as<T, bool>) return checkbox(kit_, field.label, value, field.help);
        else if constexpr (Enumerated<T>) return choice(field, value);
        else if constexpr (NumberMember<T>) return scalar(field, value);
        else if constexpr (TextMember<T>) return text_control(kit_, field, value);
        else if constexpr (FormulaMember<T>) return formula_control(kit_, field, value);
        else if constexpr (ParametersMember<T>) return parameters_control(kit_, field, value);
        else if constexpr (MatrixMember<T>) return matrix(field, value);
        else if constexpr (Family<T>) return family(field, value);
        else if constexpr (ListMember<T>) return list(field, value);
        else return members(value);
    }

    template <class T>
    bool scalar(const Field& field, T& value) {
        Field bounded = field;
        if constexpr (std::integral<T>) {
            bounded.lo = std::max(field.lo, static_cast<double>(std::numeric_limits<int>::min()));
            bounded.hi = std::min(field.hi, static_cast<double>(std::numeric_limits<int>::max()));
        }
        auto x = static_cast<double>(value);
        const bool seed = std::integral<T> && field.key == "seed";
        const bool changed = seed ? seed_control(kit_, bounded, x) : number(kit_, bounded, x, std::integral<T>, take_decor());
        if (changed) value = static_cast<T>(x);
        space(kit_.skin, 6);
        return changed;
    }

    template <class E>
    bool choice(const Field& field, E& value) {
        std::vector<std::string> labels;
        for (const Choice& c : choices(E{})) labels.emplace_back(c.label);
        auto chosen = static_cast<std::size_t>(value);
        if (!choice_control(kit_, field, labels, chosen)) return false;
        value = static_cast<E>(chosen);
        return true;
    }

    template <class M>
    bool matrix(const Field& field, M& value) {
        std::vector<double> cells;
        for (int r = 0; r < value.rows(); ++r)
            for (int c = 0; c < value.cols(); ++c) cells.push_back(static_cast<double>(value(r, c)));
        // A column vector is shown as a row: (x, y).
        const int columns = value.cols() == 1 ? static_cast<int>(value.rows()) : static_cast<int>(value.cols());
        if (!grid_control(kit_, field, cells, columns)) return false;
        for (int r = 0; r < value.rows(); ++r)
            for (int c = 0; c < value.cols(); ++c)
                value(r, c) = static_cast<typename M::Scalar>(cells[static_cast<std::size_t>(r * value.cols() + c)]);
        return true;
    }

    template <Family V>
    bool family(const Field& field, V& value) {
        std::vector<std::string> labels, ids;
        for_each_alternative<V>([&](const auto& a) { labels.emplace_back(a.label), ids.emplace_back(a.id); });
        std::size_t chosen = value.index();
        bool changed = family_control(kit_, field, labels, chosen);
        if (changed) choose(value, ids[chosen]);
        ImGui::PushID(ids[chosen].c_str());
        scope_ = ids[chosen];
        std::visit([&](auto& a) { changed |= members(a); }, value);
        scope_.clear();
        ImGui::PopID();
        return changed;
    }

    template <class T>
    bool list(const Field& field, std::vector<T>& value) {
        bool changed = false;
        if (list_header(kit_, field, value.size() < field.most)) {
            value.push_back(value.empty() ? T{} : value.back());
            changed = true;
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            ImGui::PushID(static_cast<int>(i));
            const ListAct act = element_header(kit_, std::to_string(i + 1), value.size() < field.most, value.size() > field.least);
            Field element = field;
            element.label = {};
            if (act == ListAct::none) changed |= control(element, value[i]);
            ImGui::PopID();
            if (act == ListAct::none) continue;
            const auto at = value.begin() + static_cast<std::ptrdiff_t>(i);
            if (act == ListAct::remove) value.erase(at);
            else value.insert(at, T(*at));
            return true;
        }
        return changed;
    }

    /// Hints are used up by the first number they meet.
    SliderDecor take_decor() {
        const auto found = hints_.decor.find(scope_);
        if (found == hints_.decor.end() || scope_.empty()) return {};
        scope_.clear();
        return found->second;
    }

    const Kit& kit_;
    FormHints hints_;
    int depth_ = 0;                           ///< how many fields the walk stands in
    std::string scope_;                       ///< id of the family member whose fields are walked
};

}
