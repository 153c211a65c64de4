#include "base/phrase.hpp"

#include "base/number.hpp"

namespace eigenscope {

Phrase& Phrase::operator+=(std::string words) {
    strings_.push_back(std::move(words));
    return add({});
}

Phrase& Phrase::operator+=(const Phrase& other) {
    for (const Piece& piece : other.pieces_) add(piece);
    strings_.insert(strings_.end(), other.strings_.begin(), other.strings_.end());
    return *this;
}

std::string Phrase::text() const {
    std::string all;
    auto string = strings_.begin();
    for (const Piece& piece : pieces_) {
        if (piece.literal) all += piece.literal;
        else if (piece.digits > 0) all += significant(piece.number, piece.digits);
        else all += *string++;
    }
    return all;
}

}
