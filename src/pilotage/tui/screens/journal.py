"""The journal: who did what when."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from pilotage.method.requirement import counted
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.session import Change
from pilotage.tui.dialogs.show import Show
from pilotage.tui.dialogs.waiting import GivenUp, waited_for
from pilotage.tui.keymap import key_for
from pilotage.tui.literal import literal
from pilotage.tui.screens.frame import Frame
from pilotage.tui.screens.parted import ButtonCommand, ChosenCommand
from pilotage.tui.values import moment
from pilotage.tui.widgets.command_bar import CommandBar
from pilotage.tui.widgets.in_order import Line
from pilotage.tui.widgets.table import RecordTable, RowText

HEADS: Final = ("When", "Who", "Role", "What")
ROLE_FROM: Final = 100
"""Columns from which on the role has one of its own; else only the chosen entry says it."""
MOST: Final = 500
"""How many entries the table holds at a time, the newest first."""
MOST_CHANGED = 40
"""How many of the documents that an entry changed are listed."""


class Filter(ButtonCommand):
    """Find entries."""

    key = "slash"
    shown = "/"
    label = "Filter"
    title = "Filter the journal"
    help = "By anything that is in an entry: a name, a role, a date, what was done."
    changes = False

    async def run(self, screen: JournalScreen) -> None:
        """Type what to look for."""
        screen.query_one("#journal-filter", Input).focus()


class ClearFilter(ButtonCommand):
    """All entries again; where all are there, back to the current phase."""

    key = "escape"
    shown = "Esc"
    label = "Back"
    title = "Show all entries again, or leave the journal"
    help = "Empties the filter; where it is empty, goes to the current phase."
    changes = False

    async def run(self, screen: JournalScreen) -> None:
        """Empty the filter, or leave."""
        wanted = screen.query_one("#journal-filter", Input)
        if not wanted.value:
            screen.action_leave()
            return
        wanted.value = ""
        screen.query_one("#journal", RecordTable).focus()


class EntryCommand(ChosenCommand):
    """Something that is done with the entry under the cursor."""

    changes = False
    chosen = "entry"
    none = "No entry is chosen."


class ShowEntry(EntryCommand):
    """One entry in full."""

    key = "e"
    shown = "e ↵"
    label = "Show"
    title = "Show the entry in full"
    help = "With the records that it changed and the hash that chains it."

    async def run_with(self, screen: JournalScreen, entry: Entry) -> None:
        """Show it."""
        await screen.app.push_screen_wait(Show(f"Entry {entry.seq}", content=entry_text(entry)))


class LookBack(EntryCommand):
    """The project as it stood then."""

    key = "o"
    label = "As it stood"
    title = "Open the project as it stood after this entry"
    help = "To read and to export; nothing can be changed there. {to_present} comes back."

    async def run_with(self, screen: JournalScreen, entry: Entry) -> None:
        """Open it; putting it together takes a moment."""
        with suppress(GivenUp):
            past = await waited_for(screen.app, "Going back in time", screen.session.at, entry.seq)
            screen.app.look_back(past)


class JournalScreen(Frame):
    """All that was ever done, the newest first."""

    NAME = "journal"
    TITLE_TEXT = "Journal"
    CSS_PATH = "journal.tcss"
    OWN_COMMANDS = (Filter, ShowEntry, LookBack, ClearFilter)
    AUTO_FOCUS = "#journal"

    _had_room = True
    """Whether there was room for the role when the entries were shown."""

    def compose_content(self) -> ComposeResult:
        """The filter, the table, what it shows."""
        with Horizontal(id="journal-top"):
            what = f"Filter ({key_for('filter')})"
            yield Line(placeholder=what, id="journal-filter", classes="compact")
            yield Static("", id="journal-chain", markup=False)
        whole = RowText(self._say_entry, "journal-entry")
        yield RecordTable(*HEADS, id="journal", main="What", whole=whole)
        yield whole
        yield Static("", id="journal-note", markup=False)
        yield CommandBar(Filter, ShowEntry, LookBack, ClearFilter)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        seq = self.query_one("#journal", RecordTable).record
        journal = self.session.journal
        return journal[seq - 1] if seq and seq <= len(journal) else None

    def _say_entry(self, seq: int) -> str:
        journal = self.session.journal
        if seq > len(journal):
            return ""
        entry = journal[seq - 1]
        return f"{_who(entry)}: {entry.what}"

    def show(self, project: Project) -> None:  # noqa: ARG002 - it is the session's
        """Show the journal as it is now."""
        self._show_entries()
        self._check()

    def project_changed(self, change: Change) -> None:
        """Show an entry once it is saved too."""
        super().project_changed(change)
        if not change.what and self.filled and change.state.kind == "saved":
            self.show(self.project)

    @work(exclusive=True, group="entries")
    async def _show_entries(self) -> None:
        """Filter in a thread: a long journal takes a moment."""
        await asyncio.to_thread(self.session.flush)  # what was just done is to be there too
        journal, wanted = self.session.journal, self.query_one("#journal-filter", Input).value
        found = await asyncio.to_thread(matching, journal, wanted)
        table = self.query_one("#journal", RecordTable)
        self._had_room = self._has_room
        shown = [i for i, head in enumerate(HEADS) if head != "Role" or self._had_room]
        table.have(*(HEADS[i] for i in shown))
        rows = [(entry.seq, _row(entry, apart=self._had_room)) for entry in found[:MOST]]
        table.show([(seq, tuple(row[i] for i in shown)) for seq, row in rows])
        note = self.query_one("#journal-note", Static)
        said = note_text(len(found), len(journal), wanted)
        note.update(literal(said))
        note.display = bool(said)

    @property
    def _has_room(self) -> bool:
        return self.size.width >= ROLE_FROM

    def on_resize(self) -> None:
        """The role has its column where there is room for it."""
        if self.filled and self._had_room is not self._has_room:
            self._show_entries()

    @work(exclusive=True, group="chain")
    async def _check(self) -> None:
        """Check the chain in a thread."""
        problem = await asyncio.to_thread(self.session.journal_problem)
        line = self.query_one("#journal-chain", Static)
        if problem:
            line.update(Content.assemble(("✗ ", "$text-error bold"), (problem, "$text-error")))
        else:
            number = counted(len(self.session.journal), "entry", "entries")
            line.update(Content.assemble(("✓ ", "$text-success"), f"{number}, chain unbroken"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches as one types."""
        event.stop()
        self._show_entries()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to what was found."""
        event.stop()
        self.query_one("#journal", RecordTable).focus()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Enter on an entry shows it in full."""
        event.stop()
        self.run_command(ShowEntry)


