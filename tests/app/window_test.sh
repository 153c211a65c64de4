#!/bin/sh
# The real window under Xvfb, driven by xdotool: start, drag, undo, resize to tiny and back, type, close, signals, no display.
# usage: window_test.sh PROGRAM PROBE FIRST_ANSWER_LIBRARY
set -u
program=$1 probe=$2 watch=$3
. "$(dirname "$0")/../machine.sh"
command -v xdotool >/dev/null || { echo "xdotool is missing: run scripts/setup --tests"; exit 1; }

work=$(mktemp -d)
export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config" HOME="$work" LIBGL_ALWAYS_SOFTWARE=1
mkdir -p "$work/state"
server= window_process=
trap 'kill $window_process $server 2>/dev/null; rm -rf "$work"' EXIT
failures=0
check() { # what, condition...
    what=$1; shift
    if "$@"; then echo "ok: $what"; else echo "FAILED: $what"; failures=$((failures + 1)); fi
}

open_display "$work" || { echo "FAILED: there is no display"; exit 1; }

with=                                         # "env NAME=VALUE" for the next starts
start() { # arguments of the program; leaves $window and $window_process
    $with "$program" "$@" >"$work/out" 2>"$work/err" &
    window_process=$!
    window=
    for i in $(seq 300); do
        window=$(xdotool search --onlyvisible --class eigenscope 2>/dev/null | head -1)
        [ -n "$window" ] && break
        kill -0 $window_process 2>/dev/null || break
        sleep 0.1
    done
    [ -n "$window" ] || { cat "$work/err"; echo "FAILED: no window came"; exit 1; }
    xdotool windowfocus "$window" 2>/dev/null
    titled "–"                                # the first frame gives it
}
titled() { # waits until the window's title holds this
    for i in $(seq 100); do xdotool getwindowname "$window" 2>/dev/null | grep -q "$1" && return 0; sleep 0.1; done
    return 1
}
state="$work/state/eigenscope"
journals() { ls "$state" | grep -c '^journal-'; }
says() { for i in $(seq 50); do grep -q "$1" "$work/err" && return 0; sleep 0.1; done; return 1; } # waits until the program has said it
journals_become() { for i in $(seq 50); do [ "$(journals)" -eq "$1" ] && return 0; sleep 0.1; done; return 1; }
theme() { sed -n 's/.*"theme": "\([a-z]*\)".*/\1/p' "$state/preferences.json"; }
edit() { xdotool key Tab Up; titled "•"; }
killed() { kill -9 $window_process; finish 2>/dev/null; }
alive() { kill -0 $window_process 2>/dev/null; }
finish() { # waits for the end; leaves $code
    for i in $(seq 100); do alive || break; sleep 0.1; done
    if alive; then kill -9 $window_process; fi
    wait $window_process; code=$?
    window_process=
}
equals() { [ "$1" = "$2" ]; }
# Waits until the program has written what is expected: saving is its own frame.
becomes_different() { for i in $(seq 50); do cmp -s "$1" "$2" || return 0; sleep 0.1; done; return 1; }
becomes_same() { for i in $(seq 50); do cmp -s "$1" "$2" && return 0; sleep 0.1; done; return 1; }
comes() { for i in $(seq 50); do [ -s "$1" ] && return 0; sleep 0.1; done; return 1; }
ticks() { sed 's/.*) //' /proc/$window_process/stat | awk '{ print $12 + $13 }'; } # processor time, in hundredths of a second
# Whether the window falls asleep: at most one tick in two seconds, as soon as the messages are gone.
rests() {
    for i in $(seq 6); do
        before=$(ticks); sleep 2
        [ $(($(ticks) - before)) -le 1 ] && return 0
    done
    return 1
}
tiles() { grep -c '"linked"' "$1"; }

# --- drag, save, undo, save
"$program" new >"$work/scene.json" || { echo "FAILED: new"; exit 1; }
cp "$work/scene.json" "$work/first.json"
place() { "$probe" "$1" || echo "FAILED: the probe found no $1" >&2; }
column=$(place column) cell=$(place cell) plus=$(place plus) determinant=$(place determinant)
set -- $column
start "$work/scene.json"
xdotool mousemove "$1" "$2"; sleep 0.3
xdotool mousedown 1; sleep 0.2
for i in 1 2 3 4 5 6; do xdotool mousemove $(($1 + 8 * i)) $(($2 - 6 * i)); sleep 0.05; done
xdotool mouseup 1; sleep 0.5
xdotool key ctrl+s
check "a dragged column is saved" becomes_different "$work/scene.json" "$work/first.json"
check "what was saved is a right scene" "$program" check "$work/scene.json"
determinant() { "$program" table "$1" --name facts --tile 1 | grep '^det,' | cut -d, -f2; }
check "the determinant is another one" test "$(determinant "$work/scene.json")" != "$(determinant "$work/first.json")"
matrices() { grep -A3 '"matrix"' "$1" | tr -d ' \n' | grep -o '\[\[[^]]*\],\[[^]]*\]\]' | sort -u | wc -l; }
check "all three rooms hold the same matrix" equals "$(matrices "$work/scene.json")" 1
xdotool key ctrl+z; sleep 0.3
xdotool key ctrl+s
check "undo brings back every byte" becomes_same "$work/scene.json" "$work/first.json"

