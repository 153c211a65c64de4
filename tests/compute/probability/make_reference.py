#!/usr/bin/python3
"""Writes reference.csv: pdf, cdf, sf and their logarithms of every probability law, by mpmath with 60 digits.

Independent of Boost.Math and of Eigenscope: sums, series of positive terms and quadrature-free closed forms only.
Run it from this folder (Debian package python3-mpmath); it takes a few minutes.
"""
import csv
from fractions import Fraction

from mpmath import mp, mpf

mp.dps = 60
one = mpf(1)


def power_density(a, x):
    """x^a e^-x / Gamma(a + 1)"""
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))


def gamma_lower(a, x):
    """P(a, x) by the series of positive terms (DLMF 8.7.1)."""
    if x <= 0:
        return mpf(0)
    term = total = one
    n = 0
    while term > total * mp.eps or n < x - a:
        n += 1
        term *= x / (a + n)
        total += term
    return power_density(a, x) * total


def gamma_pair(a, x):
    a, x = mpf(a), mpf(x)
    with mp.extradps(0 if x < a else 450):
        if x < 100 + 4 * a:
            lower = gamma_lower(a, x)
            if 1 - lower > mpf(10) ** -430:
                return lower, 1 - lower
    # Legendre's continued fraction (DLMF 8.9.2), from the back
    tail = mpf(0)
    for j in range(3000, 0, -1):
        tail = -j * (j - a) / (x + 2 * j + 1 - a + tail)
    upper = a * power_density(a, x) / (x + 1 - a + tail)
    return 1 - upper, upper


def beta_lower(a, b, x):
    """I_x(a, b) by the series of positive terms x^a (1-x)^b / (a B) 2F1(1, a + b; a + 1; x) (DLMF 8.17.8)."""
    if x <= 0:
        return mpf(0)
    term = total = one
    n = 0
    while term > total * mp.eps:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    log_front = a * mp.log(x) + b * mp.log1p(-x) - mp.log(a) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)
    return mp.exp(log_front) * total


def beta_pair(a, b, x, y):
    a, b, x, y = mpf(a), mpf(b), mpf(x), mpf(y)
    if x > y:
        return beta_pair(b, a, y, x)[::-1]
    # The complement of the side that converges fast; when that leaves no digits, the complement's own series.
    with mp.extradps(0 if x < a / (a + b) else 400):
        lower = beta_lower(a, b, x)
        upper = 1 - lower
    return lower, upper if upper > mpf(10) ** -380 else beta_lower(b, a, y)


def normal(mean, sd, x):
    z = (x - mean) / sd
    return mp.exp(-z * z / 2) / (sd * mp.sqrt(2 * mp.pi)), mp.erfc(-z / mp.sqrt(2)) / 2, mp.erfc(z / mp.sqrt(2)) / 2


def uniform(a, b, x):
    return 1 / (b - a), (x - a) / (b - a), (b - x) / (b - a)


def exponential(rate, x):
    return rate * mp.exp(-rate * x), -mp.expm1(-rate * x), mp.exp(-rate * x)


def gamma(shape, scale, x):
    z = x / scale
    return (mp.exp((shape - 1) * mp.log(z) - z - mp.loggamma(shape)) / scale, *gamma_pair(shape, z))


def beta(a, b, x):
    density = mp.exp((a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))
    return (density, *beta_pair(a, b, x, 1 - x))


def student_t(nu, t):
    density = mp.exp(mp.loggamma((nu + 1) / 2) - mp.loggamma(nu / 2) - (nu + 1) / 2 * mp.log1p(t * t / nu)) / mp.sqrt(nu * mp.pi)
    lower, upper = beta_pair(nu / 2, one / 2, nu / (nu + t * t), t * t / (nu + t * t))
    small, large = lower / 2, one / 2 + upper / 2
    return (density, small, large) if t < 0 else (density, large, small)