def matching(journal: Sequence[Entry], wanted: str) -> list[Entry]:
    """The entries that hold every word of what is wanted, the newest first."""
    words = wanted.casefold().split()
    newest = reversed(journal)
    if not words:
        return list(newest)
    return [entry for entry in newest if all(word in _haystack(entry) for word in words)]


def _haystack(entry: Entry) -> str:
    return f"{moment(entry.at)} {entry.by} {entry.role} {entry.action} {entry.what}".casefold()


def note_text(found: int, of: int, wanted: str) -> str:
    """How many entries the table shows, and of how many."""
    if not found:
        return "Nothing matches; Esc shows all entries." if wanted.strip() else "No entry yet."
    if found > MOST:
        which = "matching entries" if wanted.strip() else "entries"
        return f"The newest {MOST} of {found:,} {which}; a filter finds older ones."
    return f"{found:,} of {of:,} entries match." if wanted.strip() else ""


def entry_text(entry: Entry) -> Content:
    """An entry in full."""
    who = _who(entry)
    parts: list[str | tuple[str, str]] = [
        (f"{entry.what}\n\n", "bold"),
        ("When    ", "$foreground 65%"),
        f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S %Z}\n",
        ("Who     ", "$foreground 65%"),
        f"{who}\n",
        *_signature(entry),
        ("Action  ", "$foreground 65%"),
        f"{entry.action}\n\n",
    ]
    if documents := [*entry.changed, *(f"{key} (deleted)" for key in entry.deleted)]:
        parts.append(("Changed\n", "$foreground 65%"))
        parts += [f"  {key}\n" for key in documents[:MOST_CHANGED]]
        if len(documents) > MOST_CHANGED:
            parts.append(f"  and {len(documents) - MOST_CHANGED:,} more\n")
        parts.append("\n")
    parts += [
        ("Chained to  ", "$foreground 65%"),
        f"{entry.previous}\n",
        ("Its hash    ", "$foreground 65%"),
        entry.hash,
    ]
    return Content.assemble(*parts)


def _signature(entry: Entry) -> list[str | tuple[str, str]]:
    if not entry.signature:
        return []
    by = "with their phrase" if entry.signature == "signed" else "nobody asked for a phrase"
    return [("Signed  ", "$foreground 65%"), f"{entry.signature}: {by}\n"]


def _row(entry: Entry, *, apart: bool) -> tuple[str, ...]:
    """An entry's cells; the role stands with the name where it has no column."""
    signature = f" · {entry.signature}" if entry.signature else ""
    who = entry.by if apart else _who(entry)
    return (moment(entry.at), who, entry.role, entry.what + signature)


def _who(entry: Entry) -> str:
    return entry.by + (f" ({entry.role})" if entry.role else "")
