#pragma once
#include "compute/expression/chord.hpp"
#include "compute/expression/second_order.hpp"

namespace eigenscope {

/// Cuts a box into pieces, the worst first, until the eigenvalues of the Hessian of the last term of a graph are known well enough
/// on all of them: branch and bound (Moore, Kearfott, Cloud, ch. 10).
class CurvatureSearch {
public:
    /// A part of a sum that may have kinks or ends of its domain where it is convex anyway.
    struct Summand {
        Graph::Id id;
        bool convex;
    };

    CurvatureSearch(const Graph& graph, std::span<const Summand> summands, std::span<const Enclosure> box, const GluedChoices& glued, std::stop_token stop);

    /// Whether the Hessian has no negative eigenvalue anywhere on the box, and no kink turns down; false when the pieces ran out.
    /// Ends early with `chord()` where one is found.
    bool prove(int pieces);
    /// Goes on until both brackets are narrow.
    void narrow(int pieces);

    Bracket mu() const;
    Bracket L() const;
    const std::optional<Secant>& chord() const { return chord_; }
    int pieces() const { return evaluated_; }
    /// What stands on the worst piece in the way of a proof.
    bool kinked() const { return kinked_; }

private:
    struct Piece {
        std::vector<Enclosure> sides;
        double least, size;                   ///< no eigenvalue there is below `least` or larger than `size`
        bool firm;                            ///< all kinks turn up
        int serial;
    };
    enum class Worst : std::uint8_t { for_proof, in_least, in_size };
    static double least(const Piece& piece);
    static bool better(Worst worst, const Piece& p, const Piece& q);
    Piece evaluated(std::vector<Enclosure> sides);
    void sample(const Piece& piece);
    void split(Worst worst);
    void order(Worst worst);
    void cross(const Piece& piece);
    void elsewhere();
    void look_into_corners();
    double part(const Piece& piece, std::size_t i) const;
    std::size_t longest(const Piece& piece) const;
    bool wide(const Piece& piece) const;

    const Graph& graph_;
    std::span<const Summand> summands_;
    std::span<const Enclosure> box_;
    std::stop_token stop_;
    SecondOrder derivatives_;
    std::vector<Piece> pieces_;               ///< a heap, the worst first
    std::optional<Secant> chord_;
    double mu_seen_ = std::numeric_limits<double>::infinity(), L_seen_ = 0;
    int evaluated_ = 0, chords_tried_ = 0, crossed_ = 0, serial_ = 0;
    bool kinked_ = false;
};

}
