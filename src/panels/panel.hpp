#pragma once
#include "base/value.hpp"
#include "panels/control.hpp"
#include "scene/plot.hpp"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace eigenscope {

/// What a claim on the screen may say.
enum class Verdict : std::uint8_t { none, yes, no, cannot_tell };

/// "yes", "no", "cannot tell", "".
std::string_view spoken(Verdict verdict);

/// One line of the facts card.
struct Fact {
    std::string name;                         ///< as in the table: "det"
    std::string label;                        ///< as on the card: "determinant"
    std::string value;                        ///< as on the card, short: "1.44"; empty for a mere verdict
    double number = 0;                        ///< the value in full, for the table and for hovering; NaN where there is none
    Verdict verdict = Verdict::none;
    std::string residual;                     ///< what the verdict rests on: "|AᵀA−I| = 3.1"
    double residual_number = 0;               ///< NaN where there is none
    std::string how;                          ///< how it was computed, a sentence for hovering
    std::string full = {};                    ///< the value in full where it is more than `number`: "1.9684658438426492, 0.731534156157351"
    std::string term = {};                    ///< the term of the picture that says the same; empty: the name
    bool operator==(const Fact&) const = default;
};

/// Numbers behind a picture. A cell is a number or a text; NaN is written as an empty cell.
struct Table {
    using Cell = std::variant<double, std::string>;
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
    std::string note = {};                    ///< what it leaves out, a sentence; empty where that is nothing
    bool operator==(const Table&) const = default;
};

/// `facts` as the table name, value, verdict, residual.
Table facts_table(const std::vector<Fact>& facts);

/// RFC 4180, with shortest round-trip numbers and "\n" line ends.
std::string to_csv(const Table& table);

/// What has time: the line under the tiles.
struct Timeline {
    double from = 0, to = 1, now = 0;
    bool steps = false;                       ///< only whole numbers: step and step back mean one
    double seconds = 1;                       ///< from one end to the other at speed 1
    std::string name = "t";                   ///< shown with the number: "t = 0.35", "k = 12"
    std::vector<std::pair<double, std::string>> marks = {};
    bool operator==(const Timeline&) const = default;
};

/// A named state of a panel that is worth a visit.
template <class P>
struct Preset {
    std::string_view name;
    P panel;
};

class Panel;
class Model;
struct PanelType;

/// What a panel is: a value, and pure functions of it. All of them are found by their argument; none throws.
///   derive   all mathematics. May be slow: it looks at the stop token now and then and may then return anything.
///   depict   value and result as a picture in mathematical coordinates
///   drag     the next value, when the handle `id` of plot `plot` is pulled to a point (mathematical coordinates)
///   look     the next value, when the camera of a plot was moved (Camera3 for a plot in space)
///   timeline / seek      nothing, or where the panel's time stands, and the value at another time
///   tables, facts, words the numbers, the claims, and the picture in a few sentences
///   presets  named values, the first of which is the default
/// and where a panel wants more than a form of all its members, controls, set and follow (see Control).
template <class P>
concept PanelValue = Described<P> && std::regular<P> && std::regular<typename P::Model> &&
    requires(const P p, const typename P::Model m, std::stop_token stop, std::string_view plot, int id, Vec2 to, Camera camera,
             Camera3 camera3, double t) {
        { P::id } -> std::convertible_to<std::string_view>;
        { P::label } -> std::convertible_to<std::string_view>;
        { P::subject } -> std::convertible_to<std::string_view>;
        { P::about } -> std::convertible_to<std::string_view>;
        { derive(p, stop) } -> std::same_as<typename P::Model>;
        { depict(p, m) } -> std::same_as<Picture>;
        { drag(p, m, plot, id, to) } -> std::same_as<P>;
        { look(p, plot, camera) } -> std::same_as<P>;
        { look(p, plot, camera3) } -> std::same_as<P>;
        { timeline(p, m) } -> std::same_as<std::optional<Timeline>>;
        { seek(p, t) } -> std::same_as<P>;
        { tables(p, m) } -> std::same_as<std::vector<Table>>;
        { facts(p, m) } -> std::same_as<std::vector<Fact>>;
        { words(p, m) } -> std::same_as<std::string>;
        { P::presets() } -> std::same_as<std::vector<Preset<P>>>;
    };

