#!/usr/bin/python3
"""Writes neighbours.csv: laws drawn at random where closed forms, series and fractions come to their limits, by mpmath.

Independent of Boost.Math and of Eigenscope: closed forms, and for large parameters the integral of the density by Gauss and Legendre
over steps of one standard deviation, or the sum of all masses. Columns as in reference.csv.
Run it from this folder (Debian package python3-mpmath); it takes some minutes.
"""
import csv
import random

from mpmath import mp, mpf

mp.dps = 50
random.seed(20261130)
FAR = 60                                      # tails are followed over so many steps


def power_of_ten(lo, hi):
    return float(mp.nstr(mpf(10) ** random.uniform(lo, hi), 6))


def tails(log_density, x, step, lo, hi):
    """The two tails of a density by quadrature from x outwards; the smaller one is integrated, the other is its complement."""
    def tail(direction):
        ends = [x]
        for i in range(1, FAR):
            end = x + direction * i * step
            ends.append(min(max(end, lo), hi))
            if ends[-1] in (lo, hi):
                break
        top = log_density(x)
        return mp.exp(top) * mp.fsum(abs(mp.quad(lambda t: mp.exp(log_density(t) - top), ends[i:i + 2])) for i in range(len(ends) - 1))
    return tail


def pair(log_density, x, mean, step, lo, hi):
    tail = tails(log_density, x, step, lo, hi)
    small = tail(1 if x > mean else -1)
    return (1 - small, small) if x > mean else (small, 1 - small)


def gamma(shape, scale, x):
    z, a = x / scale, shape
    constant = mp.loggamma(a)
    log_density = lambda t: (a - 1) * mp.log(t) - t - constant
    step = min(mp.sqrt(a), a / abs(z - a)) if z != a else mp.sqrt(a)
    return (mp.exp(log_density(z)) / scale, *pair(log_density, z, a, step, mpf(0), mp.inf))


def small_gamma(shape, scale, x):
    """x next to zero: the series in x has one term that counts."""
    z = x / scale
    term = total = 1 / mp.gamma(shape + 1)
    for n in range(1, 40):
        term *= z / (shape + n)
        total += term
    lower = mp.exp(shape * mp.log(z) - z) * total
    return mp.exp((shape - 1) * mp.log(z) - z - mp.loggamma(shape)) / scale, lower, 1 - lower


def poisson(mean, k):
    constant = mp.loggamma(k + 1)
    log_density = lambda t: k * mp.log(t) - t - constant
    step = min(mp.sqrt(mean), mean / abs(k + 1 - mean)) if k + 1 != mean else mp.sqrt(mean)
    upper, lower = pair(log_density, mean, k + 1, step, mpf(0), mp.inf)
    return mp.exp(log_density(mean)), lower, upper


def beta_law(a, b, x):
    constant = mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    log_density = lambda t: (a - 1) * mp.log(t) + (b - 1) * mp.log1p(-t) + constant
    mean = a / (a + b)
    sd = mp.sqrt(a * b / (a + b) ** 2 / (a + b + 1))
    step = min(sd, sd * sd / abs(x - mean))
    return (mp.exp(log_density(x)), *pair(log_density, x, mean, step, mpf(0), mpf(1)))


def binomial(n, p, k):
    mass = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log1p(-p))
    lower, upper = beta_law(n - k, k + 1, 1 - p)[1:]
    return mass, lower, upper


def student_t(nu, t):
    constant = mp.loggamma((nu + 1) / 2) - mp.loggamma(nu / 2) - mp.log(nu * mp.pi) / 2
    log_density = lambda s: constant - (nu + 1) / 2 * mp.log1p(s * s / nu)
    return (mp.exp(log_density(t)), *pair(log_density, t, mpf(0), 1 / max(abs(t), mpf(1)), -mp.inf, mp.inf))


def hypergeometric(N, K, n, k):
    log_choose = lambda a, b: mp.loggamma(a + 1) - mp.loggamma(b + 1) - mp.loggamma(a - b + 1)
    mass = mp.exp(log_choose(K, k) + log_choose(N - K, n - k) - log_choose(N, n))
    with mp.workdps(30):
        term = total = mpf(1)
        if k > n * K / N:
            j = k
            while term > total * mpf(10) ** -28 and j < min(n, K):
                term *= (K - j) * (n - j) / ((j + 1) * (N - K - n + j + 1))
                total += term
                j += 1
            upper = mass * (total - 1)
            return mass, 1 - upper, upper
        j = k
        while term > total * mpf(10) ** -28 and j > 0:
            term *= j * (N - K - n + j) / ((K - j + 1) * (n - j + 1))
            total += term
            j -= 1
        return mass, mass * total, 1 - mass * total


