#include "document/journals.hpp"

#include "base/limits.hpp"
#include "document/folder.hpp"
#include "document/fields.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace eigenscope;

namespace {

Document numbered(int i) {
    Document document = *document_of("gaussian");
    put<int>(document.tiles[0].panel, "seed", i);
    return document;
}

int number_of(const Document& document) { return field<int>(document.tiles[0].panel, "seed"); }

std::optional<Recovery> newest(const fs::path& directory) {
    auto all = find_recoveries(directory);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

int files_in(const fs::path& path) { return static_cast<int>(std::distance(fs::directory_iterator(path), fs::directory_iterator())); }

}

TEST_CASE("journal: an entry reads back, and a torn end falls back to the entry before") {
    const std::string one = journal_entry(numbered(1), "/some/\xff path"), two = journal_entry(numbered(2), "");
    const auto last = last_entry(one + two);
    REQUIRE(last.has_value());
    CHECK(last->document == numbered(2));
    CHECK(last->belongs_to.empty());
    for (std::size_t length = 0; length < two.size(); ++length) {
        const auto torn = last_entry(one + two.substr(0, length));
        REQUIRE(torn.has_value());
        CHECK(torn->document == numbered(1));
        CHECK(torn->belongs_to == fs::path("/some/\xff path"));
    }
    std::string flipped = one + two;
    flipped[flipped.size() - 10] ^= 4;
    CHECK(last_entry(flipped)->document == numbered(1));
    for (const std::string junk : {"", "\neigenscope-journal ", "\neigenscope-journal 1 2", "\neigenscope-journal 99999999999 1 1\nxx", "noise"})
        CHECK_FALSE(last_entry(junk).has_value());
}

TEST_CASE("journal: a clean end leaves nothing, a crash leaves the last edit, a live journal is left alone") {
    const Folder folder;
    {
        Journal journal(folder / "state");
        CHECK(journal.active());
        CHECK(files_in(folder / "state") == 0);
        journal.record(numbered(1), "");
        CHECK_FALSE(newest(folder / "state").has_value());
        journal.close();
        CHECK(files_in(folder / "state") == 0);
        journal.record(numbered(2), "/a.json");
        journal.record(numbered(3), "/a.json");
    }
    const auto recovery = newest(folder / "state");
    REQUIRE(recovery.has_value());
    CHECK(number_of(recovery->document) == 3);
    CHECK(recovery->belongs_to == "/a.json");
    CHECK(newest(folder / "state").has_value());
    forget_recovery(*recovery);
    CHECK_FALSE(newest(folder / "state").has_value());
    CHECK(files_in(folder / "state") == 0);
}

TEST_CASE("journal: it compacts itself and still holds the last edit") {
    const Folder folder;
    {
        Journal journal(folder.path);
        Document large = *document_of("linear-map");
        change<std::vector<Vec2>>(large.tiles[0].panel, "drawing", [&](auto& m) { m.assign(2000, Vec2(1.0 / 3, 2.0 / 3)); });
        const auto each = journal_entry(large, "").size();
        const int edits = static_cast<int>(3 * limits::journal_bytes / each);
        for (int i = 0; i < edits; ++i) {
            change<Vec2>(large.tiles[0].panel, "vector", [&](auto& m) { m.x() = i; });
            journal.record(large, "");
            REQUIRE(files_in(folder.path) == 1);
            REQUIRE(fs::file_size(fs::directory_iterator(folder.path)->path()) <= limits::journal_bytes);
        }
        CHECK_FALSE(newest(folder.path).has_value());
    }
    const auto recovery = newest(folder.path);
    REQUIRE(recovery.has_value());
    CHECK(field<std::vector<Vec2>>(recovery->document.tiles[0].panel, "drawing").size() == 2000);
}

TEST_CASE("journal: an entry that only half fitted on the disk is taken back, and the next one stands where it began") {
    const Folder folder;
    const std::string first = journal_entry(numbered(1), ""), third = journal_entry(numbered(3), "");
    Journal journal(folder.path);
    journal.record(numbered(1), "");
    const fs::path file = fs::directory_iterator(folder.path)->path();
    // A limit on the size of files makes the kernel write a part and refuse the rest, as a full disk does.
    ::rlimit before;
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto ignored = ::signal(SIGXFSZ, SIG_IGN);
    ::rlimit tight = before;
    tight.rlim_cur = first.size() + third.size() / 2;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
    journal.record(numbered(2), "");
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
    ::signal(SIGXFSZ, ignored);
    CHECK(fs::file_size(file) == first.size());
    journal.record(numbered(3), "");
    CHECK(folder.read(file.filename()) == first + third);
}

TEST_CASE("journal: the newest of several, unusable ones are cleared away") {
    const Folder folder;
    folder.write("journal-1-0", journal_entry(numbered(1), ""));
    folder.write("journal-2-0", journal_entry(numbered(2), ""));
    folder.write("journal-3-0", "nothing of use");
    folder.write("unfinished-4-0", journal_entry(numbered(4), ""));
    folder.write("preferences.json", "{}");
    fs::last_write_time(folder / "journal-1-0", fs::file_time_type::clock::now() + std::chrono::hours(1));
    const auto recovery = newest(folder.path);
    REQUIRE(recovery.has_value());
    CHECK(number_of(recovery->document) == 1);
    CHECK_FALSE(fs::exists(folder / "journal-3-0"));
    CHECK_FALSE(fs::exists(folder / "unfinished-4-0"));
    CHECK(fs::exists(folder / "preferences.json"));
    CHECK(number_of(find_recoveries(folder.path).at(1).document) == 2);
    forget_recovery(*recovery);
    CHECK(number_of(newest(folder.path)->document) == 2);
}

TEST_CASE("journals: one for each unsaved work, none for what is saved") {
    const Folder folder;
    const Document one = numbered(1), two = numbered(2);
    const fs::path a = "/a.json", untitled;
    {
        Journals journals(folder.path);
        CHECK(journals.active());
        CHECK(journals.keep({}));
        CHECK(files_in(folder.path) == 0);
        CHECK(journals.keep({{1, one, a}}));
        const auto size = fs::file_size(fs::directory_iterator(folder.path)->path());
        CHECK(journals.keep({{1, one, a}}));
        Document looked_at = one;
        looked_at.focus = 0;
        change<Camera>(looked_at.tiles[0].panel, "camera", [&](auto& m) { m.automatic = false; });
        CHECK(journals.keep({{1, looked_at, a}}));
        CHECK_MESSAGE(fs::file_size(fs::directory_iterator(folder.path)->path()) == size, "neither repeated nor for a mere view");
        CHECK(journals.keep({{1, two, a}, {2, one, untitled}}));
        CHECK(files_in(folder.path) == 2);
        CHECK(journals.keep({{2, one, untitled}}));            // the first one was saved
        CHECK(files_in(folder.path) == 1);
        CHECK(journals.keep({{1, one, a}, {2, one, untitled}}));
    }
    auto found = find_recoveries(folder.path);
    REQUIRE(found.size() == 2);
    CHECK((found[0].belongs_to == a) != (found[1].belongs_to == a));
    {
        Journals journals(folder.path);
        CHECK(journals.keep({{1, one, a}}));
        journals.close();
    }
    CHECK(files_in(folder.path) == 2);                         // those of the earlier process are not ours to remove
    CHECK_FALSE(Journals({}).active());
    CHECK_FALSE(Journals("/proc/eigenscope").active());
    CHECK_FALSE_MESSAGE(Journals("/proc/eigenscope").keep({{1, one, a}}), "nothing is on disk");
}

TEST_CASE("journal: no home, no journal, no harm") {
    Journal none({});
    CHECK_FALSE(none.active());
    none.record(numbered(1), "");
    Journal unusable("/proc/eigenscope");
    CHECK_FALSE(unusable.active());
    unusable.record(numbered(1), "");
    CHECK_FALSE(newest("/proc/eigenscope").has_value());
    CHECK_FALSE(newest({}).has_value());
}

TEST_CASE("journal: kill -9 loses at most one edit") {
    for (int round = 0; round < 10; ++round) {
        const Folder folder;
        int told[2];
        REQUIRE(::pipe(told) == 0);
        const ::pid_t child = ::fork();
        if (child == 0) {
            Journal journal(folder.path);
            for (int i = 1;; ++i) {
                journal.record(numbered(i), "");
                if (::write(told[1], &i, sizeof i) != sizeof i) ::_exit(1);
            }
        }
        ::close(told[1]);
        int last = 0;
        for (int i = 0; i < 3 + 7 * round; ++i) REQUIRE(::read(told[0], &last, sizeof last) == sizeof last);
        CHECK_FALSE_MESSAGE(newest(folder.path).has_value(), "the process lives");
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        for (int i = 0; ::read(told[0], &i, sizeof i) == sizeof i;) last = i;
        ::close(told[0]);
        const auto recovery = newest(folder.path);
        REQUIRE(recovery.has_value());
        CHECK(number_of(recovery->document) >= last);
        CHECK(number_of(recovery->document) <= last + 1);
    }
}
