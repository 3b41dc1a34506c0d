"""A form: labelled fields, each with its own problem beside it, kept until it is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Select, Static, TextArea

from pilotage.errors import Invalid, PilotageError
from pilotage.model.text import clean
from pilotage.tui.dialogs.confirm import Confirm
from pilotage.tui.literal import literal
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.prose import Prose
from pilotage.tui.widgets.tick import Tick


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    name: str
    """The key of its value in the answer."""
    label: str
    kind: str = "line"
    """`line`, `prose` (several lines), `choice` or `check`."""
    value: Any = ""
    """What it holds at first: a text, one of the choices' values, or a truth value."""
    hint: str = ""
    """What to write, with an example; stands under the label."""
    choices: Sequence[tuple[str, Any]] = ()
    """For `choice`: (what is shown, value)."""
    required: bool = False
    limit: int = 0
    """The most characters it takes; 0 for none here (the model still has its own)."""


class FieldBox(Vertical):
    """A field with its label, hint and problem."""

    def __init__(self, field: Field) -> None:
        super().__init__(classes="field")
        self.field = field

    def compose(self) -> ComposeResult:
        """Label, hint, the field itself, its problem."""
        field = self.field
        star = " *" if field.required else ""
        label = "" if field.kind == "check" else field.label + star
        if label or field.hint:
            hint = (f"  {field.hint}" if label else field.hint, "$foreground 65%")
            yield Static(Content.assemble((label, "bold"), hint), classes="field-label")
        yield self._input()
        yield Static("", classes="field-problem", markup=False)

    def _input(self) -> Widget:
        field = self.field
        id_ = f"field-{field.name}"
        match field.kind:
            case "prose":
                return Prose(str(field.value), id=id_, classes="field-input")
            case "choice":
                options = [(literal(shown), value) for shown, value in field.choices]
                known = any(value == field.value for _, value in options)
                return Select(
                    options,
                    value=field.value if known else Select.NULL,
                    allow_blank=not known or not field.required,
                    id=id_,
                    classes="field-input",
                )
            case "check":
                return Tick(literal(field.label), bool(field.value), id=id_, classes="field-input")
        return Input(str(field.value), id=id_, classes="field-input", max_length=field.limit)

    @property
    def value(self) -> Any:
        """What the field holds; None for a choice not made."""
        widget = self.query_one(".field-input")
        if isinstance(widget, TextArea):
            return widget.text
        if isinstance(widget, Select):
            return None if widget.value is Select.NULL else widget.value
        if isinstance(widget, Checkbox):
            return widget.value
        assert isinstance(widget, Input)  # noqa: S101 - the four kinds above are all there are
        return widget.value

    def on_descendant_focus(self) -> None:
        """Keep the label in sight, not only the field."""
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_input_changed(self) -> None:
        """What was wrong with it may be right now."""
        self.blame("")

    def on_text_area_changed(self) -> None:
        """What was wrong with it may be right now."""
        self.blame("")

    def on_select_changed(self) -> None:
        """What was wrong with it may be right now."""
        self.blame("")

    def blame(self, problem: str) -> None:
        """Show what is wrong with it; an empty text clears that."""
        self.query_one(".field-problem", Static).update(literal(problem))
        self.set_class(bool(problem), "-wrong")

    def focus_input(self) -> None:
        """Put the cursor here."""
        self.query_one(".field-input").focus(scroll_visible=False)


class Form(Dialog[dict[str, Any] | None]):
    """Fields to fill in. `save` is tried with the values; what it refuses is shown beside the
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
            with VerticalScroll(classes="form-fields", can_focus=False):
                for field in self._fields:
                    yield FieldBox(field)
            yield Static(literal(self._problem), id="form-problem", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(f"{self._button}  ^s"), id="form-save", variant="primary")
                yield Button("Back  Esc", id="form-cancel")

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
            box.blame("Please fill this in.")
            box.focus_input()
        if empty:
            return
        try:
            self._save(values)
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
            ),
            leave,
        )
