#include "compute/data/csv.hpp"

#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "compute/data/cell.hpp"
#include "compute/data/csv_scanner.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>

namespace eigenscope {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_bytes_between_looks = 1u << 20;

// A count with its noun: "1 cell", "3 cells".
std::string counted(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

// The first place of something, and how often it came.
struct Seen {
    std::size_t count = 0, line = 0;
    std::string text;
    void note(std::size_t where, std::string_view what = {}) {
        if (count++ > 0) return;
        line = where;
        text = legible(mended_utf8(trimmed(what), 40));
    }
};

// One column while it is read.
struct Reading {
    Column column;
    bool words = false;                       // read as classes
    Seen misread, out_of_range, percent;
    std::size_t numbers = 0;
    bool too_many_classes = false;
    std::unordered_map<std::string, double> codes;

    void add_word(std::string_view text) {
        const std::string word = legible(mended_utf8(trimmed(text), limits::data_name));
        const auto [found, is_new] = codes.try_emplace(word, static_cast<double>(column.classes.size()));
        if (is_new && column.classes.size() >= limits::data_classes) {
            too_many_classes = true;
            codes.erase(found);
            column.values.push_back(gap);
            return;
        }
        if (is_new) column.classes.push_back(word);
        column.values.push_back(found->second);
    }

    void add(std::string_view text, char decimal, std::size_t line) {
        const Cell cell = read_cell(text, decimal);
        if (words && cell.sort != Cell::Sort::gap) return add_word(text);
        if (cell.sort == Cell::Sort::word) misread.note(line, text);
        if (cell.out_of_range) out_of_range.note(line, text);
        if (cell.percent) percent.note(line, text);
        numbers += cell.sort == Cell::Sort::number;
        column.values.push_back(cell.sort == Cell::Sort::number ? cell.value : gap);
    }
};

class Reader {
public:
    Reader(std::string_view text, const CsvFormat& format, const std::stop_token& stop, const std::function<void(double)>& tell)
        : text_(text), format_(format), stop_(stop), tell_(tell) {}

    Result<CsvTable> read() {
        if (const std::optional<Error> error = pass()) return *error;
        // What turned out to be words is read once more as such: a second pass is rarer than keeping every text would be dear.
        std::vector<bool> words;
        for (const Reading& reading : readings_) words.push_back(reading.misread.count > reading.numbers);
        if (std::ranges::find(words, true) != words.end()) {
            words_ = std::move(words);
            if (const std::optional<Error> error = pass()) return *error;
        }
        return finish();
    }

private:
    std::optional<Error> read_head(CsvScanner& scanner) {
        if (!scanner.next_record()) return Error{"there is no row in this file"};
        CsvScanner ahead = scanner;
        std::vector<std::string> names;
        std::size_t cells = 0;
        do {
            const std::string_view cell = ahead.next_cell();
            if (++cells <= limits::data_columns + 1) names.push_back(legible(mended_utf8(trimmed(cell), limits::data_name)));
        } while (ahead.after() == CsvScanner::After::cell);
        if (ahead.open_quote() > 0) return open_quote(ahead);
        // An empty cell at the end comes from a separator at the end of each line; finish() drops its column where it stays empty.
        if (cells > limits::data_columns + (names.back().empty() && cells == limits::data_columns + 1))
            return Error{"line " + std::to_string(scanner.line()) + " has " + std::to_string(cells) + " columns; at most " +
                         std::to_string(limits::data_columns) + " are read"};
        if (format_.names) scanner = ahead;
        readings_.assign(cells, {});
        std::set<std::string> taken;
        for (std::size_t j = 0; j < cells; ++j) {
            std::string name = format_.names ? names[j] : std::string();
            unnamed_last_ = name.empty();
            if (name.empty()) name = cells == 1 ? "x" : "column " + std::to_string(j + 1);
            std::string free = name;
            for (int n = 2; !taken.insert(free).second; ++n) free = name + " " + std::to_string(n);
            readings_[j].column.name = std::move(free);
            readings_[j].words = j < words_.size() && words_[j];
        }
        return std::nullopt;
    }

    static Error open_quote(const CsvScanner& scanner) {
        return Error{"line " + std::to_string(scanner.open_quote()) +
                     " opens a quotation mark that is never closed: close it, or read the file without quotes"};
    }

    std::optional<Error> pass() {
        CsvScanner scanner(text_, format_);
        short_ = long_ = {};
        rows_ = 0;
        if (std::optional<Error> error = read_head(scanner)) return error;
        const std::size_t columns = readings_.size(), most = limits::data_cells / columns;
        std::size_t next_look = 0;
        while (scanner.next_record()) {
            if (scanner.at() >= next_look) {
                if (stop_.stop_requested()) return Error{"reading was stopped"};
                if (tell_) tell_(static_cast<double>(scanner.at()) / static_cast<double>(text_.size()));
                reserve(scanner.at());
                next_look = scanner.at() + most_bytes_between_looks;
            }
            if (rows_ == most)
                return Error{"there are more than " + std::to_string(most) + " rows of " + counted(columns, "column", "columns") + ": at most " +
                             std::to_string(limits::data_cells) + " cells are read"};
            read_row(scanner);
            if (scanner.open_quote() > 0) return open_quote(scanner);
        }
        if (rows_ == 0) return Error{"there are names of columns in this file, but no row below them"};
        return std::nullopt;
    }

    // Room for as many rows as the part read so far lets expect.
    void reserve(std::size_t read) {
        if (rows_ == 0) return;
        const double expected = static_cast<double>(rows_) * static_cast<double>(text_.size()) / static_cast<double>(read);
        const std::size_t room = std::min(static_cast<std::size_t>(expected * 1.05) + 16, limits::data_cells / readings_.size());
        for (Reading& reading : readings_)
            if (reading.column.values.capacity() < room) reading.column.values.reserve(room);
    }

    void read_row(CsvScanner& scanner) {
        const std::size_t line = scanner.line();
        std::size_t j = 0;
        bool beyond = false;
        do {
            if (j < readings_.size()) {
                Reading& reading = readings_[j++];
                if (!reading.words) {
                    if (const std::optional<double> plain = scanner.next_plain_number(); plain && std::abs(*plain) <= limits::number) {
                        reading.column.values.push_back(*plain);
                        ++reading.numbers;
                        continue;
                    } else if (plain) {
                        reading.out_of_range.note(line);
                        reading.column.values.push_back(gap);
                        continue;
                    }
                }
                reading.add(scanner.next_cell(), format_.decimal, line);
            } else {
                beyond |= !trimmed(scanner.next_cell()).empty();
            }
        } while (scanner.after() == CsvScanner::After::cell);
        if (beyond) long_.note(line);
        if (j < readings_.size()) short_.note(line);
        for (; j < readings_.size(); ++j) readings_[j].column.values.push_back(gap);
        ++rows_;
    }

    CsvTable finish() {
        CsvTable table;
        if (readings_.size() > 1 && unnamed_last_ && readings_.back().column.gaps() == rows_ && readings_.back().misread.count == 0) {
            readings_.pop_back();
            if (short_.count == rows_) short_ = {};
        }
        const auto say = [&](std::string sentence) { table.notes.push_back(std::move(sentence)); };
        const auto first = [](const Seen& seen) { return " (line " + std::to_string(seen.line) + " is the first)"; };
        if (short_.count > 0) say(counted(short_.count, "row has", "rows have") + " fewer cells than there are columns" + first(short_) + ": the rest are gaps");
        if (long_.count > 0) say(counted(long_.count, "row has", "rows have") + " more cells than there are columns" + first(long_) + ": they are left out");
        for (Reading& reading : readings_) {
            const std::string name = "\"" + reading.column.name + "\"";
            if (reading.too_many_classes) {
                say(name + " holds more than " + std::to_string(limits::data_classes) + " different words: it is left out");
                continue;
            }
            if (!reading.words && reading.misread.count > 0)
                say(name + ": " + counted(reading.misread.count, "cell is no number and is a gap", "cells are no numbers and are gaps") + " (\"" +
                    reading.misread.text + "\" in line " + std::to_string(reading.misread.line) + " is the first)");
            if (reading.out_of_range.count > 0)
                say(name + ": " + counted(reading.out_of_range.count, "number is", "numbers are") + " too large to draw and " +
                    (reading.out_of_range.count == 1 ? "is a gap" : "are gaps") + first(reading.out_of_range));
            if (reading.percent.count > 0) say(name + ": percent signs are left off, 12 % is read as 12");
            table.columns.push_back(std::move(reading.column));
        }
        return table;
    }

    std::string_view text_;
    const CsvFormat& format_;
    const std::stop_token& stop_;
    const std::function<void(double)>& tell_;
    std::vector<Reading> readings_;
    std::vector<bool> words_;
    Seen short_, long_;
    std::size_t rows_ = 0;
    bool unnamed_last_ = false;
};

// Where the text holds a byte of zero, its line.
std::optional<std::size_t> line_of_zero(std::string_view text) {
    const std::size_t zero = text.find('\0');
    if (zero == std::string_view::npos) return std::nullopt;
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(zero), '\n'));
}

}

Result<CsvTable> read_csv(std::string_view bytes, const CsvFormat& format, std::stop_token stop, const std::function<void(double)>& tell) {
    if (bytes.size() > limits::data_bytes)
        return Error{"the file is too large: at most " + std::to_string(limits::data_bytes >> 20) + " MiB are read"};
    const Result<Utf8Text> text = as_utf8(bytes, format.encoding, stop);
    if (!text) return Error{text.error()};
    if (const auto line = line_of_zero(text->text()))
        return Error{"line " + std::to_string(*line) + " holds a byte of zero: this is no text file, or its encoding is another one"};
    Result<CsvTable> table = Reader(text->text(), format, stop, tell).read();
    if (table && text->mended) table->notes.push_back("not all of it is UTF-8: what is not reads \ufffd; another encoding may be meant");
    return table;
}

}
