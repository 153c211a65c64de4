#include "panels/panel.hpp"

#include "base/number.hpp"

#include <cmath>

namespace eigenscope {

namespace {

/// RFC 4180: quoted when it holds a comma, a quote or a line break; quotes are doubled.
std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + '"';
}

std::string spelled(const Table::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return quoted(*text);
    const double number = std::get<double>(cell);
    return std::isnan(number) ? std::string() : shortest(number);
}

}

std::string_view spoken(Verdict verdict) {
    switch (verdict) {
    case Verdict::none: return "";
    case Verdict::yes: return "yes";
    case Verdict::no: return "no";
    case Verdict::cannot_tell: return "cannot tell";
    }
    return "";
}

Table facts_table(const std::vector<Fact>& facts) {
    Table table{.name = "facts", .columns = {"name", "value", "verdict", "residual"}, .rows = {}};
    for (const Fact& fact : facts) {
        const std::string& text = fact.full.empty() ? fact.value : fact.full;
        const Table::Cell value = std::isnan(fact.number) ? Table::Cell(text) : Table::Cell(fact.number);
        table.rows.push_back({fact.name, value, std::string(spoken(fact.verdict)), fact.residual_number});
    }
    return table;
}

std::string to_csv(const Table& table) {
    std::string csv;
    const auto end_line = [&] { csv.empty() ? void() : void(csv.back() = '\n'); };
    for (const std::string& column : table.columns) csv += quoted(column) + ',';
    end_line();
    for (const auto& row : table.rows) {
        for (const auto& cell : row) csv += spelled(cell) + ',';
        end_line();
    }
    return csv;
}

ConstValueRef Panel::value() const { return {type_->value, value_.get()}; }

void Panel::edit(FunctionRef<void(ValueRef)> f) {
    const std::shared_ptr<void> own = type_->value.copy(value_.get());
    f(ValueRef(type_->value, own.get()));
    value_ = own;
}

bool Panel::operator==(const Panel& other) const {
    return type_ == other.type_ && (shares(other) || type_->value.same(value_.get(), other.value_.get()));
}

Panel PanelType::make() const { return {*this, value.copy(value.fresh())}; }

Picture Model::depict() const { return panel_.type().depict(panel_, *this); }
std::vector<Fact> Model::facts() const { return panel_.type().facts(panel_, *this); }
std::optional<Timeline> Model::timeline() const { return panel_.type().timeline(panel_, *this); }
std::vector<Table> Model::tables() const { return panel_.type().tables(panel_, *this); }
std::string Model::words() const { return panel_.type().words(panel_, *this); }
Panel Model::drag(const Panel& panel, std::string_view plot, int handle, const Vec2& to) const {
    return &panel.type() == &panel_.type() ? panel.type().drag(panel, *this, plot, handle, to) : panel;
}

}
