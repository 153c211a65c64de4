#include "gl/fields.hpp"

#include "ink/geometry.hpp"

#include <vector>

namespace eigenscope::gl {

namespace {

void set_filter(GLint filter) {
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

}

void Fields::bind(const std::shared_ptr<const Heat>& heat) {
    // A field that died may leave its address to another: the weak pointer tells.
    const auto known = fields_.find(heat.get());
    if (known != fields_.end() && !known->second.heat.expired()) return glBindTexture(GL_TEXTURE_2D, known->second.texture.name());
    Entry& entry = fields_[heat.get()];
    entry.heat = heat;
    std::vector<float> shares(heat->values.size());
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = static_cast<float>(ink::share_of(*heat, heat->values[i]));
    glBindTexture(GL_TEXTURE_2D, entry.texture.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, heat->columns, heat->rows, 0, GL_RED, GL_FLOAT, shares.data());
    set_filter(GL_NEAREST);
}

void Fields::bind(Colormap map) {
    const auto known = colormaps_.find(map);
    if (known != colormaps_.end()) return glBindTexture(GL_TEXTURE_2D, known->second.name());
    const auto table = colors(map);
    glBindTexture(GL_TEXTURE_2D, colormaps_[map].name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB32F, static_cast<GLsizei>(table.size()), 1, 0, GL_RGB, GL_FLOAT, table.data());
    set_filter(GL_LINEAR);
}

void Fields::tidy() {
    std::erase_if(fields_, [](const auto& item) { return item.second.heat.expired(); });
}

}
