"""A playbook: what an organisation adds to the method, as a project records it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pilotage.model.record import Quantity, Record
from pilotage.model.text import Line, Name, Note, Said, Title


class CheckKind(StrEnum):
    """What an extra requirement looks at."""

    TEXT = "text"
    """A section of the page holds a text."""
    NUMBER = "number"
    """A figure of the project lies in a range."""
    SIGNED = "signed"
    """Somebody with a role has signed it."""
    FILE = "file"
    """A file is attached."""


class Extra(Record):
    """A requirement of a gate that the organisation adds."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    phase: Annotated[int, Field(ge=1, le=5)]
    sentence: Said
    """What must be true, in the organisation's words."""
    kind: CheckKind
    of: Line = ""
    """The section, the figure, the role or the words of the attachment that are meant."""
    text: Line = ""
    """For `text`: what the section must hold; empty: anything."""
    least: Quantity | None = None
    most: Quantity | None = None


class Playbook(Record):
    """The playbook that a project runs on, kept whole so that its gates need no other file."""

    name: Title
    version: Name
    note: Note = ""
    extras: Annotated[tuple[Extra, ...], Field(max_length=60)] = ()
    prompts: Annotated[dict[str, Said], Field(max_length=40)] = Field(default_factory=dict)
    """The organisation's wording of what a section asks for, by the section's key."""
