#include "compute/expression/curvature_search.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>

namespace eigenscope {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// vᵀHv/vᵀv in interval arithmetic: the least eigenvalue is not above it, the largest not below.
Enclosure rayleigh(std::span<const Enclosure> matrix, const VecX& v) {
    Enclosure above = Enclosure::point(0), below = Enclosure::point(0);
    const auto n = static_cast<std::size_t>(v.size());
    const auto part = [&](std::size_t i) { return Enclosure::point(v[static_cast<Eigen::Index>(i)]); };
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) above = above + part(i) * part(j) * matrix[i * n + j];
        below = below + square(part(i));
    }
    return above / below;
}

}

CurvatureSearch::CurvatureSearch(const Graph& graph, std::span<const Summand> summands, std::span<const Enclosure> box, const GluedChoices& glued,
                                 std::stop_token stop)
    : graph_(graph), summands_(summands), box_(box), stop_(std::move(stop)), derivatives_(graph, box.size(), glued) {
    pieces_.push_back(evaluated(std::vector<Enclosure>(box.begin(), box.end())));
}

CurvatureSearch::Piece CurvatureSearch::evaluated(std::vector<Enclosure> sides) {
    ++evaluated_;
    derivatives_.run(sides, true);
    const auto f = static_cast<Graph::Id>(graph_.size() - 1);
    Piece piece = {std::move(sides), -infinity, infinity, true, ++serial_};
    for (const Summand& summand : summands_) {
        const Regularity regularity = derivatives_.value(summand.id).regularity;
        piece.firm = piece.firm && (regularity == Regularity::smooth || summand.convex);
    }
    const Enclosure& value = derivatives_.value(f);
    if (value.regularity < Regularity::continuous) piece.firm = false;
    if (value.empty()) {                                                      // outside of the domain there are no eigenvalues
        piece.least = infinity;
        piece.size = 0;
        return piece;
    }
    const Eigenvalues bounds = eigenvalue_bounds(derivatives_.hessian(f), box_.size());
    piece.least = bounds.least;
    if (value.regularity < Regularity::smooth) return piece;
    piece.size = std::max(bounds.most, -bounds.least);
    sample(piece);
    return piece;
}

