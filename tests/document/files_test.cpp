#include "document/ending.hpp"
#include "document/files.hpp"
#include "document/preferences.hpp"

#include "document/folder.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

using namespace eigenscope;

TEST_CASE("read_file: every kind of thing that is no readable file gets its sentence") {
    const Folder folder;
    const auto error = [](const fs::path& path, std::size_t limit = 100) {
        const auto result = read_file(path, limit);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().starts_with(path.string()));
        return result.error().substr(path.string().size());
    };
    CHECK(error(folder / "missing") == ": there is no such file");
    CHECK(error(folder.path) == " is a directory, not a file");
    CHECK(error("/dev/zero") == " is not a regular file but a device, a pipe or a socket");
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(error(folder / "pipe") == " is not a regular file but a device, a pipe or a socket");
    fs::create_symlink("nowhere", folder / "dangling");
    CHECK(error(folder / "dangling") == " is a link to a file that does not exist");
    fs::create_symlink("loop", folder / "loop");
    CHECK(error(folder / "loop").starts_with(" cannot be read: "));
    folder.write("file", "12345");
    CHECK(error(folder / "file/below").starts_with(" cannot be read: Not a directory"));
    CHECK(error(folder / std::string(300, 'x')).starts_with(" cannot be read: File name too long"));
    CHECK(error(folder / "file", 4) == " is too large: at most 4 bytes are read");
    CHECK(*read_file(folder / "file", 5) == "12345");
    fs::create_symlink("file", folder / "link");
    CHECK(*read_file(folder / "link", 5) == "12345");
}

TEST_CASE("save_file: new files, replaced files, links, modes") {
    const Folder folder;
    CHECK(save_file(folder / "a", "one").has_value());
    CHECK(folder.read("a") == "one");
    CHECK(save_file(folder / "a", "").has_value());
    CHECK(folder.read("a").empty());
    const std::string large(3'000'000, 'x');
    CHECK(save_file(folder / "a", large).has_value());
    CHECK(folder.read("a") == large);

    ::chmod((folder / "a").c_str(), 0640);
    fs::create_symlink("a", folder / "link");
    CHECK(save_file(folder / "link", "through").has_value());
    CHECK(folder.read("a") == "through");
    CHECK(fs::is_symlink(folder / "link"));
    CHECK((fs::status(folder / "a").permissions() & fs::perms::all) == fs::perms(0640));

    fs::create_symlink("not-yet", folder / "future");
    CHECK(save_file(folder / "future", "now").has_value());
    CHECK(folder.read("not-yet") == "now");
    CHECK(fs::is_symlink(folder / "future"));

    const ::mode_t mask = ::umask(027);
    CHECK(save_file(folder / "masked", "x").has_value());
    ::umask(mask);
    CHECK((fs::status(folder / "masked").permissions() & fs::perms::all) == fs::perms(0640));
    CHECK(folder.leftovers() == 0);
}

TEST_CASE("save_file: what cannot be saved gets its sentence, and nothing is left behind") {
    const Folder folder;
    const auto error = [](const fs::path& path) {
        const Status status = save_file(path, "bytes");
        REQUIRE_FALSE(status.has_value());
        CHECK(status.error().starts_with(path.string() + " could not be saved: "));
        return status.error().substr(path.string().size() + 21);
    };
    CHECK(error(folder / "no/such/folder") == "No such file or directory");
    CHECK(error(folder.path) == "it is a directory");
    CHECK(error("/dev/null") == "it is a device, a pipe or a socket");
    CHECK(error("/proc/eigenscope") != "");
    fs::create_symlink("loop", folder / "loop");
    CHECK(error(folder / "loop") == "its symbolic links lead nowhere");
    CHECK_FALSE(save_file("", "x").has_value());
    CHECK(folder.leftovers() == 0);
}

TEST_CASE("open_document: 66 when it cannot be read, 65 when it is no scene, and the file named in front") {
    const Folder folder;
    const auto failure = [](const fs::path& path) {
        const auto result = open_document(path);
        REQUIRE(std::holds_alternative<OpenError>(result));
        CHECK(std::get<OpenError>(result).what.starts_with(path.string()));
        return std::get<OpenError>(result).exit_code;
    };
    CHECK(failure(folder / "missing") == 66);
    CHECK(failure(folder.path) == 66);
    CHECK(failure("/dev/zero") == 66);
    folder.write("empty", "");
    CHECK(failure(folder / "empty") == 65);
    folder.write("text", "no scene");
    CHECK(failure(folder / "text") == 65);
    folder.write("newer", R"({"format": "eigenscope-scene", "version": [2, 0]})");
    CHECK(failure(folder / "newer") == 65);
    REQUIRE(save_document(folder / "scene", default_document()).has_value());
    const auto opened = open_document(folder / "scene");
    REQUIRE(std::holds_alternative<Opened>(opened));
    CHECK(std::get<Opened>(opened).document == default_document());
}

