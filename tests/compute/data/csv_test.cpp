#include "compute/data/csv.hpp"

#include "base/limits.hpp"
#include "compute/data/cell.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <random>

using namespace eigenscope;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

// A file of the wild: its bytes, what it should be taken for, and its columns then.
struct Wild {
    std::string_view from;
    std::string bytes;
    std::string format;
    std::vector<Column> columns;
    std::size_t questions = 0;
    std::size_t notes = 0;
};

std::string utf16(std::string_view ascii, bool big, bool mark) {
    std::string bytes = !mark ? "" : big ? "\xfe\xff" : "\xff\xfe";
    for (const char c : ascii) (bytes += big ? '\0' : c) += big ? c : '\0';
    return bytes;
}

std::vector<Wild> wild_files() {
    const std::vector<Column> xy{{"x", {1, 2, 3}}, {"y", {1.5, 2.5, 4}}};
    using namespace std::string_literals;
    return {
        {"RFC 4180", "x,y\r\n1,1.5\r\n2,2.5\r\n3,4\r\n", "commas, decimal point, names in the first row", xy},
        {"no line end at the end", "x,y\n1,1.5\n2,2.5\n3,4", "commas, decimal point, names in the first row", xy},
        {"line ends of the old Macintosh", "x,y\r1,1.5\r2,2.5\r3,4\r", "commas, decimal point, names in the first row", xy},
        {"German Excel", "x;y\r\n1;1,5\r\n2;2,5\r\n3;4\r\n", "semicolons, decimal comma, names in the first row", xy},
        {"Excel's declaration", "sep=;\r\nx;y\r\n1;1,5\r\n2;2,5\r\n3;4\r\n", "semicolons, decimal comma, names in the first row, 1 line left out before it", xy},
        {"French, grouped by narrow blanks", "x;y\n1;1\u202f500,5\n2;2\u00a0500,25\n", "semicolons, decimal comma, names in the first row",
         {{"x", {1, 2}}, {"y", {1500.5, 2500.25}}}},
        {"Swiss, grouped by apostrophes", "x;y\n1;1'500.5\n2;12'500'000\n", "semicolons, decimal point, names in the first row",
         {{"x", {1, 2}}, {"y", {1500.5, 12500000}}}},
        {"tabs", "x\ty\n1\t1.5\n2\t2.5\n3\t4\n", "tabs, decimal point, names in the first row", xy},
        {"tabs and decimal commas", "x\ty\n1\t1,5\n2\t2,5\n3\t4\n", "tabs, decimal comma, names in the first row", xy},
        {"bars", "x|y\n1|1.5\n2|2.5\n3|4\n", "bars, decimal point, names in the first row", xy},
        {"aligned by blanks", "   x     y\n   1   1.5\n   2   2.5\n   3   4.0\n", "blanks, decimal point, names in the first row", xy},
        {"blanks, no names", "1 1.5\n2 2.5\n3 4\n", "blanks, decimal point, no names", {{"column 1", {1, 2, 3}}, {"column 2", {1.5, 2.5, 4}}}},
        {"byte order mark", "\xef\xbb\xbfx,y\n1,1.5\n2,2.5\n3,4\n", "commas, decimal point, names in the first row", xy},
        {"Excel's Unicode text", utf16("x\ty\r\n1\t1.5\r\n2\t2.5\r\n3\t4\r\n", false, true), "tabs, decimal point, names in the first row, UTF-16", xy},
        {"UTF-16 without a mark", utf16("x\ty\r\n1\t1.5\r\n2\t2.5\r\n3\t4\r\n", true, false),
         "tabs, decimal point, names in the first row, UTF-16 (big end first)", xy},
        {"Windows-1252", "Gr\xf6\xdf" "e;Preis \x80\n1;1,5\n2;2,5\n", "semicolons, decimal comma, names in the first row, Windows-1252",
         {{"Größe", {1, 2}}, {"Preis €", {1.5, 2.5}}}},
        {"R, row names and NA", "\"\",\"Ozone\",\"Temp\"\n\"1\",41,67\n\"2\",NA,72\n\"3\",12,NA\n", "commas, decimal point, names in the first row",
         {{"column 1", {1, 2, 3}}, {"Ozone", {41, gap, 12}}, {"Temp", {67, 72, gap}}}},
        {"iris, a class", "5.1,3.5,setosa\n7.0,3.2,versicolor\n4.9,3.0,setosa\n", "commas, decimal point, no names",
         {{"column 1", {5.1, 7, 4.9}}, {"column 2", {3.5, 3.2, 3}}, {"column 3", {0, 1, 0}, {"setosa", "versicolor"}}}},
        {"World Bank, two dots", "country,2019,2020\nFrance,1.5,..\nChad,..,2.5\n", "commas, decimal point, names in the first row",
         {{"country", {0, 1}, {"France", "Chad"}}, {"2019", {1.5, gap}}, {"2020", {gap, 2.5}}}},
        {"census, thousands in quotes", "state,population\n\"Washington, D.C.\",\"689,545\"\nOhio,\"11,799,448\"\n", "commas, decimal point, names in the first row",
         {{"state", {0, 1}, {"Washington, D.C.", "Ohio"}}, {"population", {689545, 11799448}}}},
        {"quotes and lines in a cell", "x,remark\n1,\"he said \"\"no\"\"\nand left\"\n2,-\n", "commas, decimal point, names in the first row",
         {{"x", {1, 2}}, {"remark", {0, gap}, {"he said \"no\"\\nand left"}}}},
        {"decimal commas in quotes", "x,y\n\"1,5\",\"2,25\"\n\"2,5\",\"3\"\n", "commas, decimal comma, names in the first row",
         {{"x", {1.5, 2.5}}, {"y", {2.25, 3}}}},
        {"percent and currency", "share,price\n12%,\"$1,234.50\"\n7.5 %,$20\n", "commas, decimal point, names in the first row",
         {{"share", {12, 7.5}}, {"price", {1234.5, 20}}}, 0, 1},
        {"separator at each end of line", "x;y;\n1;2.5;\n2;3.5;\n", "semicolons, decimal point, names in the first row", {{"x", {1, 2}}, {"y", {2.5, 3.5}}}},
        {"comments", "# made on Tuesday\n# by us\nx,y\n1,1.5\n2,2.5\n3,4\n", "commas, decimal point, names in the first row", xy},
        {"a title above", "Heights of children\n\nx,y\n1,1.5\n2,2.5\n3,4\n", "commas, decimal point, names in the first row, 2 lines left out before it", xy, 1},
        {"true minus signs and exponents", "x,y\n−1,1e3\n+2,1.5D-02\n.5,5.\n", "commas, decimal point, names in the first row",
         {{"x", {-1, 2, .5}}, {"y", {1000, .015, 5}}}},
        {"one column", "x\n1.5\n2.5\n", "commas, decimal point, names in the first row", {{"x", {1.5, 2.5}}}},
        {"one column of decimal commas", "x\n1,5\n2,5\n", "semicolons, decimal comma, names in the first row", {{"x", {1.5, 2.5}}}},
        {"one row", "1,2,4\n", "commas, decimal point, no names", {{"column 1", {1}}, {"column 2", {2}}, {"column 3", {4}}}},
        {"years as names, or numbers", "2019,2020,2021\n3,4,5\n6,7,8\n", "commas, decimal point, no names",
         {{"column 1", {2019, 3, 6}}, {"column 2", {2020, 4, 7}}, {"column 3", {2021, 5, 8}}}, 1},
        {"pairs, or decimal commas", "1,5\n2,5\n3,7\n", "commas, decimal point, no names", {{"column 1", {1, 2, 3}}, {"column 2", {5, 5, 7}}}, 1},
        {"thousands, or decimals", "x;y\n1;1.234\n2;2.345\n", "semicolons, decimal point, names in the first row", {{"x", {1, 2}}, {"y", {1.234, 2.345}}}, 1},
        {"ragged", "x,y\n1,2\n3\n4,5,6\n", "commas, decimal point, names in the first row", {{"x", {1, 3, 4}}, {"y", {2, gap, 5}}}, 1, 2},
        {"a stray word", "x,y\n1,2\n3,about 4\n5,6\n7,8\n", "commas, decimal point, names in the first row", {{"x", {1, 3, 5, 7}}, {"y", {2, gap, 6, 8}}}, 0, 1},
        {"names that come twice, or not at all", "x,x,\n1,2,3\n4,5,6\n", "commas, decimal point, names in the first row",
         {{"x", {1, 4}}, {"x 2", {2, 5}}, {"column 3", {3, 6}}}},
        {"infinite and beyond", "x,y\ninf,1e400\n2,1e-400\n", "commas, decimal point, names in the first row", {{"x", {gap, 2}}, {"y", {gap, 0}}}, 0, 2},
        {"a separator below the names only", "x;y\n1;2.5;\n2;3.5;\n", "semicolons, decimal point, names in the first row", {{"x", {1, 2}}, {"y", {2.5, 3.5}}}},
        {"hostile names", "a\u202eb,\"x\ty\"\n1,2\n3,4\n", "commas, decimal point, names in the first row", {{"a\\u202eb", {1, 3}}, {"x\\ty", {2, 4}}}},
    };
}

}

