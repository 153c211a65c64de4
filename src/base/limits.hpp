#pragma once
#include <cstddef>

/// Every size limit of the program. Each is tested at the limit and one beyond.
namespace eigenscope::limits {

inline constexpr std::size_t scene_bytes = 4u << 20;
inline constexpr std::size_t preferences_bytes = 256u << 10;
inline constexpr std::size_t json_depth = 32;
inline constexpr std::size_t json_string = 64u << 10;
inline constexpr std::size_t json_array = 100'000;
inline constexpr double number = 1e100;          ///< |x| of any number in a file

inline constexpr std::size_t expression_characters = 2'000;
inline constexpr std::size_t expression_nodes = 2'000;
inline constexpr std::size_t expression_depth = 100;
inline constexpr std::size_t derivative_nodes = 20'000;
inline constexpr std::size_t sum_terms = 1'000;                ///< of one sum or product over an index

inline constexpr std::size_t tiles = 12;
inline constexpr std::size_t drawing_points = 2'000;
inline constexpr int run_steps = 10'000;
inline constexpr std::size_t samples = 10'000'000;

inline constexpr std::size_t data_bytes = 128u << 20;          ///< of a file of data
inline constexpr std::size_t data_columns = 1'000;
inline constexpr std::size_t data_cells = 20'000'000;
inline constexpr std::size_t data_classes = 1'000;             ///< different words in one column
inline constexpr std::size_t data_name = 200;                  ///< bytes of a column's name, and of a word

inline constexpr std::size_t undo_states = 2'000;
inline constexpr std::size_t undo_bytes = 32u << 20;
inline constexpr std::size_t journal_bytes = 4u << 20;

inline constexpr int picture_side = 16'384;      ///< pixels
inline constexpr std::size_t polyline_chunk = 10'000;
inline constexpr double pixel = 1e5;             ///< geometry is clipped to +- this many pixels

}
