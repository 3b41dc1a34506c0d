"""Export: the one-page document, all data or the journal, as a file."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Select, Static

from pilotage.errors import FileProblem, PilotageError, Refused
from pilotage.export import files
from pilotage.method.requirement import counted
from pilotage.model.project import Project
from pilotage.model.text import clean, one_line
from pilotage.tui.command import Command
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, FieldBox
from pilotage.tui.exports import Export, text_of
from pilotage.tui.literal import literal
from pilotage.tui.screens.frame import Frame
from pilotage.tui.widgets.command_bar import CommandBar

PREVIEW_LINES: Final = 300
CURRENT, DRAFT = "current", "draft"


class Write(Command):
    """Write the file."""

    key = "ctrl+s"
    label = "Write the file"
    title = "Write the file"
    help = "Nothing is replaced without asking."
    changes = False

    async def run(self, screen: ExportScreen) -> None:
        """Write; ask before an existing file is replaced."""
        await screen.write()


class ExportScreen(Frame):
    """What to export, and where to."""

    NAME = "export"
    TITLE_TEXT = "Export"
    CSS_PATH = "export.tcss"
    OWN_COMMANDS = (Write,)
    AUTO_FOCUS = "#field-what"

    _proposed = ""
    """The path that was proposed; another one in the field is the user's own."""

    def compose_content(self) -> ComposeResult:
        """The choice at the left, what it looks like at the right."""
        with Horizontal(id="export-columns"):
            with Vertical(id="export-form"):
                what = [(each.label, each) for each in Export]
                yield FieldBox(
                    Field("what", "What", "choice", Export.PAGE_HTML, choices=what, required=True)
                )
                yield FieldBox(
                    Field(
                        "version",
                        "Which page",
                        "choice",
                        CURRENT,
                        choices=[
                            ("The current revision", CURRENT),
                            ("The draft, as it is now", DRAFT),
                        ],
                        required=True,
                    )
                )
                yield FieldBox(Field("path", "Where", hint="~ is your home folder.", required=True))
                yield Static("", id="export-note", markup=False)
                yield CommandBar(Write)
                yield Static("", id="export-done", markup=False)
            with VerticalScroll(id="export-preview"):
                yield Static("", id="export-text", markup=False)

    def on_mount(self) -> None:
        """Name the preview."""
        super().on_mount()
        self.query_one("#export-preview").border_title = "The page as text"

    @property
    def what(self) -> Export:
        """What is chosen."""
        value = self.query_one("#field-what", Select).value
        return value if isinstance(value, Export) else Export.PAGE_HTML

    @property
    def draft(self) -> bool:
        """Whether the draft is meant; it is all there is before the first revision."""
        return self.query_one("#field-version", Select).value == DRAFT

    def show(self, project: Project) -> None:
        """Propose a path, say which page it is, and show its text."""
        self._box("version").display = self.what.is_page
        path = self.query_one("#field-path", Input)
        if path.value == self._proposed:
            name = f"{files.safe_name(project.title)}{self.what}"
            self._proposed = str(self.session.path.absolute().parent / name)
            path.value = self._proposed
        self.query_one("#export-note", Static).update(literal(self._note(project)))
        self._show_text()

    def _note(self, project: Project) -> str:
        if not self.what.is_page:
            return ""
        if project.revision is None:
            return "No revision is published yet: the page is marked as a draft."
        if self.draft:
            return "The page will be marked as a draft."
        if project.has_draft:
            return (
                f"Revision {project.revision.number}; the draft has newer changes, "
                "which are not in it."
            )
        return f"Revision {project.revision.number}, unchanged since it was published."

    @work(exclusive=True, group="preview")
    async def _show_text(self) -> None:
        """Make the text in a thread: with much data it takes a moment."""
        project, journal, today = self.project, self.session.journal, self.session.today
        if self.what.is_page:
            text = await asyncio.to_thread(
                text_of, Export.PAGE_MARKDOWN, project, journal, today, draft=self.draft
            )
            said: Content = literal("\n".join(text.splitlines()[:PREVIEW_LINES]))
        elif self.what is Export.DATA:
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
        self.query_one("#export-preview").border_title = (
            "The page as text" if self.what.is_page else "What is in it"
        )

    # -- typing and choosing ------------------------------------------------------------------

    def _box(self, name: str) -> FieldBox:
        return next(box for box in self.query(FieldBox) if box.field.name == name)

    def on_select_changed(self, event: Select.Changed) -> None:
        """Show what is chosen now."""
        event.stop()
        if self.is_mounted:
            self.show(self.project)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the path writes."""
        event.stop()
        self.run_command(Write)

    async def write(self) -> None:
        """Write the file; ask first where there is one already."""
        box, done = self._box("path"), self.query_one("#export-done", Static)
        box.blame("")
        try:
            path = self._path(str(box.value))
        except PilotageError as problem:
            box.blame(clean(str(problem)).text)
            box.focus_input()
            return
        force = os.path.lexists(path)
        if force and not await self.app.push_screen_wait(
            Confirm(f"Replace {one_line(path.name)}?", "It exists already.", yes="Replace")
        ):
            return
        done.update(literal("working…", "$foreground 65%"))
        project, journal, today = self.project, self.session.journal, self.session.today
        what, draft = self.what, self.draft
        try:
            text = await asyncio.to_thread(text_of, what, project, journal, today, draft=draft)
            await asyncio.to_thread(files.write, path, text, force=force)
        except PilotageError as problem:
            done.update("")
            box.blame(clean(str(problem)).text)
            box.focus_input()
            return
        done.update(Content.assemble(("✓ Written: ", "$text-success bold"), one_line(str(path))))
        self.app.notify(one_line(str(path)), title="Written")

    def _path(self, typed: str) -> Path:
        if not one_line(typed):
            raise Refused("Say where the file goes.")
        try:
            path = Path(one_line(typed)).expanduser().absolute()
        except RuntimeError:
            raise FileProblem("There is no such home folder.", "Write the whole path.") from None
        if path.is_dir():
            raise FileProblem(f"{path.name} is a folder.", "Name a file in it.")
        if path.resolve() == self.session.path.resolve():
            raise Refused("That is the project's own file.", "Choose another name.")
        return path
