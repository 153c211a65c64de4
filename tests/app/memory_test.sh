#!/usr/bin/env bash
# No value is used before it was given one: the released program under valgrind's memcheck, which sees what the sanitizers do not.
# Each panel is derived, depicted and drawn; one of them on paper of each kind, and with its numbers and words. $1: the program.
set -uo pipefail
program=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
command -v valgrind >/dev/null || { echo "valgrind is missing: run scripts/setup --tests"; exit 1; }
unset DISPLAY WAYLAND_DISPLAY
failures=0

# clean ARGUMENTS...: the program does this, and memcheck has nothing to say about it.
clean() {
  if ! valgrind --quiet --error-exitcode=99 "$program" "$@" >out 2>err; then
    echo "FAILED: eigenscope $*"
    head -n 40 err
    failures=$((failures + 1))
  fi
}

for panel in $("$program" list panels | cut -f1); do
  "$program" new "$panel" >"$panel.json" || exit 1
  clean render "$panel.json" -o "$panel.png" --size 480x320
  clean table "$panel.json" --name facts
done
[ -s gaussian.json ] || { echo "FAILED: there are no panels"; exit 1; }
sed 's/"view": "[a-z]*"/"view": "both"/' descent.json >surface.json
clean render surface.json -o surface.svg --size 480x320
clean render distribution.json -o distribution.pdf --size 480x320
"$program" new >document.json || exit 1
clean words document.json

if [ "$failures" -gt 0 ]; then
  echo "$failures runs read what nobody wrote; more about one: valgrind --track-origins=yes eigenscope ..."
  exit 1
fi
