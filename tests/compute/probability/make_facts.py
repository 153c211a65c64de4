#!/usr/bin/python3
"""Writes facts.csv: moments and entropies of laws drawn at random, by mpmath with 60 digits from their textbook formulas.

Independent of Eigenscope. Run it from this folder (Debian package python3-mpmath).
"""
import csv
import random

from mpmath import mp, mpf

mp.dps = 60
random.seed(70)


def power_of_ten(lo, hi):
    return float(mp.nstr(mpf(10) ** random.uniform(lo, hi), 6))


def from_raw(raw):
    """Mean, variance, skewness and excess kurtosis from the first four raw moments."""
    m1, m2, m3, m4 = raw
    variance = m2 - m1 ** 2
    third = m3 - 3 * m1 * m2 + 2 * m1 ** 3
    fourth = m4 - 4 * m1 * m3 + 6 * m1 ** 2 * m2 - 3 * m1 ** 4
    return m1, variance, third / variance ** mpf(1.5), fourth / variance ** 2 - 3


def weibull(k, scale):
    moments = from_raw([scale ** j * mp.gamma(1 + j / k) for j in range(1, 5)])
    return (*moments, mp.euler * (1 - 1 / k) + mp.log(scale / k) + 1)


def lognormal(mu, sigma):
    moments = from_raw([mp.exp(j * mu + mpf(j * j) / 2 * sigma ** 2) for j in range(1, 5)])
    return (*moments, mu + mp.log(sigma) + mp.log(2 * mp.pi * mp.e) / 2)


def pareto(scale, a):
    moments = from_raw([a * scale ** j / (a - j) for j in range(1, 5)])
    return (*moments, mp.log(scale / a) + 1 + 1 / a)


def gamma(a, scale):
    raw = [scale ** j * mp.rf(a, j) for j in range(1, 5)]
    return (*from_raw(raw), a + mp.log(scale) + mp.loggamma(a) + (1 - a) * mp.digamma(a))


def beta(a, b):
    raw = [mp.rf(a, j) / mp.rf(a + b, j) for j in range(1, 5)]
    entropy = (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b) - (a - 1) * mp.digamma(a) - (b - 1) * mp.digamma(b)
               + (a + b - 2) * mp.digamma(a + b))
    return (*from_raw(raw), entropy)


def student_t(nu, _):
    entropy = ((nu + 1) / 2 * (mp.digamma((nu + 1) / 2) - mp.digamma(nu / 2)) + mp.log(nu) / 2
               + mp.loggamma(nu / 2) + mp.log(mp.pi) / 2 - mp.loggamma((nu + 1) / 2))
    return mpf(0), nu / (nu - 2), mpf(0), 6 / (nu - 4), entropy


rows = [("weibull", weibull, 70.0, 1.0), ("beta", beta, 999999.0, 1e6), ("gamma", gamma, 999999.0, 1.0), ("student-t", student_t, 999999.0, None)]
for _ in range(14):
    rows += [
        ("weibull", weibull, power_of_ten(-0.5, 3), power_of_ten(-3, 3)),
        ("lognormal", lognormal, random.uniform(-3, 3), power_of_ten(-5, 0.5)),
        ("pareto", pareto, power_of_ten(-3, 3), power_of_ten(0.7, 6)),
        ("gamma", gamma, power_of_ten(-2, 12), power_of_ten(-3, 3)),
        ("beta", beta, power_of_ten(-2, 9), power_of_ten(-2, 9)),
        ("student-t", student_t, power_of_ten(0.7, 12), None),
    ]
with open("facts.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["law", "p1", "p2", "mean", "variance", "skewness", "excess_kurtosis", "entropy"])
    for name, facts, p1, p2 in rows:
        values = facts(mpf(p1), mpf(p2) if p2 is not None else None)
        out.writerow([name, repr(p1), "" if p2 is None else repr(p2), *[mp.nstr(v, 17, min_fixed=-5, max_fixed=17) for v in values]])
