"""The formal review: scorecard, diagnosis, decision; and the cadence that follows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pilotage.model.baseline import Better
from pilotage.model.record import Count, Day, Id, Moment, Quantity, Record
from pilotage.model.text import Line, Note, Reason, Said, Title


class MetricVerdict(StrEnum):
    """How a metric stands against its target."""

    ON_TARGET = "on_target"
    OFF_TARGET = "off_target"
    NOT_ENOUGH = "not_enough"
    """The interval of the figure holds the target: more data would tell."""
    NO_DATA = "no_data"

    @property
    def label(self) -> str:
        """The verdict in words."""
        return {
            "on_target": "on target",
            "off_target": "missed",
            "not_enough": "can't tell yet",
            "no_data": "not measured",
        }[self.value]


class Score(Record):
    """One metric judged against its target."""

    metric: Id
    name: Title
    unit: Line
    better: Better
    baseline: Quantity
    target: Quantity | None
    no_worse: bool = False
    actual: Quantity | None
    measurements: int
    """How many measurements the actual figure rests on."""
    cases: int
    """How many cases those measurements rest on together."""
    low: Quantity | None = None
    """The lower end of the actual figure's 95 % interval; None where none can be had."""
    high: Quantity | None = None
    """The upper end of the actual figure's 95 % interval."""
    method: Line = ""
    """How the interval was found, in words."""
    more: Count | None = None
    """How many more cases would tell, were the figure to stay; None where none would."""
    said: Line = ""
    """What the verdict says and how much more data it would take, in a sentence."""
    verdict: MetricVerdict

    @property
    def is_missed(self) -> bool:
        """Whether the figure itself is off target, however sure that is."""
        if self.actual is None or self.target is None:
            return False
        if self.better is Better.LOWER:
            return self.actual > self.target
        return self.actual < self.target


class TrapKind(StrEnum):
    """The five traps that keep a pilot a pilot."""

    SINGLE_OWNER = "single_owner"
    NO_DOCUMENT = "no_document"
    NO_CRITERIA = "no_criteria"
    INTEGRATION_GAPS = "integration_gaps"
    NO_CADENCE = "no_cadence"


class Diagnosis(Record):
    """Why a metric missed its target, and what is done about it."""

    id: Id
    metric: Id
    trap: TrapKind
    finding: Reason
    evidence: Note = ""
    """What of the project's own data it rests on, such as “2 manual steps kept: 9 h a month”."""
    action: Said
    owner: Line = ""
    due: Day | None = None
    by: Id
    at: Moment


class Choice(StrEnum):
    """What the decision-maker can decide."""

    EXPAND_SCOPE = "expand_scope"
    INCREASE_VOLUME = "increase_volume"
    HOLD_AND_FIX = "hold_and_fix"
    STOP = "stop"

    @property
    def label(self) -> str:
        """The choice in words."""
        return self.value.replace("_", " ")


class Decision(Record):
    """The decision-maker's decision, with the figures that it rested on."""

    id: Id
    choice: Choice
    reason: Reason
    conditions: Note = ""
    by: Id
    at: Moment
    on: Day
    """The local day it was signed."""
    scorecard: tuple[Score, ...]


class Cycle(Record):
    """Another round of some phases: a decision to hold and fix, or a review, has opened it.

    What was recorded before stays as it is: it is the cycle before, to compare with.
    """

    id: Id
    number: Annotated[int, Field(ge=2, le=99)]
    """2 for the first that follows the first 90 days."""
    decision: Id
    """The last decision before it, which the cycle before ended with."""
    phases: Annotated[tuple[Annotated[int, Field(ge=1, le=5)], ...], Field(min_length=1)]
    """The phases that are gone through again, rising; the formal review is always one of them."""
    by: Id
    at: Moment
    on: Day
    records_before: Id
    """Records with a smaller number belong to the cycles before."""


class Interval(StrEnum):
    """How often a workflow in production is reviewed."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def months(self) -> int:
        """The months between two reviews."""
        return 1 if self is Interval.MONTHLY else 3


class Cadence(Record):
    """The recurring review: how often, whose task, from when."""

    interval: Interval
    owner: Id
    first: Day


class Outcome(StrEnum):
    """What a recurring review concluded."""

    FINE = "fine"
    ADJUST = "adjust"
    BACK_TO_PHASE = "back_to_phase"

    @property
    def label(self) -> str:
        """The outcome in words."""
        return self.value.replace("_", " ")


class Sample(Record):
    """Outputs that a recurring review checked again, drawn at random."""

    seed: Annotated[int, Field(ge=0, le=2**31 - 1)]
    """With it and the same outputs anybody draws the same sample."""
    outputs: Annotated[tuple[Id, ...], Field(max_length=1000)]
    """The outputs' numbers, in the order in which they were drawn."""
    failed: tuple[Id, ...] = ()
    """Those of them that do not meet the criteria."""
    since: Id = 1
    """It was drawn from the outputs with this number or a larger one…"""
    before: Id | None = None
    """…and a smaller one than this; None for no end."""


class Upstream(Record):
    """Whether an integrated step still works, as a recurring review found it."""

    step: Id
    holds: bool
    note: Line = ""


class ReviewAction(Record):
    """What a recurring review wants done."""

    what: Said
    owner: Line = ""
    due: Day | None = None
    done: Day | None = None


class ReviewRecord(Record):
    """One recurring review, held for one due date."""

    id: Id
    due: Day
    held: Day
    by: Id
    at: Moment
    quality_holds: bool
    """Whether the sampled outputs still meet the criteria."""
    quality_note: Note = ""
    prompts_note: Note = ""
    """What changed in prompts, model and configuration."""
    integrations_hold: bool
    """Whether every upstream integration still works."""
    integrations_note: Note = ""
    page_is_true: bool = True
    """Whether the page still says what is done."""
    page_note: Note = ""
    sample: Sample | None = None
    """What was checked again; None in the records of older files."""
    upstream: tuple[Upstream, ...] = ()
    outcome: Outcome
    back_to: Annotated[int, Field(ge=1, le=5)] | None = None
    """The phase to go back to, where that is the outcome."""
    actions: Note = ""
    to_do: Annotated[tuple[ReviewAction, ...], Field(max_length=40)] = ()
