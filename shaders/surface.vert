layout(location = 0) in vec2 at;
layout(location = 1) in float value;        // into the colormap
layout(location = 2) in float light;        // factor on the colour

noperspective out float share;
noperspective out float brightness;

void main() {
    share = value;
    brightness = light;
    gl_Position = clip_place(at);
}
