#!/usr/bin/env bash
# The real window under Xvfb: how long until the first frame, against an empty window of GLFW and Dear ImGui in the same run, and
# what the processor does when nothing moves.
# usage: window_bench.sh PROGRAM EMPTY_WINDOW FIRST_FRAME_LIBRARY FIRST_ANSWER_LIBRARY
set -euo pipefail
program=$1 empty=$2 rounds=${ROUNDS:-21} idle_seconds=${IDLE_SECONDS:-20}

. "$(dirname "${BASH_SOURCE[0]}")/../machine.sh"
work=$(mktemp -d)
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config" LIBGL_ALWAYS_SOFTWARE=1
server="" window=""
trap 'kill $window $server 2>/dev/null || true; rm -rf "$work"' EXIT
open_display "$work"

cp "$3" "$work/watch.so"                      # LD_PRELOAD is a list, split at spaces and colons
first_frame() {
  FIRST_FRAME_SINCE=$(date +%s%N) LD_PRELOAD=$work/watch.so timeout 30 "$1" 2>>"$work/err" ||
    { cat "$work/err" >&2; echo "bench: no first frame of $1 was seen" >&2; exit 1; }
}
for _ in $(seq "$rounds"); do                 # side by side, so that both meet the same machine
  first_frame "$empty" >>"$work/empty"
  first_frame "$program" >>"$work/program"
done
median() { cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
compare() { # what, column
  awk -v e="$(median empty "$2")" -v p="$(median program "$2")" -v n="$rounds" -v what="$1" 'BEGIN {
    printf "first frame, %s, median of %d: %.0f ms; an empty window: %.0f ms; ratio %.2f (goal: 1.5 at most)\n", what, n, p, e, p / e }'
}
compare "on the clock" 1
compare "processor time of its thread" 2

# A key that is pressed before the first picture is on the screen: which picture answers it, and when.
cp "$4" "$work/answer.so"
"$program" new >"$work/scene.json"
for _ in $(seq "$rounds"); do
  rm -f "$work/answer"
  FIRST_HANDS="xdotool mousemove 700 450 key ctrl+t; xdotool getmouselocation >/dev/null" FIRST_ANSWER=$work/answer LD_PRELOAD=$work/answer.so \
    "$program" "$work/scene.json" >/dev/null 2>>"$work/err" &
  window=$!
  for _ in $(seq 100); do [ -s "$work/answer" ] && break; sleep 0.05; done
  kill -9 $window; wait $window 2>/dev/null || true
  rm -rf "$work/state"                        # its journal
  cat "$work/answer" >>"$work/answers" || { echo "bench: a key before the first picture was lost" >&2; exit 1; }
done
awk -v n="$rounds" '{ if ($1 == 1) next_one++ } END { printf "input before the first picture: answered by the next one in %d of %d", next_one, n }' "$work/answers"
printf ', %s ms after it (median)\n' "$(median answers 2)"

"$program" >/dev/null 2>>"$work/err" &
window=$!
sleep 4
ticks() { awk '{ print $14 + $15 }' "/proc/$window/stat"; }
before=$(ticks)
sleep "$idle_seconds"
after=$(ticks)
awk -v t="$((after - before))" -v hz="$(getconf CLK_TCK)" -v s="$idle_seconds" 'BEGIN {
  printf "idle: %.2f s of processor time in %d s, %.2f %% of a core (goal: below 1 %%)\n", t / hz, s, 100 * t / hz / s }'
