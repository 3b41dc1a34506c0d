"""What can be imported: the fields of each kind, and the names that columns have for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from pilotage.actions import importing
from pilotage.intake import words
from pilotage.model.project import Project


class Kind(StrEnum):
    """What the rows of a file are."""

    OUTPUTS = "outputs"
    MEASUREMENTS = "measurements"
    STEPS = "steps"
    BASELINE = "baseline"

    @property
    def one(self) -> str:
        """A row in a word."""
        return {"baseline": "metric"}.get(self.value, self.value[:-1])

    @property
    def action(self) -> Callable[..., Project]:
        """What brings the rows in."""
        found: Callable[..., Project] = getattr(importing, f"import_{self.value}")
        return found


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True)
class Field:
    """A field of a row."""

    name: str
    """Its name in `--map`, and in the rows of the action."""
    label: str
    synonyms: str
    """The names that columns have for it, the likeliest first, separated by “|”."""
    holds: Holds = Holds.TEXT
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    """For words: what each means; an empty meaning says nothing."""


_ON: Final = (
    "on|date|day|created|created on|created at|made on|when|timestamp|time|datetime|finished|"
    "done on"
)
_NOTE: Final = "note|notes|comment|comments|remark|remarks"

FIELDS: Final[Mapping[Kind, tuple[Field, ...]]] = {
    Kind.OUTPUTS: (
        Field(
            "reference",
            "Reference",
            "reference|ref|id|ticket|ticket id|ticket number|number|no|key|case|case id|output|"
            "output id|name|file|file name|subject|title",
            required=True,
        ),
        Field("on", "Date", _ON, Holds.DAY, required=True),
        Field(
            "made_by",
            "Made by",
            "made by|agent|produced by|author|created by|maker|run|driver|operator|automation|by",
        ),
        Field("link", "Link", "link|url|address|href|web|location"),
        Field(
            "verdict",
            "Check",
            "verdict|check|checked|result|outcome|status|passed|pass|pass fail|ok|quality|review",
            Holds.WORD,
            words=words.VERDICTS,
        ),
        Field(
            "failed",
            "What it failed",
            "failed|criterion|criteria|disqualifier|failed criterion|what failed|reason|defect|"
            "error|failure|problem",
        ),
        Field("note", "Note", _NOTE),
        Field("checked_by", "Checked by", "checked by|checker|reviewer|reviewed by|check by|qa"),
    ),
    Kind.MEASUREMENTS: (
        Field("metric", "Metric", "metric|kpi|measure|indicator|name", required=True),
        Field("on", "Date", _ON, Holds.DAY, required=True),
        Field(
            "value",
            "Value",
            "value|measurement|measured|figure|amount|result|actual|reading",
            Holds.NUMBER,
            required=True,
        ),
        Field(
            "sample_size",
            "Cases",
            "cases|n|sample|sample size|number of cases|count|size",
            Holds.NUMBER,
        ),
        Field("note", "Note", _NOTE),
    ),
    Kind.STEPS: (
        Field("title", "Step", "title|step|name|task|activity|what|description", required=True),
        Field(
            "kind",
            "Kind",
            "kind|type|sort|category",
            Holds.WORD,
            required=True,
            words=words.STEP_KINDS,
        ),
        Field(
            "source",
            "From",
            "from|source|from system|source system|origin|input",
            required=True,
        ),
        Field(
            "destination",
            "To",
            "to|destination|to system|destination system|target|target system|output",
            required=True,
        ),
        Field("times", "Times", "times|how often|frequency|often|count|number", Holds.NUMBER),
        Field("per", "Per", "per|period|each|every|unit", Holds.WORD, words=words.PERIODS),
        Field(
            "minutes",
            "Minutes",
            "minutes|min|mins|minutes each|how long|duration|time|effort",
            Holds.NUMBER,
        ),
        Field("friction", "Friction", "friction|pain|hindrance", Holds.NUMBER),
        Field(
            "inconsistency",
            "Inconsistency",
            "inconsistency|inconsistent|variation|variance|differently",
            Holds.NUMBER,
        ),
    ),
    Kind.BASELINE: (
        Field("metric", "Metric", "metric|name|kpi|measure|indicator", required=True),
        Field("kind", "Kind", "kind|type|category", Holds.WORD, words=words.METRIC_KINDS),
        Field("unit", "Unit", "unit|units|measured in|uom"),
        Field(
            "better",
            "Better",
            "better|direction|better direction|improves|goal direction",
            Holds.WORD,
            words=words.BETTER,
        ),
        Field(
            "value",
            "Without AI",
            "value|without ai|baseline|before|figure|amount|result",
            Holds.NUMBER,
        ),
        Field(
            "sample_size",
            "Cases",
            "cases|n|sample|sample size|number of cases|count|size",
            Holds.NUMBER,
        ),
        Field("period", "When", "period|when|measured when|time|dates"),
        Field("how", "How", "how|how measured|how it was measured|method|measured how"),
        Field("target", "Target", "target|goal|target at day 90|day 90|aim", Holds.NUMBER),
        Field("no_worse", "No worse", "no worse|no worse than", Holds.WORD, words=words.YES_OR_NO),
    ),
}
"""The fields of each kind, in the order in which they are shown."""


def field_of(kind: Kind, name: str) -> Field | None:
    """The field of that name or label, if the kind has one."""
    wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")
    for each in FIELDS[kind]:
        if wanted in (each.name, each.label.casefold().replace(" ", "_")):
            return each
    return None
