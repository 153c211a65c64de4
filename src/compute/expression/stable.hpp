#pragma once
#include "compute/expression/graph.hpp"

namespace eigenscope {

/// The same formula, as it is to be worked out in double precision: logarithms and quotients of sums of exponentials without
/// overflow (Blanchard, Higham, Higham, "Accurately computing the log-sum-exp and softmax functions", 2021), log cosh, 1/cosh,
/// eˣ − 1, 1 − cos x and cosh x − 1 with all their digits. Equal in exact arithmetic; not for reading.
Graph::Id stable(Graph& graph, Graph::Id id);

}
