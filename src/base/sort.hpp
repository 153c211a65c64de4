#pragma once
#include <cstdint>
#include <optional>

namespace eigenscope {

/// What a described member can be: the closed set that every walk knows.
enum class Sort : std::uint8_t {
    boolean,
    real,                                     ///< double
    whole,                                    ///< int
    text,                                     ///< std::string
    formula,                                  ///< Typed
    parameters,                               ///< of the formula that the same value holds
    choice,                                   ///< an enumeration of one byte, named by `choices`
    matrix,                                   ///< doubles in a fixed number of rows and columns; a vector is a column
    list,                                     ///< std::vector of any of these
    family,                                   ///< std::variant of described values with an id and a label
    object,                                   ///< a described value
    panel,                                    ///< a Panel: an object whose type the walk asks the panel for
};

/// The sort of a class that cannot be told from how it is built: specialized beside the class.
template <class T>
inline constexpr std::optional<Sort> named_sort = std::nullopt;

}
