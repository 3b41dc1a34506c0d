"""Critical values agree with printed tables to the last digit, and with an independent source."""

from __future__ import annotations

import pytest

from pilotage.measure.quantiles import MANY, beta, normal, student, tail

PRINTED = """
1 6.314 12.706 63.657; 2 2.920 4.303 9.925; 3 2.353 3.182 5.841; 4 2.132 2.776 4.604
5 2.015 2.571 4.032; 6 1.943 2.447 3.707; 7 1.895 2.365 3.499; 8 1.860 2.306 3.355
9 1.833 2.262 3.250; 10 1.812 2.228 3.169; 15 1.753 2.131 2.947; 20 1.725 2.086 2.845
25 1.708 2.060 2.787; 30 1.697 2.042 2.750; 40 1.684 2.021 2.704; 50 1.676 2.009 2.678
60 1.671 2.000 2.660; 80 1.664 1.990 2.639; 100 1.660 1.984 2.626
"""
"""NIST/SEMATECH e-Handbook 1.3.6.7.2, columns .95, .975 and .995: two-sided 90, 95 and 99%."""


@pytest.mark.parametrize("line", PRINTED.strip().replace("\n", ";").split(";"))
def test_printed_table_of_t(line: str) -> None:
    freedom, *printed = line.split()
    found = [f"{student(float(freedom), level):.3f}" for level in (0.90, 0.95, 0.99)]
    assert found == printed


@pytest.mark.parametrize(
    ("freedom", "level", "expected"),
    [
        (1.25, 0.95, 8.02795137725206),
        (2.5, 0.95, 3.57465484200368),
        (7.031, 0.95, 2.36251240792793),
        (33.3, 0.99, 2.73177948417507),
        (194, 0.95, 1.97226753258214),
        (999.5, 0.95, 1.96234027038385),
        (1000, 0.95, 1.96233908082641),
    ],
)
def test_against_mpmath(freedom: float, level: float, expected: float) -> None:
    """mpmath 1.4.1: bisection on betainc at 30 digits."""
    assert student(freedom, level) == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.99, 0.9999])
def test_both_formulas_meet_where_one_gives_way(level: float) -> None:
    assert student(MANY - 1e-6, level) == pytest.approx(student(MANY, level), rel=1e-9)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_falls_towards_the_normal(level: float) -> None:
    found = [student(freedom, level) for freedom in (1, 1.5, 2, 5, 30, 999, 1000, 1e5, 1e12)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(normal(level), rel=1e-11)


def test_tail_undoes_the_critical_value() -> None:
    for freedom in (1.0, 3.7, 12.0, 250.0):
        assert tail(student(freedom, 0.95), freedom) == pytest.approx(0.05, abs=1e-13)


def test_printed_normal_value() -> None:
    """Abramowitz & Stegun (1964), table 26.5: 1.95996 40 for 95%."""
    assert f"{normal(0.95):.7f}" == "1.9599640"


def test_beta_at_its_ends_and_in_closed_form() -> None:
    assert beta(0, 1, 2, 3) == 0
    assert beta(1, 0, 2, 3) == 1
    for x in (0.1, 0.5, 0.9):  # I(x; 2, 1) = x²
        assert beta(x, 1 - x, 2, 1) == pytest.approx(x * x, abs=1e-14)


def test_less_than_one_degree_of_freedom_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more degrees"):
        student(0.5, 0.95)
