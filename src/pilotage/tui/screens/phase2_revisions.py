"""What can be done with the revisions that answer gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from pilotage.actions import page
from pilotage.method.gate_second_owner import known_revision
from pilotage.tui.command import Command
from pilotage.tui.compare_commands import compare
from pilotage.tui.dialogs.show import Show
from pilotage.tui.keymap import button_for
from pilotage.tui.roles import at_the_keyboard
from pilotage.tui.screens.parted import ButtonCommand, PartCommand
from pilotage.tui.versions import version
from pilotage.tui.widgets.preview import blocks

if TYPE_CHECKING:
    from pilotage.tui.screens.frame import Frame
    from pilotage.tui.screens.phase2 import Phase2


class PublishRevision(ButtonCommand):
    """Publish the page as its next revision."""

    key = "ctrl+r"
    label = "Publish"
    title = "Publish the page as a revision"
    help = "Say what changed and which gaps it answers."
    elsewhere = "This is a bundle: the page is changed and published in the builder's project."

    def why_not(self, screen: Phase2) -> str:
        """Something must have changed."""
        if screen.project.has_draft:
            return ""
        return "The page has not changed since its last revision. p on a gap goes to its section."

    async def run(self, screen: Phase2) -> None:
        """Ask and publish."""
        from pilotage.tui.dialogs.publish import publish

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
            return f"Nobody is named as second owner yet. {button_for('people')} names them."
        if known_revision(project) == project.revision.number:
            who = project.name_of(project.second_owner)
            return f"{who} already knows revision {project.revision.number}."
        return ""

    async def run(self, screen: Phase2) -> None:
        """Let them read, then sign."""
        await confirm(screen)


async def confirm(screen: Frame) -> None:
    """Let the second owner read what changed since they knew the page, and sign."""
    from pilotage.tui.dialogs.difference import Difference

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
