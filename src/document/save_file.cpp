#include "document/descriptor.hpp"
#include "document/files.hpp"
#include "document/scene_json.hpp"

#include "base/limits.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdlib>
#include <optional>

namespace fs = std::filesystem;

namespace eigenscope {
namespace {

Error not_saved(const fs::path& path, const std::string& why) { return Error{path.string() + " could not be saved: " + why}; }

// The file that is meant: symbolic links are followed by hand, because the last one may point to a file that is not there yet.
std::optional<fs::path> target_of(fs::path path) {
    constexpr int most_links = 40;            // as the Linux kernel (path_resolution(7))
    for (int i = 0; i < most_links; ++i) {
        std::error_code error;
        if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
        const fs::path to = fs::read_symlink(path, error);
        if (error) return std::nullopt;
        path = path.parent_path() / to;       // an absolute link replaces the whole
    }
    return std::nullopt;
}

/// A new file beside the target, which is removed again unless it took the target's place.
class Temporary {
public:
    explicit Temporary(const fs::path& directory) {
        for (int i = 0; i < 100 && !file_; ++i) {
            path_ = directory / (".eigenscope-" + std::to_string(::getpid()) + "-" + std::to_string(i));
            file_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
            if (!file_ && errno != EEXIST) break;
        }
        made_ = bool(file_);
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!made_) return;
        const int kept = errno;
        ::unlink(path_.c_str());
        errno = kept;
    }

    /// False (and errno) when the bytes are not safely on the disk.
    bool fill(std::string_view bytes, const struct stat* like) {
        if (!file_) return false;
        // The owner is kept where that is allowed; the mode has to be.
        if (like && (like->st_uid != ::geteuid() || like->st_gid != ::getegid())) owned_ = ::fchown(file_.number(), like->st_uid, like->st_gid) == 0;
        if (like && ::fchmod(file_.number(), like->st_mode & (owned_ ? 07777 : 0777)) != 0) return false;
        return write_all(file_.number(), bytes) && ::fsync(file_.number()) == 0 && file_.close();
    }
    bool take_place_of(const fs::path& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0) return false;
        made_ = false;
        return true;
    }

private:
    fs::path path_;
    Descriptor file_;
    bool made_ = false, owned_ = true;
};

// What stands in the way of replacing the file that is there.
std::optional<Error> obstacle(const fs::path& path, const fs::path& target, const struct stat& old) {
    if (S_ISDIR(old.st_mode)) return not_saved(path, "it is a directory");
    if (!S_ISREG(old.st_mode)) return not_saved(path, "it is a device, a pipe or a socket");
    if (::access(target.c_str(), W_OK) != 0) return not_saved(path, reason_of(errno));
    return std::nullopt;
}

}

Status save_file(const fs::path& path, std::string_view bytes) {
    const std::optional<fs::path> target = target_of(path);
    if (!target) return not_saved(path, "its symbolic links lead nowhere");
    struct stat old;
    const bool exists = ::stat(target->c_str(), &old) == 0;
    if (!exists && errno != ENOENT) return not_saved(path, reason_of(errno));
    if (exists)
        if (auto error = obstacle(path, *target, old)) return *std::move(error);
    const fs::path directory = target->has_parent_path() ? target->parent_path() : fs::path(".");
    Temporary temporary(directory);
    if (!temporary.fill(bytes, exists ? &old : nullptr) || !temporary.take_place_of(*target)) return not_saved(path, reason_of(errno));
    // The new name is only on the disk when the directory is. One that cannot be opened (no right to read it) cannot be synced.
    const Descriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder && ::fsync(folder.number()) != 0 && errno != EINVAL)
        return Error{path.string() + " was written, but the disk did not confirm it: " + reason_of(errno) + "; save it once more"};
    return done();
}

Status save_document(const fs::path& path, const Document& document) {
    if (const Result<std::string> old = read_file(path, limits::scene_bytes); old && newer_major_version(*old))
        return not_saved(path, "it is a scene of a newer version of this program; choose another name");
    const std::string text = encode_document(document);
    if (text.size() > limits::scene_bytes) return not_saved(path, "the scene is too large to be read again, " + std::to_string(text.size()) + " bytes");
    return save_file(path, text);
}

fs::path state_directory() {
    const auto absolute = [](const char* name) {
        const char* value = std::getenv(name);
        const fs::path path = value ? value : "";
        return path.is_absolute() ? path : fs::path();
    };
    if (const fs::path state = absolute("XDG_STATE_HOME"); !state.empty()) return state / "eigenscope";
    if (const fs::path home = absolute("HOME"); !home.empty()) return home / ".local" / "state" / "eigenscope";
    return {};
}

}
