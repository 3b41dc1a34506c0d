"""What the page tells of, to tick: systems and hand-offs, each with the sentence it comes from."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, SelectionList, Static
from textual.widgets.selection_list import Selection

from pilotage.export.flow_words import VERBS
from pilotage.method.suggesting import StepIdea, Suggestion, SystemIdea
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.tick_list import TickList


class Chosen(NamedTuple):
    """What is to be put on the map."""

    systems: tuple[str, ...]
    steps: tuple[str, ...]


class Suggested(Dialog[Chosen | None]):
    """A list to tick; answers what is ticked, or None for Escape."""

    BINDINGS: ClassVar = [("escape", "dismiss(None)", "Back"), ("ctrl+s", "add", "Add")]
    CSS_PATH = "suggested.tcss"

    def __init__(self, found: Suggestion) -> None:
        super().__init__()
        self._found = found
        self._ideas: tuple[SystemIdea | StepIdea, ...] = (*found.systems, *found.steps)

    def compose(self) -> ComposeResult:
        """What it is, the list, the sentence, buttons."""
        with Vertical(classes="dialog reading"):
            yield Static("Suggested from the page", classes="dialog-title", markup=False)
            yield Static(
                "What the page tells of and the map does not have. Take the tick off what is "
                "wrong; names, kinds and figures can be changed afterwards.",
                classes="dialog-text",
                markup=False,
            )
            yield TickList(
                *(
                    Selection(self._prompt(idea), at, initial_state=True)
                    for at, idea in enumerate(self._ideas)
                ),
                id="suggested-list",
            )
            yield Static("", id="suggested-sentence", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Add what is ticked  ^s", id="suggested-add", variant="primary")
                yield Button("Back  Esc", id="suggested-back")

    def _prompt(self, idea: SystemIdea | StepIdea) -> Content:
        if isinstance(idea, SystemIdea):
            ends = [
                word
                for word, name in (
                    ("source", self._found.source),
                    ("destination", self._found.destination),
                )
                if name == idea.name
            ]
            said = ", ".join([idea.kind.label, *ends])
            return Content.assemble((idea.name, "bold"), (f"  {said}", "$foreground 65%"))
        return Content.assemble(
            ("→ ", "$accent"),
            (idea.title, "bold"),
            (f"  {VERBS[idea.kind]}: {idea.source} → {idea.destination}", "$foreground 65%"),
        )

    def on_mount(self) -> None:
        """Start at the first."""
        rows = self.query_one(SelectionList)
        rows.highlighted = 0
        rows.focus()

    def on_selection_list_selection_highlighted(
        self, event: SelectionList.SelectionHighlighted[int]
    ) -> None:
        """Show the sentence that the one under the cursor comes from."""
        event.stop()
        sentence = self._ideas[event.selection.value].sentence
        self.query_one("#suggested-sentence", Static).update(literal(f"The page: “{sentence}”"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Add or go back."""
        event.stop()
        if event.button.id == "suggested-add":
            self.action_add()
        else:
            self.dismiss(None)

    def action_add(self) -> None:
        """Answer what is ticked."""
        ticked = [self._ideas[at] for at in sorted(self.query_one(SelectionList).selected)]
        self.dismiss(
            Chosen(
                tuple(idea.name for idea in ticked if isinstance(idea, SystemIdea)),
                tuple(idea.title for idea in ticked if isinstance(idea, StepIdea)),
            )
        )
