#include "ui/filing.hpp"

#include "document/axes.hpp"
#include "ui/browser.hpp"
#include "ui/small_pictures.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace eigenscope::ui {
namespace {

constexpr std::chrono::seconds figure_patience{3};

std::string name_of(const std::filesystem::path& path) { return path.empty() ? "untitled" : path.filename().string(); }

std::filesystem::path whole_path(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::path whole = std::filesystem::absolute(path, error);
    return error ? path : whole;
}

void belong_to(Session& session, const std::filesystem::path& path) {
    session.path = whole_path(path);
    session.stamp = stamp_of(session.path);
    const std::string text = session.path.string();
    auto& recent = session.preferences.recent;
    std::erase(recent, text);
    recent.insert(recent.begin(), text);
    if (recent.size() > 10) recent.resize(10);
}

/// What is shown of the document, without waiting for anything: of a tile that is still computed, what it showed last.
std::vector<Picture> pictures_now(Session& session, const Document& document) {
    std::vector<Picture> pictures;
    for (std::size_t i = 0; i < std::min(document.tiles.size(), most_small_pictures); ++i)
        pictures.push_back(session.desk.show(i, document.tiles[i].panel, std::chrono::milliseconds(0)).picture);
    return pictures;
}

void lay_aside(Session& session, const Studio& studio) {
    if (!studio.unsaved()) return;
    session.aside.push_back({studio.shown(), session.path, session.stamp, session.work, session.clock, pictures_now(session, studio.shown())});
    session.aside_closed = false;
}

// Asked of the file as it is now: work that was laid aside or recovered does not know how its file was read.
bool holds_more(const std::filesystem::path& path) {
    const auto opened = open_document(path);
    const auto* good = std::get_if<Opened>(&opened);
    return good && good->partial;
}

void forget_view_state(Session& session) {
    session.player.playing = false;
    session.full_size = false;
    session.point = {};
    session.entry = {};
    for (TileView& view : session.views) view.begin_anew();
}

// The file as it is now, if nobody has written it since the journal was: then the work in the journal is the newer one.
std::optional<FileStamp> untouched_since(const std::filesystem::path& file, const std::filesystem::path& journal) {
    const auto stamp = stamp_of(file), written = stamp_of(journal);
    const auto time = [](const FileStamp& s) { return std::pair(s.seconds, s.nanoseconds); };
    return stamp && written && time(*stamp) <= time(*written) ? stamp : std::nullopt;
}

// Work that was in no file when it was left. It has no history: a step back would be another document under this one's name.
void show_unsaved(Session& session, Studio& studio, Session::Aside back) {
    lay_aside(session, studio);
    studio.replace(std::move(back.document), false);
    studio.mark_unsaved();
    session.path = std::move(back.path);
    session.stamp = back.stamp;
    session.work = back.work;
    session.warnings.clear();
    session.quit_asked.reset();
    forget_view_state(session);
}

}

void take_file(Session& session, const std::filesystem::path& path, std::vector<std::string> warnings) {
    belong_to(session, path);
    session.work = ++session.last_work;
    session.warnings = std::move(warnings);
}

Status open_path(Session& session, Studio& studio, const std::filesystem::path& path) {
    auto opened = open_document(path);
    if (const auto* error = std::get_if<OpenError>(&opened)) return Error{error->what};
    lay_aside(session, studio);
    auto& good = std::get<Opened>(opened);
    studio.replace(with_shared_axes(std::move(good.document)), false);
    studio.mark_saved();
    forget_view_state(session);
    take_file(session, path, std::move(good.warnings));
    return done();
}

void open_new(Session& session, Studio& studio, Document document) {
    lay_aside(session, studio);
    studio.replace(std::move(document), false);
    studio.mark_saved();
    session.path.clear();
    session.stamp.reset();
    session.work = ++session.last_work;
    session.warnings.clear();
    forget_view_state(session);
}