TEST_CASE("files of the wild give their table, or the question") {
    for (const Wild& file : wild_files()) {
        CAPTURE(file.from);
        const CsvGuess guess = guess_csv(file.bytes);
        CHECK(spoken(guess.format) == file.format);
        CHECK(guess.questions.size() == file.questions);
        for (const std::string& question : guess.questions) CAPTURE(question);
        const Result<CsvTable> table = read_csv(file.bytes, guess.format);
        REQUIRE_MESSAGE(table.has_value(), table.error());
        CHECK(table->notes.size() == file.notes);
        REQUIRE(table->columns.size() == file.columns.size());
        for (std::size_t j = 0; j < file.columns.size(); ++j) {
            CHECK(table->columns[j].name == file.columns[j].name);
            CHECK(table->columns[j].classes == file.columns[j].classes);
            CHECK(table->columns[j] == file.columns[j]);
        }
    }
}

TEST_CASE("what was written by any format is read back exactly") {
    std::mt19937_64 random(20261201);
    std::uniform_real_distribution<double> uniform(-1, 1);
    std::uniform_int_distribution<int> exponent(-90, 90), some(1, 6), one_in_nine(0, 8);
    const std::array<CsvFormat, 5> formats{CsvFormat{}, CsvFormat{.separator = ';', .decimal = ','}, CsvFormat{.separator = '\t'},
                                           CsvFormat{.separator = '|'}, CsvFormat{.separator = ' '}};
    for (int trial = 0; trial < 300; ++trial) {
        const CsvFormat& format = formats[static_cast<std::size_t>(trial) % formats.size()];
        std::vector<Column> columns(static_cast<std::size_t>(some(random)));
        const int rows = some(random) * some(random);
        std::string text;
        for (std::size_t j = 0; j < columns.size(); ++j) {
            columns[j].name = "v" + std::to_string(j + 1);
            text += (j > 0 ? std::string(1, format.separator) : std::string()) + columns[j].name;
        }
        for (int i = 0; i < rows; ++i) {
            text += trial % 2 == 0 ? "\n" : "\r\n";
            for (std::size_t j = 0; j < columns.size(); ++j) {
                const bool is_gap = one_in_nine(random) == 0;
                const double x = std::ldexp(uniform(random), exponent(random));
                columns[j].values.push_back(is_gap ? gap : x);
                std::string cell = "NA";
                if (!is_gap) {
                    std::array<char, 32> buffer;
                    cell.assign(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), x).ptr);
                    std::ranges::replace(cell, '.', format.decimal);
                }
                if (j > 0) text += format.separator;
                text += cell;
            }
        }
        CAPTURE(text);
        const Result<CsvTable> table = read_csv(text, format);
        REQUIRE_MESSAGE(table.has_value(), table.error());
        CHECK(table->columns == columns);
        CHECK(table->notes.empty());
    }
}