kill -INT $window_process; finish
rm -f "$state"/journal-*

# --- hands that are there before the first picture is: the next picture answers a key, and a drag counts from its press on
cp "$watch" "$work/watch.so"                  # LD_PRELOAD is a list, split at spaces and colons
# GLFW's window has the keyboard only while the pointer is on it. The second xdotool waits until the display has dealt with the first.
started_with() { # what hands do; leaves which picture answered in $work/answer
    rm -f "$work/answer"
    with="env LD_PRELOAD=$work/watch.so FIRST_ANSWER=$work/answer"
    FIRST_HANDS="xdotool $1; xdotool getmouselocation >/dev/null"; export FIRST_HANDS
    start "$work/scene.json"
    with=
}
started_with "mousemove 700 450 key ctrl+t"
check "a key before the first picture is answered" comes "$work/answer"
check "by the next picture" equals "$(cut -d' ' -f1 "$work/answer")" 1
kill -INT $window_process; finish
rm -f "$state"/journal-*
started_with "mousemove $1 $2 mousedown 1 mousemove $(($1 + 48)) $(($2 - 36)) mouseup 1 key ctrl+s"
check "a drag before the first picture is not lost, nor the key after it" becomes_different "$work/scene.json" "$work/first.json"
check "it moved the column" test "$(determinant "$work/scene.json")" != "$(determinant "$work/first.json")"
kill -INT $window_process; finish
cp "$work/first.json" "$work/scene.json"
start "$work/scene.json"

# --- nothing moves: nothing is drawn, after whatever was done
check "it sleeps after a drag and a message" rests
choose() { # keys that open a dialog, a name: chosen in it
    xdotool key "$1"; sleep 0.5
    xdotool key ctrl+a; xdotool type --delay 20 "$2"; sleep 0.3; xdotool key Return; sleep 0.5
}
choose ctrl+shift+s "$work/other.json"
check "a scene is saved under another name" comes "$work/other.json"
check "and it sleeps after the dialog" rests
choose ctrl+o "$work/scene.json"
check "a scene is opened" titled "^scene.json"
check "and it sleeps after that dialog" rests
choose ctrl+e "$work/figure.svg"
check "a figure is saved" comes "$work/figure.svg"
check "and it sleeps after that" rests
xdotool key ctrl+o; sleep 0.5; xdotool key Escape; sleep 0.3
check "it sleeps after a dialog that was left" rests
xdotool key ctrl+p; sleep 0.3; xdotool type "loop"; sleep 0.3
check "it sleeps while the palette is open" rests
xdotool key Escape F1; sleep 0.3; xdotool key Escape F6 F6 F6; sleep 0.3
check "it sleeps after palette, help and a way round with the keyboard" rests
xdotool key ctrl+shift+w; sleep 0.2
check "it sleeps after something was copied" rests

# --- the plus in the list of panels adds a tile, and takes none
xdotool mousemove $plus; sleep 0.3; xdotool click 1; sleep 0.5
xdotool key ctrl+s
check "a panel more is saved" becomes_different "$work/scene.json" "$work/first.json"
check "in a tile of its own" equals "$(tiles "$work/scene.json")" 4
xdotool key ctrl+z; sleep 0.3; xdotool key ctrl+s
check "one undo takes it away" becomes_same "$work/scene.json" "$work/first.json"

