layout(location = 0) in vec2 at;
uniform float reach;                        // half the side of the square that holds the marker and its outline

flat out vec2 middle;

void main() {
    middle = at;
    gl_Position = clip_place(at + reach * (2.0 * vec2(gl_VertexID & 1, gl_VertexID >> 1) - 1.0));
}
