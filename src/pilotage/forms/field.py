"""A field of a form: its label, what it holds and how it is understood. Nothing of how it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pilotage.model.dates import read_date
from pilotage.model.numbers import read_number
from pilotage.model.text import one_line

DAY_HINT: Final = "Such as 2026-03-31, 31.3.2026, today or +7."


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    name: str
    """The key of its value in the answer."""
    label: str
    kind: str = "line"
    """`line`, `prose` (several lines), `day`, `number`, `choice` or `check`."""
    value: Any = ""
    """What it holds at first: a text, a date, one of the choices' values, or a truth value."""
    hint: str = ""
    """What to write, with an example; stands under the label."""
    choices: Sequence[tuple[str, Any]] = ()
    """For `choice`: (what is shown, value)."""
    required: bool = False
    names: Sequence[str] = ()
    """For `line`: names that a screen proposes as one types; → takes the proposal."""
    complete: Any = None
    """For `line`, on a screen: what else proposes how it goes on."""
    limit: int = 0
    """The most characters it takes; 0 for none here (the model still has its own)."""


def meaning(field: Field, typed: Any, today: date) -> Any:
    """What was typed into a field, dates and numbers understood; None for a date left empty.

    Raises `NoDate` or `NoNumber` for what can't be understood.
    """
    if field.kind == "day":
        text = one_line(typed)
        return read_date(text, today) if text else None
    return read_number(typed) if field.kind == "number" else typed
