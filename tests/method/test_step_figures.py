"""Hours, cost and rank of manual steps, by worked examples."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pilotage.actions import integrations
from pilotage.method.step_figures import (
    cost_a_month,
    cost_formula,
    hours_formula,
    live_hours,
    money,
    rank_formula,
    totals,
)
from pilotage.model.integrations import FRICTION, INCONSISTENCY, Rate, Step
from tests.way import Way, handed_over, in_a_later_cycle, mapped


def step(**fields: Any) -> Step:
    return Step(id=1, title="x", kind="copy", source=2, destination=3, **fields)


EXAMPLES = [
    # times, per, minutes, an hour, hours a month, cost a month: reckoned by hand
    ("12", "day", "4", "38", "16.8", "638.40"),  # 12 × 21 × 4 ÷ 60; 16.8 × 38
    ("1", "week", "35", "27", "2.5", "67.50"),  # 4.33 × 35 ÷ 60 = 2.5258
    ("6", "month", "10", "41.55", "1.0", "41.55"),
    ("0.5", "day", "1", "100", "0.2", "20.00"),  # 0.175 h, to a tenth
    ("0", "day", "4", "38", "0.0", "0.00"),
]


@pytest.mark.parametrize(("times", "per", "minutes", "hourly", "hours", "cost"), EXAMPLES)
def test_hours_and_cost_a_month(
    times: str, per: str, minutes: str, hourly: str, hours: str, cost: str
) -> None:
    made = step(times=times, per=per, minutes=minutes)
    assert made.hours_a_month == Decimal(hours)
    assert str(Rate(hourly=hourly).cost(made.hours_a_month)) == cost


def test_the_formulas_as_they_are_shown() -> None:
    way = mapped(handed_over())
    copy = way.project.steps[0]
    assert hours_formula(copy) == "12 times a day × 21 days × 4 min ÷ 60 = 16.8 h a month"
    assert cost_formula(way.project, copy) == ""
    way.do(integrations.set_rate, hourly="38", currency="EUR")
    assert cost_formula(way.project, copy) == "× 38 EUR an hour = 638.40 EUR a month"
    assert cost_a_month(way.project, copy) == Decimal("638.40")
    assert rank_formula(copy) == "worse rating 4, sum 7, 16.8 h"
    monthly = step(times="6", per="month", minutes="10.50")
    assert hours_formula(monthly) == "6 times a month × 10.5 min ÷ 60 = 1.0 h a month"


def test_what_is_not_described_has_no_figures() -> None:
    way = mapped(handed_over())
    way.do(integrations.set_rate, hourly="38")
    for bare in (step(), step(times="3"), step(minutes="3", friction=2)):
        assert (hours_formula(bare), rank_formula(bare)) == ("", "")
        assert cost_a_month(way.project, bare) is None


def test_what_is_left_by_hand_and_what_was_found() -> None:
    way = mapped(handed_over())  # one of two steps of 16.8 h is live
    assert totals(way.project) == (Decimal("16.8"), Decimal("33.6"))
    assert totals(Way().project) == (0, 0)


def test_what_is_live_runs_by_itself_only_where_that_was_seen_in_this_cycle() -> None:
    project = mapped(handed_over()).project
    hours, none = Decimal("16.8"), Decimal(0)
    assert live_hours(project) == (hours, none, none)
    assert live_hours(in_a_later_cycle(project)) == (none, hours, none)
    steps = tuple(each.with_(verification=None) for each in project.steps)
    assert live_hours(project.having(steps=steps)) == (none, none, hours)


def test_every_rating_is_explained_in_words_of_its_own() -> None:
    for words in (FRICTION, INCONSISTENCY):
        assert len(words) == len(set(words)) == 5
        assert all(len(text) > 20 for text in words)


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [("38", "EUR", "38 EUR"), ("638.4", "", "638.40"), ("1200.00", "CHF", "1,200 CHF")],
)
def test_money_as_one_reads_it(value: str, currency: str, text: str) -> None:
    assert money(Decimal(value), currency) == text


def test_the_documentation_has_the_ratings_the_formulas_and_the_example() -> None:
    text = " ".join((Path(__file__).parents[2] / "docs" / "phases.md").read_text("utf-8").split())
    for rating, (friction, inconsistency) in enumerate(
        zip(FRICTION, INCONSISTENCY, strict=True), start=1
    ):
        assert f"| {rating} | {friction} | {inconsistency} |" in text
    assert "12 × 21 × 4 ÷ 60 = 16.8 h" in text
    assert "16.8 × 38 EUR = 638.40 EUR" in text
