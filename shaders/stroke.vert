// One segment of a line an instance: a quadrilateral cut so that neighbours meet on the bisector of their angle.
layout(location = 0) in vec4 ends;          // from, to
layout(location = 1) in vec4 near_corners;  // as seen from `from`
layout(location = 2) in vec4 far_corners;   // as seen from `to`
layout(location = 3) in float half_width;
layout(location = 4) in vec4 color;
layout(location = 5) in uint butts;         // bit 0: `from` is cut straight, bit 1: `to` is

flat out vec4 segment;
flat out float half_wide;
flat out vec4 paint;
flat out uint straight;

void main() {
    vec2 corner = gl_VertexID < 2 ? ends.xy + (gl_VertexID == 0 ? near_corners.xy : near_corners.zw)
                                  : ends.zw + (gl_VertexID == 2 ? far_corners.xy : far_corners.zw);
    segment = ends;
    half_wide = half_width;
    paint = color;
    straight = butts;
    gl_Position = clip_place(corner);
}
