"""The integration map: systems, and the steps that move the work between them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

from pilotage.model.record import Id, Moment, Quantity, Rating, Record
from pilotage.model.runs import Minutes
from pilotage.model.text import Line, Name, Note, Title, Unit


class SystemKind(StrEnum):
    """What sort of place data lives in."""

    CRM = "crm"
    INBOX = "inbox"
    CALENDAR = "calendar"
    DASHBOARD = "dashboard"
    SPREADSHEET = "spreadsheet"
    CHAT = "chat"
    AI_TOOL = "ai_tool"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {"crm": "CRM", "ai_tool": "AI tool"}.get(self.value, self.value)


class System(Record):
    """A place where data comes from, is worked on, or goes to."""

    id: Id
    name: Name
    kind: SystemKind = SystemKind.OTHER
    note: Note = ""


class StepKind(StrEnum):
    """How a step moves the work on."""

    COPY = "copy"
    TRIGGER = "trigger"
    ROUTE = "route"
    AUTOMATIC = "automatic"

    @property
    def label(self) -> str:
        """The kind in words."""
        return {
            "copy": "copy data by hand",
            "trigger": "start the AI by hand",
            "route": "route the output by hand",
            "automatic": "already automatic",
        }[self.value]


class Per(StrEnum):
    """The period that a frequency counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


WORKING_TIMES = {Per.DAY: Decimal(21), Per.WEEK: Decimal("4.33"), Per.MONTH: Decimal(1)}
"""How many of each period make a working month: 21 days, 4.33 weeks."""


FRICTION: Final = (
    "hardly noticed; it is done in passing",
    "a small nuisance; nobody complains",
    "it slows the day; people wait for it or get out of step",
    "it breaks the flow; other work is dropped for it",
    "people put it off, and the work piles up",
)
"""How much a manual step hinders: what each of the ratings 1 to 5 means."""
INCONSISTENCY: Final = (
    "everybody does it the same way, with the same result",
    "small differences that change nothing",
    "each person has a way; results look different",
    "results differ in substance, and some are redone",
    "never alike and often wrong; mistakes reach others",
)
"""How differently people do a manual step: what each of the ratings 1 to 5 means."""


class Rate(Record):
    """What an hour of manual work costs."""

    hourly: Quantity
    currency: Unit = ""
    """Such as EUR."""

    def cost(self, hours: Decimal) -> Decimal:
        """What so many hours cost, to a hundredth: hours × what an hour costs."""
        return (hours * self.hourly).quantize(Decimal("0.01"))


class StepDecision(StrEnum):
    """What is to become of a manual step."""

    UNDECIDED = "undecided"
    INTEGRATE = "integrate"
    KEEP = "keep"


class StepState(StrEnum):
    """How far the integration of a step is."""

    PLANNED = "planned"
    BUILT = "built"
    """In use, and nobody has verified it yet."""
    VERIFIED = "verified"


class Verification(Record):
    """Who saw the integrated step work, and when."""

    by: Name
    at: Moment
    evidence: Line = ""


class Step(Record):
    """A movement of the work from one system to another, by hand or automatic."""

    id: Id
    title: Title
    kind: StepKind
    source: Id
    destination: Id
    times: Quantity | None = None
    """How often it is done in each `per`."""
    per: Per = Per.WEEK
    minutes: Minutes | None = None
    """How long it takes each time."""
    friction: Rating | None = None
    """How much it hinders, in the words of `FRICTION`."""
    inconsistency: Rating | None = None
    """How differently people do it, in the words of `INCONSISTENCY`."""
    decision: StepDecision = StepDecision.UNDECIDED
    tool: Line = ""
    """What integrates it."""
    keep_reason: Note = ""
    keep_signed: Moment | None = None
    """When the second owner signed the reason for keeping it."""
    keep_signed_by: Id | None = None
    live: bool = False
    """Whether the integration is in use."""
    verification: Verification | None = None

    @property
    def is_manual(self) -> bool:
        """Whether somebody does this by hand on the map as it was found."""
        return self.kind is not StepKind.AUTOMATIC

    @property
    def is_described(self) -> bool:
        """Whether a manual step says how often, how long, friction and inconsistency."""
        return None not in (self.times, self.minutes, self.friction, self.inconsistency)

    @property
    def is_integrated(self) -> bool:
        """Whether it is decided, live and verified."""
        return (
            self.decision is StepDecision.INTEGRATE and self.live and self.verification is not None
        )

    @property
    def state(self) -> StepState | None:
        """How far its integration is; None for a step that is not to be integrated."""
        if self.decision is not StepDecision.INTEGRATE:
            return None
        if not self.live:
            return StepState.PLANNED
        return StepState.VERIFIED if self.verification is not None else StepState.BUILT

    @property
    def hours_a_month(self) -> Decimal:
        """Times a month × minutes each ÷ 60; 0 while it is not described."""
        if self.times is None or self.minutes is None:
            return Decimal(0)
        return (self.times * WORKING_TIMES[self.per] * self.minutes / 60).quantize(Decimal("0.1"))
