"""Letting the right person take the keyboard before something that only they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotage.errors import Refused
from pilotage.tui.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame


async def let_drive(screen: Frame, person_id: int | None, what: str) -> bool:
    """Whether that person is at the keyboard now; asks when somebody else drives.

    `what` is a sentence on what they are about to do; it stands under the question. On yes the
    session's driver changes and the journal keeps it. Raises `Refused` when nobody has that role.
    """
    person = screen.project.person(person_id)
    if person is None:
        raise Refused("Nobody is named for this yet.", "F5 names people and their roles.")
    if screen.session.actor == person.id:
        return True
    sure = await screen.app.push_screen_wait(
        Confirm(
            f"{person.name} does this. Is {person.name} at the keyboard?",
            what,
            yes=f"Yes, {_short(person.name)} is here",
            no="No",
        )
    )
    if sure:
        screen.session.drive(person.id)
    return bool(sure)


def _short(name: str) -> str:
    """A name that fits a button."""
    return name if len(name) <= 24 else f"{name[:23]}…"
