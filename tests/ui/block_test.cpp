#include "ui/block.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace eigenscope;
using namespace eigenscope::ui;

namespace {

std::string said(const Result<Block>& block) { return block ? std::string() : block.error(); }

}

TEST_CASE("a matrix is the same however it was copied") {
    const Block expected{2, 2, {2, 1, 1, 2}};
    for (const std::string text : {
             "2\t1\n1\t2", "2\t1\r\n1\t2\r\n", "[[2,1],[1,2]]", "[[2, 1], [1, 2]]", "2 1; 1 2", "2 1\n1 2", "[2 1; 1 2]", "[2, 1; 1, 2]",
             "2,1;1,2", "2, 1; 1, 2", "2,1\n1,2\n", "{{2,1},{1,2}}", "{2, 1}\n{1, 2}", "A = [2 1;\n     1 2];", "np.array([[2., 1.],\n          [1., 2.]])",
             "array([[2, 1],\n       [1, 2]], dtype=int64)", "Matrix([[2, 1], [1, 2]])", "[[2. 1.]\n [1. 2.]]", "2;1\n1;2", "2 & 1 \\\\ 1 & 2", "2&1\\\\1&2\\\\",
             "\\begin{pmatrix} 2 & 1 \\\\ 1 & 2 \\end{pmatrix}", "$$\\begin{bmatrix}2&1\\\\[2pt]1&2\\end{bmatrix}$$",
             "\\left[\\begin{array}{cc} 2 & 1 \\\\ 1 & 2 \\end{array}\\right]", "\\[ \\begin{array}{c|c} 2&1\\\\\\hline 1&2 \\end{array} \\]",
             "  2   1\n  1   2  ", "2\u00a01\n1\u00a02", "(2, 1; 1, 2)", "4/2 1; 1 sqrt(4)", "\\frac{4}{2} & 1 \\\\ 1 & \\sqrt{4}", "4 / 2 1\n1 1 + 1"}) {
        CAPTURE(text);
        const auto block = read_block(text);
        CHECK(said(block) == "");
        if (block) CHECK(*block == expected);
    }
}

TEST_CASE("one number, one row, one column, signs and expressions") {
    CHECK(*read_block(" 0.5 ") == Block{1, 1, {0.5}});
    CHECK(*read_block("\u22121.5e-3") == Block{1, 1, {-1.5e-3}});
    CHECK(*read_block("2*(3-1)") == Block{1, 1, {4}});
    CHECK(*read_block("(1+2)*(3-1)") == Block{1, 1, {6}});
    CHECK(*read_block("hypot(3, 4)") == Block{1, 1, {5}});
    CHECK(*read_block("1, 2, 3") == Block{1, 3, {1, 2, 3}});
    CHECK(*read_block("(1, -2)") == Block{1, 2, {1, -2}});
    CHECK(*read_block("1 -2") == Block{1, 2, {1, -2}});
    CHECK(*read_block("1\n2\n3") == Block{3, 1, {1, 2, 3}});
    CHECK(*read_block("[[1], [2]]") == Block{2, 1, {1, 2}});
    CHECK(*read_block("hypot(3, 4) 1; 0 2") == Block{2, 2, {5, 1, 0, 2}});
    CHECK(*read_block("1 2 3\n4 5 6") == Block{2, 3, {1, 2, 3, 4, 5, 6}});
    CHECK(read_block("[[pi, 0], [0, 1]]")->row_major[0] == std::acos(-1.0));
}

TEST_CASE("a decimal comma is refused with the number that may be meant") {
    for (const std::string text : {"0,5\t1\n1\t2", "0,5 1; 1 2", "0,5;1\n1;2", "1 0,5\n2 1", "0,5 & 1 \\\\ 1 & 2"}) {
        CAPTURE(text);
        CHECK(said(read_block(text)).find("“0,5” has a decimal comma: write 0.5") == 0);
    }
    CHECK(said(read_block("-12,25\t1")).find("write -12.25") != std::string::npos);
    CHECK(said(read_block("2,5")).find("decimal comma") != std::string::npos);         // or two numbers: nothing tells
}

TEST_CASE("what is no block is said to be none, and why") {
    CHECK(said(read_block("")).find("no number") != std::string::npos);
    CHECK(said(read_block(" \n ;; \n")).find("no number") != std::string::npos);
    CHECK(said(read_block("1 2\n3")) == "The rows are not equally long: row 1 has 2, row 2 has 1");
    CHECK(said(read_block("1\t\t2")).find("empty") != std::string::npos);
    CHECK(said(read_block("dog 1\n1 2")).find("“dog”") == 0);
    CHECK(said(read_block("[[1, 2], [3,")).size() > 0);
    CHECK(said(read_block("\\begin{pmatrix")).size() > 0);
    CHECK(said(read_block(std::string(200'000, '1'))).find("too long") != std::string::npos);
    CHECK(said(read_block(std::string(50'000, '['))).size() > 0);
    CHECK(said(read_block("\xff\xfe 1")).size() > 0);
}

TEST_CASE("rows and columns are told from a number by their signs") {
    for (const char* text : {"1\t2", "1\n2", "1;2", "[1]", "{1}", "1&2", "1\\\\2"}) CHECK(in_rows_or_columns(text));
    for (const char* text : {"1", " 1.5\n", "2*(3+1)", "hypot(1, 2)", ""}) CHECK_FALSE(in_rows_or_columns(text));
}
