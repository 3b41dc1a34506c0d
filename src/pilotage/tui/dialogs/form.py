"""A form: labelled fields, each with its own problem beside it, kept until it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from pilotage.errors import Invalid, PilotageError
from pilotage.model.text import clean
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.dialogs.field import DAY_HINT, EMPTY, Field, FieldBox
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.sizes import HEIGHTS
from pilotage.tui.widgets.dialog_keys import HelpHint

__all__ = ["DAY_HINT", "Field", "FieldBox", "Form"]


TALL: Final = next(lines for lines, size in HEIGHTS if size == "-tall")
"""From so many lines on a form is as high as its fields, or as the screen lets it be."""
WIDTH, WIDEST, HIGHEST, EDGES = 76, 0.96, 0.94, 6
"""Columns of a form, the shares of the screen that it may take, its edges; as in the styles."""
AROUND: Final = 6
"""The lines of the border, of a problem and of the buttons."""
LEAST: Final = 6
"""The lines that fields have at least, however long what stands above them is."""


class Form(Dialog[dict[str, Any] | None]):
    """Fields to fill in. `save` is tried with what they mean; what it refuses is shown beside the
    field that it names and the form stays open, with all that was typed.
    """

    AUTO_FOCUS = ""  # `on_mount` chooses; Textual's way would scroll the label away

    BINDINGS = [
        ("ctrl+s", "save", "Save"),
        ("escape", "cancel", "Back"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, Any]], object],
        *,
        detail: str = "",
        button: str = "Save",
        start: str = "",
        problem: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._save = save
        self._detail = detail
        self._button = button
        self._start = start
        self._problem = problem
        """What was wrong the last time, when the form is shown again."""

    def compose(self) -> ComposeResult:
        """Title, fields, buttons."""
        with Vertical(classes="dialog form"):
            yield Static(literal(self._title), classes="dialog-title")
            if self._detail:
                yield Static(literal(self._detail), classes="dialog-text")
            with VerticalScroll(classes="form-fields", can_focus=False) as fields:
                fields.styles.max_height = self._room()
                for field in self._fields:
                    yield FieldBox(field)
            yield Static(literal(self._problem), id="form-problem", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(f"{self._button}  ^s"), id="form-save", variant="primary")
                yield Button("Back  Esc", id="form-cancel")
                yield HelpHint()

    def _room(self) -> int | None:
        """The lines that its fields may take on a tall screen; None for what the styles say."""
        width, height = self.app.size
        if height < TALL:
            return None
        width = min(WIDTH, int(width * WIDEST)) - EDGES
        said = [literal(self._title)] + [literal(self._detail)] * bool(self._detail)
        above = sum(len(text.wrap(width)) + 1 for text in said)
        return max(LEAST, int(height * HIGHEST) - above - AROUND)

    def on_resize(self) -> None:
        """There is room for more of the fields, or for fewer."""
        self.query_one(".form-fields").styles.max_height = self._room()

    def on_mount(self) -> None:
        """Start in the wanted field, or the first."""
        self._before = self._values()
        boxes = list(self.query(FieldBox))
        start = next((box for box in boxes if box.field.name == self._start), boxes[0])
        start.focus_input()

    def _values(self) -> dict[str, Any]:
        return {box.field.name: box.value for box in self.query(FieldBox)}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field; in the last one it saves."""
        event.stop()
        boxes = list(self.query(FieldBox))
        here = next(i for i, box in enumerate(boxes) if box.query(f"#{event.input.id}"))
        if here + 1 < len(boxes):
            boxes[here + 1].focus_input()
        else:
            self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or go back."""
        event.stop()
        if event.button.id == "form-save":
            self.action_save()
        else:
            self.action_cancel()

    def action_save(self) -> None:
        """Try to save; on a refusal say why, at the field that it is about."""
        values = self._values()
        self._blame_all("")
        empty = [
            box
            for box in self.query(FieldBox)
            if box.field.required and values[box.field.name] in ("", None)
        ]
        for box in reversed(empty):
            choice = box.field.kind == "choice"
            box.blame("Please choose: a click, or Enter, opens the list." if choice else EMPTY)
            box.focus_input()
        if empty:
            return
        wrong = [box for box in self.query(FieldBox) if box.check()]
        if wrong:
            wrong[0].focus_input()
            return
        try:
            self._save({box.field.name: box.meaning for box in self.query(FieldBox)})
        except Invalid as problem:
            self._show(problem, problem.field)
            return
        except PilotageError as problem:
            self._show(problem, "")
            return
        dropped = sum(clean(v).dropped for v in values.values() if isinstance(v, str))
        if dropped:
            self.app.notify(
                f"{dropped} invisible control character{'s' if dropped > 1 else ''} left out.",
                severity="warning",
            )
        self.dismiss(values)

    def _blame_all(self, problem: str) -> None:
        for box in self.query(FieldBox):
            box.blame(problem)
        self.query_one("#form-problem", Static).update(problem)

    def _show(self, problem: PilotageError, field: str) -> None:
        for box in self.query(FieldBox):
            if box.field.name == field:
                said = problem.message.partition(": ")[2] or str(problem)
                box.blame(f"{box.field.label}: {said}")
                box.focus_input()
                box.scroll_visible()
                return
        self.query_one("#form-problem", Static).update(literal(str(problem)))

    def action_cancel(self) -> None:
        """Go back; what was typed is not thrown away without asking."""
        if self._values() == self._before:
            self.dismiss(None)
            return

        def leave(really: bool | None) -> None:
            if really:
                self.dismiss(None)

        self.app.push_screen(
            Confirm(
                "Leave without saving?",
                "What you typed here would be lost.",
                yes="Leave",
                no="Stay",
                loses=True,
            ),
            leave,
        )
