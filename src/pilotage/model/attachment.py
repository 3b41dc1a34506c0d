"""Evidence files: where they are and how to tell whether they are still the same."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pilotage.model.record import Id, Moment, Record
from pilotage.model.text import Line, Said


class Attachment(Record):
    """A file that proves something. It stays where it is, unless it was copied on request."""

    id: Id
    path: Said
    """From the project file's folder where it lies in or below that, else as it was given."""
    about: Said
    """What it proves."""
    phase: Annotated[int, Field(ge=1, le=5)] | None = None
    """The phase that it is evidence for; None for the workflow as a whole."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=2**53)]
    """In bytes."""
    copied: bool = False
    """Whether `path` is a copy that was made beside the project file."""
    note: Line = ""
    by: Id
    at: Moment
