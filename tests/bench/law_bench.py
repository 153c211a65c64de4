#!/usr/bin/python3
"""Laws of ours against Boost.Math's, and our samples against numpy.random's, in turns; the least of some rounds counts, on either side.

law_bench.py LAW_BENCH BOOST_LAW_BENCH. Ends with 1 where a goal is missed.
"""
import subprocess
import sys
import time

import numpy

COUNT, ROUNDS = 1_000_000, 5
# What chance may add to a ratio: a program against itself, in turns like this, came to at most 1.024 of 16 figures in 5 tries on a shared machine.
NOISE = 1.03
random = numpy.random.default_rng(1)
samplers = {
    "draw normal": (lambda: random.standard_normal(COUNT), 2),
    "draw gamma 2": (lambda: random.standard_gamma(2, COUNT), 4),
    "draw gamma 0.5": (lambda: random.standard_gamma(0.5, COUNT), 4),
    "draw t 3": (lambda: random.standard_t(3, COUNT), 4),
    "draw beta 2 5": (lambda: random.beta(2, 5, COUNT), 4),
}
ours, theirs = {}, {}


def note(times, name, value):
    times[name] = min(times.get(name, 1e300), value)


def run(program, times):
    for line in subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines():
        name, value = line.split(": ")
        note(times, name, float(value))


for _ in range(ROUNDS):
    run(sys.argv[1], ours)
    run(sys.argv[2], theirs)
    for name, (draw, _) in samplers.items():
        begin = time.process_time()
        draw()
        note(theirs, name, (time.process_time() - begin) / COUNT * 1e9)
missed = 0
for name, value in ours.items():
    most = samplers[name][1] if name in samplers else 1
    ratio = value / theirs[name]
    missed += ratio > most * NOISE
    print(f"{name}: {value:.1f} ns, {'NumPy' if name in samplers else 'Boost'} {theirs[name]:.1f}: {ratio:.2f} times, at most {most}")
sys.exit(1 if missed else 0)
