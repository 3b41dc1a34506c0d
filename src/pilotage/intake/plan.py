"""What an import would do: how a file is understood, and what would become of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pilotage.intake import memory
from pilotage.intake.csv_file import CsvFile
from pilotage.intake.dates import Order
from pilotage.intake.fields import Field, Kind
from pilotage.intake.figures import Decimals
from pilotage.model.project import Project


@dataclass(frozen=True)
class Options:
    """What a person says about a file; what is left open is found out, or asked."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """A column's name, or its number from 1, for a field; empty: none."""
    same: Mapping[str, str] = field(default_factory=dict)
    """A value for a field that is the same for all rows."""
    dates: Order | None = None
    numbers: Decimals | None = None
    encoding: str = ""
    delimiter: str = ""
    update: bool = False
    """Take the file's values where something is there already and differs."""
    own_checks: bool = False
    """Leave out the checks that somebody else made."""
    reason: str = ""
    """Why a baseline changes after gate 1."""


AS_FOUND: Final = Options()
"""Nothing is said: all of it is found out."""


@dataclass(frozen=True)
class Found:
    """A field, and where its values come from."""

    field: Field
    column: int | None
    """From 0; None: no column."""
    source: str
    """The column's name, or the value that is the same for all rows in quotation marks."""
    meaning: str
    """An example, and what it is taken for; empty without a source."""


@dataclass(frozen=True)
class Question:
    """What the file leaves open, so that it must be said."""

    about: str
    """`dates`, `numbers` or the name of a field."""
    message: str
    answers: tuple[tuple[str, str], ...] = ()
    """For dates and numbers: (the answer, what it would mean)."""


@dataclass(frozen=True)
class Problem:
    """Why a row can't be imported."""

    line: int
    """Its line in the file, from 1."""
    field: str
    message: str
    conflict: bool = False
    """Whether it differs from what is there already."""


@dataclass(frozen=True)
class Plan:
    """How a file is understood, and what would become of its rows."""

    kind: Kind
    table: CsvFile
    found: tuple[Found, ...]
    unused: tuple[str, ...]
    """Columns that are of no field."""
    remembered: bool
    formats: tuple[str, ...]
    """How dates and numbers are written, in sentences."""
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    """By line; when there is any, nothing can be imported."""
    rows: int
    added: int = 0
    changed: int = 0
    """Of what is there: got a check, or is brought up to date."""
    systems: tuple[str, ...] = ()
    """Systems that are put on the map."""
    reading: memory.Reading = field(default_factory=memory.Reading)
    action: Callable[..., Project] | None = None
    """What does it; None when it can't be done."""
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def there(self) -> int:
        """Rows that add nothing: what they say is there already."""
        return self.rows - self.added - self.changed - len({p.line for p in self.problems})

    @property
    def conflicts(self) -> int:
        """Rows that differ from what is there."""
        return len({p.line for p in self.problems if p.conflict})

    @property
    def ready(self) -> bool:
        """Whether it can be done, and does anything."""
        return self.action is not None and bool(self.added or self.changed)

    def remember(self, project: Project) -> None:
        """Remember how the file was read, for the next one with such columns."""
        memory.remember(project.uid, self.kind.value, self.table.header, self.reading)