std::string spoken_aside(const Session& session, const Session::Aside& aside) {
    const auto minutes = static_cast<long>(std::max(0.0, session.clock - aside.at) / 60);
    const std::string ago = minutes < 1 ? "just now" : minutes < 120 ? std::to_string(minutes) + " min ago" : std::to_string(minutes / 60) + " h ago";
    std::string panels;
    for (const Tile& tile : aside.document.tiles) panels += (panels.empty() ? "" : ", ") + std::string(tile.panel.type().label);
    return name_of(aside.path) + ": " + panels + " (" + ago + ")";
}

void bring_back(Session& session, Studio& studio, std::optional<std::uint64_t> work) {
    if (session.aside.empty()) return;
    const auto found = work ? std::find_if(session.aside.begin(), session.aside.end(), [&](const Session::Aside& aside) { return aside.work == *work; })
                            : std::prev(session.aside.end());
    if (found == session.aside.end()) return;
    Session::Aside back = std::move(*found);
    session.aside.erase(found);
    show_unsaved(session, studio, std::move(back));
}

bool save(Session& session, Studio& studio) {
    if (session.path.empty()) {
        open_browser(session, BrowserState::Purpose::save);
        return false;
    }
    if (holds_more(session.path)) {
        open_browser(session, BrowserState::Purpose::save);
        session.browser.name = session.path.stem().string() + "-mended.json";
        session.browser.sentence = name_of(session.path) + " holds something that could not be read and would be lost. Save under another name.";
        return false;
    }
    if (const auto now = stamp_of(session.path); now && now != session.stamp) {
        const auto path = session.path;
        open_browser(session, BrowserState::Purpose::save);
        session.browser.overwrite = path;
        session.browser.sentence = name_of(path) + " is not as it was when this work began. Press Enter to replace it, or give another name.";
        return false;
    }
    const Status saved = save_to(session, studio, session.path);
    if (!saved) session.tell(saved.error(), true);
    return saved.has_value();
}

Status save_to(Session& session, Studio& studio, const std::filesystem::path& path) {
    const Status saved = save_document(path, studio.shown());
    if (!saved) return saved;
    studio.mark_saved();
    belong_to(session, path);
    session.quit_asked.reset();
    session.tell("Saved " + name_of(path));
    return saved;
}

Status save_figure_to(Session& session, const Studio& studio, const std::filesystem::path& path, Vec2 size, const ink::Look& look) {
    if (!session.services.save_figure) return Error{"Figures cannot be written here"};
    const Document& document = studio.shown();
    session.desk.expect(document);
    if (!session.desk.wait(figure_patience)) return Error{"The pictures are still being computed: save the figure when they are there"};
    std::vector<Derived> shown;
    for (std::size_t i = 0; i < document.tiles.size(); ++i) {
        shown.push_back(session.desk.show(i, document.tiles[i].panel));
        if (shown.back().picture.empty()) return Error{"There is not enough memory to draw every picture of the figure"};
    }
    const Status saved = session.services.save_figure(document, shown, size, look, path);
    if (saved) session.tell("Saved " + name_of(path));
    return saved;
}

bool keep_work(Session& session, const Studio& studio, Journals& journals) {
    std::vector<Work> works;
    for (const Session::Aside& aside : session.aside) works.push_back({aside.work, aside.document, aside.path});
    if (studio.unsaved()) works.push_back({session.work, studio.shown(), session.path});
    // Not before: a crash in between would find neither journal.
    if (!journals.keep(works)) return false;
    for (const Recovery& recovery : session.restored) forget_recovery(recovery);
    session.restored.clear();
    return true;
}

void restore_recovery(Session& session, Studio& studio) {
    if (session.recoveries.empty()) return;
    const Recovery found = std::move(session.recoveries.front());
    session.recoveries.erase(session.recoveries.begin());
    show_unsaved(session, studio, {found.document, found.belongs_to, untouched_since(found.belongs_to, found.journal), ++session.last_work, session.clock});
    session.restored.push_back(found);
    session.tell("Brought back " + name_of(found.belongs_to));
}

void discard_recovery(Session& session) {
    if (session.recoveries.empty()) return;
    forget_recovery(session.recoveries.front());
    session.recoveries.erase(session.recoveries.begin());
}

std::string title_of(const Session& session, const Studio& studio) {
    return name_of(session.path) + (studio.unsaved() ? " • " : " ") + "– Eigenscope";
}

}
