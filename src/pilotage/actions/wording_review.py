"""What was done in the formal review and the recurring ones, as sentences for the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pilotage.actions.act import Act, quoted
from pilotage.method.schedule import day_month_year


def _diagnose(act: Act) -> str:
    made = act.new("diagnoses")
    trap = made.trap.value.replace("_", " ")
    return f"diagnosed {act.metric().name} (trap: {trap}): {quoted(made.finding)}"


def _delete_diagnosis(act: Act) -> str:
    old = act.one("diagnoses", "diagnosis")
    name = next((m.name for m in act.before.metrics if m.id == old.metric), "a metric")
    return f"deleted the diagnosis of {name}: {quoted(old.finding)}"


def _set_cadence(act: Act) -> str:
    cadence = act.after.cadence
    if cadence is None:
        return "set the review cadence"
    owner, first = act.after.name_of(cadence.owner), day_month_year(cadence.first)
    return f"set the review cadence: {cadence.interval.value}, by {owner}, first on {first}"


def _record_decision(act: Act) -> str:
    made = act.new("decisions")
    return f"decided: {made.choice.label}{act.because(made.reason)}{_opened(act)}"


def _opened(act: Act) -> str:
    if len(act.after.cycles) == len(act.before.cycles):
        return ""
    cycle = act.after.cycles[-1]
    return f"; cycle {cycle.number} of phases {', '.join(map(str, cycle.phases))} is open"


def _review(verb: str, record: Any) -> str:
    return f"{verb} the review due on {day_month_year(record.due)}: {record.outcome.label}"


def _finish_action(act: Act) -> str:
    review = act.one("reviews", "review")
    what = quoted(review.to_do[act.args["number"] - 1].what)
    state = "done" if act.args.get("done", True) else "open again"
    return f"marked {what} of the review due on {day_month_year(review.due)} as {state}"


REVIEW_WORDINGS: Final[Mapping[str, Callable[[Act], str]]] = {
    "diagnose": _diagnose,
    "delete_diagnosis": _delete_diagnosis,
    "record_decision": _record_decision,
    "set_cadence": _set_cadence,
    "record_review": lambda a: f"{_review('recorded', a.new('reviews'))}{_opened(a)}",
    "edit_review": lambda a: _review("corrected the notes of", a.one("reviews", "review")),
    "finish_action": _finish_action,
    "delete_review": lambda a: _review("deleted", a.one("reviews", "review")),
}
"""How each of them is said."""
