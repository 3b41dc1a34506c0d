"""Copying: what is marked or under the cursor, a table, the page, the last message."""

from __future__ import annotations

from typing import Any

from pilotage.tui.command import Command
from pilotage.tui.copying import Copied, here, table_of, whole
from pilotage.tui.copying_app import NOTHING


class CopyHere(Command):
    """What is marked, or the row under the cursor."""

    key = "ctrl+c"
    label = "Copy"
    in_footer = False
    title = "Copy what is marked, or the row under the cursor"
    help = "Drag over a text to mark it. Ctrl+C never quits."
    changes = False

    async def run(self, screen: Any) -> None:
        """Copy it; say what to do where there is nothing."""
        copied = here(screen)
        if copied is None:
            screen.app.notify(NOTHING)
        else:
            screen.app.copy(copied)


class CopyTable(Command):
    """The whole table."""

    key = "Y"
    title = "Copy the table or list"
    help = "All its rows, with tabs between the cells: for a spreadsheet."
    changes = False
    markdown = False

    def why_not(self, screen: Any) -> str:
        """There must be one with a row."""
        return "" if self._copied(screen) else "There is no table with a row here."

    def _copied(self, screen: Any) -> Copied | None:
        table = table_of(screen)
        return whole(table, markdown=self.markdown) if table is not None else None

    async def run(self, screen: Any) -> None:
        """Copy it."""
        if copied := self._copied(screen):
            screen.app.copy(copied)


class CopyTableAsMarkdown(CopyTable):
    """The whole table as Markdown."""

    key = ""
    title = "Copy the table as Markdown"
    help = "For a wiki, a ticket or a chat."
    listed = False
    markdown = True


class CopyPage(Command):
    """The one-page document."""

    title = "Copy the page as Markdown"
    help = "As it is being written in phase 1; elsewhere the revision in force."
    listed = False
    changes = False

    async def run(self, screen: Any) -> None:
        """Make it in a thread, and copy it. Raises `PilotageError` where it can't be made."""
        from pilotage.export.exports import Order, make
        from pilotage.export.formats import Format, What

        session = screen.session
        draft = screen.NAME == "phase1" or session.project.revision is None
        order = Order(What.DOCUMENT, Format.MARKDOWN, draft=draft, file=session.path.name)
        from pilotage.tui.dialogs.waiting import GivenUp, waited_for

        try:
            made = await waited_for(
                screen.app, "Making the page", make, order, session.project, (), session.today
            )
        except GivenUp:
            return
        screen.app.copy(Copied(made.content.decode("utf-8"), "the page"))


class CopyMessage(Command):
    """What was said last."""

    title = "Copy the last message"
    help = "What stood in the corner last, such as an error."
    listed = False
    changes = False

    def why_not(self, screen: Any) -> str:
        """Something must have been said."""
        return "" if screen.app.last_said else "Nothing was said yet."

    async def run(self, screen: Any) -> None:
        """Copy it."""
        screen.app.copy(Copied(screen.app.last_said, "the message"))


COPY_ANYWHERE: tuple[type[Command], ...] = (CopyHere, CopyTable, CopyTableAsMarkdown, CopyMessage)
COPY_COMMANDS: tuple[type[Command], ...] = (*COPY_ANYWHERE, CopyPage)
