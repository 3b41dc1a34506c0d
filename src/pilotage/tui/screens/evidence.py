"""Evidence: the files that prove something, and what the playbook asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from pilotage import evidence
from pilotage.errors import FileProblem
from pilotage.evidence import Look, State
from pilotage.evidence_file import Progress
from pilotage.method.extras import file_name, judged
from pilotage.method.requirement import Place, Requirement, counted
from pilotage.model.attachment import Attachment
from pilotage.model.playbook import CheckKind, Extra
from pilotage.model.project import Project
from pilotage.tui.keymap import button_for, told
from pilotage.tui.literal import cell, put
from pilotage.tui.screens.evidence_commands import (
    Attach,
    Detach,
    EditFile,
    LookAgain,
    OpenFile,
    Renew,
)
from pilotage.tui.screens.evidence_signing import Sign
from pilotage.tui.screens.frame import LEAVES, Frame
from pilotage.tui.values import moment
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.table import RecordTable, RowText

BY_ITSELF: Final = 16 * 1024 * 1024
"""Files up to this size, in bytes, are looked at when the screen is opened."""
STATES: Final = {
    State.SAME: ("✓ same", "green"),
    State.CHANGED: ("✗ changed", "red"),
    State.GONE: ("✗ gone", "red"),
    State.UNREADABLE: ("! unreadable", "red"),
}
EMPTY: Final = (
    "No file is attached yet. {button:attach} names one: it stays where it is, and is known by "
    "its content."
)


class EvidenceScreen(Frame):
    """What is attached, whether it is still the same, and what has to be signed."""

    NAME = "evidence"
    TITLE_TEXT = "Evidence"
    CSS_PATH = "evidence.tcss"
    OWN_COMMANDS = (Attach, EditFile, OpenFile, LookAgain, Renew, Detach, Sign)
    MORE_BINDINGS = (*Frame.MORE_BINDINGS, LEAVES)
    AUTO_FOCUS = "#files"

    def __init__(self, place: Place | None = None) -> None:
        super().__init__(place)
        self._looks: dict[tuple[int, str], Look] = {}
        """What was found of a file, by its number and the content that it was attached with."""
        self._reading = ""
        """The file that is being read, and how far; empty while none is."""
        self._stop = False
        self._sought: Extra | None = None
        """The requirement that somebody came here to attach a file for."""

    def compose_content(self) -> ComposeResult:
        """The files, then what the playbook asks for."""
        with VerticalScroll(id="evidence-body", can_focus=False):
            yield Static("", id="evidence-lead", markup=False)
            whole = RowText(self._say_file, "file-detail")
            yield RecordTable(
                "State", "File", "About", "Phase", "Bytes", id="files", main="About", whole=whole
            )
            yield whole
            yield CommandBar(Attach, EditFile, OpenFile, LookAgain, Renew, Detach)
            yield Static(
                "What the playbook asks for", id="own-title", classes="section-title", markup=False
            )
            row = RowText(self._say_own, "own-detail")
            yield RecordTable("", "Gate", "What must be true", id="own", whole=row)
            yield row
            yield CommandBar(Sign)

    def on_mount(self) -> None:
        """Look at what is quickly read."""
        super().on_mount()
        self._ticks = self.set_interval(0.25, self._show_lead, pause=True)
        self.look_at(self._unknown(BY_ITSELF))

    def on_unmount(self) -> None:
        """Whatever is being read need not be."""
        self._stop = True

    # -- what is chosen -----------------------------------------------------------------------

    @property
    def file(self) -> Attachment | None:
        """The file under the cursor."""
        record = self.query_one("#files", RecordTable).record
        return next((each for each in self.project.attachments if each.id == record), None)

    @property
    def own(self) -> Extra | None:
        """The playbook's requirement under the cursor."""
        record = self.query_one("#own", RecordTable).record
        extras = self.project.playbook.extras if self.project.playbook else ()
        return extras[record - 1] if record is not None and record <= len(extras) else None

    def wanted_file(self) -> Extra | None:
        """The requirement that a file is attached for: the one that led here, or the chosen one."""
        sought, self._sought = self._sought, None
        here = self.own if self.focused is self.query_one("#own") else None
        found = sought or here
        return found if found and found.kind is CheckKind.FILE else None

    def state_of(self, file: Attachment) -> Look | None:
        """What was found of a file since it was attached; None before it was looked at."""
        return self._looks.get((file.id, file.sha256))

    # -- showing ------------------------------------------------------------------------------

    def show(self, project: Project) -> None:
        """Show files and requirements."""
        files = self.query_one("#files", RecordTable)
        files.show([(each.id, self._row(each)) for each in project.attachments])
        extras = project.playbook.extras if project.playbook else ()
        own = self.query_one("#own", RecordTable)
        rows = [(n, _own_row(judged(project, each))) for n, each in enumerate(extras, start=1)]
        own.show(rows)
        for part in ("#own-title", "#own"):
            self.query_one(part).display = bool(extras)
        self.query(CommandBar).last().display = bool(extras)
        self._show_lead()

    def _row(self, file: Attachment) -> tuple[str | Text, ...]:
        look = self.state_of(file)
        said, colour = STATES[look.state] if look else ("· not read yet", "")
        phase = str(file.phase) if file.phase else "–"
        return (cell(said, colour), file_name(file), file.about, phase, f"{file.size:,}")

    def _show_lead(self) -> None:
        files = self.project.attachments
        looks = [look for each in files if (look := self.state_of(each))]
        wrong = sum(look.state is not State.SAME for look in looks)
        unread = len(files) - len(looks)
        parts = [f"{counted(len(files), 'file')} attached."]
        if wrong:
            parts.append(f"{wrong} changed, gone or unreadable: the row says what.")
        if self._reading:
            parts.append(f"Reading {self._reading} {button_for('look_again')} stops.")
        elif unread:
            parts.append(f"{unread} not read yet: {button_for('look_again')} reads all.")
        elif looks and not wrong:
            parts.append("All are as they were attached.")
        put(self.query_one("#evidence-lead", Static), " ".join(parts) if files else told(EMPTY))

    def _say_file(self, record: int) -> str:
        file = next((each for each in self.project.attachments if each.id == record), None)
        if file is None:
            return ""
        look = self.state_of(file)
        said = [
            f"{file.path}{' (a copy)' if file.copied else ''}",
            f"by {self.project.name_of(file.by)}, {moment(file.at)}",
            file.note,
            f"{look.state.value.capitalize()}: {look.detail}." if look and look.detail else "",
            f"SHA-256 {file.sha256[:16]}…",
        ]
        return f"{file.about}\n" + " · ".join(part for part in said if part)

    def _say_own(self, record: int) -> str:
        extras = self.project.playbook.extras if self.project.playbook else ()
        if record > len(extras):
            return ""
        found = judged(self.project, extras[record - 1])
        return f"{found.sentence}\n{found.missing or 'Met.'}"

    def show_place(self, place: Place) -> None:
        """Go to a file, or to what the playbook wants attached or signed, and do it."""
        kind, _, name = place.field.partition(":")
        extras = self.project.playbook.extras if self.project.playbook else ()
        at = next((n for n, each in enumerate(extras, start=1) if each.id == name), None)
        table = self.query_one(
            "#own" if kind in ("sign", "attach") and at else "#files", RecordTable
        )
        table.focus()
        if chosen := at or place.row:
            table.choose(chosen)
        if at and not self.why_locked():
            self._sought = extras[at - 1]
            self.run_command(Attach if kind == "attach" else Sign)

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter: edit a file, or go to where a requirement is met."""
        event.stop()
        if event.table.id == "files":
            self.run_command(EditFile)
        elif self.own is not None:
            self.go(judged(self.project, self.own).place)

    # -- reading files ------------------------------------------------------------------------

    @property
    def is_reading(self) -> bool:
        """Whether files are being read."""
        return bool(self._reading)

    def stop_reading(self) -> None:
        """Leave it at what was read."""
        self._stop = True

    def _unknown(self, most: int) -> tuple[Attachment, ...]:
        """What is looked at unasked: nothing large, and nothing that another machine serves."""
        return tuple(
            each
            for each in self.project.attachments
            if not self.state_of(each)
            and each.size <= most
            and not each.path.startswith(("//", "\\\\"))
        )

    def look_at(self, files: tuple[Attachment, ...]) -> None:
        """Read files in the background, one after the other, and show how each is."""
        if files:
            self.run_worker(self._look_at(files), group="evidence", exclusive=True)

    @contextmanager
    def reading(self, file: str) -> Iterator[Progress]:
        """While a file is read: what tells how far it is, and stops it once that is wanted."""
        self._reading, self._stop = f"{file}.", False
        self._ticks.resume()

        def tell(done: int, of: int) -> None:
            if self._stop:
                raise FileProblem("The reading was stopped.", "Nothing is changed.")
            self._reading = f"{file}: {100 * done // max(of, 1)} %."

        try:
            yield tell
        finally:
            self._reading = ""
            self._ticks.pause()
            if self.is_attached:
                self._show_lead()

    async def _look_at(self, files: tuple[Attachment, ...]) -> None:
        for file in files:
            with self.reading(file_name(file)) as progress:
                look = await asyncio.to_thread(evidence.look, file, self.session.path, progress)
            if self._stop:
                break
            self._looks[file.id, file.sha256] = look
            self.show(self.project)
        self.show(self.project)

    def forget(self) -> None:
        """What was found of the files is not known any more."""
        self._looks.clear()


def _own_row(found: Requirement) -> tuple[str | Text, ...]:
    mark = cell("✓", "green") if found.met else cell("✗", "red")
    return mark, str(found.phase), found.sentence
