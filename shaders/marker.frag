flat in vec2 middle;
uniform vec2 corners[12];                   // of the marker, in pixels; none for the round ones
uniform int corner_count;
uniform float radius;
uniform float hole;                         // radius of the hole of a ring
uniform float half_outline;
uniform vec4 fill_color;
uniform vec4 outline_color;
out vec4 result;

// Signed distance to a polygon, negative inside: Inigo Quilez, "Distance to a polygon" (iquilezles.org/articles/distfunctions2d).
float polygon_distance(vec2 p) {
    float nearest = dot(p - corners[0], p - corners[0]), side = 1.0;
    for (int i = 0, j = corner_count - 1; i < corner_count; j = i, ++i) {
        vec2 edge = corners[j] - corners[i], w = p - corners[i];
        vec2 off = w - edge * clamp(dot(w, edge) / dot(edge, edge), 0.0, 1.0);
        nearest = min(nearest, dot(off, off));
        bvec3 c = bvec3(p.y >= corners[i].y, p.y < corners[j].y, edge.x * w.y > edge.y * w.x);
        if (all(c) || all(not(c))) side = -side;
    }
    return side * sqrt(nearest);
}

void main() {
    vec2 p = vec2(gl_FragCoord.x, sheet.y - gl_FragCoord.y) - middle;
    float d = corner_count > 0 ? polygon_distance(p) : length(p) - radius;
    if (hole > 0.0) d = max(d, hole - length(p));
    vec4 inner = premultiplied(fill_color, clamp(0.5 - d, 0.0, 1.0));
    vec4 line = half_outline > 0.0 ? premultiplied(outline_color, band(abs(d), half_outline)) : vec4(0.0);
    result = line + inner * (1.0 - line.a);
}
