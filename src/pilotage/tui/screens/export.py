"""Export: the one-page document, the integration map, all data or the journal, as a file."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Select, Static

from pilotage import last_export
from pilotage.errors import FileProblem, PilotageError, Refused
from pilotage.export import files
from pilotage.export.exports import Order, make
from pilotage.export.formats import FORMATS, Format, What, ending, name_end
from pilotage.method.gates import current_phase
from pilotage.method.requirement import counted
from pilotage.model.document import Paper
from pilotage.model.project import Project
from pilotage.model.text import clean, one_line
from pilotage.tui.command import Command
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, FieldBox
from pilotage.tui.literal import literal, put
from pilotage.tui.screens.frame import Frame
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.rail import screen_name

PREVIEW_LINES: Final = 300
PATIENCE: Final = 0.5
"""Seconds after which one is told that it takes a while."""
CURRENT: Final = 0
DRAFT: Final = -1
"""Instead of a revision's number: the current one, and the page as it is being written."""
AS_TEXT: Final = {What.DOCUMENT: "The page as text", What.MAP: "The map as text"}
"""What can be shown as text before it is written, and the title above that."""
KNOWN: Final = {each.value for each in Format}
T = TypeVar("T")


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


class Open(Command):
    """Open the file that was written."""

    key = "f3"
    label = "Open it"
    title = "Open the file that was written"
    help = "With the program that the system has for it."
    changes = False

    def why_not(self, screen: ExportScreen) -> str:
        """It must have been written."""
        return "" if screen.written else "Nothing is written yet."

    async def run(self, screen: ExportScreen) -> None:
        """Open; say where the file is when that can't be done here."""
        await screen.open_written()


