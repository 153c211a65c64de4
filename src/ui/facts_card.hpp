#pragma once
#include "ui/session.hpp"

namespace eigenscope::ui {

/// What is true now: each claim with its verdict and what it rests on, each number with more digits and its origin on hovering.
/// A click copies. An item of the region that is current.
void draw_facts(const Skin& skin, Session& session, std::span<const Fact> facts);

/// What a verdict rests on, in so much room (px): all of it, or its number without its name, or fewer digits, or nothing; words are cut.
std::string residual_in(const Skin& skin, const Fact& fact, float room);
/// For each fact what it shares with one beside it before its name ("Heavy ball" of "Heavy ball: steps"), to stand over them; else empty.
std::vector<std::string> shared_heads(std::span<const Fact> facts);
/// What hovering a fact says, and what a click on it or Ctrl+C copies: the number that the card rounds.
std::string hover_text(const Fact& fact);
std::string clipboard_text(const Fact& fact);
/// Puts the text into the clipboard, and says so.
void copy_text(Session& session, const std::string& text);

}
