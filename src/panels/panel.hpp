#pragma once
#include "base/field.hpp"
#include "scene/plot.hpp"

#include <optional>
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

/// What a panel is: a value, and pure functions of it. All of them are found by their argument; none throws.
///   derive   all mathematics. May be slow: it looks at the stop token now and then and may then return anything.
///   depict   value and result as a picture in mathematical coordinates
///   drag     the next value, when the handle `id` of plot `plot` is pulled to a point (mathematical coordinates)
///   look     the next value, when the camera of a plot was moved (Camera3 for a plot in space)
///   timeline / seek      nothing, or where the panel's time stands, and the value at another time
///   tables, facts, words the numbers, the claims, and the picture in a few sentences
///   presets  named values, the first of which is the default
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

}
