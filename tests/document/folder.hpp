#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <string>

namespace eigenscope {

namespace fs = std::filesystem;

/// A folder of its own for one test, removed at the end.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("eigenscope-test-" + std::to_string(std::random_device{}()));

    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path operator/(const fs::path& name) const { return path / name; }
    void write(const fs::path& name, const std::string& bytes) const { std::ofstream(path / name, std::ios::binary) << bytes; }
    std::string read(const fs::path& name) const {
        std::ostringstream bytes;
        bytes << std::ifstream(path / name, std::ios::binary).rdbuf();
        return bytes.str();
    }
    /// Temporary files that a save left behind.
    int leftovers() const {
        int count = 0;
        for (const auto& entry : fs::directory_iterator(path)) count += entry.path().filename().string().starts_with(".eigenscope-") ? 1 : 0;
        return count;
    }
};

/// An environment variable that is set for a while.
class Environment {
public:
    Environment(const char* name, const std::string& value) : name_(name) {
        if (const char* old = std::getenv(name)) old_ = old;
        ::setenv(name, value.c_str(), 1);
    }
    ~Environment() {
        if (old_) ::setenv(name_, old_->c_str(), 1);
        else ::unsetenv(name_);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

private:
    const char* name_;
    std::optional<std::string> old_;
};

}
