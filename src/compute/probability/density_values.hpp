#pragma once
#include "compute/expression/function.hpp"
#include "compute/expression/interval.hpp"
#include "compute/expression/program.hpp"
#include "compute/probability/log_form.hpp"
#include "compute/types.hpp"

namespace eigenscope {

/// The values of a density in one variable, also where they, or what they are made of, are too large or too small for doubles.
class DensityValues {
public:
    explicit DensityValues(Function f);

    const Function& function() const { return f_; }
    /// f(x); by logarithms where doubles fail on the way. Not-a-number also where rounding has left nothing of it (0/0).
    void values(std::span<const double> x, std::span<double> y) const;
    /// f(x) / e^level, by logarithms.
    void scaled(std::span<const double> x, std::span<double> y, double level) const;
    /// log |f(x)|; not-a-number where f has no value.
    void log_sizes(std::span<const double> x, std::span<double> y) const;
    double log_size(double x) const;
    /// The slope of log |f|, where it has one.
    double log_slope(double x) const;

    /// How far rounding may move the value there, relative to it.
    double rounding(double x, bool by_logarithms) const;
    /// Whether |f| grows at least like 1/|x - at| on the way there, from inside of `around`: then it has no integral.
    bool has_pole(double at, Interval around) const { return grows_like_a_pole(logs_.graph, logs_.term.log, at, around); }
    /// The part of the support where rounding leaves something of the values. Next to a finite end it may not: (e^x - 1)/x.
    Interval trusted(Interval ends) const;

private:
    struct Logs {
        Graph graph;
        LogForm::Term term;
        std::optional<Graph::Id> slope;
    };
    /// The formula as it is worked out: an enclosure of it tells what rounding does to a value.
    struct Worked {
        Graph graph;
        Graph::Id value;
        Enclosure at(double x) const;
    };
    static Logs logs_of(const Function& f);
    static Worked worked_of(const Function& f);
    bool is_noise(double x) const;

    Function f_;
    Worked worked_;
    Logs logs_;
    Program of_logs_;                         // sign and logarithm
    std::optional<Program> of_slope_;
};

}
