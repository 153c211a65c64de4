#include "scene/curve.hpp"

#include <algorithm>
#include <cmath>
#include <queue>

namespace eigenscope {
namespace {

/// A place on the graph. (Not finite: a hole.)
struct Sample {
    double x = 0, y = 0;
    bool finite() const { return std::isfinite(y); }
};

/// A stretch of the graph known at its ends and in the middle.
struct Piece {
    Sample a, m, b;
    double urgency = 0;                       ///< pixels by which the picture may be wrong here
    bool cut = false;                         ///< looks like a jump as long as it has not been resolved
    bool operator<(const Piece& other) const {                                // the most urgent first, then from the left
        return urgency != other.urgency ? urgency < other.urgency : a.x > other.a.x;
    }
};

/// Halves the stretch where the picture would be most wrong, again and again, so that a bounded number of evaluations is
/// spent where it shows.
class Sampler {
public:
    Sampler(const std::function<double(double)>& f, const CurveWindow& window)
        : f_(f), window_(window), sx_(window.pixels / window.x.length()), sy_(window.pixels / window.y.length()) {}

    std::vector<Piece> run() {
        begin();
        while (!queue_.empty() && used_ + 2 <= window_.most) {
            const Piece p = queue_.top();
            queue_.pop();
            put(piece(p.a, p.m));
            put(piece(p.m, p.b));
        }
        for (; !queue_.empty(); queue_.pop()) done_.push_back(queue_.top());
        std::sort(done_.begin(), done_.end(), [](const Piece& p, const Piece& q) { return p.a.x < q.a.x; });
        return std::move(done_);
    }

    /// Whether the chord from p to q is no part of the graph: the larger half of a stretch that never became continuous.
    static bool jump(const Piece& piece, const Sample& p, const Sample& q) {
        if (!piece.cut) return false;
        const double here = std::abs(q.y - p.y);
        return here >= std::max(std::abs(piece.m.y - piece.a.y), std::abs(piece.b.y - piece.m.y));
    }

    bool hidden(const Sample& s, int side) const { return side > 0 ? s.y > window_.y.hi : s.y < window_.y.lo; }

private:
    Sample sample(double x) {
        ++used_;
        return {x, f_(x)};
    }

    Piece piece(const Sample& a, const Sample& b) {
        Piece p{a, sample(a.x / 2 + b.x / 2), b};
        judge(p);
        return p;
    }

    void begin() {
        const int count = std::clamp(static_cast<int>(window_.pixels / 4), 1, std::max(1, (window_.most - 1) / 4));
        Sample last = sample(window_.x.lo);
        for (int i = 1; i <= count; ++i) {
            const Sample here = sample(i == count ? window_.x.hi : window_.x.lo + window_.x.length() * i / count);
            put(piece(last, here));
            last = here;
        }
    }

    void put(Piece p) {
        if (p.urgency > window_.tolerance)
            queue_.push(p);
        else
            done_.push_back(p);
    }

    double px(const Sample& s) const { return (s.x - window_.x.lo) * sx_; }
    double py(const Sample& s) const { return std::clamp((s.y - window_.y.lo) * sy_, -1e12, 1e12); }
    /// Height in pixels as far as it can be seen.
    double seen(const Sample& s) const { return std::clamp(py(s), -1.0, window_.pixels + 1); }

    void judge(Piece& p) const {
        constexpr double narrowest = 1e-7;                                    // pixels: nobody sees what is smaller
        const double width = px(p.b) - px(p.a);
        const bool split = p.a.x < p.m.x && p.m.x < p.b.x && width > narrowest;
        const int finite = p.a.finite() + p.m.finite() + p.b.finite();
        if (finite < 3) {
            if (finite > 0 && split) p.urgency = window_.pixels;              // an end of the domain lies inside
            return;
        }
        for (const int side : {-1, 1})
            if (hidden(p.a, side) && hidden(p.m, side) && hidden(p.b, side)) return;
        const double first = std::abs(seen(p.m) - seen(p.a)), second = std::abs(seen(p.b) - seen(p.m));
        // A continuous graph falls into comparable halves sooner or later; a jump stays in one of them.
        p.cut = std::max(first, second) > 2 && std::max(first, second) > 9 * std::min(first, second) && width < 1;
        p.urgency = deviation(p);
        if (p.cut) p.urgency = std::max({p.urgency, first, second});
        if (!split) p.urgency = 0;
    }

    /// Pixels from the middle to the chord.
    double deviation(const Piece& p) const {
        const double ux = px(p.b) - px(p.a), uy = py(p.b) - py(p.a), vx = px(p.m) - px(p.a), vy = py(p.m) - py(p.a);
        return std::abs(ux * vy - uy * vx) / std::hypot(ux, uy);
    }

    const std::function<double(double)>& f_;
    const CurveWindow& window_;
    double sx_, sy_;
    int used_ = 0;
    std::priority_queue<Piece> queue_;
    std::vector<Piece> done_;
};

}

std::vector<Polyline> curve(const std::function<double(double)>& f, const CurveWindow& window, Stroke stroke) {
    if (!(window.x.lo < window.x.hi) || !(window.y.lo < window.y.hi) || !(window.pixels > 0) || window.most < 3) return {};
    Sampler sampler(f, window);
    std::vector<Polyline> result;
    Polyline line{.stroke = stroke};
    const auto finish = [&] {
        if (line.points.size() > 1) result.push_back(std::move(line));
        line = Polyline{.stroke = stroke};
    };
    const auto extend = [&](const Piece& piece, const Sample& p, const Sample& q) {
        const bool visible = p.finite() && q.finite() && !Sampler::jump(piece, p, q);
        const bool above = sampler.hidden(p, 1) && sampler.hidden(q, 1), below = sampler.hidden(p, -1) && sampler.hidden(q, -1);
        if (!visible || above || below) return finish();
        if (line.points.empty()) line.points.emplace_back(p.x, p.y);
        line.points.emplace_back(q.x, q.y);
    };
    for (const Piece& piece : sampler.run()) {
        extend(piece, piece.a, piece.m);
        extend(piece, piece.m, piece.b);
    }
    finish();
    return result;
}

}
