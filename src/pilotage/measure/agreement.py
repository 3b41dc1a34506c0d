"""How well two checkers agree on the same outputs, beyond what chance alone gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Final

from pilotage.measure.interval import LEVEL, checked, percent, tidy
from pilotage.measure.proportion import Proportion, wilson
from pilotage.measure.quantiles import normal

WORDS: Final = (
    (Decimal("0.2"), "slight"),
    (Decimal("0.4"), "fair"),
    (Decimal("0.6"), "moderate"),
    (Decimal("0.8"), "substantial"),
    (Decimal(1), "almost perfect"),
)
"""Strength of agreement up to and with each kappa; below 0 it is poor. A convention, and by its
authors' own word an arbitrary one: J. R. Landis & G. G. Koch (1977), The measurement of observer
agreement for categorical data, Biometrics 33, 159–174."""

NO_VARIANCE: Final = 1e-12
"""Below this the variance is nothing but what binary arithmetic left."""


@dataclass(frozen=True)
class Agreement:
    """Two checkers, each of whom passed or failed the same outputs."""

    outputs: int
    agreed: int
    observed: Proportion | None
    """The share on which they agree, with its own interval; None without outputs."""
    expected: Decimal | None
    """The share on which two checkers with these pass rates would agree by chance."""
    kappa: Decimal | None
    """0 no better than chance, 1 perfect, below 0 worse than chance; None where undefined."""
    error: Decimal | None
    low: Decimal | None
    """None where the formula for the error gives 0 and so says nothing, as when all agree."""
    high: Decimal | None
    level: Decimal
    undefined: str
    """Why there is no kappa, in words; empty where there is one."""

    @property
    def words(self) -> str:
        """Landis and Koch's word for it, such as “moderate”; empty without a kappa."""
        if self.kappa is None:
            return ""
        if self.kappa < 0:
            return "poor"
        return next(word for most, word in WORDS if self.kappa <= most)


def agreement(
    both_pass: int,
    first_only: int,
    second_only: int,
    both_fail: int,
    *,
    level: Decimal = LEVEL,
) -> Agreement:
    """Cohen's kappa of two checkers: (observed - expected) ÷ (1 - expected).

    `first_only` are outputs that only the first checker passed. The error is the one for kappa
    as it is, not for kappa = 0; the interval is kappa ± z·error, kept within -1 and 1, and holds
    for some dozens of outputs or more. Undefined where both gave every output the same one
    verdict: chance alone would agree on all of them. Raises ValueError for a count below 0.
    Sources: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and
    Psychological Measurement 20, 37–46; J. L. Fleiss, J. Cohen & B. S. Everitt (1969), Large
    sample standard errors of kappa and weighted kappa, Psychological Bulletin 72, 323–327.
    """
    counts = (both_pass, first_only, second_only, both_fail)
    if min(counts) < 0:
        raise ValueError("counts are 0 or more")
    outputs = sum(counts)
    if not outputs:
        return _undefined(None, level, "no output was checked by both")
    observed = wilson(both_pass + both_fail, outputs, level=level)
    if outputs in (both_pass, both_fail):
        verdict = "passed" if both_pass else "failed"
        return _undefined(
            observed,
            level,
            f"both {verdict} every output, and so would chance: kappa can't be told",
        )
    # Whole numbers as far as they go: nothing is lost where the two shares lie close together.
    first, second = both_pass + first_only, both_pass + second_only
    by_chance = first * second + (outputs - first) * (outputs - second)
    square = outputs * outputs
    agreed = both_pass + both_fail
    kappa = (agreed * outputs - by_chance) / (square - by_chance)
    error = _error(counts, kappa, by_chance / square)
    reach = normal(checked(level)) * error
    told = error > 0
    return Agreement(
        outputs=outputs,
        agreed=agreed,
        observed=observed,
        expected=tidy(by_chance / square),
        kappa=tidy(kappa),
        error=tidy(error) if told else None,
        low=tidy(max(-1.0, kappa - reach)) if told else None,
        high=tidy(min(1.0, kappa + reach)) if told else None,
        level=level,
        undefined="",
    )


def _undefined(observed: Proportion | None, level: Decimal, why: str) -> Agreement:
    return Agreement(
        outputs=observed.cases if observed else 0,
        agreed=observed.cases if observed else 0,
        observed=observed,
        expected=Decimal(1) if observed else None,
        kappa=None,
        error=None,
        low=None,
        high=None,
        level=level,
        undefined=why,
    )


def _error(counts: tuple[int, int, int, int], kappa: float, expected: float) -> float:
    """Fleiss, Cohen & Everitt (1969), the error of kappa as it is, for two categories."""
    outputs = sum(counts)
    both_pass, first_only, second_only, both_fail = (count / outputs for count in counts)
    first, second = both_pass + first_only, both_pass + second_only
    passed, failed = first + second, 2 - first - second
    rest = 1 - kappa
    agreeing = both_pass * (1 - passed * rest) ** 2 + both_fail * (1 - failed * rest) ** 2
    # A cell (i, j) off the diagonal weighs by the second's share of i and the first's of j.
    apart = first_only * (second + 1 - first) ** 2 + second_only * (1 - second + first) ** 2
    variance = agreeing + rest**2 * apart - (kappa - expected * rest) ** 2
    if variance < NO_VARIANCE:
        return 0.0
    return sqrt(variance) / ((1 - expected) * sqrt(outputs))


def in_words(found: Agreement) -> str:
    """How far builder and second owner agree on what both have checked; empty without such."""
    if not found.outputs:
        return ""
    word = "output" if found.outputs == 1 else "outputs"
    both = f"Both checked {found.outputs:,} {word} and agree on {found.agreed:,}"
    if found.kappa is None:
        return f"{both}; there is no Cohen's kappa: {found.undefined}."
    kappa = f"Cohen's kappa {found.kappa:.2f}"
    if found.low is not None and found.high is not None:
        kappa += f" ({percent(found.level)} {found.low:.2f} to {found.high:.2f})"
    return f"{both}: {kappa}, {found.words}."
