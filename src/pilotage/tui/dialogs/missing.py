"""What gate 4 still wants checked, by day and by output; Enter goes to the output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from pilotage.method.gate_production import MissingDay
from pilotage.method.requirement import counted
from pilotage.model.production import Output
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.values import day
from pilotage.tui.widgets.dialog_keys import DialogKeys
from pilotage.tui.widgets.table import RecordTable

MOST: Final = 500
"""So many outputs are listed; the others are counted."""


class Missing(Dialog[int | None]):
    """A table of the outputs that wait for a check, oldest first; answers one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Back"),
        Binding("m", "dismiss(None)", "Back", id="what_is_missing"),
    ]
    AUTO_FOCUS = "#missing"
    ESC_BESIDE = True

    def __init__(self, days: Sequence[MissingDay], second_owner: str, head: str) -> None:
        """`head` says how many days and outputs there are of how many."""
        super().__init__()
        self._days = days
        self._second_owner = second_owner
        self._head = head

    def compose(self) -> ComposeResult:
        """What there is in all, the table, how to go on."""
        with Vertical(classes="dialog reading"):
            yield Static("What is missing", classes="dialog-title", markup=False)
            yield Static(literal(self._head), classes="dialog-text")
            yield RecordTable("Day", "Output", "What is missing", id="missing", main="Output")
            yield DialogKeys(self._last_line(), close="Back")

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(RecordTable)
        table.why_unsorted = "These stand by day, the oldest first."
        table.show(list(self._rows())[:MOST])
        table.display = bool(self._days)

    def _rows(self) -> Iterator[tuple[int, tuple[str, str, str]]]:
        theirs = f"{self._second_owner}'s check"
        for missing in self._days:
            said = f"{day(missing.on)} ({_left(missing)} of {missing.outputs})"
            for output, what in _of(missing, "any check", theirs):
                yield output.id, (said, output.reference, what)
                said = ""

    def _last_line(self) -> str:
        more = sum(map(_left, self._days)) - MOST
        if not self._days:
            return ""
        return (f"and {more:,} more · " if more > 0 else "") + "Enter or a second click goes there"

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Go to an output."""
        event.stop()
        self.dismiss(event.record)


def _left(missing: MissingDay) -> int:
    return len(missing.unchecked) + len(missing.by_builder_only)


def _of(missing: MissingDay, nobody: str, alone: str) -> Iterator[tuple[Output, str]]:
    yield from ((output, nobody) for output in missing.unchecked)
    yield from ((output, alone) for output in missing.by_builder_only)


def head_of(days: int, outputs: int, wanted_days: int, wanted_outputs: int, left: int) -> str:
    """“12 of 10 days · 28 of 30 outputs · 3 outputs to be checked”."""
    waiting = f"{counted(left, 'output')} to be checked" if left else "nothing waits for a check"
    made = f"{outputs:,} of {counted(wanted_outputs, 'output')}"
    return f"{days} of {counted(wanted_days, 'day')} · {made} · {waiting}"
