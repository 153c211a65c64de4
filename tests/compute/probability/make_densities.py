#!/usr/bin/python3
"""Writes densities.csv: typed densities that jump, oscillate, leave the doubles or are 0/0 at an end, and what is true of them.

Closed forms and sums with 40 digits by mpmath; nothing is sampled as Eigenscope does it. The first rows of a kind are known examples, the others
are drawn at random. Run it from this folder (Debian package python3-mpmath).
"""
import csv
import random
from itertools import count

from mpmath import mp, mpf

mp.dps = 40
draw = random.Random(20261130)
rows = []
INF = mp.inf


def number(lo, hi, digits=3):
    """A decimal number as it is typed, and its value as a double."""
    text = f"{draw.uniform(lo, hi):.{digits}g}"
    return text, mpf(float(text))


def add(kind, text, lo, hi, what, value, a="", b=""):
    ends = ["-inf" if lo == -INF else mp.nstr(lo, 17), "inf" if hi == INF else mp.nstr(hi, 17)]
    rows.append([kind, text, *ends, what, a, b, mp.nstr(value, 20)])


def sine_above(w, p, c, b):
    """The length of sin(wx + p) > c within [0, b]."""
    rise, total = mp.asin(c), mpf(0)
    for k in range(int((p - 10) / (2 * mp.pi)) - 1, int((w * b + p) / (2 * mp.pi)) + 2):
        lo, hi = (rise + k * (2 * mp.pi) - p) / w, (mp.pi - rise + k * (2 * mp.pi) - p) / w
        total += max(mpf(0), min(hi, b) - max(lo, mpf(0)))
    return total


def sum_of_floors(a, c, b):
    """The integral of floor(ax) + c over [0, b]."""
    last = int(mp.floor(a * b))
    return sum(mpf(k) / a for k in range(last)) + last * (b - last / a) + c * b


def comb(s, w, p, n):
    """The integral of exp(-x^2/s^2) (cos(wx + p)^2)^n over the line, by the Fourier series of the power."""
    total, term = mpf(0), mp.binomial(2 * n, n) / mpf(4) ** n
    for k in count():
        part = term * mp.exp(-((k * w * s) ** 2)) * (1 if k == 0 else 2 * mp.cos(2 * k * p))
        total += part
        if term * mp.exp(-((k * w * s) ** 2)) < mpf(10) ** -30:
            return total * s * mp.sqrt(mp.pi)
        term *= mpf(n - k) / (n + k + 1)


def wallis(n):
    return mp.binomial(2 * n, n) / mpf(4) ** n


def jumps():
    add("jumps", "mod(x,1)<0.01", 0, 100, "Z", mpf(100) * mpf(0.01))
    add("jumps", "2^-floor(x)*(x>=0)", -INF, INF, "Z", mpf(2))
    add("jumps", "sin(x)>0", 0, 100, "Z", 16 * mp.pi)
    add("jumps", "floor(x)+1", 0, 1000, "Z", mpf(500500))
    for _ in range(10):
        (p, P), (w, W), (b, B) = number(0.3, 5), number(0.001, 0.2), number(20, 300)
        whole = mp.floor(B / P)
        add("jumps", f"mod(x,{p})<{w}", 0, B, "Z", whole * W + min(W, B - whole * P))
    for _ in range(10):
        (r, R), (k, K) = number(1.1, 9), number(0.1, 7)
        add("jumps", f"{r}^-floor({k}x)*(x>=0)", -INF, INF, "Z", 1 / (K * (1 - 1 / R)))
    for _ in range(10):
        (w, W), (p, P), (c, C), (b, B) = number(0.5, 9), number(0, 3), number(-0.9, 0.9), number(10, 100)
        add("jumps", f"sin({w}x+{p})>{c}", 0, B, "Z", sine_above(W, P, C, B))
    for _ in range(10):
        (a, A), (c, C), (b, B) = number(0.5, 5), number(0.1, 3), number(10, 150)
        add("jumps", f"floor({a}x)+{c}", 0, B, "Z", sum_of_floors(A, C, B))
    for _ in range(10):
        (c, C), (w, W) = number(1, 4), number(0.5, 9)
        half = mp.exp(-mp.pi / W)
        add("jumps", f"exp(-x)*({c}+sign(sin({w}x)))", 0, INF, "Z", C + (1 - half) / (1 + half))


