"""What a manual step costs and how bad it is: the formulas, and how each step comes to its figures.

- hours a month = times × working days or weeks in a month × minutes each ÷ 60, to a tenth;
- cost a month = hours a month × what an hour costs, to a hundredth;
- rank: the worse of friction and inconsistency first, then their sum, then hours a month.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from pilotage.method.gate_integrations import is_proven, manual_steps
from pilotage.model.integrations import WORKING_TIMES, Step
from pilotage.model.project import Project

RANKING: Final = "Worst first: worse of friction (F) and inconsistency (I), their sum, hours."
FORMULAS: Final = (
    "hours a month = times × 21 days, 4.33 weeks or 1 month × minutes ÷ 60",
    "cost a month = hours a month × what an hour costs",
    "rank = the worse of friction and inconsistency, then their sum, then hours a month",
)


def cost_a_month(project: Project, step: Step) -> Decimal | None:
    """What a step's hours cost; None without a rate, or while it is not known how often."""
    if project.rate is None or not is_counted(step):
        return None
    return project.rate.cost(step.hours_a_month)


def is_counted(step: Step) -> bool:
    """Whether a step says how often and how long, so that its hours are known."""
    return step.times is not None and step.minutes is not None


def hours_formula(step: Step) -> str:
    """How a step comes to its hours: “12 times a day × 21 days × 4 min ÷ 60 = 16.8 h a month”."""
    if step.times is None or step.minutes is None:
        return ""
    a_month = WORKING_TIMES[step.per]
    times = f" × {a_month:f} {step.per.value}s" if a_month != 1 else ""
    return (
        f"{plain(step.times)} times a {step.per.value}{times} × {plain(step.minutes)} min ÷ 60 "
        f"= {step.hours_a_month:f} h a month"
    )


def cost_formula(project: Project, step: Step) -> str:
    """How a step comes to its cost: “× 38 EUR an hour = 638.40 EUR a month”; empty without."""
    cost = cost_a_month(project, step)
    if cost is None or project.rate is None:
        return ""
    rate = project.rate
    return f"× {money(rate.hourly, rate.currency)} an hour = {money(cost, rate.currency)} a month"


def rank_formula(step: Step) -> str:
    """What a step's rank rests on: “worse rating 4, sum 7, 16.8 h”; empty while not rated."""
    if step.friction is None or step.inconsistency is None:
        return ""
    worse, both = max(step.friction, step.inconsistency), step.friction + step.inconsistency
    return f"worse rating {worse}, sum {both}, {step.hours_a_month:f} h"


def totals(project: Project) -> tuple[Decimal, Decimal]:
    """Hours a month that are still done by hand, and all that was found by hand."""
    steps = manual_steps(project)
    found = sum((step.hours_a_month for step in steps), Decimal(0))
    gone = sum((step.hours_a_month for step in steps if step.live), Decimal(0))
    return found - gone, found


class Live(NamedTuple):
    """Hours a month of the steps that are in use, by how sure it is that they run by themselves."""

    proven: Decimal
    """Verified, in this cycle where it goes through phase 3: they run by themselves now."""
    again: Decimal
    """Verified before this cycle, and not yet again."""
    unverified: Decimal
    """Built, and nobody has verified them."""


def live_hours(project: Project) -> Live:
    """What is no longer done by hand: together the second figure of `totals` less the first."""
    proven = again = unverified = Decimal(0)
    for step in manual_steps(project):
        if not step.live:
            continue
        if is_proven(project, step):
            proven += step.hours_a_month
        elif step.is_integrated:
            again += step.hours_a_month
        else:
            unverified += step.hours_a_month
    return Live(proven, again, unverified)


def plain(value: Decimal) -> str:
    """A figure without zeros at its end: “1,200”, “2.5”."""
    return f"{value.normalize():,f}" if value else "0"


def money(value: Decimal, currency: str) -> str:
    """An amount as one reads it: “38 EUR”, “638.40 EUR”; with hundredths only where there are."""
    amount = plain(value) if value == value.to_integral_value() else f"{value:,.2f}"
    return f"{amount} {currency}".strip()
