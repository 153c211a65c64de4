#!/bin/bash
# Saves that are killed and starved at every system call. usage: save_faults.sh SAVE_PROBE
# Every claim is checked against a count of system calls taken from an undisturbed run, so that no call is left out.
set -u
. "$(dirname "$0")/../machine.sh"
probe=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0
checks=0

say() { echo "$*" >&2; }
expect() {                                    # expect WHAT COMMAND...: the command succeeds
  local what=$1
  shift
  checks=$((checks + 1))
  "$@" || { say "FAILED: $what"; failures=$((failures + 1)); }
}

if ! command -v strace >/dev/null; then
  lacking "strace is missing: run scripts/setup --tests" && exit 77
  exit 1
fi
# A container may forbid it, and no package mends that: the test counts as skipped.
strace -f -o /dev/null true 2>/dev/null || { echo "NOT CHECKED: ptrace is forbidden here"; exit 77; }

head -c 300000 /dev/zero | tr '\0' n > "$folder/new"
echo "the old bytes" > "$folder/old"
target=$folder/target

# The system calls from the first that mentions the folder (after execve) to the end; what comes before is the program's start.
calls() { # calls VERB ARGUMENTS...: "name number" for each call, counted by name from the start of the program
  strace -o "$folder/trace" "$probe" "$@" 2>/dev/null >/dev/null
  awk -F'[(]' -v folder="$folder" '/^[a-z_0-9]+\(/ { count[$1]++; if (NR > 1 && index($0, folder)) inside = 1; if (inside && $1 != "exit_group") print $1, count[$1] }' "$folder/trace"
}

same() { cmp -s "$1" "$2"; }
is_old_or_new() { same "$target" "$folder/old" || same "$target" "$folder/new"; }

# 1. Killed at every system call: old or new, never a mix, never nothing.
cp "$folder/old" "$target"
calls save "$target" > "$folder/calls"
expect "an undisturbed save writes the new bytes" same "$target" "$folder/new"
for needed in openat write fsync rename; do expect "a save uses $needed" grep -q "^$needed" "$folder/calls"; done
expect "the directory is synced too" test "$(grep -c '^fsync' "$folder/calls")" -ge 2
killed=0
while read -r name number; do
  rm -f "$folder"/.eigenscope-*
  cp "$folder/old" "$target"
  { strace -o /dev/null -e inject="$name:signal=KILL:when=$number" "$probe" save "$target"; } 2>/dev/null
  [ $? -eq 137 ] && killed=$((killed + 1))
  expect "killed at $name $number: old or new" is_old_or_new
done < "$folder/calls"
expect "every kill hit ($killed of $(wc -l < "$folder/calls"))" test "$killed" -eq "$(wc -l < "$folder/calls")"
rm -f "$folder"/.eigenscope-*

# 2. Starved: an error that names the reason, the old bytes, and no temporary file.
starve() {                                    # starve CALL NUMBER ERROR REASON
  cp "$folder/old" "$target"
  strace -o /dev/null -e inject="$1:error=$3:when=$2" "$probe" save "$target" 2> "$folder/message"
  local code=$?
  expect "$3 at $1 $2: an error" test $code -eq 1
  expect "$3 at $1 $2: the reason ($(cat "$folder/message"))" grep -q "$4" "$folder/message"
  if grep -q 'did not confirm' "$folder/message"; then expect "$3 at $1 $2: the new bytes, unconfirmed" same "$target" "$folder/new"
  else expect "$3 at $1 $2: the old bytes" same "$target" "$folder/old"; fi
  expect "$3 at $1 $2: nothing is left behind" test -z "$(ls -A "$folder" | grep '^\.eigenscope-')"
}
while read -r name number; do
  case $name in
    write) starve write "$number" ENOSPC 'No space left on device' ; starve write "$number" EIO 'Input/output error' ;;
    fsync) starve fsync "$number" EIO 'Input/output error' ; starve fsync "$number" ENOSPC 'No space left on device' ;;
    rename) starve rename "$number" EACCES 'Permission denied' ; starve rename "$number" EIO 'Input/output error' ;;
  esac
done < "$folder/calls"
creation=$(awk -v folder="$folder" '/^openat\(/ { n++; if (index($0, "/.eigenscope-")) print n }' "$folder/trace" | head -1)
for reason in 'ENOSPC:No space left on device' 'EACCES:Permission denied' 'EROFS:Read-only file system' 'EDQUOT:Disk quota exceeded'; do
  starve openat "$creation" "${reason%%:*}" "${reason#*:}"
done
# An interrupted write is no fault.
first=$(awk '$1 == "write" { print $2; exit }' "$folder/calls")
cp "$folder/old" "$target"
strace -o /dev/null -e inject="write:error=EINTR:when=$first" "$probe" save "$target"
expect "EINTR: the save goes on" same "$target" "$folder/new"

# 3. Reading: what the system refuses is told.
cp "$folder/old" "$target"
calls read "$target" > "$folder/calls"
while read -r name number; do
  case $name in
    openat) error=EACCES; reason='Permission denied' ;;
    read) error=EIO; reason='Input/output error' ;;
    *) continue ;;
  esac
  strace -o /dev/null -e inject="$name:error=$error:when=$number" "$probe" read "$target" 2> "$folder/message"
  expect "$error at $name: an error" test $? -eq 1
  expect "$error at $name: the reason" grep -q "cannot be read: $reason" "$folder/message"
done < "$folder/calls"

# 4. The journal, killed at every system call of its third edit: the second or the third comes back.
rm -rf "$folder/state"
calls journal "$folder/state" grid columns > "$folder/two"
rm -rf "$folder/state"
calls journal "$folder/state" grid columns grid > "$folder/three"
expect "the journal comes back" test "$("$probe" recover "$folder/state")" = 3
third=0
while read -r name number; do
  grep -qx "$name $number" "$folder/two" && continue
  rm -rf "$folder/state"
  { strace -o /dev/null -e inject="$name:signal=KILL:when=$number" "$probe" journal "$folder/state" grid columns grid; } 2>/dev/null
  edits=$("$probe" recover "$folder/state")
  expect "journal killed at $name $number: at most one edit lost (found $edits)" test "${edits:-0}" -ge 2
  third=$((third + 1))
done < "$folder/three"
expect "the third edit makes system calls" test "$third" -ge 1
# A full disk at the second edit: the first stays, and the third is there again.
second=$(awk '$1 == "write" { print $2 }' "$folder/three" | sed -n 2p)
rm -rf "$folder/state"
strace -o /dev/null -e inject="write:error=ENOSPC:when=$second" "$probe" journal "$folder/state" grid columns grid 2>/dev/null
expect "journal after a full disk: the next edit is there" test "$("$probe" recover "$folder/state")" = 3

say "$checks checks, $failures failed"
[ "$failures" -eq 0 ]
