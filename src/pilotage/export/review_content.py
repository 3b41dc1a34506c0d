"""What a review pack holds, as plain content: figures, sentences and tables, without a format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from pilotage.export.document import Document
from pilotage.export.seal import BLANK, STAMP
from pilotage.method.schedule import day_month_year
from pilotage.method.traps import TrapStatus
from pilotage.model.review import MetricVerdict, Score

MARKS: Final = {
    MetricVerdict.ON_TARGET: "✓",
    MetricVerdict.OFF_TARGET: "×",
    MetricVerdict.NOT_ENOUGH: "?",
    MetricVerdict.NO_DATA: "–",
}
"""A sign for each verdict, so that it is seen without colour."""
TRAP_MARKS: Final = {TrapStatus.CLOSED: "✓", TrapStatus.CLOSING: "?", TrapStatus.OPEN: "×"}
HEADS: Final = (
    "Metric and verdict",
    "Without AI",
    "Target",
    "Now (95%)",
    "Change (95%)",
    "Day by day",
)
"""Over the scorecard."""


@dataclass(frozen=True)
class Chart:
    """A metric's days, drawn from zero: everything lies within 0 and 1."""

    dots: tuple[tuple[float, float], ...]
    """How far to the right (the day) and how high (the figure) each is."""
    baseline: float
    target: float | None
    band: tuple[float, float] | None
    """The natural process limits; None where there are too few days to make them from."""
    words: str
    """All that it shows, for those who do not see it."""


@dataclass(frozen=True)
class Change:
    """The present figure against the baseline."""

    value: Decimal
    """The present figure less the baseline."""
    low: Decimal | None
    """The ends of its 95 % interval; None where there is none."""
    high: Decimal | None
    words: str
    """“74% lower, better”, “2% higher, may be chance”."""
    points: bool
    """Whether it is in percentage points."""
    method: str
    """How the interval was made; empty without one."""


@dataclass(frozen=True)
class Row:
    """One metric of the scorecard."""

    score: Score
    baseline: str
    target: str
    now: str
    ends: tuple[str, ...]
    """The ends of the present figure's 95 % interval; empty without one."""
    rests_on: str
    """“434 cases”; empty without a figure."""
    change: Change | None
    chart: Chart | None

    @property
    def between(self) -> str:
        """“9.34 to 10.77”; empty without an interval."""
        return " to ".join(self.ends)

    @property
    def verdict(self) -> str:
        """The verdict in words, for a cell."""
        return self.score.verdict.label

    @property
    def mark(self) -> str:
        """The verdict as a sign."""
        return MARKS[self.score.verdict]

    @property
    def change_words(self) -> str:
        """The change in a few words; a dash without one."""
        return self.change.words if self.change else "–"

    @property
    def change_between(self) -> str:
        """The change and its interval as figures: “−27.95 (−28.66 to −27.23)”."""
        if self.change is None:
            return ""
        return between_of(self.change)


@dataclass(frozen=True)
class TrapLine:
    """One of the five traps, with what closed it or what is missing."""

    name: str
    status: TrapStatus
    gate: str
    """“gate 2 passed 5 Mar 2026”; empty while it is not."""
    evidence: str

    @property
    def mark(self) -> str:
        """Its status as a sign."""
        return TRAP_MARKS[self.status]


@dataclass(frozen=True)
class Verdict:
    """What was decided, or what is asked of the decision-maker."""

    title: str
    """“Decided: increase volume”, “Decision asked for”."""
    by: str
    """Who, in which role, when."""
    lines: tuple[tuple[str, str], ...]
    """A label and a text each: the reason, the conditions."""


@dataclass(frozen=True)
class Said:
    """A paragraph of plain text."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of plain text under a row of heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """What share of the width each column has."""
    right: tuple[int, ...] = ()
    """The columns of figures, from 0."""
    figures: bool = True
    """Whether a spreadsheet gets it."""
    total: bool = False
    """Whether the last row adds the others up."""


@dataclass(frozen=True)
class RunLine:
    """One run of the second owner, as a line of their chart."""

    number: int
    revision: int
    who: str
    """The driver and the day."""
    minutes: Decimal | None
    share: float
    """How long it took beside the longest, within 0 and 1."""
    gaps: int
    result: str

    @property
    def took(self) -> str:
        """The minutes, in words."""
        return "going" if self.minutes is None else f"{self.minutes:.0f} min"


@dataclass(frozen=True)
class Runs:
    """The second owner's runs as a chart: minutes as bars, each gap as a dot."""

    lines: tuple[RunLine, ...]
    left_out: int
    words: str
    """What they show together."""


@dataclass(frozen=True)
class Picture:
    """A picture as SVG, for the formats that can show one."""

    svg: str
    words: str
    caption: str
    """How to read it."""
    beside: Table | None
    """What explains it, step by step."""


@dataclass(frozen=True)
class PageInForce:
    """Here stands the one-page document."""

    page: Document


Block = Said | Table | Runs | Picture | PageInForce


@dataclass(frozen=True)
class Part:
    """A part of the evidence."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Review:
    """A review pack: the scorecard, then the evidence."""

    title: str
    purpose: str
    """Limited Markdown: the page's own."""
    page: Document
    answer: str
    """Whether it worked, in a sentence."""
    sure: tuple[str, ...]
    """How sure that is, in a few sentences."""
    facts: tuple[str, ...]
    """The day, and who has which role."""
    rows: tuple[Row, ...]
    traps: tuple[TrapLine, ...]
    unmeasured: tuple[str, ...]
    """What was not measured, each with the reason."""
    verdict: Verdict
    parts: tuple[Part, ...]
    day: date
    """The day that it is of."""

    @property
    def as_of(self) -> str:
        """The same in words."""
        return day_month_year(self.day)

    @property
    def identity(self) -> str:
        """Which state it shows, in a line."""
        return f"As of {self.as_of} · {self.page.identity}"

    @property
    def stamp(self) -> str:
        """What the file says of itself to `pilotage verify`: the page that is in it."""
        return f"{STAMP}:{self.page.uid}:{self.page.revision or 0}:{self.page.hash}:{BLANK}"


def between_of(change: Change) -> str:
    """A change as figures, with its interval."""
    unit = " points" if change.points else ""
    said = f"{signed(change.value)}{unit}"
    if change.low is None or change.high is None:
        return said
    return f"{said} ({signed(change.low)} to {signed(change.high)})"


def signed(value: Decimal) -> str:
    """A difference with its sign: “−27.95”, “+0.3”, “0”."""
    short = round(value, 2)
    if not short:
        return "0"
    text = f"{abs(short):,f}".rstrip("0").rstrip(".") if short % 1 else f"{abs(short):,.0f}"
    return f"{'−' if short < 0 else '+'}{text}"