def cauchy(location, scale, x):
    z = (x - location) / scale
    return 1 / (mp.pi * scale * (1 + z * z)), mp.atan2(1, -z) / mp.pi, mp.atan2(1, z) / mp.pi


def laplace(location, scale, x):
    z = (x - location) / scale
    small = mp.exp(-abs(z)) / 2
    return (mp.exp(-abs(z)) / (2 * scale), *((small, 1 - small) if z < 0 else (1 - small, small)))


def lognormal(mu, sigma, x):
    density, lower, upper = normal(mu, sigma, mp.log(x))
    return density / x, lower, upper


def chi_squared(nu, x):
    return gamma(nu / 2, mpf(2), x)


def weibull(shape, scale, x):
    z = x / scale
    h = z ** shape
    return shape / scale * z ** (shape - 1) * mp.exp(-h), -mp.expm1(-h), mp.exp(-h)


def pareto(scale, shape, x):
    upper = (scale / x) ** shape
    return shape / x * upper, 1 - upper, upper


def sums(mass, lo, hi, k):
    lower = mp.fsum(mass(j) for j in range(lo, k + 1))
    upper = mp.fsum(mass(j) for j in range(k + 1, hi + 1))
    return mass(k), lower, upper


def binomial(n, p, k):
    n, k = int(n), int(k)
    if n <= 2000:
        return sums(lambda j: mp.binomial(n, j) * p ** j * (1 - p) ** (n - j), 0, n, k)
    mass = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log1p(-p))
    lower, upper = beta_pair(n - k, k + 1, 1 - p, p)
    return mass, lower, upper


def poisson(mean, k):
    k = int(k)
    upper, lower = gamma_pair(k + 1, mean)
    return power_density(mpf(k), mean) if k else mp.exp(-mean), lower, upper


def geometric(p, k):
    q = 1 - p
    return p * q ** k, 1 - q ** (k + 1), q ** (k + 1)


def hypergeometric(population, successes, draws, k):
    from math import comb
    N, K, n, k = (int(v) for v in (population, successes, draws, k))
    ways = comb(N, n)
    mass = {j: comb(K, j) * comb(N - K, n - j) for j in range(max(0, n - (N - K)), min(n, K) + 1)}
    exact = lambda i: mpf(i) / mpf(ways)
    return exact(mass[k]), exact(sum(v for j, v in mass.items() if j <= k)), exact(sum(v for j, v in mass.items() if j > k))


real = ["-1e10", "-1e3", "-100", "-40", "-38.6", "-20", "-9", "-5", "-3", "-2", "-1", "-0.5", "-0.1", "-1e-5", "0", "1e-10", "0.25", "0.7",
        "1.5", "2.58", "4", "6", "8", "15", "30", "38.6", "100", "1e4", "1e12"]
positive = ["1e-300", "1e-100", "1e-30", "1e-10", "1e-5", "0.001", "0.01", "0.1", "0.3", "0.5", "0.8", "1", "1.3", "2", "3", "4.5", "7", "10",
            "20", "40", "80", "200", "700", "1000"]
share = ["1e-200", "1e-50", "1e-15", "1e-8", "1e-4", "0.003", "0.02", "0.1", "0.25", "0.4", "0.5", "0.6", "0.75", "0.9", "0.98", "0.997",
         "0.9999", "0.99999999"]
counts = list(range(0, 31, 2)) + [40, 60, 100]

