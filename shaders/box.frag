flat in vec2 shift;
flat in int glyph;
flat in vec4 paint;
uniform sampler2D atlas;
out vec4 result;

void main() {
    float coverage = 1.0;
    if (glyph == 1) coverage = texelFetch(atlas, ivec2(floor(vec2(gl_FragCoord.x, sheet.y - gl_FragCoord.y) + shift)), 0).r;
    result = premultiplied(paint, coverage);
}
