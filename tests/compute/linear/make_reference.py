#!/usr/bin/python3
"""Writes reference.csv: polar angles, singular values and axes, eigenvalues and flows of 2x2 matrices, by mpmath with 1000 digits.

Independent of Eigenscope and of Eigen: each comes from its definition (roots of the characteristic polynomial, the eigenvectors
of A^T A, exp of t times the logarithm in Lagrange's form), with digits to spare for whatever cancels.
Run it from this folder (Debian package python3-mpmath).
"""
import csv
import random

from mpmath import mp, mpf

mp.dps = 1000
seed = 20261130
dice = random.Random(seed)


def written(x):
    return mp.nstr(x, 20, min_fixed=0, max_fixed=0)


def eigenvalues(a, b, c, d):
    """The larger root first; of real pairs only."""
    mean, root = (a + d) / 2, mp.sqrt((a - d) ** 2 / 4 + b * c)
    return mean + root, mean - root


def singular(a, b, c, d):
    """sigma1, sigma2 and the unit vector v1, x > 0: of A^T A."""
    x, y, z = a * a + c * c, a * b + c * d, b * b + d * d
    first, second = eigenvalues(x, y, y, z)
    v = (y, first - x) if abs(first - x) > abs(first - z) else (first - z, y)
    size = mp.sqrt(v[0] ** 2 + v[1] ** 2) * (1 if v[0] > 0 else -1)
    return mp.sqrt(first), mp.sqrt(second), v[0] / size, v[1] / size


def polar_angle(a, b, c, d):
    """The angle of R in A = R H with H symmetric and positive definite: R = A (A^T A)^(-1/2)."""
    first, second, x, y = singular(a, b, c, d)
    u1 = ((a * x + b * y) / first, (c * x + d * y) / first)
    u2 = ((-a * y + b * x) / second, (-c * y + d * x) / second)
    r00 = u1[0] * x - u2[0] * y
    r10 = u1[1] * x - u2[1] * y
    return mp.atan2(r10, r00)


def flow(a, b, c, d, t):
    """A^t for eigenvalues 0 < second < first: Lagrange's form."""
    first, second = eigenvalues(a, b, c, d)
    p, q = first ** t, second ** t
    lift = (p - q) / (first - second)
    rest = q - lift * second
    return rest + lift * a, lift * b, lift * c, rest + lift * d


def decades(lo, hi):
    return dice.choice([-1, 1]) * 10 ** dice.uniform(lo, hi)


def rows():
    polar = [(1.0, 1e-9, 0.0, 1.0), (3.0, 1e-10, 2e-10, 3.0)]
    for _ in range(12):
        polar.append((dice.uniform(0.5, 4), decades(-14, -1), decades(-14, -1), dice.uniform(0.5, 4)))
    for _ in range(6):
        size = dice.uniform(0.5, 4)
        polar.append((size, decades(-14, -3), decades(-14, -3), size))
    for m in polar:
        yield ["polar", *m, polar_angle(*map(mpf, m))]

    axes = list(polar)
    for _ in range(12):
        axes.append(tuple(decades(-9, 9) for _ in range(4)))
    for m in axes:
        yield ["svd", *m, *singular(*map(mpf, m))]

    flows = [(3e-8, 0.0, 0.0, 3e7, 0.97), (1e-7, 0.0, 0.0, 1e7, 0.97)]
    for _ in range(12):
        flows.append((10 ** dice.uniform(-8, -5), 0.0, 0.0, 10 ** dice.uniform(4, 7), dice.uniform(0.05, 0.99)))
    for _ in range(12):
        flows.append((10 ** dice.uniform(-4, 2), 10 ** dice.uniform(-9, -4), 10 ** dice.uniform(-9, -4), 10 ** dice.uniform(2.5, 8),
                      dice.uniform(0.05, 0.99)))
    for _ in range(6):
        size = dice.uniform(0.5, 4)
        flows.append((size, 10 ** dice.uniform(-14, -5), 10 ** dice.uniform(-14, -5), size * (1 + 10 ** dice.uniform(-13, -3)),
                      dice.uniform(0.05, 0.99)))
    for *m, t in flows:
        yield ["flow", *m, t, *flow(*map(mpf, m), mpf(t))]

    for _ in range(12):
        m = tuple(decades(-160, 160) for _ in range(3))
        m = (m[0], m[1], m[2] if m[1] > 0 else -m[2], decades(-160, 160))
        if (mpf(m[0]) - m[3]) ** 2 / 4 + mpf(m[1]) * m[2] > 0:
            yield ["eigen", *m, *eigenvalues(*map(mpf, m))]


with open("reference.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["kind", "a", "b", "c", "d", "values"])
    for row in rows():
        table.writerow([x if isinstance(x, str) else repr(x) if isinstance(x, float) else written(x) for x in row])
