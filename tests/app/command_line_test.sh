#!/usr/bin/env bash
# The command line as a user meets it: every verb, every exit code, bad input. $1: the program.
set -uo pipefail
. "$(dirname "$0")/../machine.sh"
program=$1
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
unset DISPLAY WAYLAND_DISPLAY XDG_STATE_HOME XDG_CONFIG_HOME
export HOME=$folder/home
mkdir "$HOME"
with=                                         # "env NAME=VALUE" for what follows
checks=0
failures=0

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# expect CODE WORDS-ON-STANDARD-ERROR ARGUMENTS...: the exit code, and a pattern that the message must contain ("" = silence).
expect() {
  local code=$1 pattern=$2
  shift 2
  checks=$((checks + 1))
  timeout 60 $with "$program" "$@" >out 2>err </dev/null
  local got=$?
  [ "$got" -eq "$code" ] || fail "eigenscope $* ended with $got, not $code: $(head -c 300 err)"
  if [ -z "$pattern" ]; then
    [ -s err ] && fail "eigenscope $* was not silent: $(head -c 300 err)"
  else
    grep -Eq -- "$pattern" err || fail "eigenscope $*: the message does not say /$pattern/: $(head -c 300 err)"
  fi
}
# without_privileges PLACE, and as expect: for root, to whom every place is open, it is done as nobody, who is given this one.
without_privileges() {
  local place=$1 usual=$program
  shift
  if [ "$(id -u)" -eq 0 ]; then
    if ! setpriv --reuid 65534 --regid 65534 --clear-groups true 2>/dev/null; then
      lacking "root cannot become nobody here: eigenscope $*" || fail "closed places as nobody"
      return
    fi
    cp "$program" "$folder/program"           # which may lie where nobody can read it
    chmod 755 "$folder" "$folder/program"
    chown 65534 "$place"
    # Nobody may not read the list of leaks either, which the other runs look for.
    program=$folder/program with="env ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS= setpriv --reuid 65534 --regid 65534 --clear-groups"
  fi
  expect "$@"
  program=$usual with=
}
holds() {
  checks=$((checks + 1))
  "${@}" || fail "$*"
}

# What it says of itself.
expect 0 "" --help;     holds grep -q "render" out
expect 0 "" --version;  holds grep -Eq '^eigenscope [0-9]' out
for verb in render table words new list evaluate check; do expect 0 "" $verb --help; done

# Wrong usage: 2, and a sentence.
expect 2 "." --no-such-option
expect 2 "." render
expect 2 "scene" render -o x.png
expect 2 "no panel" new nothing
expect 2 "nothing of that name" list nothing
expect 2 "of which panel" new --preset "Zig-zag in a bowl"

# new, list, check, words, table, render for every panel.
expect 0 "" list panels
cut -f1 out > panels
holds [ "$(wc -l < panels)" -ge 4 ]
for what in objectives optimizers distributions colormaps; do
  expect 0 "" list $what
  holds [ "$(wc -l < out)" -ge 4 ]
done
expect 0 "" list lessons
expect 0 "" list
holds grep -q "panels:" out
expect 0 "" list --ranges
holds grep -Pq '^  linear-map\tmatrix\t2 rows of 2 numbers, each a number, -' out
expect 0 "" list distributions --ranges
holds grep -Pq '^binomial\tp\ta number, 0 \.\. 1\t' out
holds [ "$(cut -f1 out | sort -u | wc -l)" -ge 16 ]
while read -r panel; do
  expect 0 "" new "$panel"; cp out "$panel.json"
  holds grep -q "\"kind\": \"$panel\"" "$panel.json"
  expect 0 "" check "$panel.json"
  expect 0 "" words "$panel.json"; holds [ "$(wc -w < out)" -gt 15 ]
  expect 0 "" table "$panel.json"; holds [ "$(wc -l < out)" -gt 1 ]
  for kind in png svg pdf; do
    expect 0 "" render "$panel.json" -o "$panel.$kind" --size 640x400
    holds [ "$(wc -c < "$panel.$kind")" -gt 2000 ]
  done
done < panels
expect 0 "" table linear-map.json --name facts
holds [ "$(head -n 1 out)" = "name,value,verdict,residual" ]
for fact in det trace rank lambda1_re lambda1_im lambda2_re lambda2_im sigma1 sigma2 condition symmetric orthogonal diagonalizable positive_definite; do
  holds grep -q "^$fact," out
