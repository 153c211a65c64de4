// A sampled field in colour. Interpolated by hand, so that missing samples (not a number) stay empty.
uniform sampler2D samples;                  // shares of the colormap
uniform sampler2D colormap;
uniform vec4 field;                         // where the first sample of the top row and the last one of the bottom row lie: lo, hi
uniform float opacity;
out vec4 result;

float share_at(ivec2 cell) { return texelFetch(samples, cell, 0).r; }

// A weight of zero does not let a missing neighbour empty the samples that are there.
float blend(float a, float b, float t) { return t == 0.0 ? a : t == 1.0 ? b : a + (b - a) * t; }

void main() {
    vec2 here = vec2(gl_FragCoord.x, sheet.y - gl_FragCoord.y);
    ivec2 last = textureSize(samples, 0) - 1;
    vec2 place = vec2(here.x - field.x, field.w - here.y) * vec2(last) / (field.zw - field.xy);
    if (!(all(greaterThanEqual(place, vec2(0.0))) && all(lessThanEqual(place, vec2(last))))) discard;
    ivec2 cell = min(ivec2(place), max(last - 1, ivec2(0))), next = min(cell + 1, last);
    vec2 t = place - vec2(cell);
    float share = blend(blend(share_at(cell), share_at(ivec2(next.x, cell.y)), t.x),
                        blend(share_at(ivec2(cell.x, next.y)), share_at(next), t.x), t.y);
    if (isnan(share)) discard;
    float entry = clamp(share, 0.0, 1.0) * 255.0 + 0.5;
    result = premultiplied(vec4(texture(colormap, vec2(entry / 256.0, 0.5)).rgb, 1.0), opacity);
}
