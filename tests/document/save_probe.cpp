#include "document/files.hpp"
#include "document/journal.hpp"
#include "document/fields.hpp"

#include <cstdio>
#include <cstring>

/// Saves, opens or journals once, as told on the command line: the program that fault tests kill and starve.
/// The exit code is 0 when that went well, else 1 with the error on standard error.
int main(int count, char** arguments) {
    using namespace eigenscope;
    const std::string verb = count > 1 ? arguments[1] : "";
    const std::string path = count > 2 ? arguments[2] : "";
    const auto fail = [](const std::string& what) {
        std::fprintf(stderr, "%s\n", what.c_str());
        return 1;
    };
    if (verb == "save") {
        const Status status = save_file(path, std::string(300'000, 'n'));
        return status ? 0 : fail(status.error());
    }
    if (verb == "read") {
        const auto bytes = read_file(path, 1'000'000);
        return bytes ? 0 : fail(bytes.error());
    }
    if (verb == "journal") {                  // each argument after the folder is the layout of one more edit
        Journal journal(path);
        for (int i = 3; i < count; ++i) {
            Document document = *document_of("gaussian");
            document.layout = arguments[i] == std::string("grid") ? Layout::grid : Layout::columns;
            put<int>(document.tiles[0].panel, "seed", i - 2);
            journal.record(document, "");
        }
        return 0;
    }
    if (verb == "recover") {                  // writes how many edits are there
        const auto recoveries = find_recoveries(path);
        if (recoveries.empty()) return fail("nothing to recover");
        std::printf("%d\n", field<int>(recoveries.front().document.tiles[0].panel, "seed"));
        return 0;
    }
    return fail("usage: save_probe save|read|journal|recover PATH");
}