done
expect 0 "" table descent.json --name steps
holds [ "$(head -n 1 out)" = "run,k,x,y,f,gx,gy,gradient_norm,step_size,evaluations" ]
expect 0 "" table descent.json --name outcome
holds [ "$(head -n 1 out)" = "run,status,reason,k,f" ]
expect 0 "" table distribution.json --name curve;    holds [ "$(head -n 1 out)" = "x,pdf,cdf,sf" ]
expect 0 "" table distribution.json --name interval; holds [ "$(head -n 1 out)" = "a,b,probability,log10_probability" ]
expect 0 "" table distribution.json --name moments;  holds [ "$(head -n 1 out)" = "name,value,state" ]
expect 0 "" table distribution.json --name samples
expect 0 "" table gaussian.json --name facts
for fact in cov_xx cov_xy cov_yy axis1 axis2; do holds grep -q "^$fact," out; done
expect 2 "there is no such table.*steps" table descent.json --name nothing
expect 2 "tiles 1 to 1" table descent.json --tile 2

# The default document: three rooms, drawn the same twice.
expect 0 "" new; cp out default.json
holds [ "$(grep -c '"kind"' default.json)" -ge 3 ]
for kind in png svg pdf; do
  expect 0 "" render default.json -o a.$kind
  expect 0 "" render default.json -o b.$kind
  holds cmp -s a.$kind b.$kind
done
for theme in dark light projector; do expect 0 "" render default.json -o t.png --theme $theme --size 800x500; done
expect 0 "" render default.json -o - --format png; holds [ "$(head -c 4 out | tail -c 3)" = PNG ]

# A name's ending counts in upper and lower case.
expect 0 "" render default.json -o A.PNG --size 64x48; holds [ "$(head -c 4 A.PNG | tail -c 3)" = PNG ]
expect 0 "" render default.json -o A.Pdf --size 64x48; holds [ "$(head -c 4 A.Pdf)" = %PDF ]
expect 0 "" render default.json -o A.Svg --size 64x48; holds grep -q "<svg" A.Svg

# From standard input, and settings of the drawing that make no sense.
checks=$((checks + 1)); "$program" words - < default.json > out 2> err || fail "words from standard input"

# Whatever the shell hands over: standard input and output by all their names, and pipes.
through() {
  checks=$((checks + 1))
  timeout 60 bash -c "$1" program "$program" >out 2>err || fail "$1 ended with $?: $(head -c 300 err)"
  [ -s err ] && fail "$1 was not silent: $(head -c 300 err)"
}
expect 0 "" words default.json; cp out expected
for scene in - /dev/stdin /dev/fd/0 /proc/self/fd/0; do
  through "\"\$1\" words $scene < default.json"; holds cmp -s out expected
  through "\"\$1\" check $scene < default.json"; holds grep -q ": fine" out
  through "\"\$1\" table $scene --name facts < linear-map.json"; holds grep -q "^det," out
done
through '"$1" words <(cat default.json)'; holds cmp -s out expected
through '"$1" check <(cat default.json) - < default.json'; holds [ "$(grep -c fine out)" -eq 2 ]
expect 0 "" render default.json -o expected.png --size 640x400
for figure in - /dev/stdout /dev/fd/1; do through "\"\$1\" render default.json -o $figure --format png --size 640x400"; holds cmp -s out expected.png; done
through '"$1" render default.json -o >(cat > piped.png) --format png --size 640x400; wait $!; sleep 0.2'; holds cmp -s piped.png expected.png
through 'echo before > appended; "$1" table linear-map.json -o /dev/stdout >> appended'; holds [ "$(head -n 1 appended)" = before ]
# Whoever reads may have enough.
for verb in "words default.json" "render default.json -o - --format svg" "list" "--help" "table distribution.json --name samples"; do
  checks=$((checks + 1))
  ( trap '' PIPE; "$program" $verb 2> err; echo $? > code ) | true
  code=$(cat code)
  { [ "$code" -eq 0 ] || [ "$code" -eq 141 ]; } && [ ! -s err ] || fail "eigenscope $verb into a closed pipe ended with $code: $(cat err)"