class ExportScreen(Frame):
    """What to export, in which format, and where to."""

    NAME = "export"
    TITLE_TEXT = "Export"
    CSS_PATH = "export.tcss"
    OWN_COMMANDS = (Write, Open)
    AUTO_FOCUS = "#field-what"
    MORE_BINDINGS = (
        *Frame.MORE_BINDINGS,
        Binding("escape", "leave", "Back", show=False),
    )

    _proposed = ""
    """The path that was proposed; another one in the field is the user's own."""
    _folder: Path | None = None
    """Where the last export went; None for beside the project."""
    written: Path | None = None
    """The file that was written last."""

    def compose_content(self) -> ComposeResult:
        """The choice at the left, what it looks like at the right."""
        was = last_export.last(self.project.uid)
        what = _kind(What, was.what if was else "", What.DOCUMENT)
        form = _kind(Format, was.form if was else "", FORMATS[what][0])
        if form not in FORMATS[what]:
            form = FORMATS[what][0]
        self._folder = Path(was.folder) if was and was.folder else None
        with Horizontal(id="export-columns"):
            with VerticalScroll(id="export-form", can_focus=False):
                yield _choice("what", "What", what, [(each.label, each) for each in What])
                yield _choice("form", "Format", form, _formats(what))
                yield _choice(
                    "paper",
                    "Paper",
                    _kind(Paper, was.paper if was else "", Paper.A4),
                    [(each.label, each) for each in Paper],
                )
                yield _choice("version", "Which page", CURRENT, self._versions())
                yield FieldBox(Field("path", "Where", hint="~ is your home folder.", required=True))
                yield Static("", id="export-note", markup=False)
                yield CommandBar(Write, Open)
                yield Static("", id="export-done", markup=False)
            with VerticalScroll(id="export-preview"):
                yield Static("", id="export-text", markup=False)

    def _versions(self) -> list[tuple[str, int]]:
        older = [
            (f"Revision {each.number}, replaced", each.number)
            for each in reversed(self.project.revisions[:-1])
        ]
        return [("The current revision", CURRENT), ("The draft, as it is now", DRAFT), *older]

    def on_mount(self) -> None:
        """Name the preview."""
        super().on_mount()
        self.query_one("#export-preview").border_title = AS_TEXT[What.DOCUMENT]

    @property
    def order(self) -> Order:
        """What is chosen."""
        version = self._chosen("version", CURRENT)
        return Order(
            self._chosen("what", What.DOCUMENT),
            self._chosen("form", Format.PDF),
            self._chosen("paper", Paper.A4),
            draft=version == DRAFT,
            revision=version if version > CURRENT else None,
        )

    def _chosen(self, name: str, default: T) -> T:
        value = self.query_one(f"#field-{name}", Select).value
        return value if isinstance(value, type(default)) else default

    def show(self, project: Project) -> None:
        """Propose a path, say which page it is, and show its text."""
        order = self.order
        is_page = order.what is What.DOCUMENT
        self._box("version").display = is_page
        self._box("paper").display = is_page and order.form.has_paper
        path = self.query_one("#field-path", Input)
        if path.value == self._proposed:
            folder = self._folder or self.session.path.absolute().parent
            name = files.safe_name(project.title) + name_end(order.what, order.form)
            self._proposed = path.value = str(folder / name)
        put(self.query_one("#export-note", Static), self._note(project, order))
        self._show_text()

    def _note(self, project: Project, order: Order) -> str:
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
                f"Revision {project.revision.number}; the draft has newer changes, "
                "which are not in it."
            )
        return f"Revision {project.revision.number}, unchanged since it was published."

    @work(exclusive=True, group="preview")
    async def _show_text(self) -> None:
        """Make the text in a thread: with much data it takes a moment."""
        order, project, journal = self.order, self.project, self.session.journal
        if order.what in AS_TEXT:
            as_text = Order(order.what, Format.MARKDOWN, order.paper, order.draft, order.revision)
            made = await asyncio.to_thread(make, as_text, project, journal, self.session.today)
            lines = made.content.decode("utf-8").splitlines()
            said: Content = literal("\n".join(lines[:PREVIEW_LINES]))
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
        title = AS_TEXT.get(order.what, "What is in it")
        self.query_one("#export-preview").border_title = title

    def action_leave(self) -> None:
        """Back to the current phase."""
        self.app.go(screen_name(current_phase(self.project)))

    # -- typing and choosing ------------------------------------------------------------------

    def _box(self, name: str) -> FieldBox:
        return next(box for box in self.query(FieldBox) if box.field.name == name)

    def on_select_changed(self, event: Select.Changed) -> None:
        """Show what is chosen now; each kind has formats of its own."""
        event.stop()
        if not self.is_mounted:
            return
        if event.select.id == "field-what":
            self._offer_formats()
        self.show(self.project)

    def _offer_formats(self) -> None:
        what, select = self._chosen("what", What.DOCUMENT), self.query_one("#field-form", Select)
        if select.value not in FORMATS[what]:
            with self.prevent(Select.Changed):
                select.set_options([(literal(shown), each) for shown, each in _formats(what)])
                select.value = FORMATS[what][0]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the path writes."""
        event.stop()
        self.run_command(Write)

    # -- writing ------------------------------------------------------------------------------

    async def write(self) -> None:
        """Write the file; ask first where there is one already."""
        box, done = self._box("path"), self.query_one("#export-done", Static)
        box.blame("")
        order = self.order
        try:
            path = self._path(str(box.value), order.form)
        except PilotageError as problem:
            self._blame(problem)
            return
        force = os.path.lexists(path)
        if force and not await self.app.push_screen_wait(
            Confirm(f"Replace {one_line(path.name)}?", "It exists already.", yes="Replace")
        ):
            return
        patience = self.set_timer(
            PATIENCE, lambda: put(done, literal(f"Making the {order.form.upper()} …"))
        )
        project, journal, today = self.project, self.session.journal, self.session.today
        try:
            made = await asyncio.to_thread(make, order, project, journal, today)
            await asyncio.to_thread(files.write, path, made.content, force=force)
        except PilotageError as problem:
            done.update("")
            self._blame(problem)
            return
        finally:
            patience.stop()
        self.written = path
        self.refresh_bindings()
        self._remember(order, path)
        said = Content.assemble(("✓ Written: ", "$text-success bold"), one_line(str(path)))
        note = (f"\n{made.note}", "$text-warning") if made.note else ""
        done.update(Content.assemble(said, note))
        done.scroll_visible(animate=False)
        self.app.notify(one_line(str(path)), title="Written")

    def _blame(self, problem: PilotageError) -> None:
        box = self._box("path")
        box.blame(clean(str(problem)).text)
        box.focus_input()

    def _remember(self, order: Order, path: Path) -> None:
        beside = path.parent == self.session.path.absolute().parent
        self._folder = None if beside else path.parent
        folder = "" if beside else str(path.parent)
        choice = last_export.Choice(order.what, order.form, order.paper, folder)
        last_export.remember(self.project.uid, choice)

    async def open_written(self) -> None:
        """Open what was written; the reason under it when that can't be done here."""
        from pilotage.viewer import view

        if self.written is None:
            return
        try:
            await asyncio.to_thread(view, self.written)
        except FileProblem as problem:
            self.app.notify(clean(str(problem)).text, severity="warning", title="Not opened")

    def _path(self, typed: str, form: Format) -> Path:
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
        asked = ending(path)
        if not asked:
            return path.with_name(f"{path.name}.{form}")
        if asked in KNOWN and asked != form:
            raise Refused(
                f"The name ends in .{asked}, but the format is {form.upper()}.",
                "Change one of them.",
            )
        return path


def _choice(name: str, label: str, value: Any, choices: list[tuple[str, Any]]) -> FieldBox:
    return FieldBox(Field(name, label, "choice", value, choices=choices, required=True))


def _formats(what: What) -> list[tuple[str, Format]]:
    return [(each.label, each) for each in FORMATS[what]]


def _kind(kind: type[T], value: str, default: T) -> T:
    with suppress(ValueError):
        return kind(value)  # type: ignore[call-arg]  # only enumerations come here
    return default
