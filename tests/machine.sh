# To be read by a shell: what tests and benchmarks want of the machine.

# open_display FOLDER: a display of our own, set as DISPLAY; $server is its process. The session's own display, X or Wayland, is out
# of reach from then on.
open_display() {
    unset WAYLAND_DISPLAY XDG_SESSION_TYPE
    command -v Xvfb >/dev/null || { echo "Xvfb is missing: run scripts/setup --tests" >&2; return 1; }
    exec 3>"$1/display"
    Xvfb -displayfd 3 -screen 0 1600x900x24 -nolisten tcp -noreset >"$1/xvfb.log" 2>&1 &
    server=$!
    exec 3>&-
    for _ in $(seq 100); do [ -s "$1/display" ] && break; sleep 0.1; done
    [ -s "$1/display" ] || { cat "$1/xvfb.log" >&2; echo "Xvfb did not start" >&2; return 1; }
    DISPLAY=":$(cat "$1/display")"
    export DISPLAY
}

# german_locale FOLDER: makes the locale of Germany, where 1.5 is written 1,5. What has LOCPATH=FOLDER and LC_ALL=de_DE.UTF-8 in its
# environment uses it. False where it cannot be made or does not work.
german_locale() {
    localedef -i de_DE -f UTF-8 "$1/de_DE.UTF-8" >/dev/null 2>&1
    [ "$(LOCPATH=$1 LC_ALL=de_DE.UTF-8 /usr/bin/printf %.1f 1,5 2>/dev/null)" = 1,5 ]
}

# lacking WHAT: says that something is not checked for want of it; false, for a failure, unless EIGENSCOPE_MAY_SKIP=1.
lacking() {
    [ "${EIGENSCOPE_MAY_SKIP:-}" = 1 ] && { echo "NOT CHECKED: $1"; return 0; }
    echo "NOT CHECKED (EIGENSCOPE_MAY_SKIP=1 lets this pass): $1"
    return 1
}
