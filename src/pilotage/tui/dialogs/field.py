"""A field of a form: its label, what it holds and means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, Static, TextArea

from pilotage.forms.field import DAY_HINT, Field, meaning
from pilotage.model.dates import NoDate, date_shown
from pilotage.model.numbers import NoNumber
from pilotage.model.text import one_line
from pilotage.tui.literal import literal
from pilotage.tui.widgets.drop_down import DropDown
from pilotage.tui.widgets.in_order import Line
from pilotage.tui.widgets.prose import Prose
from pilotage.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from pilotage.tui.app import PilotageApp

__all__ = ["DAY_HINT", "EMPTY", "Field", "FieldBox"]

EMPTY: Final = "Please fill this in."


class FieldBox(Vertical):
    """A field with its label, hint and problem; dates and numbers say how they are understood."""

    app: PilotageApp

    def __init__(self, field: Field) -> None:
        super().__init__(classes="field")
        self.field = field

    def compose(self) -> ComposeResult:
        """Label, hint, the field itself, its problem."""
        field = self.field
        star = " *" if field.required else ""
        label = "" if field.kind == "check" else field.label + star
        said = field.hint or ("→ completes a name." if field.names else "")
        if label or said:
            hint = (f"  {said}" if label else said, "$foreground 65%")
            yield Static(Content.assemble((label, "bold"), hint), classes="field-label")
        if field.kind in ("day", "number"):
            with Horizontal(classes="field-typed"):
                yield self._input()
                yield Static("", classes="field-understood", markup=False)
        else:
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
                return DropDown(
                    options,
                    value=field.value if known else Select.NULL,
                    allow_blank=not known or not field.required,
                    id=id_,
                    classes="field-input",
                )
            case "check":
                return Tick(literal(field.label), bool(field.value), id=id_, classes="field-input")
        return Line(
            str(field.value),
            id=id_,
            classes="field-input",
            max_length=field.limit,
            suggester=field.complete or _suggester(field.names),
        )

    @property
    def value(self) -> Any:
        """What the field holds, as it was typed; None for a choice not made."""
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

    @property
    def meaning(self) -> Any:
        """What the field holds, dates and numbers understood; None for a date left empty.

        Raises `NoDate` or `NoNumber` for what can't be understood.
        """
        return meaning(self.field, self.value, self.app.clock.today())

    def check(self) -> bool:
        """Whether its date or number can't be understood; says why."""
        try:
            self._show_understood()
        except (NoDate, NoNumber) as problem:
            self.blame(f"{self.field.label}: {problem}")
            return True
        return False

    def _show_understood(self) -> None:
        """Show a date with its weekday, and a number that is written in another way."""
        notes = self.query(".field-understood")
        if not notes:
            return
        notes.first(Static).update("")
        meaning = self.meaning
        if self.field.kind == "day":
            said = date_shown(meaning) if meaning else ""
        else:
            said = "" if meaning == one_line(self.value) else f"= {_figure(meaning)}"
        notes.first(Static).update(literal(said))

    def on_mount(self) -> None:
        """Say how it is understood as it stands."""
        self.check()

    def on_input_changed(self) -> None:
        """What was wrong with it may be right now; while one types, nothing is."""
        self.check()
        self.blame("")

    def on_descendant_blur(self) -> None:
        """Left: now it should be understood, and hold something where it must."""
        if not self.check() and self.field.required and self.field.kind != "choice":
            self.call_after_refresh(self._miss)

    def _miss(self) -> None:
        """Say that it is empty once one is in another field; who leaves the form may."""
        here = self.screen.focused if self.is_attached else None
        boxes = (each for each in here.ancestors if isinstance(each, FieldBox)) if here else ()
        now = next(iter(boxes), self)
        if now is not self and self.value in ("", None):
            self.blame(EMPTY)

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


def _figure(number: str) -> str:
    """A number to read, such as 1,200.5; what is none stays as it is."""
    try:
        return f"{Decimal(number):,f}"
    except InvalidOperation:
        return number


def _suggester(names: Sequence[str]) -> SuggestFromList | None:
    return SuggestFromList(names, case_sensitive=False) if names else None
