// Reading 64 MiB of CSV against counting its lines and strtod of each of its fields, in one run: at most 3 times that, and stopped within
// 100 ms.
#include "compute/data/csv.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <thread>

using namespace eigenscope;

namespace {

double seconds_of(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string table_of(std::size_t bytes, char separator, char decimal) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    std::string text = "a" + std::string(1, separator) + "b" + separator + "c" + separator + "d\n";
    while (text.size() < bytes) {
        for (int j = 0; j < 4; ++j) {
            char cell[40];
            std::snprintf(cell, sizeof cell, "%.6g", normal(random));
            std::replace(cell, cell + std::strlen(cell), '.', decimal);
            text += cell;
            text += j < 3 ? separator : '\n';
        }
    }
    return text;
}

double sum;                                                // so that nothing is optimized away

double bare(const std::string& text) {
    return seconds_of([&] {
        sum += static_cast<double>(std::count(text.begin(), text.end(), '\n'));
        const char* at = std::strchr(text.c_str(), '\n') + 1;
        while (*at != '\0') {
            char* end;
            sum += std::strtod(at, &end);
            at = end + 1;
        }
    });
}

}

int main() {
    bool passed = true;
    for (const char decimal : {'.', ','}) {
        const std::string text = table_of(64u << 20, decimal == '.' ? ',' : ';', decimal);
        const std::string plain = table_of(64u << 20, ',', '.');
        double ratio = 1e300;
        for (int round = 0; round < 3; ++round) {
            const double floor = bare(plain);
            const double ours = seconds_of([&] { sum += static_cast<double>(read_csv(text, guess_csv(text).format)->columns.size()); });
            ratio = std::min(ratio, ours / floor);
        }
        passed &= ratio <= 3;
        std::printf("%s  64 MiB with a decimal %s: %.2f times wc and strtod (goal 3)\n", ratio <= 3 ? "PASS" : "FAIL", decimal == '.' ? "point" : "comma", ratio);

        std::stop_source stop;
        std::chrono::steady_clock::time_point asked, ended;
        std::jthread reader([&] {
            sum += read_csv(text, guess_csv(text).format, stop.get_token()).has_value();
            ended = std::chrono::steady_clock::now();
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
        reader.join();
        const double wait = std::chrono::duration<double, std::milli>(ended - asked).count();
        passed &= wait <= 100;
        std::printf("%s  stopped after %.1f ms (goal 100)\n", wait <= 100 ? "PASS" : "FAIL", std::max(wait, 0.0));
    }
    return passed ? 0 : 1;
}
