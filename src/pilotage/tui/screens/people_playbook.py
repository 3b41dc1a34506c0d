"""Adopting a playbook: which gates it would open again is said before."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pilotage import config, playbooks
from pilotage.actions.playbook import adopt_playbook, called, reopened_by
from pilotage.errors import PilotageError
from pilotage.evidence import typed_path
from pilotage.model.text import one_line
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.paths_typed import Paths
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.people import PeopleScreen


class AdoptPlaybook(ButtonCommand):
    """The organisation's playbook."""

    key = "b"
    label = "Playbook"
    title = "Adopt a playbook"
    help = "Your organisation's own windows, numbers, questions and requirements, from a file."

    async def run(self, screen: PeopleScreen) -> None:
        """Ask for file and reason, say what it opens again, and adopt it."""
        typed, problem = {"path": str(config.load()[0].playbook or ""), "reason": ""}, ""
        while True:
            answer = await screen.app.push_screen_wait(_form(screen, typed, problem))
            if answer is None:
                return
            try:
                if await _adopt(screen, answer):
                    return
                problem = ""
            except PilotageError as error:
                problem = one_line(str(error))
            typed = answer


def _form(screen: PeopleScreen, typed: dict[str, str], problem: str) -> Form:
    folder = screen.session.path.absolute().parent
    now = screen.project.playbook
    hint = "Empty: the method alone." if now else "~ is your home folder."
    fields = [
        Field(
            "path", "File", value=typed["path"], hint=hint, required=not now, complete=Paths(folder)
        ),
        Field(
            "reason",
            "Why?",
            "prose",
            typed["reason"],
            "Stays on record, with your name and the date.",
            required=True,
        ),
    ]
    return Form(
        "Adopt a playbook",
        fields,
        lambda _: None,
        detail=f"This project runs on: {called(now) if now else 'the method alone'}.",
        button="Adopt",
        start="reason" if typed["path"] else "path",
        problem=problem,
    )


async def _adopt(screen: PeopleScreen, typed: dict[str, str]) -> bool:
    """Adopt what was typed; False where somebody thinks again."""
    session, playbook, numbers = screen.session, None, {}
    if one_line(typed["path"]):
        folder = session.path.absolute().parent
        found = await asyncio.to_thread(playbooks.load, typed_path(typed["path"], folder))
        playbook, numbers = found.playbook, dict(found.numbers)
    gates = reopened_by(session.project, playbook, numbers)
    if gates and not await screen.app.push_screen_wait(
        Confirm(
            f"Open gate {' and '.join(str(phase) for phase, _ in gates)} again?",
            "\n".join(f"Gate {phase}: {why}" for phase, why in gates[:3])
            + "\nWhat was done stays; what follows is locked until the gate is passed again.",
            yes="Adopt it",
            no="Not now",
            loses=True,
        )
    ):
        return False
    session.do(adopt_playbook, playbook=playbook, reason=typed["reason"], numbers=numbers)
    screen.app.say_done(
        f"This project runs on {called(playbook) if playbook else 'the method alone'}"
    )
    return True
