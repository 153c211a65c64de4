noperspective in float share;
noperspective in float brightness;
uniform sampler2D colormap;
out vec4 result;

void main() {
    float entry = clamp(share, 0.0, 1.0) * 255.0 + 0.5;
    result = vec4(clamp(texture(colormap, vec2(entry / 256.0, 0.5)).rgb * brightness, 0.0, 1.0), 1.0);
}
