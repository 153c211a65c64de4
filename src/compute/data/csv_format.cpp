#include "compute/data/csv_format.hpp"

#include "base/utf8.hpp"
#include "compute/data/cell.hpp"
#include "compute/data/csv_scanner.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace eigenscope {
namespace {

constexpr std::size_t looked_at = 200;                     // records
constexpr std::size_t looked_at_bytes = 256u << 10;
constexpr std::size_t cells_looked_at = 50;                // of a record

struct Record {
    std::vector<std::string> cells = {};
    std::size_t line = 0, count = 0;                       // count: of all its cells
};

std::vector<Record> records_of(std::string_view text, const CsvFormat& format) {
    std::vector<Record> records;
    CsvScanner scanner(text, format);
    while (records.size() < looked_at && scanner.next_record()) {
        Record record{.line = scanner.line()};
        do {
            const std::string_view cell = scanner.next_cell();
            if (record.count++ < cells_looked_at) record.cells.emplace_back(trimmed(cell));
        } while (scanner.after() == CsvScanner::After::cell);
        records.push_back(std::move(record));
    }
    return records;
}

// The most frequent count of cells; of equally frequent ones the larger.
std::size_t usual_count(const std::vector<Record>& records) {
    std::map<std::size_t, std::size_t> times;
    for (const Record& record : records) ++times[record.count];
    std::size_t best = 0, most = 0;
    for (const auto& [count, n] : times)
        if (n >= most) std::tie(best, most) = std::tie(count, n);
    return best;
}

// Where each line of the usual length ends with a separator, that ends its last cell and begins none.
void drop_last_if_empty(std::vector<Record>& records, std::size_t count) {
    const auto ends_empty = [&](const Record& record) { return record.count != count || (record.cells.size() == count && record.cells.back().empty()); };
    if (count < 2 || !std::ranges::all_of(records, ends_empty)) return;
    for (Record& record : records) {
        if (record.count != count) continue;
        record.cells.pop_back();
        --record.count;
    }
}

struct Candidate {
    CsvFormat format;
    std::vector<Record> records;
    std::size_t count = 0;                                 // cells of most records
    double agreement = 0;                                  // the share of records with that count
    double numbers = 0;                                    // the share of numbers among their cells that are no gaps
};

double share_of_numbers(const Candidate& candidate, char decimal) {
    std::size_t numbers = 0, all = 0;
    for (const Record& record : candidate.records) {
        if (record.count != candidate.count) continue;
        for (const std::string& text : record.cells) {
            const Cell cell = read_cell(text, decimal);
            numbers += cell.sort == Cell::Sort::number;
            all += cell.sort != Cell::Sort::gap;
        }
    }
    return all == 0 ? 0 : static_cast<double>(numbers) / static_cast<double>(all);
}

bool any_cell(const Candidate& candidate, auto test) {
    return std::ranges::any_of(candidate.records, [&](const Record& record) { return std::ranges::any_of(record.cells, test); });
}

Candidate look(std::string_view text, CsvFormat format) {
    Candidate candidate{.format = format, .records = records_of(text, format)};
    drop_last_if_empty(candidate.records, usual_count(candidate.records));
    candidate.count = usual_count(candidate.records);
    const auto agreeing = std::ranges::count(candidate.records, candidate.count, &Record::count);
    candidate.agreement = candidate.records.empty() ? 0 : static_cast<double>(agreeing) / static_cast<double>(candidate.records.size());
    const double point = share_of_numbers(candidate, '.'), comma = share_of_numbers(candidate, ',');
    // Equally good: beside semicolons a comma is a decimal one, elsewhere it groups thousands.
    const bool commas = any_cell(candidate, [](const std::string& cell) { return cell.find(',') != std::string::npos; });
    candidate.format.decimal = comma > point || (comma == point && comma > 0 && commas && format.separator == ';') ? ',' : '.';
    candidate.numbers = std::max(point, comma);
    return candidate;
}

// Whether a cuts the text better than b does.
bool is_better(const Candidate& a, const Candidate& b) {
    const auto quality = [](const Candidate& c) { return c.count < 2 ? 0.0 : c.agreement; };
    // Blanks stand inside cells too: they part cells only where nothing else does it as well.
    const double handicap = (a.format.separator == ' ' ? 0.1 : 0.0) - (b.format.separator == ' ' ? 0.1 : 0.0);
    if (std::abs(quality(a) - quality(b)) > 0.15) return quality(a) > quality(b);
    return a.numbers - b.numbers > handicap + 1e-9;
}

// Lines before the first record of the usual length: a title, an origin, a licence.
std::size_t lines_before(const Candidate& candidate) {
    if (candidate.count < 2) return 0;
    const auto first = std::ranges::find(candidate.records, candidate.count, &Record::count);
    return first == candidate.records.begin() || first == candidate.records.end() ? 0 : first->line - 1;
}

bool is_number(const std::string& text) { return read_cell(text, '.').sort == Cell::Sort::number; }

// Whether the numbers among the cells could be years or the like that name columns: whole, and each one more than the last.
bool counts_up(const Record& record, std::size_t least) {
    std::vector<double> numbers;
    for (const std::string& text : record.cells)
        if (const Cell cell = read_cell(text, '.'); cell.sort == Cell::Sort::number) numbers.push_back(cell.value);
    const auto not_next = [](double a, double b) { return b != a + 1; };
    return numbers.size() >= least && std::ranges::adjacent_find(numbers, not_next) == numbers.end();
}

// Whether the first record names columns: it holds words where the others hold numbers, or all of it are words (or years beside words)
// that come once.
bool has_names(const std::vector<Record>& records) {
    if (records.size() < 2) return !records.empty() && std::ranges::all_of(records.front().cells, [](const std::string& cell) {
        return read_cell(cell, '.').sort == Cell::Sort::word;
    });
    const Record& head = records.front();
    bool all_words = true, any_word = false;
    for (std::size_t j = 0; j < head.cells.size(); ++j) {
        const bool word = read_cell(head.cells[j], '.').sort == Cell::Sort::word && read_cell(head.cells[j], ',').sort == Cell::Sort::word;
        all_words &= word || head.cells[j].empty();
        any_word |= word;
        if (!word) continue;
        std::size_t numbers = 0, cells = 0, again = 0;
        for (std::size_t i = 1; i < records.size(); ++i) {
            if (j >= records[i].cells.size()) continue;
            const Cell cell = read_cell(records[i].cells[j], '.'), other = read_cell(records[i].cells[j], ',');
            cells += cell.sort != Cell::Sort::gap;
            numbers += cell.sort == Cell::Sort::number || other.sort == Cell::Sort::number;
            again += records[i].cells[j] == head.cells[j];
        }
        if (2 * numbers > cells) return true;
        if (again > 0) return false;
    }
    const std::set<std::string> different(head.cells.begin(), head.cells.end());
    return any_word && (all_words || counts_up(head, 2)) && different.size() == head.cells.size();
}

// A first line "sep=;" is Excel's own way to say it.
std::optional<char> declared_separator(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (line.size() == 5 && line.starts_with("sep=")) return line[4];
    if (line.size() == 7 && line.starts_with("\"sep=") && line.ends_with('"')) return line[5];
    return std::nullopt;
}

std::string quoted(std::string_view text) { return "\"" + legible(mended_utf8(text, 40)) + "\""; }

void ask_about_decimals(const Candidate& chosen, std::vector<std::string>& questions) {
    const char decimal = chosen.format.decimal;
    // A number that only one of the two can read settles it.
    bool settled = false;
    std::string doubtful;
    for (const Record& record : chosen.records)
        for (const std::string& text : record.cells) {
            if (is_ambiguous(text)) { if (doubtful.empty()) doubtful = text; continue; }
            const bool has_sign = text.find_first_of(".,") != std::string::npos;
            settled |= has_sign && read_cell(text, decimal).sort == Cell::Sort::number;
        }
    if (doubtful.empty() || settled) return;
    questions.push_back(quoted(doubtful) + " is read with a decimal " + (decimal == '.' ? "point" : "comma") + "; if it groups thousands, choose the decimal " +
                        (decimal == '.' ? "comma" : "point"));
}

}

