// Both families of lines of a lattice: normal * p = phase + k * spacing.
uniform vec4 families[2];                   // normal, phase, spacing (0: only the central line)
uniform vec2 central[2];                    // which k is the line through the origin; strength of the others
uniform float half_width;
uniform vec4 color;
out vec4 result;

float lines(vec4 family, vec2 own, vec2 here) {
    if (family.xy == vec2(0.0)) return 0.0;
    float offset = dot(family.xy, here) - family.z;
    if (family.w == 0.0) return band(abs(offset), half_width);
    float k = round(offset / family.w);
    return band(abs(offset - k * family.w), half_width) * (k == own.x ? 1.0 : own.y);
}

void main() {
    vec2 here = vec2(gl_FragCoord.x, sheet.y - gl_FragCoord.y);
    float first = lines(families[0], central[0], here), second = lines(families[1], central[1], here);
    result = premultiplied(color, max(first, second));      // of a singular lattice both are the same line
}
