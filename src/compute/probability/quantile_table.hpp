#pragma once
#include "compute/probability/distribution.hpp"

#include <array>
#include <vector>

namespace eigenscope {

/// The quantiles of a continuous law as a function of the standard normal quantile of p. That is a smooth function for every law here, so
/// that short polynomials follow it to the last digits or so; each is made where it is first needed, and checked. Where it does not follow
/// closely enough the quantile is found as always.
class QuantileTable {
public:
    explicit QuantileTable(const Distribution& law) : law_(law) {}
    /// The quantile of p, where z is the standard normal one; p in [2⁻⁵³, 1 - 2⁻⁵³].
    double operator()(double p, double z) {
        const double place = (z - first) / width, cell = std::floor(place);
        Piece& piece = pieces_[static_cast<std::size_t>(cell)];
        if (piece.state == State::unknown) make(piece, first + width * cell);
        if (piece.state == State::exact) return quantile(law_, p);
        const double t = 2 * (place - cell) - 1;
        double x = piece.c[order - 1];
        for (std::size_t k = order - 1; k-- > 0;) x = x * t + piece.c[k];
        return x;
    }

private:
    // Of p as above |z| is less than 8.21.
    static constexpr double first = -8.5, width = 0.5;
    static constexpr std::size_t cells = 34, order = 14;
    enum class State : std::uint8_t { unknown, polynomial, exact };
    struct Piece {
        State state = State::unknown;
        std::array<double, order> c{};        ///< in powers of t, which runs from -1 to 1
    };
    double exact(double z) const;
    void make(Piece& piece, double from) const;

    const Distribution& law_;
    std::array<Piece, cells> pieces_;
};

}