def combs():
    add("combs", "exp(-x^2/10000)*(sin(x)^2)^100000", -INF, INF, "Z", comb(mpf(100), mpf(1), mp.pi / 2, 100000))
    for _ in range(10):
        (s, S), (w, W), (p, P), n = number(1, 40), number(0.5, 5), number(0, 3), draw.randint(100, 200000)
        add("combs", f"exp(-(x/{s})^2)*(cos({w}x+{p})^2)^{n}", -INF, INF, "Z", comb(S, W, P, n))
    for _ in range(10):
        # On something: over whole periods.
        (w, W), (c, C), (h, H), n, m = number(0.5, 5), number(0.1, 3), number(0.1, 9), draw.randint(100, 200000), draw.randint(1, 30)
        b = float(m * mp.pi / W)
        add("combs", f"{c}+{h}*(cos({w}x)^2)^{n}", 0, mpf(b), "Z", C * b + H * wallis(n) * m * mp.pi / W)
    for _ in range(10):
        (a, A), (k, K), (w, W) = number(1, 3), number(0.2, 3), number(5, 60)
        add("combs", f"exp(-{k}x)*({a}+cos({w}x))", 0, INF, "Z", A / K + K / (K * K + W * W))


def edges():
    for _ in range(20):
        (a, A), (w, W) = number(-5, 5), number(0.5, 5)
        b = float(A + W)
        c = float(A + W * draw.random())
        add("edges", f"{a}<x and x<{b!r}", -INF, INF, "P", (mpf(c) - A) / (mpf(b) - A), a, repr(c))
        add("edges", f"(x>{a})*exp(-(x-{a}))".replace("--", "+"), -INF, INF, "P", -mp.expm1(A - mpf(c)), a, repr(c))


def logs():
    add("logs", "x^2000*(1-x)^1000", 0, 1, "log Z", mp.log(mp.beta(2001, 1001)))
    add("logs", "exp(-800-x^2)", -INF, INF, "log Z", -800 + mp.log(mp.pi) / 2)
    add("logs", "exp(800-(x-30)^2)", -INF, INF, "log Z", 800 + mp.log(mp.pi) / 2)
    add("logs", "x^1000*exp(-x)", 0, INF, "log Z", mp.loggamma(1001))
    add("logs", "1e300*1e200/(1+x^4)", -INF, INF, "log Z", 500 * mp.log(10) + mp.log(mp.pi / mp.sqrt(2)))
    add("logs", "1.7e308", 0, 4, "log Z", mp.log(4 * mpf(1.7e308)))
    add("logs", "exp(x^2)", 0, 30, "log Z", mp.log(mp.sqrt(mp.pi) / 2 * mp.erfi(30)))
    add("logs", "exp(x^2)", 0, 100, "log Z", mp.log(mp.sqrt(mp.pi) / 2 * mp.erfi(100)))
    add("logs", "x^200*exp(-x)/gamma(201)", 0, INF, "log Z", mpf(0))
    for _ in range(10):
        a, b = draw.randint(500, 100000), draw.randint(500, 100000)
        add("logs", f"x^{a}*(1-x)^{b}", 0, 1, "log Z", mp.log(mp.beta(a + 1, b + 1)))
    for _ in range(10):
        (c, C), (k, K), (m, M) = number(-9000, 9000), number(0.01, 90), number(-50, 50)
        add("logs", f"exp({c}-{k}*(x-{m})^2)".replace("--", "+"), -INF, INF, "log Z", C + mp.log(mp.pi / K) / 2)
    for _ in range(10):
        n, (k, K) = draw.randint(150, 30000), number(0.01, 30)
        add("logs", f"x^{n}*exp(-{k}x)", 0, INF, "log Z", mp.loggamma(n + 1) - (n + 1) * mp.log(K))
    for _ in range(10):
        k = draw.randint(800, 20000)
        add("logs", f"exp({k}*cos(x))", -mp.pi, mp.pi, "log Z", mp.log((2 * mp.pi)) + mp.log(mp.besseli(0, k)))


