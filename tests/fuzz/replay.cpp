#include "fuzz.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// Every file of the folders named on the command line, and every tenth of its beginning, through the fuzz target.
int main(int count, char** arguments) {
    int seen = 0;
    for (int i = 1; i < count; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator(arguments[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            for (int tenth = 0; tenth <= 10; ++tenth) {
                const std::size_t size = bytes.size() * static_cast<std::size_t>(tenth) / 10;
                LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), size);
            }
            ++seen;
        }
    }
    std::printf("%d files replayed\n", seen);
    return seen > 0 ? 0 : 1;
}
