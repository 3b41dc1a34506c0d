"""What can be done with gaps and with the revisions that answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.content import Content

from pilotage.actions import page, runs
from pilotage.method.gate_second_owner import finished_runs
from pilotage.method.requirement import Place
from pilotage.model.project import Project
from pilotage.model.runs import Gap
from pilotage.model.text import clean
from pilotage.tui.command import Command
from pilotage.tui.compare_commands import compare
from pilotage.tui.dialogs.answer import CONFIRM, REOPEN, Answer
from pilotage.tui.dialogs.difference import Difference
from pilotage.tui.dialogs.form import Field, Form
from pilotage.tui.dialogs.publish import publish
from pilotage.tui.dialogs.show import Show
from pilotage.tui.gaps import MARKS, WORDS, driver_of, gap_fields, section_of, state_of
from pilotage.tui.roles import at_the_keyboard
from pilotage.tui.screens.parted import ButtonCommand, PartCommand
from pilotage.tui.versions import version
from pilotage.tui.widgets.preview import blocks

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame
    from pilotage.tui.screens.phase2 import Phase2


FIX_SECONDS: Final = 20
"""How long the gap stays in sight of who fixes it."""


class GapCommand(PartCommand):
    """A command on the gap under the cursor."""

    part = "gaps"
    wants_open: bool | None = None

    def why_not(self, screen: Phase2) -> str:
        """A gap must be chosen, and be open or closed as the command wants it."""
        gap = screen.gap_chosen
        if gap is None:
            return "There is no gap yet."
        if self.wants_open is None or gap.is_open == self.wants_open:
            return ""
        return "This gap is still open." if gap.is_open else f"This gap is {_closed(gap)}."


class FixInPage(GapCommand):
    """Go to the page, where the gap is."""

    key = "p"
    label = "Fix in the page"
    title = "Go to the gap's section of the page"
    help = "Change the section, then publish a revision that answers the gap."
    changes = False

    async def run(self, screen: Phase2) -> None:
        """Go."""
        gap = screen.gap_chosen
        assert gap is not None  # noqa: S101 - why_not has checked
        screen.go(Place("phase1", gap.section))
        if screen.app.screen is not screen:  # what is typed here could be saved
            screen.app.notify(
                f"{clean(gap.text).text}\nAnswer it under {section_of(gap)}; then ^r publishes.",
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

    async def run(self, screen: Phase2) -> None:
        """Ask, or show what became of it."""
        gap = screen.gap_chosen
        assert gap is not None  # noqa: S101 - why_not has checked
        if not gap.is_open:
            await screen.app.push_screen_wait(
                Show("A closed gap", content=gap_text(screen.project, gap))
            )
            return
        driver = driver_of(screen.project, gap)

        def save(values: dict[str, Any]) -> None:
            screen.session.do(runs.edit_gap, gap=gap.id, **values)

        fields = gap_fields(gap.kind, gap.section, gap.text)
        form = Form("A gap in the page", fields, save, start="text")
        what = "They raised this gap and say it better."
        async with at_the_keyboard(screen, driver, what) as here:
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

    async def run(self, screen: Phase2) -> None:
        """Ask for the reason."""
        gap = screen.gap_chosen
        assert gap is not None  # noqa: S101 - why_not has checked
        driver = driver_of(screen.project, gap)

        def save(values: dict[str, Any]) -> None:
            screen.session.do(runs.withdraw_gap, gap=gap.id, reason=values["reason"])

        field = Field(
            "reason",
            "Why is it no gap?",
            "prose",
            hint="Such as: it stands under Trigger, I had overlooked it.",
            required=True,
        )
        form = Form("Withdraw a gap", [field], save, detail=gap.text, button="Withdraw")
        what = "They raised this gap and take it back."
        async with at_the_keyboard(screen, driver, what) as here:
            if here:
                await screen.app.push_screen_wait(form)


class ReadAnswer(GapCommand):
    """How a revision answers the gap."""

    key = "l"
    label = "Look"
    title = "See how the revision answers the gap"
    help = "Who raised it says whether it does, or opens it again."
    wants_open = False

    async def run(self, screen: Phase2) -> None:
        """Show the section before and after; let who raised it judge."""
        gap = screen.gap_chosen
        assert gap is not None  # noqa: S101 - why_not has checked
        if gap.answered_by is None:
            await EditGap().run(screen)  # it was withdrawn: say so
            return
        answer = Answer(screen.project, gap, can_confirm=gap.confirmed is None)
        said = await screen.app.push_screen_wait(answer)
        action = {CONFIRM: runs.confirm_answer, REOPEN: runs.reopen_gap}.get(said or "")
        if action is None:
            return
        what = "They raised this gap and say whether the page answers it now."
        async with at_the_keyboard(screen, driver_of(screen.project, gap), what) as here:
            if here:
                screen.session.do(action, gap=gap.id)


class ReopenGap(GapCommand):
    """Say that a gap is not answered after all."""

    key = "o"
    label = "Reopen"
    title = "Reopen the gap"
    help = "When the revision does not answer it after all."
    wants_open = False

    async def run(self, screen: Phase2) -> None:
        """Let who raised it do it."""
        gap = screen.gap_chosen
        assert gap is not None  # noqa: S101 - why_not has checked
        driver = driver_of(screen.project, gap)
        what = "They raised this gap and open it again."
        async with at_the_keyboard(screen, driver, what) as here:
            if here:
                screen.session.do(runs.reopen_gap, gap=gap.id)


class PublishRevision(ButtonCommand):
    """Publish the page as its next revision."""

    key = "ctrl+r"
    label = "Publish"
    title = "Publish the page as a revision"
    help = "Say what changed and which gaps it answers."

    def why_not(self, screen: Phase2) -> str:
        """Something must have changed."""
        if screen.project.has_draft:
            return ""
        return "The page has not changed since its last revision. p on a gap goes to its section."

    async def run(self, screen: Phase2) -> None:
        """Ask and publish."""
        await publish(screen)


class ShowPage(Command):
    """The page, for who works with nothing else."""

    key = "f3"
    label = "Page"
    title = "Read the page"
    help = "The current revision: all that the second owner has to work with."
    changes = False

    def why_not(self, screen: Phase2) -> str:
        """There must be a page."""
        return "" if screen.project.revision else "No revision is published yet."

    async def run(self, screen: Phase2) -> None:
        """Show it."""
        project = screen.project
        revision = project.revision
        assert revision is not None  # noqa: S101 - why_not has checked
        text = Content("\n\n").join(blocks(project, revision.page).values())
        await screen.app.push_screen_wait(Show("The page", content=text))


class ShowDifference(PartCommand):
    """What a revision changed."""

    part = "revisions"
    key = "v"
    shown = "v ↵"
    label = "What changed"
    title = "See what the revision changed"
    help = "Word by word, beside the revision before it, or any other."
    changes = False

    def why_not(self, screen: Phase2) -> str:
        """A revision must be chosen."""
        return "" if screen.revision_chosen else "No revision is published yet."

    async def run(self, screen: Phase2) -> None:
        """Show it."""
        new = screen.revision_chosen
        assert new is not None  # noqa: S101 - why_not has checked
        await compare(screen, new.number)


class ConfirmRevision(PartCommand):
    """The second owner signs for what changed."""

    part = "revisions"
    key = "c"
    label = "Confirm"
    title = "Confirm the revision as second owner"
    help = "The second owner reads what changed and signs that they can work with it."

    def why_not(self, screen: Phase2) -> str:
        """There must be a revision that the second owner does not know yet."""
        project = screen.project
        if project.revision is None:
            return "No revision is published yet."
        if project.second_owner is None:
            return "Nobody is named as second owner yet. F5 names them."
        if known_revision(project) == project.revision.number:
            who = project.name_of(project.second_owner)
            return f"{who} already knows revision {project.revision.number}."
        return ""

    async def run(self, screen: Phase2) -> None:
        """Let them read, then sign."""
        await confirm(screen)


async def confirm(screen: Frame) -> None:
    """Let the second owner read what changed since they knew the page, and sign."""
    project = screen.project
    new = project.revision
    assert new is not None  # noqa: S101 - whoever calls has looked
    known = known_revision(project)
    title = f"Revision {new.number}" + (f", since revision {known}" if known else "")
    who = project.name_of(project.second_owner)
    sign = f"{who} has read this and can work with revision {new.number}."
    text = Difference(title, version(project, known).page, new.page, note=new.note, sign=sign)
    what = "They read what changed in the page and sign that they can work with it."
    async with at_the_keyboard(screen, project.second_owner, what) as here:
        if here and await screen.app.push_screen_wait(text):
            screen.session.do(page.confirm_revision)


def known_revision(project: Project) -> int:
    """The newest revision that the second owner ran to the end or signed; 0 for none."""
    ran = (run.revision for run in finished_runs(project))
    signed = (c.revision for c in project.confirmations if c.by == project.second_owner)
    return max((*ran, *signed), default=0)


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
