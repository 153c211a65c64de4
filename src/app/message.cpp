#include "app/message.hpp"

#include "base/utf8.hpp"

#include <cstdio>

namespace eigenscope {

void say(std::string_view sentence) {
    std::string text = "eigenscope: ";
    for (;;) {
        const std::size_t end = sentence.find('\n');
        text += legible(sentence.substr(0, end)) + "\n";
        if (end == std::string_view::npos) break;
        sentence.remove_prefix(end + 1);
    }
    std::fwrite(text.data(), 1, text.size(), stderr);
}

}
