// A box of the sheet: fields and grids are drawn whole by their fragment shaders.
uniform vec4 box;                           // lo, hi

void main() { gl_Position = clip_place(mix(box.xy, box.zw, vec2(gl_VertexID & 1, gl_VertexID >> 1))); }
