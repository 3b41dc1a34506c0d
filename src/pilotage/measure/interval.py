"""An estimate with the range that the data leave open, and how figures cross to decimals.

Values come in and go out as decimals; between, the formulas run on binary floating point, whose
relative error here is below 1e-11. Estimates are computed in decimals and rounded to twelve places;
what the formulas give (a half width, the end of a score interval) is rounded to ten significant
digits before. So no noise of the arithmetic is ever shown or compared to a target.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

LEVEL: Final = Decimal("0.95")
"""How often intervals made this way contain the true value, unless another level is asked for."""


@dataclass(frozen=True)
class Interval:
    """An estimate and its two-sided confidence interval."""

    value: Decimal
    low: Decimal | None
    """None where the data are too few for an interval; then `high` is None too."""
    high: Decimal | None
    level: Decimal
    """Between 0 and 1, such as 0.95."""
    cases: int
    """How many cases the estimate rests on."""
    method: str
    """How the interval was made, in words."""


@dataclass(frozen=True)
class Difference(Interval):
    """One figure less another: below 0 where the first is the smaller."""

    other_cases: int
    """How many cases the second figure rests on."""


def tidy(figure: float) -> Decimal:
    """A computed figure as a decimal, without what binary arithmetic left behind."""
    return plain(Decimal(f"{figure:.9e}"))


def plain(figure: Decimal) -> Decimal:
    """A decimal to twelve places, without zeros at its end and without an exponent."""
    return round(figure, 12).normalize() + Decimal(0)


def checked(level: Decimal) -> float:
    """A confidence level for the formulas; raises ValueError outside 0.5 to 0.9999."""
    if not Decimal("0.5") <= level <= Decimal("0.9999"):
        raise ValueError(f"a confidence level from 0.5 to 0.9999, not {level}")
    return float(level)


def percent(level: Decimal) -> str:
    """A level as people read it: “95%”."""
    return f"{(level * 100).normalize():f}%"