done
# Nothing of a file reaches the terminal but what can be seen.
printf '{"format":"eigenscope-scene","version":[1,0],"tiles":[{"panel":{"kind":"linear-map","matrix":[[1,"\\u001b[31m\\u202eabc"],[0,1]],"\\u2066key":1,"time":"\\u0085"}}]}' > unseen.json
"$program" words unseen.json > out 2> err; checks=$((checks + 1))
grep -q 'u202eabc' err && grep -q 'u2066key' err && ! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\342\200\256\|\342\201\246\|\302\205')" err || fail "unseen characters: $(cat -v err)"
printf '{"format":"eigenscope-scene",\xff\x1b"' > broken.json; expect 65 "." words broken.json
checks=$((checks + 1)); iconv -f UTF-8 -t UTF-8 err >/dev/null && ! LC_ALL=C grep -q "$(printf '\033')" err || fail "broken characters: $(cat -v err)"
expect 65 "." evaluate "$(printf 'x + \342\200\256y')" x=1
checks=$((checks + 1)); ! grep -q "$(printf '\342\200\256')" err || fail "an expression's change of direction: $(cat -v err)"

expect 2 "png, .svg or .pdf" render default.json -o a.gif
expect 2 "WIDTHxHEIGHT" render default.json -o a.png --size 0x10
expect 2 "WIDTHxHEIGHT" render default.json -o a.png --size 1e9x1
expect 2 "WIDTHxHEIGHT" render default.json -o a.png --size big
expect 2 "dark, light and projector" render default.json -o a.png --theme pink
expect 2 "scale" render default.json -o a.png --scale 0
expect 2 "--scale = big: expected a number" render default.json -o a.png --scale big
expect 2 "--tile = two: expected a number" table default.json --tile two
expect 2 "\"--grey\" is not understood here" render default.json -o a.png --grey
expect 0 "" render default.json -o tiny.png --size 1x1
expect 0 "" render linear-map.json -o wide.png --size 16384x16

