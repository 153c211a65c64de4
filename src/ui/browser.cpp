#include "ui/browser.hpp"

#include "document/ending.hpp"
#include "ui/region.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace eigenscope::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_items = 2000;

bool fits(const fs::path& path, BrowserState::Purpose purpose) {
    return purpose == BrowserState::Purpose::figure ? figure_format(path).has_value() : ending(path) == ".json";
}

fs::path with_home(const std::string& name) {
    const char* home = std::getenv("HOME");
    if (home && (name == "~" || name.starts_with("~/"))) return fs::path(home) / (name.size() > 2 ? name.substr(2) : "");
    return name;
}

void go_into(BrowserState& browser, const fs::path& folder) {
    browser.folder = folder.lexically_normal();
    browser.sentence.clear();
    browser.items = list_folder(browser.folder, browser.purpose, browser.sentence);
    browser.overwrite.reset();
    if (browser.purpose == BrowserState::Purpose::open) browser.name.clear();
}

bool has_parent(const fs::path& folder) { return folder.has_parent_path() && folder != folder.root_path(); }

/// Puts a name into the field from outside: one that is being typed in would write its own text back.
void set_name(BrowserState& browser, const std::string& name) {
    browser.name = name;
    browser.fresh = true;
    drop_active_item();
}

/// The line that is `by` further down than the one whose name stands in the field; the ends are ends.
void choose_line(BrowserState& browser, int by) {
    std::vector<std::string> names;
    if (has_parent(browser.folder)) names.emplace_back("..");
    for (const BrowserState::Item& item : browser.items) names.push_back(item.name);
    if (names.empty()) return;
    const int last = static_cast<int>(names.size()) - 1;
    const auto found = std::find(names.begin(), names.end(), browser.name);
    const int at = found != names.end() ? static_cast<int>(found - names.begin()) + by : by > 0 ? by - 1 : last + 1 + by;
    set_name(browser, names[static_cast<std::size_t>(std::clamp(at, 0, last))]);
    browser.moved = true;
}

std::string_view heading_of(BrowserState::Purpose purpose) {
    switch (purpose) {
    case BrowserState::Purpose::open: return "Open a scene";
    case BrowserState::Purpose::save: return "Save the scene";
    case BrowserState::Purpose::figure: return "Save a figure";
    }
    return "";
}

bool draw_item(const Stage& stage, const BrowserState::Item& item, bool chosen) {
    const Skin& skin = stage.skin;
    const ImVec2 lo = ImGui::GetCursorScreenPos();
    const bool pressed = row_button(stage.kit, item.name.c_str(), item.name, Type::body, item.folder ? skin.colors.brightest : skin.colors.text, chosen, 28, 36);
    draw_icon(*ImGui::GetWindowDrawList(), item.folder ? Icon::folder : Icon::file, {lo.x + skin.px(20), lo.y + skin.px(14)}, skin.px(13), skin.colors.muted);
    return pressed;
}

void draw_items(const Stage& stage, BrowserState& browser, std::optional<Chosen>& chosen) {
    std::optional<fs::path> into;
    bool accepted = false;
    const auto draw = [&](const BrowserState::Item& item) {
        const bool here = item.name == browser.name, pressed = draw_item(stage, item, here);
        if (here && browser.moved) ImGui::SetScrollHereY(0.5f);
        return pressed;
    };
    if (has_parent(browser.folder) && draw({"..", true})) into = browser.folder.parent_path();
    for (const BrowserState::Item& item : browser.items) {
        if (draw(item)) {
            if (item.folder) into = browser.folder / item.name;
            else set_name(browser, item.name);
        }
        if (!item.folder && ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
            browser.name = item.name;
            accepted = true;
        }
    }
    browser.moved = false;
    if (browser.items.empty()) {
        ImGui::Indent(stage.skin.px(12));
        say(stage.skin, Type::body, stage.skin.colors.muted, "Nothing that fits lies here.");
        ImGui::Unindent(stage.skin.px(12));
    }
    // After the list has been gone through: both may make it anew.
    if (accepted) chosen = accept_name(browser);
    else if (into) go_into(browser, *into);
}

Pane middle_of(const Stage& stage, double width, double height) {
    const double w = static_cast<double>(stage.display.x), h = static_cast<double>(stage.display.y), s = stage.skin.scale;
    const double wide = std::min(width * s, w - 16), tall = std::min(height * s, h - 16);
    return {std::round((w - wide) / 2), std::round((h - tall) / 3), wide, tall};
}

}

std::vector<BrowserState::Item> list_folder(const fs::path& folder, BrowserState::Purpose purpose, std::string& sentence) {
    std::vector<BrowserState::Item> items;
    std::error_code error;
    fs::directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entries != fs::directory_iterator() && items.size() < most_items; entries.increment(error)) {
        const std::string name = entries->path().filename().string();
        std::error_code ignored;
        const bool is_folder = entries->is_directory(ignored);
        if (!name.starts_with('.') && (is_folder || fits(entries->path(), purpose))) items.push_back({name, is_folder});
    }
    if (error) sentence = "The folder " + folder.string() + " cannot be read: " + error.message() + ".";
    std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.folder != b.folder ? a.folder : a.name < b.name; });
    return items;
}

