#version 330 core
// Put before every shader. Sheet: pixels, x to the right, y down, as ink::Sheet has it.
uniform vec2 sheet;

vec4 clip_place(vec2 at) { return vec4(2.0 * at.x / sheet.x - 1.0, 1.0 - 2.0 * at.y / sheet.y, 0.0, 1.0); }

// The share of a pixel, a unit wide and `d` away from the middle of a band, that the band of half width h covers.
float band(float d, float h) { return clamp(min(d + 0.5, h) - max(d - 0.5, -h), 0.0, 1.0); }

vec4 premultiplied(vec4 color, float coverage) { return vec4(color.rgb, 1.0) * (color.a * coverage); }
