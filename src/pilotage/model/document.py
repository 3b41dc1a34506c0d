"""The one-page document: what a new team member follows on day one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from pilotage.model.record import Id, Moment, Record
from pilotage.model.text import Line, Lines, Note, Prose

SectionKey = Literal[
    "purpose",
    "trigger",
    "input_format",
    "tool",
    "steps",
    "reviewer",
    "review",
    "criteria",
    "disqualifiers",
    "destination",
    "when_wrong",
]


class Page(Record):
    """The text of the one-page document, one field for each section."""

    purpose: Prose = ""
    trigger: Prose = ""
    input_format: Prose = ""
    tool: Line = ""
    """The tool or model that does the AI task, with its version or configuration."""
    steps: Lines = ()
    """The AI task, step by step."""
    review: Prose = ""
    """What the reviewer does with an output before it goes live."""
    reviewer: Line = ""
    """Who reviews: a named person, or a named role with a rota."""
    criteria: Lines = ()
    """Quality criteria: what an output must meet, each answerable with yes or no."""
    disqualifiers: Lines = ()
    """What makes an output unusable, whatever else is right with it."""
    destination: Prose = ""
    when_wrong: Prose = ""
    """What to do when it goes wrong: how to stop, whom to tell, how to do it by hand."""


class Section(NamedTuple):
    """A section of the page: the field it is kept in, its title, and what it asks."""

    key: SectionKey
    title: str
    question: str
    kind: str
    """`prose` (text with line breaks), `lines` (a list, one a line) or `line`."""
    optional: bool = False


SECTIONS: Final = (
    Section("purpose", "Purpose", "What does this workflow produce, and for whom?", "prose"),
    Section("trigger", "Trigger", "What starts it? Where does one see that it is time?", "prose"),
    Section("input_format", "Input format", "What goes in, from where, in which form?", "prose"),
    Section("tool", "Tool or model", "Which tool or model, with which configuration?", "line"),
    Section("steps", "AI task", "What is done, step by step? One step a line.", "lines"),
    Section("reviewer", "Reviewer", "Who checks before it goes live? A name or a rota.", "line"),
    Section("review", "Review step", "What does the reviewer look at, and what then?", "prose"),
    Section(
        "criteria", "Quality criteria", "What must be true of a good output? One a line.", "lines"
    ),
    Section(
        "disqualifiers", "Disqualifiers", "What makes an output unusable? One a line.", "lines"
    ),
    Section("destination", "Output destination", "Where does the output go, and how?", "prose"),
    Section("when_wrong", "When it goes wrong", "Stop how? Tell whom? Do what instead?", "prose"),
)

SECTION_BY_KEY: Final[dict[str, Section]] = {section.key: section for section in SECTIONS}

PART_TITLES: Final[dict[str, str]] = {
    **{section.key: section.title for section in SECTIONS},
    "review": "Human review",
    "owners": "Owners",
    "measures": "Baseline and 90-day target",
}
"""What the parts of the page are called, on the screen and in every format; by the section that
they show, which is not always all that they hold."""


def section_text(page: Page, key: str) -> str:
    """A section as one text; a list has one item a line."""
    value: str | tuple[str, ...] = getattr(page, key)
    return value if isinstance(value, str) else "\n".join(value)


def is_written(page: Page, key: str) -> bool:
    """Whether a section says anything."""
    return bool(section_text(page, key).strip())


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def label(self) -> str:
        """Its name, as printers have it."""
        return "A4" if self is Paper.A4 else "US Letter"


class Fit(Record):
    """How full the printed page is in its smallest allowed type (10 pt) and spacing."""

    percent: Annotated[int, Field(ge=0, le=100_000)]
    """Of one page; above 100 it does not fit. On the paper that holds less of this page."""
    over: Annotated[int, Field(ge=0, le=100_000)] = 0
    """How many lines are too many; 0 when it fits."""
    longest: SectionKey
    """The section that takes most room."""
    paper: Paper
    """The paper that `percent` is about."""

    @property
    def fits(self) -> bool:
        """Whether everything stands on one page, on either paper."""
        return not self.over

    @property
    def sentence(self) -> str:
        """The fill in words: “83% of one page”, or what to shorten."""
        if self.fits:
            return f"{self.percent}% of one page"
        word = "line" if self.over == 1 else "lines"
        longest = SECTION_BY_KEY[self.longest].title
        return f"{self.over} {word} over one page; longest section: {longest}"


class Revision(Record):
    """A published page. Never changed afterwards."""

    id: Id
    number: Id
    """1 for the first revision, then one more each time."""
    page: Page
    by: Id
    """The person who published it."""
    at: Moment
    note: Note = ""
    """What changed, in a sentence."""
    fit: Fit | None = None
    """How full it was when it was published; unknown for revisions of older versions."""


class Confirmation(Record):
    """The second owner's signature under a revision: read the difference, can work with it."""

    id: Id
    revision: Id
    """The revision's number."""
    by: Id
    at: Moment