/// The type of a panel; defined in the panel's own folder (see panel_type.hpp).
template <class P>
const PanelType& panel_type();

/// Any panel: a regular value whose type only its own folder knows. Copies share what they hold, which never changes; who edits
/// has a copy of his own.
class Panel {
public:
    Panel();                                  ///< the first of the list, as it is made by default
    template <PanelValue P>
    Panel(P panel) : type_(&panel_type<P>()), value_(std::make_shared<const P>(std::move(panel))) {}
    Panel(const PanelType& type, std::shared_ptr<const void> value) : type_(&type), value_(std::move(value)) {}

    const PanelType& type() const { return *type_; }
    ConstValueRef value() const;
    /// Writes to its members through `f`.
    void edit(FunctionRef<void(ValueRef)> f);
    /// The panel as what it is; null when it is of another type.
    template <class P>
    const P* get_if() const { return type_ == &panel_type<P>() ? static_cast<const P*>(value_.get()) : nullptr; }
    /// Equality of types and members, exactly.
    bool operator==(const Panel& other) const;
    /// Whether both hold the very same value, for a quick answer.
    bool shares(const Panel& other) const { return value_ == other.value_; }

private:
    const PanelType* type_;
    std::shared_ptr<const void> value_;
};

template <>
inline constexpr std::optional<Sort> named_sort<Panel> = Sort::panel;

/// A panel and all that was computed from it. Copies share.
class Model {
public:
    Model(Panel panel, std::shared_ptr<const void> value) : panel_(std::move(panel)), value_(std::move(value)) {}

    const Panel& panel() const { return panel_; }
    const void* value() const { return value_.get(); }
    Picture depict() const;
    std::vector<Fact> facts() const;
    std::optional<Timeline> timeline() const;
    std::vector<Table> tables() const;
    std::string words() const;
    /// The next value of a panel whose handle is pulled; the panel itself where it is of another type than this model's.
    Panel drag(const Panel& panel, std::string_view plot, int handle, const Vec2& to) const;

private:
    Panel panel_;
    std::shared_ptr<const void> value_;
};

/// What a panel is, for all who do not know its type: one of each.
struct PanelType {
    std::string_view id, label, subject, about;
    const ValueType& value;
    std::vector<Preset<Panel>> (*presets)();
    /// What is still true of an earlier model is taken over from it; null: from nothing.
    Model (*derive)(const Panel&, const std::stop_token&, const Model* before);
    Picture (*depict)(const Panel&, const Model&);
    Panel (*drag)(const Panel&, const Model&, std::string_view plot, int handle, const Vec2& to);
    Panel (*look)(const Panel&, std::string_view plot, const Camera&);
    Panel (*look_in_space)(const Panel&, std::string_view plot, const Camera3&);
    std::optional<Timeline> (*timeline)(const Panel&, const Model&);
    Panel (*seek)(const Panel&, double t);
    std::vector<Table> (*tables)(const Panel&, const Model&);
    std::vector<Fact> (*facts)(const Panel&, const Model&);
    std::string (*words)(const Panel&, const Model&);
    std::vector<Control> (*controls)(const Panel&, const std::optional<Pulled>&);
    std::optional<Panel> (*set)(const Panel&, const Panel& from, std::string_view number, double amount);
    Panel (*follow)(const Panel& before, const Panel& edited);

    /// The panel as it is made by default.
    Panel make() const;
};

/// THE list, in list.cpp.
std::span<const PanelType* const> panel_types();
/// The type with this id; null: there is none.
const PanelType* find_panel_type(std::string_view id);
/// What is shown at first: one matrix, three rooms.
std::vector<Panel> first_panels();

}
