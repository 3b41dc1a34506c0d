"""A recurring review that is not finished, kept beside the program's other state until it is.

It belongs to who holds it on this machine: only a finished review is part of the project.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from pilotage import paths
from pilotage.config import write_state
from pilotage.errors import FileProblem
from pilotage.model.record import Day, Id, Record
from pilotage.model.review import Outcome, Sample, Upstream
from pilotage.model.text import Note

MOST: Final = 50
"""So many unfinished reviews are kept."""
STEPS: Final = 5


class Draft(Record):
    """What was found so far, by the five steps."""

    due: Day
    step: Annotated[int, Field(ge=1, le=STEPS)] = 1
    """The step that comes next."""
    sample: Sample | None = None
    passed: tuple[Id, ...] = ()
    """The outputs of the sample that meet the criteria; those that do not are in the sample."""
    quality_holds: bool | None = None
    quality_note: Note = ""
    prompts_note: Note = ""
    integrations_hold: bool | None = None
    upstream: tuple[Upstream, ...] = ()
    integrations_note: Note = ""
    page_is_true: bool | None = None
    page_note: Note = ""
    outcome: Outcome | None = None
    to_do: Note = ""
    """As it was typed."""
    back_to: Annotated[int, Field(ge=1, le=5)] | None = None
    actions: Note = ""

    @property
    def left(self) -> tuple[int, ...]:
        """The outputs of the sample that nobody has judged yet."""
        if self.sample is None:
            return ()
        judged = {*self.passed, *self.sample.failed}
        return tuple(each for each in self.sample.outputs if each not in judged)


def unfinished(uid: str, due: date) -> Draft | None:
    """The unfinished review of a project for a due date, if there is one."""
    found = _known().get(_key(uid, due))
    try:
        draft = Draft.model_validate(found) if found is not None else None
    except ValidationError:
        return None
    return draft if draft is not None and draft.due == due else None


def keep(uid: str, draft: Draft) -> bool:
    """Keep an unfinished review; whether that was possible."""
    known, key = _known(), _key(uid, draft.due)
    known.pop(key, None)
    known[key] = draft.model_dump(mode="json", exclude_defaults=True)
    return _write(known)


def forget(uid: str, due: date) -> None:
    """The review is finished, or thrown away."""
    known = _known()
    if known.pop(_key(uid, due), None) is not None:
        _write(known)


def _key(uid: str, due: date) -> str:
    return f"{uid} {due.isoformat()}"


def _file() -> Path:
    return paths.state_folder() / "reviews.json"


def _known() -> dict[str, object]:
    try:
        content = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(known: dict[str, object]) -> bool:
    kept = dict(list(known.items())[-MOST:])
    try:
        write_state(_file(), json.dumps(kept, ensure_ascii=False))
    except FileProblem:
        return False
    return True
