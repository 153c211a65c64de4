#!/usr/bin/env bash
# What thirty more panels cost. In a scratch copy of the tree, copies of the panel `gaussian` are made and put into the list. Told are the
# files of document, ui and app that are compiled again for them (goal: none, so that their time stays what it is), the processor seconds of
# one copy (goal: under 4), and what is built again when a panel's header is touched (goal: its own folder, and what is linked).
# Usage: many_panels.sh [SCRATCH [COPIES]]
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
scratch=${1:-$(mktemp -d)}
copies=${2:-30}
tree=$scratch/tree build=$scratch/build
[ -e "$tree" ] && { echo "$tree is there already" >&2; exit 2; }
mkdir -p "$tree"
(cd "$source" && git ls-files -z | xargs -0 tar c) | tar x -C "$tree"

configure() { cmake -S "$tree" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DEIGENSCOPE_TESTS=OFF >/dev/null; }
stale() { ninja -C "$build" -n eigenscope | sed -n 's/^\[[^]]*\] //p'; }

configure
ninja -C "$build" eigenscope >/dev/null

panels=$tree/src/panels
list='' declared=''
for ((i = 1; i <= copies; ++i)); do
    n=$(printf %02d "$i") copy=$panels/probability/gaussian$i
    cp -r "$panels/probability/gaussian" "$copy"
    sed -i "s/GaussianPanel/Gaussian${n}Panel/g; s#probability/gaussian/#probability/gaussian$i/#g; s/id = \"gaussian\"/id = \"gaussian-$n\"/" "$copy"/*
    # What the folder's files share has another name in another folder.
    for name in $(sed -nE 's/^[A-Za-z:<>]+[^(]* ([a-z_]+)\(.*/\1/p' "$panels/probability/gaussian/parts.hpp"); do
        sed -i "s/\b$name\b/${name}_$n/g" "$copy"/*
    done
    sed -n '/^eigenscope_panel(gaussian/,/)/p' "$source/src/panels/CMakeLists.txt" |
        sed "s/(gaussian FOLDER probability\/gaussian/(gaussian_$n FOLDER probability\/gaussian$i/" >>"$panels/CMakeLists.txt"
    declared+="struct Gaussian${n}Panel;\n" list+="        \&panel_type<Gaussian${n}Panel>(),\n"
done
sed -i "s/^struct GaussianPanel;/struct GaussianPanel;\n$declared/; s/^        &panel_type<GaussianPanel>(),/        \&panel_type<GaussianPanel>(),\n$list/" "$panels/list.cpp"
configure
echo "compiled again of document, ui and app with $copies panels more: $(stale | grep -cE 'Building .*(document|ui|app)/CMakeFiles' || true)"

export CCACHE_DISABLE=1
TIMEFORMAT=%U
seconds=$({ time ninja -C "$build" -j1 panel_gaussian_01 >/dev/null; } 2>&1 | tail -n 1)
echo "processor seconds of one copy: $seconds"
unset CCACHE_DISABLE
ninja -C "$build" eigenscope >/dev/null
touch "$panels/probability/gaussian1/gaussian.hpp"
echo "built again after its header is touched:"
stale
