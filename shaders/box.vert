// One box of whole pixels an instance: a glyph of the atlas, or a piece of an area that is covered evenly.
layout(location = 0) in vec2 corner;
layout(location = 1) in vec2 size;
layout(location = 2) in vec2 cell;          // upper left texel of the glyph; negative: no glyph
layout(location = 3) in vec4 color;

flat out vec2 shift;
flat out int glyph;
flat out vec4 paint;

void main() {
    vec2 at = corner + size * vec2(gl_VertexID & 1, gl_VertexID >> 1);
    shift = cell - corner;
    glyph = cell.x >= 0.0 ? 1 : 0;
    paint = color;
    gl_Position = clip_place(at);
}
