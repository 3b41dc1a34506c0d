"""Export: the one-page document, the integration map, all data or the journal, as a file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Select, Static

from pilotage import last_export
from pilotage.errors import FileProblem, PilotageError
from pilotage.export import files
from pilotage.export.exports import Order, make
from pilotage.export.formats import FORMATS, Format, What, name_end
from pilotage.export.target import target
from pilotage.method.requirement import Place
from pilotage.model.document import Paper
from pilotage.model.project import Project
from pilotage.model.text import clean, one_line
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.form import Field, FieldBox
from pilotage.tui.dialogs.waiting import GivenUp, waited_for
from pilotage.tui.literal import literal, put
from pilotage.tui.screens.export_commands import CopyPath, Open, Write
from pilotage.tui.screens.frame import LEAVES, Frame
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.export_preview import ExportPreview, which_page

CURRENT: Final = 0
DRAFT: Final = -1
"""Instead of a revision's number: the current one, and the page as it is being written."""
T = TypeVar("T")


class ExportScreen(Frame):
    """What to export, in which format, and where to."""

    NAME = "export"
    TITLE_TEXT = "Export"
    CSS_PATH = "export.tcss"
    OWN_COMMANDS = (Write, Open, CopyPath)
    AUTO_FOCUS = "#field-what"
    MORE_BINDINGS = (*Frame.MORE_BINDINGS, LEAVES)

    _proposed = ""
    """The path that was proposed; another one in the field is the user's own."""
    _folder: Path | None = None
    """Where the last export went; None for beside the project."""
    _offered: Sequence[tuple[str, int]] = ()
    """The states of the page to choose from, as they were offered last."""
    written: Path | None = None
    """The file that was written last."""

    def compose_content(self) -> ComposeResult:
        """The choice at the left, what it looks like at the right."""
        was = last_export.last(self.project.uid)
        what = _kind(What, was.what if was else "", What.DOCUMENT)
        form = _kind(Format, was.form if was else "", FORMATS[what][0])
        if form not in FORMATS[what]:
            form = FORMATS[what][0]
        self._offered = _versions(self.project)
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
                yield _choice("version", "Which page", CURRENT, self._offered)
                yield FieldBox(Field("path", "Where", hint="~ is your home folder.", required=True))
                yield Static("", id="export-note", markup=False)
                yield CommandBar(Write, Open, CopyPath)
                yield Static("", id="export-done", markup=False)
            yield ExportPreview()

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
            file=self.session.path.name,
        )

    def _chosen(self, name: str, default: T) -> T:
        value = self.query_one(f"#field-{name}", Select).value
        return value if isinstance(value, type(default)) else default

    def show(self, project: Project) -> None:
        """Propose a path, say which page it is, and show its text."""
        self._offer_versions(project)
        order = self.order
        is_page = order.what is What.DOCUMENT
        self._box("version").display = is_page
        self._box("paper").display = order.form.has_paper
        path = self.query_one("#field-path", Input)
        if path.value == self._proposed:
            folder = self._folder or self.session.path.absolute().parent
            name = files.safe_name(project.title) + name_end(order.what, order.form)
            self._proposed = path.value = str(folder / name)
        put(self.query_one("#export-note", Static), which_page(project, order))
        self.query_one(ExportPreview).show(order, project, self.session.journal, self.session.today)

    def show_place(self, place: Place) -> None:
        """Choose what is asked for: what and format, as `document/pdf`."""
        what, _, form = place.field.partition("/")
        self.query_one("#field-what", Select).value = chosen = _kind(What, what, What.DOCUMENT)
        self._offer_formats()
        self.query_one("#field-form", Select).value = _kind(Format, form, FORMATS[chosen][0])
        self.show(self.project)
        self.query_one("#field-path").focus()

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
        chosen = self._chosen("form", FORMATS[what][0])
        with self.prevent(Select.Changed):
            select.set_options([(literal(shown), each) for shown, each in _formats(what)])
            select.value = chosen if chosen in FORMATS[what] else FORMATS[what][0]

    def _offer_versions(self, project: Project) -> None:
        """The states that there are now; the current one where the chosen one went away."""
        offered = _versions(project)
        if offered == self._offered:
            return
        self._offered = offered
        select, chosen = self.query_one("#field-version", Select), self._chosen("version", CURRENT)
        with self.prevent(Select.Changed):
            select.set_options([(literal(shown), each) for shown, each in offered])
            select.value = chosen if any(each == chosen for _, each in offered) else CURRENT

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
            path = target(str(box.value), order.form, self.session.path)
        except PilotageError as problem:
            self._blame(problem)
            return
        force = os.path.lexists(path)
        if force and not await self.app.push_screen_wait(
            Confirm(
                f"Replace {one_line(path.name)}?", "It exists already.", yes="Replace", loses=True
            )
        ):
            return
        project, journal, today = self.project, self.session.journal, self.session.today
        try:
            what = f"Making the {order.form.upper()}"
            made = await waited_for(self.app, what, make, order, project, journal, today)
            await asyncio.to_thread(files.write, path, made.content, force=force)
        except GivenUp:
            put(done, "Nothing was written.")
            return
        except PilotageError as problem:
            done.update("")
            self._blame(problem)
            return
        self.written = path
        self.refresh_bindings()
        self._remember(order, path)
        said = Content.assemble(("✓ Written: ", "$text-success bold"), one_line(str(path)))
        note = (f"\n{made.note}", "$text-warning") if made.note else ""
        done.update(Content.assemble(said, note))
        done.scroll_visible(animate=False)
        self.app.notify(one_line(str(path)), title="Written")
        if self.app.is_web:
            self._download(path)

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

    def _download(self, path: Path) -> None:
        """Hand a file over to the browser, which may be on another machine than the file."""
        try:
            self.app.deliver_binary(path)
        except OSError as problem:
            why = f"{one_line(path.name)} can't be read: {problem.strerror or problem}."
            self.app.notify(why, severity="warning", title="Not downloaded")

    async def open_written(self) -> None:
        """Open what was written; the reason under it when that can't be done here."""
        from pilotage.viewer import view

        if self.written is None:
            return
        if self.app.is_web:
            self._download(self.written)
            return
        try:
            await asyncio.to_thread(view, self.written)
        except FileProblem as problem:
            self.app.notify(clean(str(problem)).text, severity="warning", title="Not opened")


def _choice(name: str, label: str, value: Any, choices: Sequence[tuple[str, Any]]) -> FieldBox:
    return FieldBox(Field(name, label, "choice", value, choices=choices, required=True))


def _versions(project: Project) -> list[tuple[str, int]]:
    older = [
        (f"Revision {each.number}, replaced", each.number)
        for each in reversed(project.revisions[:-1])
    ]
    return [("The current revision", CURRENT), ("The draft, as it is now", DRAFT), *older]


def _formats(what: What) -> list[tuple[str, Format]]:
    return [(each.label, each) for each in FORMATS[what]]


def _kind(kind: type[T], value: str, default: T) -> T:
    with suppress(ValueError):
        return kind(value)  # type: ignore[call-arg]  # only enumerations come here
    return default
