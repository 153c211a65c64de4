#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// What is true now: each claim with its verdict and what it rests on, each number with more digits and its origin on hovering.
/// A click copies. An item of the region that is current.
void draw_facts(const Skin& skin, Session& session, std::span<const Fact> facts);

/// What hovering a fact says, and what a click on it or Ctrl+C copies: the number that the card rounds.
std::string hover_text(const Fact& fact);
std::string clipboard_text(const Fact& fact);
/// Puts the text into the clipboard, and says so.
void copy_text(Session& session, const std::string& text);

}
