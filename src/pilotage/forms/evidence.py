"""The fields of a file that is attached as evidence."""

from __future__ import annotations

from typing import Final

from pilotage.forms.field import Field
from pilotage.method.gates import Standing, standing
from pilotage.method.phases import name_of
from pilotage.model.attachment import Attachment
from pilotage.model.project import PHASES, Project

NO_PHASE: Final = 0
"""The choice that a file is evidence for the workflow as a whole."""


def attachment_fields(project: Project, file: Attachment | None = None) -> list[Field]:
    """What a file proves, and for which phase; None for a new one."""
    about = file.about if file else ""
    phase = file.phase or NO_PHASE if file else NO_PHASE
    return said_fields(project, about, phase, file.note if file else "")


def said_fields(project: Project, about: str, phase: int, note: str) -> list[Field]:
    """The same, filled with what was typed."""
    phases: list[tuple[str, int]] = [("The workflow as a whole", NO_PHASE)]
    phases += [
        (f"{n} · {name_of(n)}", n) for n in PHASES if standing(project, n) is not Standing.LOCKED
    ]
    return [
        Field("about", "What it proves", value=about, required=True),
        Field("phase", "Evidence for", "choice", phase, choices=phases, required=True),
        Field("note", "Note", value=note),
    ]