# --- numbers are typed, pasted and copied as in a spreadsheet
saves() { # how the matrix stands in the saved scene, soon
    xdotool key ctrl+s
    for i in $(seq 50); do equals "$(sed -n 's/.*"matrix": \(\[\[.*\]\]\),*$/\1/p' "$work/scene.json" | head -1)" "$1" && return 0; sleep 0.1; done
    return 1
}
twice() { xdotool mousemove $1; sleep 0.6; xdotool click --repeat 2 --delay 60 1; sleep 0.3; }
twice "$cell"
xdotool type 3; xdotool key Tab; xdotool type 4; xdotool key Return; sleep 0.3
check "3, Tab, 4: two entries" saves "[[3, 4], [0.4, 1.1]]"
twice "$cell"
xdotool key --delay 4 5 Tab minus 6 Tab 7 Tab 8 Return; sleep 0.3
check "the same in haste" saves "[[5, -6], [7, 8]]"
xdotool key Escape Escape F6; sleep 0.4; xdotool key 9 Return 2 Return; sleep 0.3
check "F6 shows its ring at once: what is typed is for the first entry, and the next below" saves "[[9, -6], [2, 8]]"
xdotool key Escape F6 Down Down; sleep 0.3; xdotool key Return; sleep 0.5
check "Enter presses a button as Space does" saves "[[1, 0], [0, 1]]"
# A block comes into the clipboard by way of a text field.
xdotool key Escape ctrl+p; sleep 0.3; xdotool type --delay 20 "[[2, 1], [1, 2]]"; xdotool key ctrl+a ctrl+c Escape; sleep 0.3
xdotool mousemove $cell; sleep 0.3; xdotool key ctrl+v; sleep 0.3
check "a block is pasted into the matrix" saves "[[2, 1], [1, 2]]"
xdotool key ctrl+z; sleep 0.2
check "as one step" saves "[[1, 0], [0, 1]]"
xdotool key ctrl+p; sleep 0.3; xdotool type --delay 20 "0,1 1 1"; xdotool key ctrl+a ctrl+c Escape; sleep 0.3
xdotool key ctrl+v; sleep 0.3
check "what does not fit changes nothing" saves "[[1, 0], [0, 1]]"
check "and a sentence about it does not keep the window awake" rests
twice "$cell"; xdotool key --delay 30 1 period 6 Tab period 8 Tab period 4 Tab 1 period 1 Return; sleep 0.3
check "a matrix is typed" saves "[[1.6, 0.8], [0.4, 1.1]]"
xdotool mousemove $determinant; sleep 0.5; xdotool key ctrl+c; sleep 0.3
xdotool mousemove $cell; sleep 0.3; xdotool key ctrl+v; sleep 0.3
check "a fact is copied with Ctrl+C, with all its digits" saves "[[1.4400000000000002, 0.8], [0.4, 1.1]]"
xdotool mousemove 700 450; sleep 0.2
kill -INT $window_process; finish
rm -f "$state"/journal-*
cp "$work/first.json" "$work/scene.json"
start "$work/scene.json"

# --- sizes
for size in "320 240" "40 30" "1 1" "1600 20" "900 900" "1600 900"; do
    xdotool windowsize "$window" $size; sleep 0.4
    check "alive at $size" alive
done

# --- every theme, pictures only, zoom, palette and nonsense
for key in t t t F9 F9 ctrl+plus ctrl+plus ctrl+0 F1 Escape space Right Left Tab Right shift+Up Escape ctrl+p; do xdotool key $key; sleep 0.08; done
xdotool type "qwertz (1/0, nan"; xdotool key Escape; sleep 0.3
check "alive after keys" alive

# --- a signal keeps the work
xdotool key Tab Right; sleep 0.5
kill -TERM $window_process
finish
check "SIGTERM ends with 143" equals $code 143
check "the journal is kept" test "$(journals)" -eq 1
rm -f "$state"/journal-*

# --- kill -9, and the work comes back, under its own name although the next start is in another folder
mkdir "$work/d1" "$work/d2"
cp "$work/first.json" "$work/d1/scene.json"
cd "$work/d1"; start scene.json
check "an edit shows in the title" edit
check "and is in the journal" journals_become 1
killed
usual_theme=$(theme)
cd "$work/d2"; start --theme light
xdotool key ctrl+Return
check "Ctrl+Enter brings the work back" titled "scene.json •"
check "into a journal of this process alone" journals_become 1
xdotool key ctrl+s
check "it is saved where it belongs" becomes_different "$work/d1/scene.json" "$work/first.json"
check "and nowhere else" test ! -e "$work/d2/scene.json"
check "what is saved is in no journal" journals_become 0
xdotool key ctrl+t                            # a tile more
titled "•"

# --- saving where it cannot be leaves the work its place
ln -s /dev/full "$work/full.json"
mv "$work/d1" "$work/gone"
xdotool key ctrl+s; sleep 0.3
xdotool key ctrl+shift+s; sleep 0.4
xdotool type "$work/full.json"; xdotool key Return; sleep 0.3; xdotool key Return; sleep 0.3
xdotool key Escape; sleep 0.2
mv "$work/gone" "$work/d1"
xdotool key ctrl+s
check "the work is saved in its own place afterwards" titled "scene.json –"
killed
cd "$work"
check "a crash after a save leaves nothing to recover" test "$(journals)" -eq 0
check "a theme for one run is not saved" equals "$(theme)" "$usual_theme"

