"""The people of a workflow."""

from __future__ import annotations

from pilotage.model.phrase import Phrase
from pilotage.model.record import Id, Record
from pilotage.model.text import Line, Name


class Person(Record):
    """Somebody with a part in the workflow. Who has which role is kept in the project."""

    id: Id
    name: Name
    contact: Line = ""
    """Where to reach this person: a mail address, a chat handle, an extension."""
    phrase: Phrase | None = None
    """What their signing phrase is checked against; None without one."""