TEST_CASE("cells: what is a number, a gap, a word") {
    const auto number = [](std::string_view text, char decimal = '.') {
        const Cell cell = read_cell(text, decimal);
        return cell.sort == Cell::Sort::number ? cell.value : gap;
    };
    CHECK(number("1234.5") == 1234.5);
    CHECK(number("1,234,567.5") == 1234567.5);
    CHECK(number("1.234.567,5", ',') == 1234567.5);
    CHECK(number(" - 5 ") == -5);
    CHECK(number("€ 12,50", ',') == 12.5);
    CHECK(number("12,50 €", ',') == 12.5);
    CHECK(number("1e5") == 1e5);
    for (const std::string_view word : {"1,23", "1,2345", "1234,567", "1 2", "1e", "1.2.3", "0x10", "abc", "1,,000", ",", "e5", "2020-01-31", "12:30", "--5", "+-5", "$", "%"})
        CHECK_MESSAGE(read_cell(word, '.').sort == Cell::Sort::word, word);
    for (const std::string_view empty : {"", "  ", "NA", "n/a", "#N/A", "NaN", "null", "None", "-", "—", ".", "..", "?", "\u00a0"})
        CHECK_MESSAGE(read_cell(empty, '.').sort == Cell::Sort::gap, empty);
    for (const std::string_view infinite : {"inf", "-Inf", "Infinity", "+infinity", "1e101", "-1e400"}) {
        CHECK_MESSAGE(read_cell(infinite, '.').out_of_range, infinite);
        CHECK(read_cell(infinite, '.').sort == Cell::Sort::gap);
    }
    CHECK(is_ambiguous("1,234"));
    CHECK(is_ambiguous("1.234"));
    CHECK_FALSE(is_ambiguous("1,23"));
    CHECK_FALSE(is_ambiguous("1,234.5"));
    CHECK_FALSE(is_ambiguous("1234"));
}

