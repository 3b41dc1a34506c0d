"""What can be done with gaps."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from pilotage.actions import runs
from pilotage.forms.runs import withdrawal_field
from pilotage.method.requirement import Place
from pilotage.model.project import Project
from pilotage.model.runs import Gap
from pilotage.model.text import clean
from pilotage.tui.dialogs.form import Form
from pilotage.tui.dialogs.show import Show
from pilotage.tui.gaps import MARKS, WORDS, driver_of, gap_fields, section_of, state_of
from pilotage.tui.keymap import short_for
from pilotage.tui.roles import at_the_keyboard
from pilotage.tui.screens.parted import ChosenCommand, PartCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase2 import Phase2


FIX_SECONDS: Final = 20
"""How long the gap stays in sight of who fixes it."""


class GapCommand(ChosenCommand, PartCommand):
    """A command on the gap under the cursor."""

    part = "gaps"
    chosen = "gap_chosen"
    none = "There is no gap yet."
    wants_open: bool | None = None

    def why_not(self, screen: Phase2) -> str:
        """A gap must be chosen, and be open or closed as the command wants it."""
        gap = screen.gap_chosen
        if gap is None or self.wants_open is None or gap.is_open == self.wants_open:
            return super().why_not(screen)
        return "This gap is still open." if gap.is_open else f"This gap is {_closed(gap)}."


def raiser(screen: Phase2, gap: Gap, what: str) -> AbstractAsyncContextManager[bool]:
    """Whether who raised a gap is at the keyboard; they are asked for, and give it back."""
    return at_the_keyboard(screen, driver_of(screen.project, gap), what)


class FixInPage(GapCommand):
    """Go to the page, where the gap is."""

    key = "p"
    label = "Fix in the page"
    title = "Go to the gap's section of the page"
    help = "Change the section, then publish a revision that answers the gap."
    elsewhere = "This is a bundle: the page is changed and published in the builder's project."
    changes = False

    async def run_with(self, screen: Phase2, gap: Gap) -> None:
        """Go."""
        screen.go(Place("phase1", gap.section))
        if screen.app.screen is not screen:  # what is typed here could be saved
            screen.app.notify(
                f"{clean(gap.text).text}\nAnswer it under {section_of(gap)}; "
                f"then {short_for('publish')} publishes.",
                title=WORDS[gap.kind].capitalize(),
                timeout=FIX_SECONDS,
            )


class EditGap(GapCommand):
    """Say a gap better, or read a closed one."""

    key = "e"
    shown = "e ↵"
    label = "Edit"
    title = "Say the gap better"
    help = "Only who raised it can, while it is open; a closed one is shown."

    async def run_with(self, screen: Phase2, gap: Gap) -> None:
        """Ask, or show what became of it."""
        if not gap.is_open:
            await screen.app.push_screen_wait(
                Show("A closed gap", content=gap_text(screen.project, gap))
            )
            return

        def save(values: dict[str, Any]) -> None:
            screen.session.do(runs.edit_gap, gap=gap.id, **values)

        fields = gap_fields(gap.kind, gap.section, gap.text)
        form = Form("A gap in the page", fields, save, start="text")
        what = "They raised this gap and say it better."
        async with raiser(screen, gap, what) as here:
            if here:
                await screen.app.push_screen_wait(form)


class WithdrawGap(GapCommand):
    """Take a gap back."""

    key = "w,d,delete"
    shown = "w"
    label = "Withdraw"
    title = "Withdraw the gap"
    help = "When it turned out to be none; the one who raised it says why."
    wants_open = True

    async def run_with(self, screen: Phase2, gap: Gap) -> None:
        """Ask for the reason."""

        def save(values: dict[str, Any]) -> None:
            screen.session.do(runs.withdraw_gap, gap=gap.id, reason=values["reason"])

        form = Form(
            "Withdraw a gap", [withdrawal_field()], save, detail=gap.text, button="Withdraw"
        )
        what = "They raised this gap and take it back."
        async with raiser(screen, gap, what) as here:
            if here:
                await screen.app.push_screen_wait(form)


class ReadAnswer(GapCommand):
    """How a revision answers the gap."""

    key = "l"
    label = "Look"
    title = "See how the revision answers the gap"
    help = "Who raised it says whether it does, or opens it again."
    wants_open = False

    async def run_with(self, screen: Phase2, gap: Gap) -> None:
        """Show the section before and after; let who raised it judge."""
        if gap.answered_by is None:
            await EditGap().run_with(screen, gap)  # it was withdrawn: say so
            return
        from pilotage.tui.dialogs.answer import CONFIRM, REOPEN, Answer

        answer = Answer(screen.project, gap, can_confirm=gap.confirmed is None)
        said = await screen.app.push_screen_wait(answer)
        action = {CONFIRM: runs.confirm_answer, REOPEN: runs.reopen_gap}.get(said or "")
        if action is None:
            return
        what = "They raised this gap and say whether the page answers it now."
        async with raiser(screen, gap, what) as here:
            if here:
                screen.session.do(action, gap=gap.id)


class ReopenGap(GapCommand):
    """Say that a gap is not answered after all."""

    key = "o"
    label = "Reopen"
    title = "Reopen the gap"
    help = "When the revision does not answer it after all."
    wants_open = False

    async def run_with(self, screen: Phase2, gap: Gap) -> None:
        """Let who raised it do it."""
        what = "They raised this gap and open it again."
        async with raiser(screen, gap, what) as here:
            if here:
                screen.session.do(runs.reopen_gap, gap=gap.id)


def gap_text(project: Project, gap: Gap) -> Content:
    """All of a gap, to read."""
    run = next((run for run in project.runs if run.id == gap.run), None)
    where = f"{section_of(gap)}, run #{run.number if run else '–'}"
    parts: list[str | Content | tuple[str, str]] = [
        (f"{MARKS[gap.kind]} {WORDS[gap.kind]}  ", "bold"),
        (f"{where}, by {project.name_of(gap.by)}\n\n", "$foreground 65%"),
        f"{gap.text}\n\n",
        (f"{_closed(gap).capitalize()}.", "bold"),
    ]
    if gap.withdrawn is not None:
        parts.append(f" {gap.withdrawn.reason}")
    return Content.assemble(*parts)


def _closed(gap: Gap) -> str:
    return state_of(gap) if gap.withdrawn else f"answered by revision {gap.answered_by}"
