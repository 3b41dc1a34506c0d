"""A field of an import: its name, the column that it is taken from, what that means."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Select, Static

from pilotage.tui.literal import literal, put
from pilotage.tui.widgets.drop_down import DropDown

NONE = "—"


class PlanRow(Horizontal):
    """One line; another choice than what was found is told, and kept."""

    class Chosen(Message):
        """A person has chosen."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.name_ = name
        self._label = label
        self.is_chosen = False
        """Whether a person chose what it has; else it was found."""

    def compose(self) -> ComposeResult:
        """Label, list, meaning."""
        yield Static(literal(self._label), classes="plan-label")
        yield DropDown[int | str]([], id=f"plan-{self.name_}", prompt=NONE, compact=True)
        yield Static("", classes="plan-meaning", markup=False)

    @property
    def value(self) -> int | str | None:
        """A column from 0, or a value that all rows have; None for none."""
        value = self.query_one(Select).value
        return value if isinstance(value, int | str) and not isinstance(value, bool) else None

    def offer(self, choices: Sequence[tuple[str, int | str]]) -> None:
        """What can be chosen, in a file that was just read."""
        self.is_chosen = False
        with self.prevent(Select.Changed):
            self.query_one(Select).set_options([(literal(said), each) for said, each in choices])

    def tell(self, found: int | None, meaning: str, *, asked: bool) -> None:
        """Show what was found, where nothing was chosen, and what it means."""
        self.set_class(asked, "-asked")
        put(self.query_one(".plan-meaning", Static), meaning, layout=False)
        select = self.query_one(Select)
        if not self.is_chosen:
            wanted = Select.NULL if found is None else found
            with self.prevent(Select.Changed):
                select.value = wanted

    def on_select_changed(self, event: Select.Changed) -> None:
        """A person has chosen."""
        event.stop()
        self.is_chosen = True
        self.post_message(self.Chosen())
