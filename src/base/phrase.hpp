#pragma once
#include <concepts>
#include <string>
#include <utility>
#include <vector>

namespace eigenscope {

/// A number in a phrase, with so many significant digits.
struct Numeral {
    double value = 0;
    int digits = 3;
};

/// Words with numbers between them that are put together only when somebody asks: a run of a method is done before one of its numbers is
/// written out. Only literals may be given as `const char*`, for they are not copied.
class Phrase {
public:
    Phrase() = default;
    Phrase(const char* literal) { *this += literal; }
    Phrase(std::string words) { *this += std::move(words); }

    Phrase& operator+=(const char* literal) { return add({.literal = literal}); }
    Phrase& operator+=(Numeral number) { return add({.number = number.value, .digits = number.digits}); }
    Phrase& operator+=(std::string words);
    Phrase& operator+=(const Phrase& other);

    /// The whole phrase in words.
    std::string text() const;
    bool operator==(const Phrase& other) const { return text() == other.text(); }

private:
    /// A literal, or a number with its digits, or the next of the strings.
    struct Piece {
        const char* literal = nullptr;
        double number = 0;
        int digits = 0;
    };
    Phrase& add(const Piece& piece) {
        if (pieces_.empty()) pieces_.reserve(12);                // as many as most phrases have
        pieces_.push_back(piece);
        return *this;
    }

    std::vector<Piece> pieces_;
    std::vector<std::string> strings_;
};

template <std::same_as<Phrase> P, class T>
P operator+(P phrase, T&& more) {
    phrase += std::forward<T>(more);
    return phrase;
}
inline Phrase operator+(const char* literal, const Phrase& phrase) { return Phrase(literal) + phrase; }
inline Phrase operator+(const char* literal, Numeral number) { return Phrase(literal) + number; }
inline Phrase operator+(std::string words, Numeral number) { return Phrase(std::move(words)) + number; }

}
