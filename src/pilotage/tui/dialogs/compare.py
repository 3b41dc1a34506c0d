"""Comparing any two states of the page: two revisions, or a revision and the draft."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Select, Static

from pilotage.tui.dialogs.two_ways import TwoWays
from pilotage.tui.literal import literal, put
from pilotage.tui.versions import Version
from pilotage.tui.widgets.difference_view import DifferenceView, legend
from pilotage.tui.widgets.drop_down import DropDown


class Compare(TwoWays[None]):
    """Two states of the page, chosen at the top, the older one at the left."""

    BINDINGS = [("escape", "dismiss", "Back")]
    CSS_PATH = ["two_ways.tcss", "compare.tcss"]
    AUTO_FOCUS = "#compare-text"
    ESC_BESIDE = True

    def __init__(self, versions: Sequence[Version], old: int, new: int) -> None:
        super().__init__()
        self._versions = {version.number: version for version in versions}
        self._chosen = (old, new)

    def compose(self) -> ComposeResult:
        """Two lists, what is known of each, the difference, how to go on."""
        old, new = self._pages()
        view = self.difference(old.page, new.page)
        with Vertical(classes="dialog reading"):
            yield Static("Compare two states of the page", classes="dialog-title", markup=False)
            with Horizontal(id="compare-heads"):
                for side, number in zip(("old", "new"), self._chosen, strict=True):
                    with Vertical(classes="compare-head"):
                        yield self._choice(side, number)
                        yield Static("", id=f"compare-{side}-facts", markup=False)
            with VerticalScroll(id="compare-text"):
                yield view
            yield Static(legend(), id="compare-legend", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back  Esc", id="compare-back", variant="primary")
                yield self.other_way(view)

    def _choice(self, side: str, number: int) -> Select[int]:
        newest_first = sorted(self._versions.values(), key=lambda v: v.number, reverse=True)
        options = [(literal(version.name), version.number) for version in newest_first]
        return DropDown(
            options, value=number, allow_blank=False, id=f"compare-{side}", compact=True
        )

    def on_mount(self) -> None:
        """Say what is known of both."""
        self._show_facts()

    def _pages(self) -> tuple[Version, Version]:
        old, new = self._chosen
        return self._versions[old], self._versions[new]

    def _show_facts(self) -> None:
        for side, number in zip(("old", "new"), self._chosen, strict=True):
            put(self.query_one(f"#compare-{side}-facts", Static), _facts(self._versions[number]))

    def on_select_changed(self, event: Select.Changed) -> None:
        """Compare what is chosen now; the older one goes to the left."""
        event.stop()
        old = self.query_one("#compare-old", Select)
        new = self.query_one("#compare-new", Select)
        chosen = (int(str(old.value)), int(str(new.value)))
        if chosen[0] > chosen[1]:
            with self.prevent(Select.Changed):
                old.value, new.value = new.value, old.value
            chosen = (chosen[1], chosen[0])
        if chosen != self._chosen:
            self._chosen = chosen
            self._show_facts()
            older, newer = self._pages()
            self.query_one(DifferenceView).show(older.page, newer.page)
            self.query_one("#compare-text").scroll_home(animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.dismiss()


def _facts(version: Version) -> Content:
    note = f"\n“{version.note}”" if version.note else ""
    return Content.assemble((version.facts, "$foreground 65%"), note)
