flat in vec4 segment;
flat in float half_wide;
flat in vec4 paint;
flat in uint straight;
uniform float least;                        // coverage below this is left out: a translucent line is painted core first
out vec4 result;

void main() {
    vec2 here = vec2(gl_FragCoord.x, sheet.y - gl_FragCoord.y) - segment.xy;
    vec2 run = segment.zw - segment.xy;
    float length_of_run = length(run);
    vec2 direction = length_of_run > 0.0 ? run / length_of_run : vec2(1.0, 0.0);
    float along = dot(here, direction), across = here.x * direction.y - here.y * direction.x;

    bool start_straight = (straight & 1u) != 0u, end_straight = (straight & 2u) != 0u;
    float beyond = 0.0;
    if (along < 0.0 && !start_straight) beyond = along;
    if (along > length_of_run && !end_straight) beyond = along - length_of_run;
    float coverage = band(beyond == 0.0 ? abs(across) : length(vec2(beyond, across)), half_wide);
    float from = start_straight ? max(along - 0.5, 0.0) : along - 0.5;
    float to = end_straight ? min(along + 0.5, length_of_run) : along + 0.5;
    coverage *= clamp(to - from, 0.0, 1.0);
    if (coverage < least) discard;
    result = premultiplied(paint, coverage);
}
