"""Where refusals are tried from: projects at each stage, each walked only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

from pilotage.actions import advice, page, runs
from pilotage.model.project import Project
from tests.way import (
    BUILDER,
    SECOND_OWNER,
    START,
    Way,
    documented,
    handed_over,
    integrated,
    mapped,
    measured,
    produced,
    reviewed,
    written,
)

Case = tuple[Callable[[], Way], int, Callable[..., Project], dict[str, Any], str]
"""A stage, who acts, the action, its arguments, and what the refusal says."""
STAGES = (Way, documented, handed_over, integrated, measured, reviewed)
TOMORROW = START + timedelta(days=200)


@lru_cache
def stage(make: Callable[[], Way]) -> Way:
    return make()


def at(make: Callable[[], Way], actor: int = BUILDER) -> Way:
    """A fresh way over a stage that was walked once."""
    walked = stage(make)
    return Way(walked.project, replace(walked.clock), actor)


def running() -> Way:
    way = documented().as_(SECOND_OWNER)
    way.do(runs.start_run)
    return way


def with_gap() -> Way:
    way = running()
    way.do(
        runs.raise_gap, run=way.last("runs"), kind="question", text="Which one?", section="trigger"
    )
    way.do(runs.end_run, run=way.last("runs"), to_the_end=True)
    return way


def answered() -> Way:
    way = with_gap().as_(BUILDER)
    way.do(page.edit_section, section="trigger", text="A form arrives in “leads-eu”.")
    way.do(page.publish_revision, answers=(way.last("gaps"),))
    return way


def dismissed() -> Way:
    way = written().as_(SECOND_OWNER)
    way.do(advice.dismiss_advice, **ADVICE)
    return way


def on_the_map() -> Way:
    return mapped(handed_over())


def missed() -> Way:
    return measured(missed=True)


def in_production() -> Way:
    return produced(integrated())


def of(collection: str, index: int = 0) -> Callable[[Project], int]:
    """The id of a record, looked up when the case runs."""
    return lambda project: getattr(project, collection)[index].id  # type: ignore[no-any-return]


TIME, COST, ERRORS, VOLUME = (of("metrics", i) for i in range(4))
FIGURES = {"sample_size": 40, "period": "February", "how": "timed by hand"}
ADVICE = {
    "rule": "builder_name",
    "section": "when_wrong",
    "words": "Tell  the BUILDER",
    "reason": "The builder's team has a rota.",
}
"""What is found on the page of `written`, dismissed."""
VERDICT = {"quality_holds": True, "integrations_hold": True, "outcome": "fine"}
