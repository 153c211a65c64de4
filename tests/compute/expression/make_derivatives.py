#!/usr/bin/python3
"""Writes derivatives.csv: value, gradient and Hessian of formulas that cancel or overflow when they are worked out as they stand.

By mpmath with 900 digits: central differences with steps of 1e-150 of the coordinate, so nothing is known here of derivatives.
Run it from this folder (Debian package python3-mpmath).
"""
import csv
import random
import re

from mpmath import mp, mpf

mp.dps = 900
draw = random.Random(20)
names = {"exp": mp.exp, "ln": mp.ln, "sqrt": mp.sqrt, "cosh": mp.cosh, "sinh": mp.sinh, "tanh": mp.tanh, "cbrt": lambda x: mp.cbrt(x),
         "log1p": lambda x: mp.ln(1 + x), "abs": abs, "hypot": lambda x, y: mp.sqrt(x * x + y * y), "atan": mp.atan,
         "sigmoid": lambda x: 1 / (1 + mp.exp(-x)), "softplus": lambda x: mp.ln(1 + mp.exp(x)), "gamma": mp.gamma, "lgamma": lambda x: mp.ln(abs(mp.gamma(x))), "erf": mp.erf, "erfc": mp.erfc}


def function(text):
    python = re.sub(r"(?<![\w.])(\d+\.?\d*(?:e-?\d+)?)", r"mpf('\1')", text.replace("^", "**"))
    return lambda x, y: eval(python, {"mpf": lambda s: mpf(float(s)), **names, "x": x, "y": y})


def derivatives(text, x, y):
    f = function(text)
    x, y = mpf(x), mpf(y)
    h, k = (mpf(10) ** -150 * (abs(v) if v else 1) for v in (x, y))
    at = {(i, j): f(x + i * h, y + j * k) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return [at[0, 0], (at[1, 0] - at[-1, 0]) / (2 * h), (at[0, 1] - at[0, -1]) / (2 * k), (at[1, 0] - 2 * at[0, 0] + at[-1, 0]) / h**2,
            (at[1, 1] - at[1, -1] - at[-1, 1] + at[-1, -1]) / (4 * h * k), (at[0, 1] - 2 * at[0, 0] + at[0, -1]) / k**2]


def size(least, most):
    return float(draw.choice([-1, 1]) * 10 ** draw.uniform(least, most))


def whole(least=1, most=9):
    return draw.randint(least, most)


def tame():
    return draw.uniform(-300, 300)


# kind, formula, point; {a}, {b}, {c} are small whole numbers.
kinds = [
    ("roots", ["sqrt({a} + {b}*x^2)", "x/sqrt({a} + {b}*x^2)", "sqrt({a}*x^2 + {b}*y^2 + {c})", "(x + y)/sqrt({a} + x^2 + y^2)", "hypot(x, {a})",
               "{a}*x/sqrt({b} + x^2)^3", "sqrt(x^2 + {a}*x*y + {a}^2*y^2 + {b})", "x*y/sqrt({a} + x^2)"], lambda: (size(-8, 9), size(-8, 9))),
    ("quotients", ["x^2/({a} + x^2)", "({a}*x^2 + {b})/({c} + x^2)", "(x - {a})/(x + {b})", "x^3/({a} + x^3)", "x^2/(x^2 + y^2)", "x*y/({a} + x*y)",
                   "(x^4 + {a})/(x^2 + {b})^2", "{a} - 1/({b} + x^2)"], lambda: (size(-8, 9), size(-8, 9))),
    ("hyperbolic", ["ln(cosh(x))", "ln((exp(x) + exp(-x))/2)", "(exp(x) - exp(-x))/(exp(x) + exp(-x))", "sinh(x)/cosh(x)", "tanh({a}*x)", "ln(cosh({a}*x)) + y^2",
                    "{a}*ln({b}*cosh(x))"], lambda: (size(-8, 1.5), size(-3, 2))),
    ("logistic", ["exp(x)/(1 + exp(x))", "1/(1 + exp(-x))", "1/(1 + exp({a}*x))", "exp({a}*x)/({b} + exp({a}*x))", "{a}/({b} + {c}*exp(-x))", "ln(1 + exp(x))",
                  "x - ln(1 + exp(x))", "log1p(exp(-x))", "sigmoid({a}*x)", "ln(1 + exp({a}*x)) + ln(1 + exp(-y))"], lambda: (tame(), tame())),
    ("sums of exponentials", ["ln(exp(x) + exp(y))", "ln({a}*exp(x) + {b}*exp(y))", "ln(exp(x) + exp(y) + exp({a}*x - y))", "y + ln(1 + exp(x - y))",
                              "ln(1 + exp(x) + exp(y))", "ln(exp(x)/{a} + exp({b} - y))", "{a}*ln(exp(x/{a}) + exp(y/{a}))", "ln(exp(-x) + {b} + exp(y))",
                              "exp(x)/(exp(x) + exp(y))", "(x*exp(x) + y*exp(y))/(exp(x) + exp(y))", "ln(exp(x) + exp(y)) + x^2/1000 + y^2/1000"],
     lambda: (float(2 * draw.randint(-700, 700)), float(2 * draw.randint(-700, 700)))),
    ("large sums of exponentials", ["ln(exp(x) + exp(y))", "ln(exp(x) + {a}*exp(y) + exp(x - y))", "ln(1 + exp(x - y))"],
     lambda: (lambda x: (x, x + draw.randint(-30, 30)))(float(draw.randint(-1000, 1000)))),
    ("out of range on the way", ["1/cosh(x)", "1/(1 + x^2)", "x^2/(x^2 + y^2)", "sqrt(x^2 + y^2)", "x/(1 + x^4)", "x^3/(x^2 + y^2)"],
     lambda: (size(60, 100), size(60, 100))),
    ("products of powers", ["sqrt(x)*sqrt(x)", "cbrt(x)^3*y", "x*sqrt(x)", "sqrt(x^4)", "abs(x)^2", "abs(x^2)*y", "sqrt(x)^4 + y", "hypot(x, y)^2", "x^0.5*x^1.5", "abs(x)*x^2"],
     lambda: (abs(size(-10, 8)), abs(size(-10, 8)))),
    ("special functions", ["gamma(x)", "lgamma(x)", "gamma(x + y)/gamma(x)", "lgamma({a}*x)", "erf(x)", "erfc({a}*x)", "erf(x)/x", "erfc(x)*exp(x^2)"],
     lambda: (draw.uniform(-5, 6), draw.uniform(0, 1))),
]

with open("derivatives.csv", "w", newline="") as file:
    out = csv.writer(file, delimiter=";", lineterminator="\n")
    out.writerow(["kind", "formula", "x", "y", "f", "fx", "fy", "fxx", "fxy", "fyy"])
    for kind, formulas, point in kinds:
        for i in range(3 * len(formulas) if len(formulas) > 3 else 12):
            text = formulas[i % len(formulas)].format(a=whole(), b=whole(), c=whole())
            x, y = point()
            if "cosh(x)" in text and kind.startswith("out"):
                x, y = draw.uniform(360, 700), 1.0
            out.writerow([kind, text, repr(x), repr(y)] + [mp.nstr(v, 20) for v in derivatives(text, x, y)])