TEST_CASE("what cannot be a table is refused with a sentence that says where") {
    const auto refusal = [](std::string_view bytes, const CsvFormat& format = {}) {
        const Result<CsvTable> table = read_csv(bytes, format);
        return table ? "" : table.error();
    };
    CHECK(refusal("") == "there is no row in this file");
    CHECK(refusal("\n \n# nothing\n") == "there is no row in this file");
    CHECK(refusal("x,y\n") == "there are names of columns in this file, but no row below them");
    CHECK(refusal("x,y\n1,2\n3,\"4\n5,6\n") == "line 3 opens a quotation mark that is never closed: close it, or read the file without quotes");
    CHECK(refusal("x,y\n1,2\n3,\"4\n5,6\n", {.quotes = false}).empty());
    CHECK(refusal(std::string_view("x,y\n1,2\n3,\0\n", 12)) == "line 3 holds a byte of zero: this is no text file, or its encoding is another one");
    CHECK(refusal(std::string(999'999, ',') + "\n") == "line 1 has 1000000 columns; at most 1000 are read");
    CHECK(refusal(std::string(999, ',') + "\n1\n").empty());
    CHECK(refusal("a" + std::string(1000, ',') + "b\n") == "line 1 has 1001 columns; at most 1000 are read");
}

TEST_CASE("the limits hold at the limit and one beyond") {
    std::string words = "x\n";
    for (std::size_t i = 0; i < limits::data_classes; ++i) words += "w" + std::to_string(i) + "\n";
    const Result<CsvTable> all = read_csv(words, {});
    REQUIRE(all.has_value());
    CHECK(all->columns.front().classes.size() == limits::data_classes);
    const Result<CsvTable> beyond = read_csv(words + "one more\n", {});
    REQUIRE(beyond.has_value());
    CHECK(beyond->columns.empty());
    REQUIRE(beyond->notes.size() == 1);
    CHECK(beyond->notes.front() == "\"x\" holds more than 1000 different words: it is left out");
}

TEST_CASE("a stop is obeyed within a MiB, and the share that is told grows to the end") {
    std::string text = "x,y\n";
    while (text.size() < 5u << 20) text += "1.5,2.25\n";
    std::vector<double> shares;
    REQUIRE(read_csv(text, {}, {}, [&](double share) { shares.push_back(share); }).has_value());
    CHECK(std::ranges::is_sorted(shares));
    CHECK(shares.size() >= 5);
    CHECK(shares.back() > 0.7);

    std::stop_source stop;
    std::size_t told = 0;
    const Result<CsvTable> table = read_csv(text, {}, stop.get_token(), [&](double) { if (++told == 2) stop.request_stop(); });
    REQUIRE_FALSE(table.has_value());
    CHECK(table.error() == "reading was stopped");
    CHECK(told == 2);
}

TEST_CASE("random bytes are read or refused, never lost in") {
    std::mt19937_64 random(7);
    const std::string_view letters = "01.,;\t|\"\r\n #aN%-e\0\xff\xc3\xa4";
    std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1), length(0, 200);
    for (int trial = 0; trial < 20'000; ++trial) {
        std::string bytes;
        for (std::size_t n = length(random); n > 0; --n) bytes += letters[letter(random)];
        const CsvGuess guess = guess_csv(bytes);
        const Result<CsvTable> table = read_csv(bytes, guess.format);
        if (!table) {
            CHECK_FALSE(table.error().empty());
            continue;
        }
        for (const Column& column : table->columns) CHECK(column.values.size() == table->columns.front().values.size());
    }
}