void open_browser(Session& session, BrowserState::Purpose purpose) {
    BrowserState& browser = session.browser;
    std::error_code error;
    fs::path folder = session.path.empty() ? browser.folder : fs::absolute(session.path, error).parent_path();
    if (folder.empty()) folder = fs::current_path(error);
    if (folder.empty()) folder = "/";
    browser = {.purpose = purpose, .open = true, .fresh = true};
    session.palette.open = false;
    const std::string stem = session.path.empty() ? "scene" : session.path.stem().string();
    if (purpose == BrowserState::Purpose::save) browser.name = session.path.empty() ? "scene.json" : session.path.filename().string();
    if (purpose == BrowserState::Purpose::figure) browser.name = stem + ".png";
    go_into(browser, folder);
}

void close_browser(BrowserState& browser) { browser = {.folder = std::move(browser.folder)}; }

std::optional<Chosen> accept_name(BrowserState& browser) {
    browser.sentence.clear();
    if (browser.name.empty()) {
        browser.sentence = "Type a name, or choose a file.";
        return std::nullopt;
    }
    fs::path path = with_home(browser.name);
    if (path.is_relative()) path = browser.folder / path;
    path = path.lexically_normal();
    std::error_code error;
    if (fs::is_directory(path, error)) {
        go_into(browser, path);
        browser.name.clear();
        return std::nullopt;
    }
    if (browser.purpose == BrowserState::Purpose::open) {
        if (fs::exists(path, error)) return Chosen{browser.purpose, path};
        browser.sentence = "There is no file " + path.string() + ".";
        return std::nullopt;
    }
    if (browser.purpose == BrowserState::Purpose::save && !path.has_extension()) path += ".json";
    if (browser.purpose == BrowserState::Purpose::figure && !fits(path, browser.purpose)) {
        browser.sentence = "A figure's name ends in .png, .svg or .pdf.";
        return std::nullopt;
    }
    if (fs::exists(path, error) && browser.overwrite != path) {
        browser.overwrite = path;
        browser.sentence = path.filename().string() + " exists. Press Enter again to replace it.";
        return std::nullopt;
    }
    return Chosen{browser.purpose, path};
}

std::optional<Chosen> browser_key(BrowserState& browser, const KeyPress& press, bool typing) {
    constexpr int page = 8;
    switch (press.chord.key) {
    case key::down: choose_line(browser, 1); break;
    case key::up: choose_line(browser, -1); break;
    case key::page_down: choose_line(browser, page); break;
    case key::page_up: choose_line(browser, -page); break;
    case key::enter:
        if (!typing && !press.repeated) return accept_name(browser);
        break;
    default: break;
    }
    return std::nullopt;
}

std::optional<Chosen> draw_browser(const Stage& stage) {
    BrowserState& browser = stage.session.browser;
    if (!browser.open) return std::nullopt;
    const Skin& skin = stage.skin;
    std::optional<Chosen> chosen;
    const Pane pane = middle_of(stage, 560, 520);
    if (browser.fresh) ImGui::SetNextWindowFocus();
    const Region region(skin, "browser", pane, {.color = skin.colors.overlay, .padding_x = 20, .padding_y = 18, .on_top = true, .scrolls = false, .border = true});
    say(skin, Type::title, skin.colors.brightest, heading_of(browser.purpose));
    space(skin, 6);
    say(skin, Type::small, skin.colors.muted, browser.folder.string());
    space(skin, 10);
    const float foot = skin.px(browser.sentence.empty() ? 54 : 96);
    ImGui::BeginChild("items", {0, std::max(skin.px(30), ImGui::GetContentRegionAvail().y - foot)});
    draw_items(stage, browser, chosen);
    ImGui::EndChild();
    space(skin, 12);
    push_face(skin.fonts[Type::body]);
    if (browser.fresh) ImGui::SetKeyboardFocusHere();
    browser.fresh = false;
    const float width = std::max(1.f, ImGui::GetContentRegionAvail().x - skin.px(180));
    const bool entered = input_text("##name", "Name or path", browser.name, width, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    pop_face();
    ImGui::SameLine(0, skin.px(10));
    const bool pressed = text_button(stage.kit, browser.purpose == BrowserState::Purpose::open ? "Open" : "Save", true);
    ImGui::SameLine(0, skin.px(8));
    const bool cancelled = text_button(stage.kit, "Cancel");
    if (entered || pressed) {
        chosen = accept_name(browser);
        browser.fresh = true;                 // the field keeps the keyboard
    }
    if (!browser.sentence.empty()) {
        space(skin, 8);
        say(skin, Type::small, browser.overwrite ? skin.colors.link : skin.colors.bad, browser.sentence);
    }
    if (cancelled) close_browser(browser);
    return chosen;
}

}