# Evaluate.
expect 0 "" evaluate "x^2+3*x*y" x=1 y=2
holds grep -Eq '(^|[^0-9])7([^0-9]|$)' out
expect 65 "." evaluate "2,5"
expect 65 "." evaluate "sin("
expect 2 "." evaluate "x" "x"
expect 2 "y" evaluate "x+y" x=1
expect 2 "x=2: x has a value already" evaluate "x" x=1 x=2
expect 0 "value of y is not used" evaluate "x^2" x=3 y=2
holds grep -q "^value,9$" out
expect 0 "" evaluate "x^2+3y" x=1 y=2 --gradient --hessian --latex
holds grep -qx 'name,value' out
holds grep -qx 'value,7' out
holds grep -qx 'latex,x^{2}+3y' <(tr -d ' ' < out)
holds grep -qx 'd/dx,2' out
holds grep -qx 'd/dy,3' out
holds grep -qx 'd2/dxdx,2' out
holds grep -qx 'd2/dxdy,0' out
expect 0 "" evaluate "a x^2 + sum(k, 1, n, x^k)" x=2 a=3 n=3
holds grep -qx 'value,26' out
holds grep -qx 'd/dx,29' out
expect 65 "at x = -1: ln\(x\) is not a real number" evaluate "ln(x)" x=-1
# An expression may begin with a minus; options stay options, wherever they stand, and a wrong one is named.
expect 0 "" evaluate "-x+3" x=1;               holds grep -qx 'value,2' out
expect 0 "" evaluate "-1";                     holds grep -qx 'value,-1' out
expect 0 "" evaluate "-x^2" x=3 --gradient;    holds grep -qx 'd/dx,-6' out
expect 0 "" evaluate --hessian "-x^2" x=3;     holds grep -qx 'd2/dxdx,-2' out
expect 0 "" evaluate "-(x+1)*2" x=3;           holds grep -qx 'value,-8' out
expect 0 "" evaluate "-.5x" x=3;               holds grep -qx 'value,-1.5' out
expect 0 "" evaluate "-h^2" h=3;               holds grep -qx 'value,-9' out
expect 0 "" evaluate "--5";                    holds grep -qx 'value,5' out
expect 0 "" evaluate -- "-x" x=3;              holds grep -qx 'value,-3' out
expect 0 "" evaluate "-x" x=-3;                holds grep -qx 'value,3' out
expect 0 "" evaluate -h;                       holds grep -q "hessian" out
expect 2 "hessan" evaluate "x" x=1 --hessan
expect 2 "hessan" evaluate --hessan "-x" x=1
holds [ "$(head -n 1 err)" = 'eigenscope: "--hessan" is not understood here.' ]
# Blanks round a name are no part of it.
expect 0 "" evaluate "x" " x = 2 ";            holds grep -qx 'value,2' out
expect 2 "expected a variable" evaluate "x" " = 2"
many=$(seq -s + -f 'v%g' 27); values=$(seq -f 'v%g=1' 27)
expect 65 "more than 26 variables.*--formula alone" evaluate "$many" $values
expect 0 "" evaluate "$many" $values --formula; holds grep -qx 'value,27' out
# Where the first derivative jumps there is no second one, also when it alone is asked for.
expect 0 "d2/dxdx: f has a kink here, and no second derivative" evaluate "|x|" x=0 --hessian
holds [ "$(grep -c '^d' out)" -eq 1 ]
# More digits do not help next to a pole, and that is said.
expect 0 "value: too many digits cancel here: it cannot be told" evaluate "tan(pi/2)"
expect 0 "" evaluate "lgamma(x)" x=-5000.5;    holds grep -q '^d/dx,8.5173931730849' out
# A sum over an index is written out as one writes it.
expect 0 "" evaluate "sum(k, 1, 2, sin(k x)/k)" x=0; holds grep -qx 'd/dx formula,cos(x) + cos(2\*x)' out
# What is rounding is not printed, nor the sign of nothing.
expect 0 "" evaluate "sin(x)^2 + cos(x)^2 - 1" x=1e70; holds grep -qx 'value,0' out
expect 0 "kink" evaluate "max(x, -x)" x=0;     holds grep -qx 'value,0' out
expect 2 "-1.*expected a variable" evaluate "x" -1
# A left side is no part of the formula, and that is said.
expect 0 '"f\(x, y\) =" is left out' evaluate "f(x, y) = x^2 + y" x=3 y=1; holds grep -qx 'value,10' out
expect 0 '"z =" is left out' evaluate "z = -x" x=3;                          holds grep -qx 'value,-3' out
expect 65 "no =" evaluate "x = 2" x=3
expect 0 "" evaluate "sin(30°) + cos(60 deg)" --gradient;                    holds grep -qx 'value,1' out
# What cancels, overflows on the way or only seems to have a kink.
expect 0 "" evaluate "x/sqrt(1+x^2)" x=1e8
holds grep -qx 'd/dx,1e-24' out
expect 0 "" evaluate "ln(cosh(x))" x=20
holds grep -q '^d2/dxdx,1.69934170211663' out
expect 0 "" evaluate "ln(exp(x)+exp(y))" x=1400 y=1399
holds grep -q '^value,1400.3132616875' out
holds grep -q '^d2/dxdx,0.19661193324148' out
expect 0 "" evaluate "1/(1+x^2)" x=1e100
holds grep -qx 'd/dx,-2e-300' out
expect 0 "" evaluate "max(x,y)*min(x,y)" x=3 y=3
holds grep -qx 'd2/dxdy,1' out
expect 0 "d/dx: f has a kink here: from side to side it runs from -1 to 1" evaluate "|x|" x=0
expect 0 "d2/dxdx: it is infinite here" evaluate "x*sqrt(x)" x=0
# Too long to be read is no reason to have no number.
expect 0 "has no formula here: .* too complex" evaluate "$(printf 'sin(%.0s' $(seq 90))x$(printf ')%.0s' $(seq 90))" x=1
holds grep -q '^d2/dxdx,-0.0158' out
expect 65 "needs an argument in parentheses: sin\(x\)" evaluate "2 sin x" x=1
holds grep -qx '  ^' err

# Files that cannot be read: 66.
expect 66 "no such file|not there|No such file" words missing.json
expect 66 "directory" words "$folder"
expect 66 "regular file|device" words /dev/zero
ln -s nowhere dangling.json; expect 66 "." words dangling.json
mkfifo pipe.json; expect 66 "." words pipe.json
cp default.json closed.json; chmod 0 closed.json; without_privileges closed.json 66 "ermission" words closed.json

