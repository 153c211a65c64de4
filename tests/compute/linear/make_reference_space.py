#!/usr/bin/python3
"""Writes reference_space.csv: determinants, singular values and axes, eigenvalues, invariant planes and powers of 3x3 matrices, by mpmath.

Independent of Eigenscope and of Eigen: mpmath's QR iterations with 400 digits on the doubles as they are.
Run it from this folder (Debian package python3-mpmath).
"""
import csv
import random

from mpmath import mp, mpf

mp.dps = 400
dice = random.Random(20261201)


def written(x):
    return mp.nstr(x, 20, min_fixed=0, max_fixed=0)


def matrix(a):
    return mp.matrix([[mpf(x) for x in a[3 * i:3 * i + 3]] for i in range(3)])


def decades(lo, hi):
    return dice.choice([-1, 1]) * 10 ** dice.uniform(lo, hi)


def uniform(scale=1.0):
    return [scale * dice.uniform(-3, 3) for _ in range(9)]


def singular(a):
    """det, sigma1..3 and v1, v3, from A^T A."""
    m = matrix(a)
    values, vectors = mp.eigsy(m.T * m)
    first, last = vectors[:, 2], vectors[:, 0]
    return [mp.det(m)] + [mp.sqrt(abs(values[i])) for i in (2, 1, 0)] + [*first, *last]


def null(m):
    """The longest cross product of two rows, of length 1."""
    best = None
    for i, j in ((0, 1), (0, 2), (1, 2)):
        v = [m[i, 1] * m[j, 2] - m[i, 2] * m[j, 1], m[i, 2] * m[j, 0] - m[i, 0] * m[j, 2], m[i, 0] * m[j, 1] - m[i, 1] * m[j, 0]]
        size = mp.sqrt(sum(abs(x) ** 2 for x in v))
        if best is None or size > best[0]:
            best = (size, [x / size for x in v])
    return best[1]


def eigen(a):
    """Real ones in descending order, then the pair with the positive imaginary part first: re, im of each."""
    m = matrix(a)
    trace = m[0, 0] + m[1, 1] + m[2, 2]
    minors = sum(m[i, i] * m[j, j] - m[i, j] * m[j, i] for i, j in ((0, 1), (0, 2), (1, 2)))
    roots = mp.polyroots([1, -trace, minors, -mp.det(m)], maxsteps=2000, extraprec=4000)
    real = sorted((r for r in roots if mp.im(r) == 0), key=lambda r: -mp.re(r))
    pair = sorted((r for r in roots if mp.im(r) != 0), key=lambda r: -mp.im(r))
    return m, real + pair


def power(m, roots, t):
    """A^t by Lagrange's form over three different eigenvalues."""
    one, total = mp.eye(3), mp.zeros(3)
    for i, x in enumerate(roots):
        term = mp.power(x, t) * one
        for j, y in enumerate(roots):
            if j != i:
                term = term * (m - y * one) / (x - y)
        total += term
    return [mp.re(total[i, j]) for i in range(3) for j in range(3)]


def similar(values):
    """S diag(values) S^-1 with a random S, rounded to doubles."""
    s = matrix(uniform())
    m = s * mp.diag([mpf(v) for v in values]) * s ** -1
    return [float(m[i, j]) for i in range(3) for j in range(3)]


NAMED = [
    [1.0, 2, 3, 4, 5, 6, 7, 8, 9], [1.0, 2, 3, 4, 5, 6, 7, 8, 10], [0.0, 0, 1, 1, 0, 0, 0, 1, 0], [2.0, 1, 0, 1, 3, 1, 0, 1, 4],
    [1.0, 0.01, 0, 0.01, 1, 0.02, 0, 0.02, 1.5], [1.0, 1, 1, 1, 1 + 1e-13, 1, 1, 1, 1 + 3e-13], [1.0, 1e5, 1e10, 0, 2, 1e5, 0, 0, 3],
    [1.0, 0.5, 1 / 3, 0.5, 1 / 3, 0.25, 1 / 3, 0.25, 0.2], [1e-8, 0, 0, 1, 1, 0, 1, 0, 1], [0.9, 0.2, 0.1, 0.05, 0.7, 0.3, 0.05, 0.1, 0.6],
]


def rows():
    cases = [list(map(float, m)) for m in NAMED]
    cases += [uniform(scale) for scale in (1, 1, 1, 1, 1e200, 1e-200, 1e8, 1e-8, 1, 1, 1, 1)]
    graded = [[decades(-60, 60) for _ in range(9)] for _ in range(6)]
    nearly = []
    for _ in range(12):                       # the third column is a combination of the others but for a share
        a, (x, y), share = uniform(), (dice.uniform(-2, 2), dice.uniform(-2, 2)), decades(-16, -2)
        for i in range(3):
            a[3 * i + 2] = x * a[3 * i] + y * a[3 * i + 1] + share * dice.uniform(-1, 1)
        nearly.append(a)
    for a in cases + graded + nearly:
        yield ["svd", *a, *singular(a)]

    spectra = cases + nearly + [similar([1, 1 + 10 ** dice.uniform(-5, -1), dice.uniform(-3, 3)]) for _ in range(12)]
    spectra += [similar([dice.uniform(-3, 3), 10 ** dice.uniform(-3, 3), -(10 ** dice.uniform(-3, 3))]) for _ in range(12)]
    for a in spectra:
        m, roots = eigen(a)
        if mp.im(roots[2]) == 0:
            yield ["real", *a, *map(mp.re, roots)]
        else:
            yield ["complex", *a, mp.re(roots[0]), mp.re(roots[1]), mp.im(roots[1]), *map(mp.re, null((m - mp.re(roots[0]) * mp.eye(3)).T))]

    for _ in range(12):
        a, t = similar([10 ** dice.uniform(-2, 2) for _ in range(3)]), dice.uniform(0.05, 0.95)
        m, roots = eigen(a)
        yield ["flow", *a, t, *power(m, roots, mpf(t))]
    found = 0
    while found < 12:
        a, t = uniform(), dice.uniform(0.05, 0.95)
        m, roots = eigen(a)
        if mp.im(roots[2]) != 0 and mp.re(roots[0]) > 0.1 and abs(mp.arg(roots[1])) < 0.7 * mp.pi:
            found += 1
            yield ["flow", *a, t, *power(m, roots, mpf(t))]


with open("reference_space.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    for row in rows():
        table.writerow([x if isinstance(x, str) else repr(x) if isinstance(x, float) else written(x) for x in row])