def weibull(shape, scale, x):
    h = (x / scale) ** shape
    return shape / scale * (x / scale) ** (shape - 1) * mp.exp(-h), -mp.expm1(-h), mp.exp(-h)


def exponential(rate, x):
    return rate * mp.exp(-rate * x), -mp.expm1(-rate * x), mp.exp(-rate * x)


def uniform(lower, upper, x):
    return 1 / (upper - lower), (x - lower) / (upper - lower), (upper - x) / (upper - lower)


def beta_of_one(a, b, x):
    if a == 1:
        lower = -mp.expm1(b * mp.log1p(-x))
        return b * mp.exp((b - 1) * mp.log1p(-x)), lower, mp.exp(b * mp.log1p(-x))
    return a * x ** (a - 1), x ** a, -mp.expm1(a * mp.log(x))


def binomial_of_one(n, p, k):
    q = 1 - p
    if k == 0:
        return mp.exp(n * mp.log1p(-p)), mp.exp(n * mp.log1p(-p)), -mp.expm1(n * mp.log1p(-p))
    return n * p ** (n - 1) * q, -mp.expm1(n * mp.log(p)), p ** n


def written(value):
    return mp.nstr(value, 17, min_fixed=0, max_fixed=0) if value > mpf("1e-307") else ""


def written_log(value, complement):
    if value <= 0:
        return "-inf"
    log = mp.log1p(-complement) if complement is not None and value > 0.5 else mp.log(value)
    return "0.0" if abs(log) < mpf("1e-300") else mp.nstr(log, 17, min_fixed=-5, max_fixed=17)


def cases():
    for _ in range(14):                       # a parameter of the incomplete beta function that is 1
        size, x = power_of_ten(-2, 9), power_of_ten(-290, -1) if random.random() < 0.5 else power_of_ten(-9, -0.1)
        yield "beta", beta_of_one, (1.0, size), x
        yield "beta", beta_of_one, (size, 1.0), 1 - power_of_ten(-9, -1)
        n = int(power_of_ten(4, 9))
        yield "binomial", binomial_of_one, (n, x), 0
        yield "binomial", binomial_of_one, (n, 1 - power_of_ten(-9, -5)), n - 1
    for _ in range(14):                       # lower tails far below the doubles
        scale = power_of_ten(-3, 3)
        yield "weibull", weibull, (power_of_ten(1.5, 3), scale), scale * float(mp.nstr(random.uniform(0.01, 0.9), 4))
        yield "gamma", small_gamma, (power_of_ten(-2, 2), power_of_ten(0, 15)), power_of_ten(-306, -200)
        yield "exponential", exponential, (power_of_ten(-15, -5),), power_of_ten(-306, -290)
        yield "uniform", uniform, (0.0, power_of_ten(5, 15)), power_of_ten(-306, -290)
    for _ in range(24):                       # large shapes and means, near and far
        a = power_of_ten(4, 12)
        z = random.choice([1, -1]) * random.choice([random.uniform(0, 4), random.uniform(4, 15), random.uniform(15, 36)])
        yield "gamma", gamma, (a, 1.0), float(a + z * a ** 0.5)
        yield "poisson", poisson, (a,), int(a + z * a ** 0.5)
        yield "chi-squared", lambda nu, x: gamma(nu / 2, mpf(2), x), (2 * a,), float(2 * (a + z * a ** 0.5))
    for _ in range(12):
        z = random.choice([1, -1]) * random.choice([random.uniform(0.1, 4), random.uniform(4, 30)])
        n, p = int(power_of_ten(5, 9.3)), float(mp.nstr(random.uniform(0.02, 0.98), 5))
        yield "binomial", binomial, (n, p), int(n * p + z * (n * p * (1 - p)) ** 0.5)
        nu = power_of_ten(4, 12)
        yield "student-t", student_t, (nu,), float(mp.nstr(z, 6))
        N = int(power_of_ten(5, 9.3))
        K, draws = int(N * random.uniform(0.05, 0.9)), int(N * random.uniform(0.05, 0.9))
        sd = (draws * (K / N) * (1 - K / N) * (N - draws) / N) ** 0.5
        yield "hypergeometric", hypergeometric, (N, K, draws), int(draws * (K / N) + z * sd)


with open("neighbours.csv", "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["law", "p1", "p2", "p3", "x", "pdf", "cdf", "sf", "log_pdf", "log_cdf", "log_sf"])
    for name, law, parameters, point in cases():
        triple = law(*[mpf(v) for v in parameters], mpf(point))
        logs = [written_log(v, triple[2 if i == 1 else 1] if i else None) for i, v in enumerate(triple)]
        padded = [repr(v) for v in parameters] + [""] * (3 - len(parameters))
        out.writerow([name, *padded, repr(point), *[written(v) for v in triple], *logs])
