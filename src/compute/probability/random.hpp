#pragma once
#include <array>
#include <cstdint>
#include <span>

namespace eigenscope {

/// The Philox4x32-10 block cipher (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011):
/// 128 random bits for every counter and key, with no state in between.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Sample `index` of the stream `seed`: uniform, strictly inside (0, 1), a multiple of 2⁻⁵³; the same bits on every machine.
double uniform01(std::uint64_t seed, std::uint64_t index);

/// uniform01(seed, first), uniform01(seed, first + 1), ...: the same bits, some times as fast.
void uniforms(std::uint64_t seed, std::uint64_t first, std::span<double> values);

/// The standard normal quantile of p by Wichura's algorithm AS 241 (Applied Statistics 37, 1988): relative error below 1e-15,
/// made of + - * / and sqrt only, so it gives the same bits on every machine. -inf at 0, +inf at 1, not-a-number outside.
double standard_normal_quantile(double p);

/// Each p into standard_normal_quantile(p): the same bits, twice as fast.
void standard_normal_quantiles(std::span<double> values);

/// Sample `index` of the stream `seed`, standard normal: the quantile of uniform01(seed, index), so it moves with nothing else.
double standard_normal(std::uint64_t seed, std::uint64_t index);

}