/// What the middle of a piece shows: how large the eigenvalues are at least, and perhaps a chord.
void CurvatureSearch::sample(const Piece& piece) {
    const auto f = static_cast<Graph::Id>(graph_.size() - 1);
    const auto n = static_cast<Eigen::Index>(box_.size());
    const std::span<const Enclosure> hessian = derivatives_.middle_hessian(f);
    Eigen::MatrixXd middle(n, n);
    for (std::size_t i = 0; i < hessian.size(); ++i) {
        if (!hessian[i].bounded()) return;
        middle(static_cast<Eigen::Index>(i) / n, static_cast<Eigen::Index>(i) % n) = 0.5 * hessian[i].lo + 0.5 * hessian[i].hi;
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(middle);
    if (eigen.info() != Eigen::Success) return;
    const VecX down = eigen.eigenvectors().col(0), up = eigen.eigenvectors().col(n - 1);
    const Enclosure least = rayleigh(hessian, down), most = rayleigh(hessian, up);
    mu_seen_ = std::min(mu_seen_, least.hi);
    L_seen_ = std::max({L_seen_, most.lo, -least.hi});
    constexpr int tries = 40;
    if (!(least.hi < 0) || chord_ || ++chords_tried_ > tries) return;
    std::vector<double> at;
    for (const Enclosure& side : piece.sides) at.push_back(0.5 * side.lo + 0.5 * side.hi);
    chord_ = chord_through(graph_, box_, at, std::span(down.data(), box_.size()));
}

/// Where a kink may turn down, or f may jump, it bends more than any number says.
double CurvatureSearch::least(const Piece& piece) { return piece.firm ? piece.least : -infinity; }

bool CurvatureSearch::better(Worst worst, const Piece& p, const Piece& q) {
    if (worst == Worst::in_size) return p.size < q.size;
    // Of two that say nothing the newer one: that goes down to a kink instead of along it.
    return least(p) > least(q) || (least(p) == least(q) && p.serial < q.serial);
}

void CurvatureSearch::order(Worst worst) {
    std::make_heap(pieces_.begin(), pieces_.end(), [worst](const Piece& p, const Piece& q) { return better(worst, p, q); });
}

/// The part of the box's side that a side of the piece is; 0 where it should not be cut any more.
double CurvatureSearch::part(const Piece& piece, std::size_t i) const {
    constexpr double narrowest = 1e-9;        // below that only kinks and ends of domains are left
    const auto [lo, hi, regularity] = piece.sides[i];
    // A side without a width would make a variable look like a constant.
    const double spacing = 8 * std::numeric_limits<double>::epsilon() * std::max(std::abs(lo), std::abs(hi)) + std::numeric_limits<double>::min();
    const double share = (hi - lo) / (box_[i].hi - box_[i].lo);
    return share > narrowest && hi - lo > spacing ? share : 0;
}

std::size_t CurvatureSearch::longest(const Piece& piece) const {
    std::size_t found = 0;
    for (std::size_t i = 1; i < box_.size(); ++i)
        if (part(piece, i) > 1.0001 * part(piece, found)) found = i;
    return found;
}

bool CurvatureSearch::wide(const Piece& piece) const { return part(piece, longest(piece)) > 0; }

/// Cuts the worst piece in two across its longest side, measured by those of the box.
void CurvatureSearch::split(Worst worst) {
    const auto order = [worst](const Piece& p, const Piece& q) { return better(worst, p, q); };
    std::pop_heap(pieces_.begin(), pieces_.end(), order);
    const Piece piece = std::move(pieces_.back());
    pieces_.pop_back();
    const std::size_t side = longest(piece);
    const double middle = 0.5 * piece.sides[side].lo + 0.5 * piece.sides[side].hi;
    for (const bool upper : {false, true}) {
        std::vector<Enclosure> sides = piece.sides;
        (upper ? sides[side].lo : sides[side].hi) = middle;
        Piece half = evaluated(std::move(sides));
        // What held for the whole holds for its halves.
        half.least = std::max(half.least, piece.least);
        half.size = std::min(half.size, piece.size);
        half.firm = half.firm || piece.firm;
        pieces_.push_back(std::move(half));
        std::push_heap(pieces_.begin(), pieces_.end(), order);
    }
}

/// Chords across what is left of a kink or a jump, from both its sides.
void CurvatureSearch::cross(const Piece& piece) {
    for (const bool upper : {false, true})
        for (std::size_t i = 0; i < box_.size() && !chord_; ++i) {
            std::vector<double> at, along(box_.size(), 0);
            for (const Enclosure& side : piece.sides) at.push_back(upper ? side.hi : side.lo);
            along[i] = 1;
            chord_ = chord_through(graph_, box_, at, along);
        }
}

/// Puts off the piece in front, and goes on at the oldest of those that are not firm: far from it, if there is one.
void CurvatureSearch::elsewhere() {
    constexpr int put_off = -1;
    pieces_.front().serial = put_off;
    Piece* oldest = nullptr;
    for (Piece& piece : pieces_)
        if (!piece.firm && piece.serial != put_off && (!oldest || piece.serial < oldest->serial)) oldest = &piece;
    if (oldest) oldest->serial = ++serial_;
    order(Worst::for_proof);
}

bool CurvatureSearch::prove(int pieces) {
    const auto held = [](const Piece& p) { return p.firm && p.least >= 0; };
    order(Worst::for_proof);
    for (const int end = evaluated_ + pieces; evaluated_ < end && !stop_.stop_requested() && !chord_;) {
        if (held(pieces_.front())) return std::all_of(pieces_.begin(), pieces_.end(), held);
        kinked_ = !pieces_.front().firm;
        if (!wide(pieces_.front())) {
            constexpr int tries = 8;
            if (++crossed_ > tries) return false;
            cross(pieces_.front());
            elsewhere();
            continue;
        }
        split(Worst::for_proof);
    }
    return std::all_of(pieces_.begin(), pieces_.end(), held);
}

/// Looks into the corners of the box, where curvature is often at its largest or least.
void CurvatureSearch::look_into_corners() {
    constexpr std::size_t most = 3;           // variables: the corners double with each
    constexpr double share = 1e-9;
    for (std::size_t corner = 0; box_.size() <= most && corner < (std::size_t{1} << box_.size()); ++corner) {
        std::vector<Enclosure> sides(box_.begin(), box_.end());
        for (std::size_t i = 0; i < sides.size(); ++i) {
            const double width = share * (sides[i].hi - sides[i].lo);
            if ((corner >> i & 1) != 0) sides[i].lo = sides[i].hi - width;
            else sides[i].hi = sides[i].lo + width;
        }
        const bool has_width = std::all_of(sides.begin(), sides.end(), [](const Enclosure& side) { return side.lo < side.hi; });
        if (has_width) static_cast<void>(evaluated(std::move(sides)));
    }
}

void CurvatureSearch::narrow(int pieces) {
    constexpr double enough = 1e-3;           // for what is shown
    look_into_corners();
    for (const Worst worst : {Worst::in_least, Worst::in_size}) {
        order(worst);
        for (const int end = evaluated_ + pieces; evaluated_ < end && !stop_.stop_requested();) {
            const Bracket now = worst == Worst::in_size ? L() : mu();
            const double scale = std::max(std::abs(now.hi), std::abs(now.lo));
            if ((std::isfinite(scale) && now.hi - now.lo <= enough * scale) || !wide(pieces_.front())) break;
            split(worst);
        }
    }
}

Bracket CurvatureSearch::mu() const {
    double lo = infinity;
    for (const Piece& piece : pieces_) lo = std::min(lo, least(piece));
    return {lo, mu_seen_};
}

Bracket CurvatureSearch::L() const {
    double hi = 0;
    for (const Piece& piece : pieces_) hi = std::max(hi, piece.size);
    return {L_seen_, hi};
}

}