def removable():
    add("0/0", "x/(exp(x)-1)", 0, INF, "Z", mp.zeta(2))
    add("0/0", "x^3/(exp(x)-1)", 0, INF, "Z", 6 * mp.zeta(4))
    for _ in range(10):
        n, (k, K) = draw.randint(1, 6), number(0.1, 20)
        add("0/0", f"x^{n}/(exp({k}x)-1)", 0, INF, "Z", mp.factorial(n) * mp.zeta(n + 1) / K ** (n + 1))
    for _ in range(5):
        (k, K) = number(0.1, 20)
        add("0/0", f"ln(1+{k}x)/x", 0, 1, "Z", -mp.polylog(2, -K))
    for _ in range(5):
        (k, K), (b, B) = number(0.1, 5), number(0.5, 4)
        add("0/0", f"(exp({k}x)-1)/x", 0, B, "Z", mp.ei(K * B) - mp.log(K * B) - mp.euler)
    for _ in range(5):
        (k, K), (b, B) = number(0.1, 5), number(0.5, 4)
        add("0/0", f"(1-cos({k}x))/x^2", 0, B, "Z", K * mp.si(K * B) - (1 - mp.cos(K * B)) / B)


def cancelling():
    for _ in range(8):
        (k, K), (b, B) = number(0.1, 5), number(0.5, 9)
        add("1-1", f"(1-cos({k}x))/x^2", -B, B, "Z", 2 * (K * mp.si(K * B) - (1 - mp.cos(K * B)) / B))
    for _ in range(8):
        (k, K), (b, B) = number(0.1, 5), number(0.5, 4)
        add("1-1", f"(cosh({k}x)-1)/x^2", 0, B, "Z", K * mp.shi(K * B) - (mp.cosh(K * B) - 1) / B)
    for _ in range(8):
        (k, K), (m, M) = number(1e-4, 0.5), number(0.2, 3)
        add("1-1", f"(1-cos({k}x))*exp(-{m}x)", 0, INF, "Z", K ** 2 / (M * (M ** 2 + K ** 2)))


def deep():
    def upper(x):
        return mp.erfc(mpf(x) / mp.sqrt(2)) / 2

    with mp.workdps(2500):
        add("deep", "exp(-x^2/2)", -INF, INF, "log10 P", mp.log10(upper(38) - upper(39)), "38", "39")
        for _ in range(10):
            a = draw.uniform(20, 90)
            b = a + draw.uniform(0.1, 9)
            add("deep", "exp(-x^2/2)", -INF, INF, "log10 P", mp.log10(upper(a) - upper(b)), repr(a), repr(b))
            add("deep", "exp(-x^2/2)", -INF, INF, "log10 P", mp.log10(upper(a) - upper(b)), repr(-b), repr(-a))
        for _ in range(10):
            (k, K), a = number(0.5, 9), draw.uniform(100, 900)
            b = a + draw.uniform(0.1, 9)
            add("deep", f"exp(-{k}x)", 0, INF, "log10 P", mp.log10(mp.exp(-K * mpf(a)) - mp.exp(-K * mpf(b))), repr(a), repr(b))
        for _ in range(10):
            n, a = draw.randint(50, 400), draw.uniform(0.001, 0.02)
            add("deep", f"x^{n}", 0, 1, "log10 P", (n + 1) * mp.log10(mpf(a)), "0", repr(a))


def moments():
    add("moments", "exp(-ln(x)^2/50)/x", 0, INF, "kurtosis", lognormal_kurtosis(mpf(25)))
    for _ in range(12):
        (v, V) = number(0.3, 90)
        add("moments", f"exp(-ln(x)^2/{v})/x", 0, INF, "kurtosis", lognormal_kurtosis(V / 2))


def lognormal_kurtosis(v):
    return mp.exp(4 * v) + 2 * mp.exp(3 * v) + 3 * mp.exp(2 * v) - 6


for kind in (jumps, combs, edges, logs, removable, deep, moments, cancelling):
    kind()
with open("densities.csv", "w", newline="") as file:
    out = csv.writer(file, quoting=csv.QUOTE_NONE, delimiter=";", lineterminator="\n")
    out.writerow(["kind", "density", "lower", "upper", "what", "a", "b", "value"])
    out.writerows(rows)
