#pragma once
#include "ui/session.hpp"

/// Opening, saving and what is kept when one document takes the place of another.
namespace eigenscope::ui {

/// The document that is shown was read from this file; its path is made absolute, because recovery may start in another folder.
void take_file(Session& session, const std::filesystem::path& path, std::vector<std::string> warnings);
/// Opens a scene in place of what is shown. Unsaved work is laid aside, not lost; on failure everything stays.
Status open_path(Session& session, Studio& studio, const std::filesystem::path& path);
/// Another document that belongs to no file.
void open_new(Session& session, Studio& studio, Document document);
/// This work, or that which was laid aside last, takes the place of what is shown, which is laid aside in turn where it is unsaved.
void bring_back(Session& session, Studio& studio, std::optional<std::uint64_t> work = {});
/// "bowl.json: Linear map, Descent (5 min ago)".
std::string spoken_aside(const Session& session, const Session::Aside& aside);

/// Saves to the document's own file. False when that failed, or when the user has to choose a file first: there is none yet, or
/// something in it could not be read and would be lost.
bool save(Session& session, Studio& studio);
/// Saves to `path`; the document belongs to it from now on.
Status save_to(Session& session, Studio& studio, const std::filesystem::path& path);
/// Writes the tiles as a figure of `size` pixels.
Status save_figure_to(Session& session, const Studio& studio, const std::filesystem::path& path, Vec2 size, const ink::Look& look);

/// Unsaved work, shown or laid aside, into its journals.
bool keep_work(Session& session, const Studio& studio, Journals& journals);
/// The newest of what earlier processes left behind; the next one is offered after it.
void restore_recovery(Session& session, Studio& studio);
void discard_recovery(Session& session);

/// "bowl.json •" and the like, for the window's title.
std::string title_of(const Session& session, const Studio& studio);

}
