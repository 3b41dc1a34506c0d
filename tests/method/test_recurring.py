"""What a recurring review looks at, and what is late of what it wants done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pilotage.actions import production, recurring
from pilotage.errors import Invalid, Refused
from pilotage.measure.sampling import draw
from pilotage.method.drift import by_review
from pilotage.method.recurring import (
    integrated_steps,
    open_actions,
    population,
    read_actions,
    revisions_since,
)
from pilotage.method.standing import Health, overview
from tests.actions.stages import VERDICT, at
from tests.way import SECOND_OWNER, Way, reviewed

TODAY = date(2026, 6, 15)


def due() -> Way:
    """The first review is due, and two outputs were made in production."""
    way = at(reviewed, SECOND_OWNER)
    way.clock.day = TODAY
    for reference in ("after-1", "after-2"):
        way.do(production.record_output, reference=reference)
    return way


def hold(way: Way, **fields: Any) -> Way:
    way.do(recurring.record_review, **{"due": TODAY, **VERDICT, **fields})
    return way


def sampled(way: Way, seed: int = 5) -> dict[str, Any]:
    of = population(way.project)
    drawn = draw(seed, of.ids, of.proposed)
    return {"seed": seed, "outputs": drawn, "since": of.since, "before": of.before}


def test_the_sample_is_drawn_from_what_was_made_since_the_last_review() -> None:
    way = due()
    assert population(way.project).words == "2 outputs since the production run"
    hold(way, sample=sampled(way))
    of = population(way.project)
    assert of.words == (
        "32 outputs of the production run; none was recorded since the review of 15 June 2026"
    )
    assert (len(of.ids), of.proposed) == (32, 25)
    way.do(production.record_output, reference="later")
    assert len(population(way.project).ids) == 1


def test_nobody_picks_the_sample() -> None:
    way = due()
    right = sampled(way)
    picked = right | {"outputs": tuple(reversed(right["outputs"]))}
    with pytest.raises(Refused, match="not what seed 5 draws"):
        hold(way, sample=picked)
    with pytest.raises(Refused, match="outside the sample"):
        hold(way, sample=right | {"failed": (1,)})
    hold(way, sample=right | {"failed": right["outputs"][:1]}, quality_holds=False, **ADJUST)
    assert [figure.value for figure in by_review(way.project).points] == [50]


def test_nobody_picks_what_the_sample_is_drawn_from() -> None:
    way = due()
    right = sampled(way)
    newest, last = way.last("outputs"), population(way.project)
    for since, before in ((1, last.before), (newest, last.before), (last.since, newest)):
        ids = [o.id for o in way.project.outputs if since <= o.id < before]
        way.project = way.project.having(
            outputs=tuple(
                o.with_(on=TODAY - timedelta(days=1)) if o.id == newest else o
                for o in way.project.outputs
            )
        )
        picked = {"seed": 5, "outputs": draw(5, ids, len(ids)), "since": since, "before": before}
        with pytest.raises(Refused, match="not drawn from all of the"):
            hold(way, sample=picked, quality_note="These")
    way.do(production.record_output, reference="made while the review went on")
    hold(way, sample=right)


def test_a_sample_smaller_than_proposed_needs_a_note() -> None:
    way = due()
    one = sampled(way)
    one |= {"outputs": draw(5, population(way.project).ids, 1)}
    with pytest.raises(Refused, match="A sample of 1 is smaller than the 2 proposed"):
        hold(way, sample=one, quality_note=" ")
    hold(way, sample=one, quality_note="The other one is the same lead.")


def test_an_outcome_keeps_needing_actions_when_the_notes_are_corrected() -> None:
    way = hold(due(), outcome="adjust", actions="Sharpen the list")
    review = way.last("reviews")
    with pytest.raises(Refused, match="needs actions"):
        way.do(recurring.edit_review, review=review, actions=" ")
    way.do(recurring.edit_review, review=review, actions="Sharpen it", quality_note="2 looked at")
    other = hold(due(), **ADJUST)
    other.do(recurring.edit_review, review=other.last("reviews"), actions="")


ADJUST: dict[str, Any] = {
    "outcome": "adjust",
    "to_do": [
        {"what": "Sharpen the list", "owner": "Dana", "due": TODAY + timedelta(days=10)},
        {"what": "Ask the vendor"},
    ],
}


def test_an_action_past_its_date_puts_the_workflow_at_risk_until_it_is_done() -> None:
    way = hold(due(), **ADJUST)
    review = way.last("reviews")
    assert overview(way.project, TODAY + timedelta(days=10)).health is Health.IN_PRODUCTION
    late = overview(way.project, TODAY + timedelta(days=11))
    assert (late.health, late.why) == (
        Health.AT_RISK,
        "“Sharpen the list” was due on 25 June 2026 and is not done",
    )
    assert late.next_step == "See to “Sharpen the list”"
    assert [number for _, number, _ in open_actions(way.project)] == [1, 2]
    with pytest.raises(Refused, match="no action 3"):
        way.do(recurring.finish_action, review=review, number=3)
    way.do(recurring.finish_action, review=review, number=1)
    assert overview(way.project, TODAY + timedelta(days=11)).health is Health.IN_PRODUCTION


def test_fine_is_refused_while_something_does_not_hold() -> None:
    way = due()
    step = integrated_steps(way.project)[0].id
    for wrong in ({"page_is_true": False}, {"upstream": [{"step": step, "holds": False}]}):
        with pytest.raises(Refused, match="can't be “fine”"):
            hold(way, **wrong)
    with pytest.raises(Refused, match="goes back to no phase"):
        hold(way, back_to=2)
    with pytest.raises(Refused, match="no step with the number"):
        hold(way, upstream=[{"step": 9_999, "holds": True}])


def test_revisions_since_the_last_review() -> None:
    way = due()
    before, since = revisions_since(way.project)
    assert before is not None
    assert (before.number, since) == (1, ())


def test_actions_are_written_one_a_line() -> None:
    text = "Sharpen the list; Dana; +10\n\nAsk the vendor\nMove it;; 2026-07-01"
    found = read_actions(text, TODAY)
    assert [(a.what, a.owner, a.due) for a in found] == [
        ("Sharpen the list", "Dana", date(2026, 6, 25)),
        ("Ask the vendor", "", None),
        ("Move it", "", date(2026, 7, 1)),
    ]
    for wrong in ("Mend it; Dana; soon", "a; b; today; d", "; Dana"):
        with pytest.raises(Invalid):
            read_actions(wrong, TODAY)