CsvGuess guess_csv(std::string_view bytes) {
    CsvFormat format{.encoding = encoding_of(bytes)};
    // Whole lines of a long file: what is cut off in the middle would look like a short row.
    std::string_view start = bytes.substr(0, looked_at_bytes);
    if (start.size() < bytes.size())
        if (const std::size_t end = start.find_last_of("\r\n"); end != std::string_view::npos) start = start.substr(0, end - end % 2);
    const Result<Utf8Text> decoded = as_utf8(start, format.encoding);
    CsvGuess guess{.format = format, .questions = {}};
    if (!decoded) return guess;
    const std::string_view text = decoded->text();

    std::vector<char> separators{',', ';', '\t', '|', ' '};
    const std::optional<char> declared = declared_separator(text);
    if (declared) {
        separators = {*declared};
        format.skipped = 1;
    }
    std::optional<Candidate> chosen;
    for (const char separator : separators) {
        format.separator = separator;
        Candidate candidate = look(text, format);
        if (!chosen || is_better(candidate, *chosen)) chosen = std::move(candidate);
    }
    // One name above pairs of digits: a single column with decimal commas.
    const auto& records = chosen->records;
    if (chosen->format.separator == ',' && chosen->count == 2 && records.size() > 1 && records.front().count == 1 && chosen->numbers == 1) {
        format.separator = ';';
        chosen = look(text, format);
    }
    guess.format = chosen->format;
    if (!declared) guess.format.skipped = lines_before(*chosen);
    std::vector<Record> table;
    for (const Record& record : chosen->records)
        if (record.line > guess.format.skipped) table.push_back(record);
    guess.format.names = has_names(table);

    if (!declared && guess.format.skipped > 0)
        guess.questions.push_back((guess.format.skipped == 1 ? "the first line is" : "the first " + std::to_string(guess.format.skipped) + " lines are") +
                                  std::string(" left out, beginning with ") + quoted(text.substr(0, text.find_first_of("\r\n"))));
    if (chosen->count > 1 && chosen->agreement < 0.8)
        guess.questions.push_back("rows have different numbers of cells; " + std::to_string(chosen->count) + " are the most frequent");
    if (guess.format.separator == ',' && chosen->count == 2 && chosen->numbers == 1 && guess.format.decimal == '.' && !guess.format.names && !declared &&
        !any_cell(*chosen, [](const std::string& cell) { return cell.find('.') != std::string::npos; }))
        guess.questions.push_back("commas are read as ends of cells; if each row is one number with a decimal comma, choose another separator");
    if (!table.empty() && !guess.format.names && std::ranges::all_of(table.front().cells, is_number) && counts_up(table.front(), 3))
        guess.questions.push_back("the first row is read as numbers; if " + quoted(table.front().cells.front()) + " and so on are names, say so");
    ask_about_decimals(*chosen, guess.questions);
    return guess;
}

std::string spoken(const CsvFormat& format) {
    const auto separator = [&]() -> std::string {
        switch (format.separator) {
            case ',': return "commas";
            case ';': return "semicolons";
            case '\t': return "tabs";
            case '|': return "bars";
            case ' ': return "blanks";
            default: return "\"" + std::string(1, format.separator) + "\"";
        }
    };
    constexpr std::array<std::string_view, 4> encodings{"", ", UTF-16", ", UTF-16 (big end first)", ", Windows-1252"};
    return separator() + ", decimal " + (format.decimal == '.' ? "point" : "comma") + ", " +
           (format.names ? "names in the first row" : "no names") +
           (format.skipped > 0 ? ", " + std::to_string(format.skipped) + (format.skipped == 1 ? " line" : " lines") + " left out before it" : "") +
           std::string(encodings[static_cast<std::size_t>(format.encoding)]);
}

}