# Files that are no scenes: 65, never a crash, never a hang.
bad() { printf '%b' "$1" > bad.json; expect 65 "$2" words bad.json; }
bad '' "."
bad '{' "."
bad 'hello' "."
bad '[]' "."
bad '{"format": "something-else"}' "format|not an? .*scene"
bad '{"format": "eigenscope-scene", "version": [99, 0], "tiles": []}' "newer|version"
bad '\0\0\0' "."
head -c 5000000 /dev/zero | tr '\0' ' ' > large.json; expect 65 "large|MiB" words large.json
{ printf '{"format":"eigenscope-scene","version":[1,0],"tiles":'; head -c 1000000 /dev/zero | tr '\0' '['; } > deep.json; expect 65 "deep|nest" words deep.json
printf '{"format":"eigenscope-scene","version":[1,0],"tiles":[{"panel":{"kind":"linear-map","matrix":[[1e999,0],[0,1]]}}]}' > inf.json
timeout 20 "$program" words inf.json > out 2> err; code=$?; checks=$((checks + 1))
{ [ $code -eq 65 ] || [ $code -eq 0 ]; } && [ -s err ] || fail "a number beyond range must be said: $code"
printf '{"format":"eigenscope-scene","version":[1,0],"tiles":[{"panel":{"kind":"linear-map","matrix":[[2,1],["abc",1]],"surprise":1}}]}' > odd.json
expect 65 'tiles\[0\]\.panel\.matrix\[1\]\[0\]: "abc" is not a finite number' words odd.json
expect 65 'surprise' words odd.json
expect 0 'tiles\[0\]\.panel\.matrix\[1\]\[0\]: "abc" is not a finite number' words odd.json --lenient
expect 65 'matrix' check odd.json
expect 66 "." check default.json missing.json
printf '{"format":"eigenscope-scene","version":[1,7],"tiles":[{"panel":{"kind":"gaussian"}}]}' > newer.json
expect 0 "newer" words newer.json
# A number that had to be changed makes another scene: it is named, and refused unless that is asked for.
law() { printf '{"format":"eigenscope-scene","version":[1,0],"tiles":[{"panel":{"kind":"distribution","distribution":{%s}}}]}' "$1" > law.json; }
law '"kind":"normal","mean":1.2e30,"sd":1e30'
for verb in words table "render -o law.png"; do
  expect 65 'distribution\.mean: 1\.2e\+30 is not in .* using' $verb law.json
  expect 65 'distribution\.sd: 1e\+30 is not in .* using' $verb law.json
  expect 65 '--lenient' $verb law.json
  [ "$verb" = table ] && holds [ ! -s out ]
  expect 0 'distribution\.mean: 1\.2e\+30 is not in' $verb law.json --lenient
done
law '"kind":"uniform","lower":2,"upper":2';                                     expect 65 'upper: 2 does not fit with the other numbers; using 2\.000000002' table law.json
law '"kind":"hypergeometric","population":3,"successes":3,"draws":4';           expect 65 'draws: 4 does not fit with the other numbers; using 3' table law.json
law '"kind":"normal","mean":1.2e6,"sd":1.5e5';                                  expect 0 "" table law.json --name facts
holds grep -q '^mean,1200000,' out
law '"kind":"normal","surprise":1';                                             expect 0 "surprise" table law.json
for length in 1 10 50 100 200 400; do head -c $length default.json > cut.json; expect 65 "." words cut.json; done

# Where it cannot write: 73 and 74; what was there stays.
expect 73 "." render default.json -o no/such/folder/a.png
for ask in new --help --version "render --help" list "evaluate x x=1" "check default.json"; do
  checks=$((checks + 1))
  "$program" $ask > /dev/full 2> err
  code=$?
  [ $code -eq 74 ] && grep -q "standard output" err || fail "eigenscope $ask with a full disk behind standard output ended with $code, not 74: $(cat err)"
done
mkdir closed; chmod a-w closed; without_privileges closed 73 "ermission" render default.json -o closed/a.png

# No display: 69, with advice, at once.
expect 69 "display" default.json
expect 69 "display"
expect 66 "." no-such-scene.json

# A home that is missing or read-only changes nothing.
HOME=/nonexistent expect 0 "" words default.json
XDG_STATE_HOME=relative/path expect 0 "" words default.json

# Where people write 1,5 for it, files and numbers are what they are everywhere.
if german_locale "$folder"; then
  for work in "render default.json -o - --format svg" "table distribution.json" "words linear-map.json" "new descent" "evaluate x/4+1.5 x=2.5"; do
    with=; expect 0 "" $work; cp out usual
    with="env LOCPATH=$folder LC_ALL=de_DE.UTF-8"; expect 0 "" $work
    holds cmp -s out usual
  done
  with=
else
  lacking "the German locale cannot be made" || fail "the German locale"
fi

echo "command line: $checks checks, $failures failed"
[ "$failures" -eq 0 ]
