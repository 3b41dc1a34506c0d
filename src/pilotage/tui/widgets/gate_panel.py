"""The gate: what is met, what is missing, and the way to fix it. Always in sight."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from pilotage.method.gates import Gate, Standing
from pilotage.method.requirement import Requirement
from pilotage.tui.keymap import key_for
from pilotage.tui.literal import literal, put
from pilotage.tui.messages import PlaceWanted
from pilotage.tui.sizes import HEIGHTS

HIGH: Final = HEIGHTS[-1][0]
"""From so many lines on there is a blank one after each requirement."""


class PassWanted(Message):
    """Somebody wants to pass the gate."""


class GateWanted(Message):
    """Somebody wants to see the whole gate."""


def requirement_row(requirement: Requirement, width: int = 0) -> Content:
    """A requirement with its mark; an unmet one says what is missing.

    Its lines are broken at a width, 0 for nowhere, so that they stand under each other and only
    marks stand at the edge.
    """
    if requirement.met:
        said = Content.styled(requirement.sentence, "$foreground 65%")
        return Content.assemble(("✓ ", "$text-success"), _indented(said, width))
    return Content.assemble(
        ("✗ ", "$text-error bold"),
        _indented(Content(requirement.sentence), width),
        ("\n↵ ", "$text-warning"),
        _indented(Content.styled(requirement.missing, "$text-warning"), width),
    )


def _indented(text: Content, width: int) -> Content:
    lines = text.wrap(max(8, width - 2)) if width else [text]
    return Content("\n  ").join(line.rstrip() for line in lines)


def gate_note(gate: Gate) -> Content:
    """How the gate stands, in a sentence."""
    passage = gate.passage
    if gate.standing is Standing.REOPENED and passage and passage.reopened:
        return Content.assemble(("Open again: ", "$text-warning bold"), passage.reopened.why)
    return Content(gate.sentence)


class GateList(OptionList):
    """The requirements; Enter on a missing one goes to where it is fixed."""

    def __init__(self) -> None:
        super().__init__(id="gate-list", markup=False, compact=True)
        self._requirements: tuple[Requirement, ...] = ()
        self._had = (0, "")
        """The room that they were written for."""

    def show(self, requirements: tuple[Requirement, ...]) -> None:
        """Show the requirements; the highlighted row stays."""
        room = self._room
        if requirements == self._requirements and room == self._had:
            return
        width, apart = room
        rows = [requirement_row(requirement, width).append(apart) for requirement in requirements]
        if len(rows) == self.option_count:
            for index, row in enumerate(rows):
                if room != self._had or requirements[index] != self._requirements[index]:
                    self.replace_option_prompt_at_index(index, row)
        else:
            self.clear_options()
            self.add_options([Option(row) for row in rows])
        self._requirements, self._had = requirements, room

    @property
    def _room(self) -> tuple[int, str]:
        """The columns that a line of text has, and what keeps requirements apart."""
        padding = self.get_component_styles("option-list--option").padding
        # always with a scrollbar: that one comes or goes is told nobody
        taken = padding.width + self.gutter.width + self.styles.scrollbar_size_vertical
        width = max(0, self.outer_size.width - taken)
        roomy = self.app.size.height >= HIGH and isinstance(self.parent, GatePanel)
        return width, "\n" if roomy else ""

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.show(self._requirements)

    def start(self) -> None:
        """Take the focus, with the cursor on the first line that is missing."""
        missing = (i for i, r in enumerate(self._requirements) if not r.met)
        self.highlighted = next(missing, 0)
        self.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to where the requirement is fixed."""
        event.stop()
        self.post_message(PlaceWanted(self._requirements[event.option_index].place))


class GatePanel(Vertical):
    """The gate of the phase that is open, at the right."""

    def compose(self) -> ComposeResult:
        """Note, list and button."""
        yield Static("", id="gate-note", markup=False)
        yield GateList()
        yield Button("Pass the gate", id="gate-pass", variant="success")

    def show(self, gate: Gate, *, why_not: str) -> None:
        """Show a gate; why it can't be passed is what the button says, and what a click says."""
        title = f"Gate {gate.phase} · {gate.summary}"
        if self.border_title != title:
            self.border_title = title
        put(self.query_one("#gate-note", Static), gate_note(gate))
        self.query_one(GateList).show(gate.requirements)
        button = self.query_one(Button)
        button.set_class(bool(why_not), "-off")
        button.can_focus = not why_not
        if why_not and button.has_focus:
            self.query_one(GateList).focus()
        button.tooltip = literal(why_not) if why_not else None
        button.display = gate.standing is not Standing.PASSED

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Pass the gate, or be told why not."""
        event.stop()
        self.post_message(PassWanted())


class GateLine(Static):
    """The gate in one line, for narrow screens; a click opens it, or passes it where it can be."""

    def show(self, gate: Gate) -> None:
        """Show a gate."""
        self.set_class(gate.can_pass, "-open")
        if gate.can_pass:
            key = key_for("pass_gate")
            how = f"Pass the gate (a click or {key})"
            put(self, f" ✓ Gate {gate.phase} · {gate.summary} · {how}")
            return
        mark = "✓" if gate.standing is Standing.PASSED else "✗"
        style = "$text-success" if mark == "✓" else "$text-warning"
        shows = key_for("show_gate")
        missing = next((r.missing for r in gate.requirements if not r.met), "")
        more = f"missing (click or {shows}): {missing}"
        if gate.standing is Standing.PASSED:
            more = f"passed · a click or {shows} shows it"
        elif gate.standing is Standing.LOCKED:
            more = f"locked · a click or {shows} shows what it will ask"
        name = (f" {mark} Gate {gate.phase} · ", f"{style} bold")
        put(self, Content.assemble(name, f"{gate.summary} · {more}"))

    def on_click(self) -> None:
        """Open the gate, or pass it."""
        self.post_message(PassWanted() if self.has_class("-open") else GateWanted())
