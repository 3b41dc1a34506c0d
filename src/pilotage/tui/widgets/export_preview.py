"""What an export will hold, before it is written."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pilotage.errors import PilotageError
from pilotage.export.exports import Order, make
from pilotage.export.formats import Format, What
from pilotage.method.requirement import counted
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.tui.literal import literal

LINES: Final = 300
"""So many lines of the page are shown."""
AS_TEXT: Final = {
    What.DOCUMENT: "The page as text",
    What.REVIEW: "The pack as text",
    What.MAP: "The map as text",
}
"""What is shown as text, and the title above that."""


class ExportPreview(VerticalScroll):
    """The page, the pack or the map as text; of other exports, what is in them."""

    def __init__(self) -> None:
        super().__init__(id="export-preview")
        self.border_title = AS_TEXT[What.DOCUMENT]

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", id="export-text", markup=False)

    @work(exclusive=True, group="preview")
    async def show(
        self, order: Order, project: Project, journal: Sequence[Entry], today: date
    ) -> None:
        """Show what is ordered. The page is made in a thread: with much data it takes a moment."""
        if order.what in AS_TEXT:
            as_text = replace(order, form=Format.MARKDOWN)
            try:
                made = await asyncio.to_thread(make, as_text, project, journal, today)
            except PilotageError as problem:  # it can't be made: said here as when it is written
                said = literal(str(problem))
            else:
                lines = made.content.decode("utf-8").splitlines()
                said = literal("\n".join(lines[:LINES]))
        elif order.what is What.DATA:
            said = Content(
                "Everything there is: people, page and revisions, baseline, runs and gaps, "
                "systems and steps, outputs with their checks, measurements, review, journal.\n\n"
                f"{counted(len(project.outputs), 'output')}\n"
                f"{counted(len(project.measurements), 'measurement')}\n"
                f"{counted(len(journal), 'journal entry', 'journal entries')}\n\n"
                "`pilotage import` makes a project of it again."
            )
        else:
            said = Content(
                f"{counted(len(journal), 'entry', 'entries')}, one a row: when, who, in which "
                "role, what, and the hash that chains it to the entry before."
            )
        self.query_one("#export-text", Static).update(said)
        self.border_title = AS_TEXT.get(order.what, "What is in it")


def which_page(project: Project, order: Order) -> str:
    """Which state of the page an export is, in a sentence; empty where it is no page."""
    if order.what is not What.DOCUMENT:
        return ""
    if project.revision is None:
        return "No revision is published yet: the page is marked as a draft."
    if order.draft:
        return "The page will be marked as a draft."
    if order.revision:
        return f"The page will be marked as replaced by revision {project.revision.number}."
    if project.has_draft:
        return (
            f"Revision {project.revision.number}; the draft has newer changes, which are not in it."
        )
    return f"Revision {project.revision.number}, unchanged since it was published."
