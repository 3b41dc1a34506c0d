"""Who is at the keyboard: letting the right person take it for what only they may do, and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from pilotage.errors import Refused
from pilotage.method.turn import next_step, whose_turn, with_role
from pilotage.model.text import clean
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.keymap import button_for

if TYPE_CHECKING:
    from pilotage.tui.project_screen import ProjectScreen

__all__ = ["at_the_keyboard", "hand_on", "hand_over", "let_drive", "next_step", "with_role"]


async def let_drive(screen: ProjectScreen, person_id: int | None, what: str) -> bool:
    """Whether that person is at the keyboard now; asks when somebody else drives.

    `what` is a sentence on what they are about to do; it stands under the question. On yes the
    session's driver changes and the journal keeps it. Raises `Refused` when nobody has that role.
    """
    person = screen.project.person(person_id)
    if person is None:
        raise Refused(
            "Nobody is named for this yet.",
            f"{button_for('people')} names people and their roles.",
        )
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
    return bool(sure) and await _take_keyboard(screen, person.id)


@asynccontextmanager
async def at_the_keyboard(
    screen: ProjectScreen, person_id: int | None, what: str
) -> AsyncIterator[bool]:
    """`let_drive` for one act; after it, whoever lent the keyboard is offered it back."""
    before = screen.session.actor
    here = await let_drive(screen, person_id, what)
    yield here
    if here and before != screen.session.actor:
        await hand_over(screen, before)


async def hand_on(screen: ProjectScreen) -> None:
    """A role's act is over: say whose turn it is, and offer them the keyboard."""
    turn, here = whose_turn(screen.project), screen.project.handed_over
    if here is not None and turn.person != here.to:  # whose turn it is sits at another machine
        by = screen.project.name_of(here.by)
        said = f"Ctrl+Q quits and keeps all that was done; then give the file back to {by}."
        screen.app.notify(clean(f"{next_step(screen.project)} {said}").text, timeout=12)
    elif turn.person == screen.session.actor:
        screen.app.notify(clean(next_step(screen.project)).text)
    else:
        await hand_over(screen, turn.person)


async def hand_over(screen: ProjectScreen, to: int) -> None:
    """Ask whether another person takes the keyboard now."""
    project, session = screen.project, screen.session
    here, name = project.name_of(session.actor), project.name_of(to)
    if await screen.app.push_screen_wait(
        Confirm(
            f"Hand the keyboard back to {with_role(project, to)}?",
            f"{next_step(project)} What is done from now on stands under the name of who is at "
            "the keyboard.",
            yes=f"Yes, {_short(name)} is here",
            no=f"No, {_short(here)} goes on",
            likely=True,
        )
    ):
        await _take_keyboard(screen, to)


def _short(name: str) -> str:
    """A name that fits a button."""
    return name if len(name) <= 24 else f"{name[:23]}…"


async def _take_keyboard(screen: ProjectScreen, person: int) -> bool:
    from pilotage.tui.dialogs.phrase import take_keyboard

    return await take_keyboard(screen, screen.session, person)