rows = [
    ("normal", normal, [("0", "1"), ("2.5", "0.3"), ("-1000", "1e-3")], real),
    ("uniform", uniform, [("0", "1")], share),
    ("exponential", exponential, [("1",), ("0.01",)], positive),
    ("gamma", gamma, [("0.5", "1"), ("0.01", "1"), ("2", "3"), ("30", "0.5"), ("1", "2")], positive),
    ("gamma", gamma, [("1e5", "1")], ["5e4", "9e4", "98000", "99900", "1e5", "100010", "101000", "103000", "111000", "2e5"]),
    ("beta", beta, [("2", "5"), ("0.5", "0.5"), ("0.01", "0.01"), ("0.01", "0.1"), ("30", "2"), ("1", "3"), ("400", "600")], share),
    ("student-t", student_t, [("1",), ("2",), ("0.5",), ("3.5",), ("30",), ("1000",), ("1e6",)], real),
    ("cauchy", cauchy, [("0", "1"), ("3", "0.5")], real),
    ("laplace", laplace, [("0", "1"), ("3", "0.5")], real),
    ("lognormal", lognormal, [("0", "1"), ("0", "0.25"), ("1", "5")], positive),
    ("chi-squared", chi_squared, [("1",), ("2",), ("7.5",), ("200",)], positive),
    ("weibull", weibull, [("0.5", "1"), ("1", "2"), ("3.6", "2")], positive),
    ("pareto", pareto, [("1", "1"), ("0.5", "3.5"), ("1e-3", "0.2")], ["1.000001", "1.1", "2", "5", "17", "1e3", "1e8", "1e60", "1e200"]),
    ("binomial", binomial, [("20", "0.5"), ("100", "0.02"), ("1000", "0.7"), ("30", "0.999")], counts),
    ("binomial", binomial, [("100000", "0.3")], [29000, 29700, 29990, 30000, 30001, 30500, 31000, 33000]),
    ("poisson", poisson, [("0.1",), ("4",), ("50",)], counts),
    ("poisson", poisson, [("1e5",)], [90000, 98000, 99700, 100000, 100100, 101500, 110000]),
    ("gamma", gamma, [("1e8", "1")], ["99960000", "99999000", "1e8", "100020000"]),
    ("binomial", binomial, [("1000000", "0.3")], [297000, 299999, 300000, 300001, 302000]),
    ("binomial", binomial, [("1000000000", "0.4")], [399900000, 399990000, 400000000, 400000001, 400060000]),
    ("poisson", poisson, [("1e6",)], [995000, 999999, 1000000, 1001000, 1006000]),
    ("poisson", poisson, [("1e9",)], [999800000, 999990000, 1000000000, 1000100000]),
    ("geometric", geometric, [("0.2",), ("0.001",), ("0.9",)], counts),
    ("hypergeometric", hypergeometric, [("50", "15", "10"), ("50", "5", "10"), ("1000", "600", "40")], counts),
    ("hypergeometric", hypergeometric, [("10000", "3000", "5000")], [1300, 1400, 1450, 1499, 1500, 1501, 1530, 1600, 1750]),
]


def written(value):
    return mp.nstr(value, 17, min_fixed=0, max_fixed=0) if value > mpf("1e-307") else ""


def written_log(value, complement):
    """log(value); next to one it keeps its digits only through the complement of the probability."""
    if value <= 0:
        return "-inf"
    log = mp.log1p(-complement) if complement is not None and value > 0.5 else mp.log(value)
    return "0.0" if abs(log) < mpf("1e-300") else mp.nstr(log, 17, min_fixed=-5, max_fixed=17)


with open("reference.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["law", "p1", "p2", "p3", "x", "pdf", "cdf", "sf", "log_pdf", "log_cdf", "log_sf"])
    for name, law, parameters, points in rows:
        for parameter in parameters:
            # The doubles that the program reads, not the decimals.
            values = [mpf(float(v)) for v in parameter]
            for point in points:
                x = mpf(float(point))
                if name == "hypergeometric":
                    N, K, n = (int(v) for v in values)
                    if not max(0, n - (N - K)) <= x <= min(n, K):
                        continue
                if name == "binomial" and x > values[0]:
                    continue
                if name == "pareto" and x <= values[0]:
                    continue
                triple = law(*values, x)
                logs = [written_log(v, triple[2 if i == 1 else 1] if i else None) for i, v in enumerate(triple)]
                padded = list(parameter) + [""] * (3 - len(parameter))
                out.writerow([name, *padded, point, *[written(v) for v in triple], *logs])
