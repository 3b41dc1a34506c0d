"""Handing over to a second owner at another machine, and bringing back what they did there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.content import Content

from pilotage.errors import PilotageError
from pilotage.method.requirement import counted
from pilotage.model.text import one_line
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.dialogs.show import Show
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.roles import hand_on
from pilotage.tui.screens.parted import PartCommand
from pilotage.tui.screens.phase2_runs import keys_kept

if TYPE_CHECKING:
    from pilotage.handover import Made
    from pilotage.merging import Outcome
    from pilotage.tui.screens.phase2 import Phase2

T = TypeVar("T")


class HandOverFile(PartCommand):
    """The second owner's part as one file."""

    part = "runs"
    key = "f"
    label = "Hand over"
    title = "Hand over to the second owner as a file"
    help = "For somebody at another machine: the page and the runs in one file, to drive there."
    elsewhere = "This is a bundle already: give the file itself back."

    def why_not(self, screen: Phase2) -> str:
        """There must be a page, and somebody to hand it to."""
        if screen.project.second_owner is None:
            return f"Nobody is named as second owner yet. {button_for('people')} names them."
        return "" if screen.project.revision else "No revision of the page is published yet."

    async def run(self, screen: Phase2) -> None:
        """Ask for the file's name, write it, and say how it goes on."""
        project, session = screen.project, screen.session
        who, revision = project.name_of(project.second_owner), project.revision
        assert revision is not None  # noqa: S101 - why_not has checked
        detail = (
            f"In the file: revision {revision.number} of the page, to read also without Pilotage, "
            "and the runs with their gaps. Nothing else of the project goes along.\n"
            f"{who} opens it with Pilotage, drives there, quits and gives the file back. "
            f"{button_for('bring_back')} takes it in then, whatever is done here meanwhile."
        )

        async def write(path: Path) -> Made | None:
            from pilotage.handover import Taken, hand_over

            with keys_kept(screen):
                try:
                    return await asyncio.to_thread(hand_over, session, path)
                except Taken as taken:
                    question = taken.message
            if not await screen.app.push_screen_wait(
                Confirm(
                    question,
                    "What was done in that file and not brought back is lost then.",
                    yes="Replace it",
                    no="Another name",
                    loses=True,
                )
            ):
                return None
            with keys_kept(screen):
                return await asyncio.to_thread(hand_over, session, path, force=True)

        asks = _asks(f"Hand over to {who}", "Write the file", detail)
        made = await _until_done(screen, asks, _proposed(screen, who), write)
        if made is not None:
            await screen.app.push_screen_wait(Show("Handed over", content=_made(made)))


class BringBack(PartCommand):
    """What was done in a bundle, brought into the project."""

    part = "runs"
    key = "b"
    label = "Bring back"
    title = "Bring back what the second owner did in a file"
    help = "Runs, gaps and confirmations of a file that was handed over; twice does no harm."
    elsewhere = "This is a bundle itself: it is brought back in the builder's project."

    async def run(self, screen: Phase2) -> None:
        """Ask for the file, merge it, and say what came of it."""
        detail = (
            "The file that was handed over, as it came back. What was done in it is done here, "
            "under the names and at the times that it has there. It can't be undone; nothing that "
            "is here is lost, and bringing it back again does nothing."
        )

        async def bring(path: Path) -> Outcome:
            from pilotage.merging import merge

            with keys_kept(screen):
                return await asyncio.to_thread(merge, screen.session, path)

        asks = _asks("Bring back a file", "Bring it back", detail)
        done = await _until_done(screen, asks, _newest(screen), bring)
        if done is None:
            return
        await screen.app.push_screen_wait(Show("Brought back", content=_came(done)))
        if done.items:
            await hand_on(screen)


def _asks(title: str, button: str, detail: str) -> Callable[[str, str], Form]:
    """A form for a file's path: what was typed before, and what was wrong with it."""

    def form(typed: str, problem: str) -> Form:
        field = Field("path", "File", value=typed, hint="~ is your home folder.", required=True)
        return Form(title, [field], lambda _: None, detail=detail, button=button, problem=problem)

    return form


async def _until_done(
    screen: Phase2,
    asks: Callable[[str, str], Form],
    typed: str,
    work: Callable[[Path], Awaitable[T | None]],
) -> T | None:
    """Ask for a path until the work with it is done; None where somebody goes back."""
    from pilotage.tui.screens.home_commands import typed_path

    problem = ""
    while True:
        answer = await screen.app.push_screen_wait(asks(typed, problem))
        if answer is None:
            return None
        typed, problem = answer["path"], ""
        try:
            done = await work(typed_path(typed))
        except PilotageError as error:
            problem = one_line(str(error))
        else:
            if done is not None:
                return done


def _proposed(screen: Phase2, who: str) -> str:
    from pilotage.export.files import safe_name

    folder = screen.session.path.absolute().parent
    name = f"{safe_name(screen.project.title)}-for-{safe_name(who)}.handoff.zip"
    return one_line(str(folder / name))


def _newest(screen: Phase2) -> str:
    """The bundle beside the project that was changed last, else the folder."""
    folder = screen.session.path.absolute().parent
    with suppress(OSError):
        found = sorted(folder.glob("*.handoff.zip"), key=lambda path: path.stat().st_mtime)
        if found:
            return one_line(str(found[-1]))
    return one_line(f"{folder}/")


def _made(made: Made) -> Content:
    """Where the file is, and what happens with it now."""
    parts: list[str | tuple[str, str]] = [
        ("✓ ", "$text-success"),
        f"{one_line(str(made.path))}\nrevision {made.revision}, for {made.to}\n\n",
    ]
    if made.note:
        parts.append((f"{made.note}\n\n", "$text-warning"))
    name = one_line(made.path.name)
    steps = (
        f"Give {made.to} this file, and nothing else.",
        f"{made.to} opens it: pilotage {name}, or in the list of projects "
        f"Open file ({key_for('open_file')}). {button_for('start_run')} starts the run.",
        f"{made.to} quits with Ctrl+Q, and gives the file back: what they did is in it.",
        f"{button_for('bring_back')} takes it in. Work goes on here meanwhile.",
    )
    parts.append("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
    return Content.assemble(*parts)


def _came(done: Outcome) -> Content:
    """What was merged, and what no longer applied."""
    if not done.items:
        before = f" {counted(done.earlier, 'change')} came before." if done.earlier else ""
        return Content(f"Nothing new of {done.to} is in it.{before}")
    lines: list[Content] = [
        Content.styled(f"{counted(len(done.merged), 'change')} of {done.to} merged", "bold")
    ]
    lines += [Content.assemble(("✓ ", "$text-success"), one_line(i.what)) for i in done.merged]
    if done.not_merged:
        number = counted(len(done.not_merged), "change")
        lines += [Content(), Content.styled(f"{number} no longer applied", "bold $text-warning")]
        lines += [
            Content.assemble(
                ("✗ ", "$text-error"),
                one_line(item.what),
                (f"\n  {one_line(item.reason)}", "$text-warning"),
            )
            for item in done.not_merged
        ]
        lines += [
            Content(),
            Content(f"They are kept in the journal ({key_for('journal')}), with what they were."),
        ]
    return Content("\n").join(lines)