TEST_CASE("a scene of a newer major version is never overwritten") {
    const Folder folder;
    const std::string newer = R"({"format": "eigenscope-scene", "version": [2, 0], "tiles": "what may come"})";
    folder.write("scene", newer);
    CHECK_FALSE(save_document(folder / "scene", default_document()).has_value());
    CHECK(folder.read("scene") == newer);
    folder.write("scene", R"({"format": "eigenscope-scene", "version": [1, 9]})");
    CHECK(save_document(folder / "scene", default_document()).has_value());
    folder.write("scene", "not a scene at all");
    CHECK(save_document(folder / "scene", default_document()).has_value());
}

TEST_CASE("endings count in upper and lower case") {
    CHECK(ending("/a.b/Figure.PNG") == ".png");
    CHECK(ending("/a.b/figure").empty());
    CHECK(figure_format("a.PDF") == FigureFormat::pdf);
    CHECK(figure_format("a.Svg") == FigureFormat::svg);
    CHECK(figure_format("a.png") == FigureFormat::png);
    for (const char* none : {"", "png", ".png", "a.gif", "a.png.json"}) CHECK_FALSE(figure_format(none).has_value());
}

TEST_CASE("preferences: what was given for one run is not saved, what is chosen in it is") {
    Preferences stored, given;
    stored.theme = Theme::light;
    stored.scale = 1.2;
    given = stored;
    given.theme = Theme::projector;
    given.scale = 2;
    Preferences now = given;
    now.recent = {"/a.json"};
    CHECK(lasting(now, given, stored).theme == Theme::light);
    CHECK(lasting(now, given, stored).scale == 1.2);
    CHECK(lasting(now, given, stored).recent == now.recent);
    now.theme = Theme::dark;
    now.scale = 3;
    CHECK(lasting(now, given, stored) == now);
}

TEST_CASE("preferences: saved where state lives, and without a home nothing breaks") {
    const Folder folder;
    const Environment state("XDG_STATE_HOME", folder.path.string());
    CHECK(load_preferences() == Preferences{});
    Preferences preferences;
    preferences.theme = Theme::projector;
    preferences.scale = 1.5;
    preferences.recent = {"/a/b.json", "/λ"};
    CHECK(save_preferences(preferences));
    CHECK(load_preferences() == preferences);
    CHECK(fs::exists(folder / "eigenscope/preferences.json"));
    preferences.recent.push_back("/broken\xff");
    CHECK(save_preferences(preferences));
    CHECK(load_preferences().recent.size() == 2);
    folder.write("eigenscope/preferences.json", "{{{");
    CHECK(load_preferences() == Preferences{});

    const Environment none("XDG_STATE_HOME", "relative/is/ignored");
    {
        const Environment home("HOME", folder.path.string());
        CHECK(state_directory() == folder / ".local/state/eigenscope");
    }
    const Environment no_home("HOME", "");
    CHECK(state_directory().empty());
    CHECK(load_preferences() == Preferences{});
    CHECK_FALSE(save_preferences(preferences));
    const Environment unusable("XDG_STATE_HOME", "/proc/nothing");
    CHECK_FALSE(save_preferences(preferences));
}

TEST_CASE("a scene that was read can be saved and read again, however much its lines take") {
    const Folder folder;
    std::string text = R"({"format":"eigenscope-scene","version":[1,0])";
    for (int i = 0; text.size() < limits::scene_bytes / 8 * 5; ++i) {
        text += ",\"mine" + std::to_string(i) + "\":[{}";
        for (int k = 0; k < 50'000; ++k) text += R"(,{"k":1})";
        text += ']';
    }
    const Result<Opened> opened = decode_document(text + "}");
    REQUIRE(opened);
    REQUIRE(save_document(folder / "large.json", opened->document));
    const auto again = open_document(folder / "large.json");
    REQUIRE(std::holds_alternative<Opened>(again));
    CHECK(std::get<Opened>(again).document == opened->document);
}

TEST_CASE("a scene that could not be read again is not saved, and that is said") {
    const Folder folder;
    Document document;
    std::string many = R"({"0":1)";
    for (int i = 1; many.size() <= limits::scene_bytes; ++i) many += ",\"" + std::to_string(i) + "\":\"" + std::string(60'000, 'x') + '"';
    document.unknown = many + "}";
    const Status saved = save_document(folder / "too_large.json", document);
    REQUIRE_FALSE(saved);
    CHECK(saved.error().find("too large") != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "too_large.json"));
}

TEST_CASE("the stamp of a file tells its states apart") {
    const Folder folder;
    CHECK_FALSE(stamp_of(folder / "a"));
    folder.write("a", "one");
    const auto first = stamp_of(folder / "a");
    REQUIRE(first);
    CHECK(stamp_of(folder / "a") == first);
    folder.write("a", "three");
    CHECK(stamp_of(folder / "a") != first);
    folder.write("a", "one");
    REQUIRE(save_file(folder / "a", "one"));   // the same bytes, but another file
    CHECK(stamp_of(folder / "a") != first);
}
