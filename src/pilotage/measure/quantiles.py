"""Critical values of the normal and of Student's distribution, from the standard library alone."""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p, pi
from typing import Final

MANY: Final = 1000.0
"""Degrees of freedom from which the expansion is exact to all digits of a double that matter."""
_TINY: Final = 1e-300


@lru_cache(maxsize=32)
def normal(level: float) -> float:
    """z with P(|Z| ≤ z) = level: 1.959964 for 0.95.

    Source: M. J. Wichura (1988), Algorithm AS 241: the percentage points of the normal
    distribution, Applied Statistics 37, 477–484, as `statistics.NormalDist` has it.
    """
    from statistics import NormalDist  # slow to load

    return NormalDist().inv_cdf((1 + level) / 2)


@lru_cache(maxsize=1024)
def student(freedom: float, level: float) -> float:
    """t with P(|T| ≤ t) = level for 1 or more degrees of freedom, whole or not.

    Below 1,000 degrees by Newton's method on the tail P(|T| > t) = I(f/(f+t²); f/2, 1/2)
    (Abramowitz & Stegun 1964, 26.7.1 and 26.5.27). The tail is convex and falls, and the normal
    quantile lies left of the solution, so each step comes closer from that side. From 1,000
    degrees on by the expansion of Cornish and Fisher (Abramowitz & Stegun 1964, 26.7.5).
    """
    if not freedom >= 1:
        raise ValueError(f"1 or more degrees of freedom, not {freedom}")
    z = normal(level)
    if freedom >= MANY:
        return _expansion(z, freedom)
    t = z
    for _ in range(200):
        step = (tail(t, freedom) - (1 - level)) / (2 * _density(t, freedom))
        t += step
        if abs(step) <= 1e-13 * t:
            break
    return t


def tail(t: float, freedom: float) -> float:
    """P(|T| > t) for t above 0."""
    square = t * t
    whole = freedom + square
    return beta(freedom / whole, square / whole, freedom / 2, 0.5)


def beta(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I(x; a, b), with rest = 1 - x.

    Source: the continued fraction DLMF 8.17.22 (Abramowitz & Stegun 1964, 26.5.8), evaluated
    by the modified Lentz method (Thompson & Barnett 1986, J. Comput. Phys. 64, 490–509).
    """
    if x <= 0:
        return 0.0
    if rest <= 0:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - beta(rest, x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest))
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c = 1.0
    d = 1 / _kept(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _kept(1 + step * d)
            c = _kept(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


def _kept(number: float) -> float:
    """Never 0, so that it can be divided by."""
    return number if abs(number) > _TINY else _TINY


def _density(t: float, freedom: float) -> float:
    shape = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(shape - (freedom + 1) / 2 * log1p(t * t / freedom))


def _expansion(z: float, freedom: float) -> float:
    square = z * z
    terms = (
        (square + 1) / 4,
        ((5 * square + 16) * square + 3) / 96,
        (((3 * square + 19) * square + 17) * square - 15) / 384,
        ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160,
    )
    total = 0.0
    for term in reversed(terms):
        total = (total + term) / freedom
    return z * (1 + total)
