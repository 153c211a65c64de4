#include "ui/fuzzy.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace eigenscope::ui {
namespace {

constexpr int none = std::numeric_limits<int>::min() / 2;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_word(std::string_view text, std::size_t i) {
    const auto between = [](char c) { return c == ' ' || c == '-' || c == '_' || c == '(' || c == ':' || c == '/' || c == '.'; };
    return i == 0 || between(text[i - 1]);
}

}

// The best alignment by dynamic programming (Smith & Waterman 1981 with scores for words instead of gaps): score[j] is the best for
// the query so far when its last character stands at text[j].
std::optional<int> fuzzy_match(std::string_view query, std::string_view text) {
    std::vector<int> last(text.size(), none), score(text.size(), none);
    bool first = true;
    for (const char wanted : query) {
        if (wanted == ' ') continue;
        int before = first ? 0 : none;        // the best that ended earlier than j - 1
        for (std::size_t j = 0; j < text.size(); ++j) {
            const int adjacent = !first && j > 0 ? last[j - 1] : none;
            score[j] = none;
            if (lower(text[j]) == lower(wanted)) {
                const int here = 1 + (starts_word(text, j) ? 8 : 0);
                score[j] = std::max(before == none ? none : before + here, adjacent == none ? none : adjacent + here + 10);
            }
            if (!first && j > 0) before = std::max(before, last[j - 1]);
        }
        std::swap(last, score);
        first = false;
    }
    if (first) return 0;
    const auto best = last.empty() ? none : *std::max_element(last.begin(), last.end());
    if (best <= none / 2) return std::nullopt;
    return best * 16 - static_cast<int>(std::min<std::size_t>(text.size(), 200));
}

}