# --- a formula is typed, half of one is never saved, and it is one step
"$program" new descent --preset "Your own: a tilted bowl" >"$work/own.json"
cp "$work/own.json" "$work/own-first.json"
formula() { sed -n 's/.*"text": "\(.*[^ ]\) *",/\1/p' "$work/own.json"; } # whether the last space counts is the machine's haste
start "$work/own.json"
xdotool key F6; sleep 0.3; xdotool key Tab; sleep 0.3; xdotool key ctrl+a; sleep 0.1
xdotool type --delay 40 "x^2 + q y^2 + ("; sleep 0.3
xdotool key ctrl+s
check "what was typed last and can be read is saved" becomes_different "$work/own.json" "$work/own-first.json"
check "and no half of a formula" equals "$(formula)" "x^2 + q y^2"
check "its new letter is a parameter" grep -q '"q": 1' "$work/own.json"
check "and it is a right scene" "$program" check "$work/own.json"
xdotool key ctrl+z ctrl+s
check "one undo takes it all back" becomes_same "$work/own.json" "$work/own-first.json"
# Faster than frames are drawn: nothing is lost, and nothing comes in another order. (GLFW takes
# two presses of a key in the same millisecond for one.)
kill -INT $window_process; finish
start "$work/own.json"
xdotool key F6; sleep 0.3; xdotool key Tab; sleep 0.3; xdotool key ctrl+a; sleep 0.1
xdotool key --delay 3 7 asterisk x plus 8 8 BackSpace asterisk y plus a BackSpace 9 ctrl+s
check "what was typed in haste is saved as it was typed" becomes_different "$work/own.json" "$work/own-first.json"
check "and in its order" equals "$(formula)" "7*x+8*y+9"
kill -INT $window_process; finish

# --- closing
start
xdotool key ctrl+q
finish
check "Ctrl+Q closes an untouched window with 0" equals $code 0
start "$work/scene.json"
kill -INT $window_process
finish
check "SIGINT ends with 130" equals $code 130

# --- a size from another screen, numbers with commas
sed -i 's/"width": [0-9]*/"width": 16384/; s/"height": [0-9]*/"height": 16384/' "$state/preferences.json"
with="env LOCPATH=$work LC_ALL=de_DE.UTF-8"
german_locale "$work" || { with=; lacking "the German locale cannot be made" || failures=$((failures + 1)); }
start "$work/first.json"
check "a remembered size of 16384 fits the screen" test "$(xdotool getwindowgeometry --shell "$window" | sed -n 's/^WIDTH=//p')" -le 1600
edit
xdotool key ctrl+z
titled "first.json –"
edit
xdotool key ctrl+s; titled "first.json –"
check "a scene saved with a German locale is right" "$program" check "$work/first.json"
xdotool key ctrl+z ctrl+s; sleep 0.5
kill -INT $window_process; finish

# --- nothing can be kept
with="env -u XDG_STATE_HOME HOME=/proc/nowhere"
start
with=
check "without a home the window works" edit
check "and says that nothing is kept" says "XDG_STATE_HOME"
killed

rm -f "$state/preferences.json"
mkdir "$state/preferences.json"
start
xdotool key t
check "settings that cannot be saved are told" says "settings could not be saved"
killed
rmdir "$state/preferences.json"

# --- files that cannot be opened, no display
"$program" "$work/missing.json" 2>"$work/err"; check "a missing scene ends with 66" equals $? 66
echo '{' >"$work/broken.json"
"$program" "$work/broken.json" 2>"$work/err"; check "a broken scene ends with 65" equals $? 65
env -u DISPLAY -u WAYLAND_DISPLAY "$program" 2>"$work/err"; code=$?
check "without a display it ends with 69" equals $code 69
check "and says what to do" grep -q "eigenscope render" "$work/err"

MESA_GL_VERSION_OVERRIDE=2.1 MESA_GLSL_VERSION_OVERRIDE=120 "$program" 2>"$work/err"; code=$?
check "with an old OpenGL it ends with 69" equals $code 69
check "and says which is needed" grep -q "3.3" "$work/err"

# --- the display dies
start
edit
journals_become 1
kill -9 $server; server=
finish 2>/dev/null
check "when the display dies, the work is in the journal" test "$(journals)" -eq 1

[ $failures -eq 0 ] || { echo "$failures checks failed"; cat "$work/err"; exit 1; }
