#pragma once
#include "gl/handle.hpp"
#include "scene/colormap.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>

namespace eigenscope::gl {

/// Textures of sampled fields and of colormaps. A field is sent once and kept as long as somebody else keeps it.
class Fields {
public:
    /// Binds the field's samples, as shares of its colormap, to the unit in force.
    void bind(const std::shared_ptr<const Heat>& heat);
    void bind(Colormap map);
    /// Forgets the fields that nobody else has any more.
    void tidy();

private:
    struct Entry {
        std::weak_ptr<const Heat> heat;
        Texture texture;
    };
    std::map<const Heat*, Entry> fields_;
    std::map<Colormap, Texture> colormaps_;
};

}
