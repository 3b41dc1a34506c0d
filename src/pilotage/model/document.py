"""The one-page document: what a new team member follows on day one."""

from __future__ import annotations

from typing import Final, NamedTuple

from pilotage.model.record import Id, Moment, Record
from pilotage.model.text import Line, Lines, Note, Prose


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

    key: str
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

SECTION_BY_KEY: Final = {section.key: section for section in SECTIONS}


def section_text(page: Page, key: str) -> str:
    """A section as one text; a list has one item a line."""
    value: str | tuple[str, ...] = getattr(page, key)
    return value if isinstance(value, str) else "\n".join(value)


def is_written(page: Page, key: str) -> bool:
    """Whether a section says anything."""
    return bool(section_text(page, key).strip())


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


class Confirmation(Record):
    """The second owner's signature under a revision: read the difference, can work with it."""

    id: Id
    revision: Id
    """The revision's number."""
    by: Id
    at: Moment
