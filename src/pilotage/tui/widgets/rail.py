"""The rail: five phases and the cadence, how each stands, and the five traps."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pilotage.method.gates import Standing, standing
from pilotage.method.phases import BY_NUMBER
from pilotage.method.schedule import days_late, due_reviews, window
from pilotage.method.traps import TrapStatus, trap_statuses
from pilotage.model.project import CADENCE, PHASES, Project
from pilotage.tui.literal import put
from pilotage.tui.messages import ScreenWanted

MARKS = {
    Standing.PASSED: ("✓", "$text-success"),
    Standing.CURRENT: ("▶", "$accent"),
    Standing.REOPENED: ("↺", "$text-warning"),
    Standing.LOCKED: ("·", "$foreground 65%"),
}
SHORT = {
    1: "Document",
    2: "Second owner",
    3: "Integrations",
    4: "Production",
    5: "Review",
    6: "Cadence",
}


def screen_name(phase: int) -> str:
    """The screen of a phase; the cadence has its own."""
    return "cadence" if phase == CADENCE else f"phase{phase}"


def phase_row(project: Project, phase: int, today: date) -> Content:
    """One line of the rail: mark, number, name, and the window or what is late."""
    stands = standing(project, phase)
    mark, colour = MARKS[stands]
    number = str(phase) if phase in PHASES else " "
    parts: list[str | Content | tuple[str, str]] = [
        (f"{mark} ", colour),
        (
            f"{number} {BY_NUMBER[phase].name}",
            "bold" if stands in (Standing.CURRENT, Standing.REOPENED) else "",
        ),
    ]
    note, style = phase_note(project, phase, today)
    if note:
        parts.append((f"\n    {note}", style))
    return Content.assemble(*parts)


def phase_note(project: Project, phase: int, today: date) -> tuple[str, str]:
    """What the rail adds to a phase, and its style."""
    stands = standing(project, phase)
    if phase == CADENCE:
        due = len(due_reviews(project, today)) if stands is not Standing.LOCKED else 0
        return (f"{due} due", "$text-warning") if due else ("", "")
    if stands is Standing.PASSED:
        return "", ""
    first, last = window(project, phase)
    days = f"days {first}–{last}"
    if stands is Standing.LOCKED:
        return days, "$foreground 65%"
    late = days_late(project, phase, today)
    again = "open again · " if stands is Standing.REOPENED else ""
    if late:
        return f"{again}{late} {'day' if late == 1 else 'days'} late", "$text-warning"
    return again + days, "$foreground 65%"


def traps_text(project: Project) -> Content:
    """The traps as five marks and a count."""
    marks = {TrapStatus.CLOSED: "●", TrapStatus.CLOSING: "◐", TrapStatus.OPEN: "○"}
    statuses = list(trap_statuses(project).values())
    closed = statuses.count(TrapStatus.CLOSED)
    return Content.assemble(
        "Traps ",
        ("".join(marks[status] for status in statuses), "$accent"),
        f" {closed} of 5 closed",
    )


class TrapsLine(Static):
    """The five traps in a line; a click explains them."""

    def on_click(self) -> None:
        """Explain the traps."""
        self.post_message(ScreenWanted("traps"))


class Rail(Vertical):
    """The phases as a list, for screens wide enough."""

    BORDER_TITLE: ClassVar[str] = "Phases"

    def __init__(self, here: int) -> None:
        super().__init__()
        self._here = here

    def compose(self) -> ComposeResult:
        """The list and the traps."""
        yield OptionList(id="rail-list", markup=False, compact=True)
        yield TrapsLine("", id="rail-traps", markup=False)

    def show(self, project: Project, today: date) -> None:
        """Show where the project stands."""
        options = self.query_one(OptionList)
        rows = [phase_row(project, phase, today) for phase in BY_NUMBER]
        if options.option_count == len(rows):
            for index, row in enumerate(rows):
                if options.get_option_at_index(index).prompt != row:
                    options.replace_option_prompt_at_index(index, row)
        else:
            options.add_options(
                [
                    Option(row, id=screen_name(phase))
                    for phase, row in zip(BY_NUMBER, rows, strict=True)
                ]
            )
            options.highlighted = self._here - 1 if self._here else None
        put(self.query_one(TrapsLine), traps_text(project))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the phase."""
        event.stop()
        if event.option_id:
            self.post_message(ScreenWanted(event.option_id))


class RailLine(Static):
    """The phases as one line, for narrow screens; each mark can be clicked."""

    def __init__(self, here: int) -> None:
        super().__init__("", markup=False)
        self._here = here
        self._ends: list[tuple[int, int]] = []

    def show(self, project: Project, today: date, *, short: bool) -> None:
        """Show where the project stands; only the phase that is open is named when short."""
        parts: list[str | Content | tuple[str, str]] = []
        self._ends = []
        column = 0
        for phase in BY_NUMBER:
            stands = standing(project, phase)
            mark, colour = MARKS[stands]
            late = stands is not Standing.LOCKED and bool(
                phase_note(project, phase, today)[1] == "$text-warning"
            )
            named = SHORT[phase] if not short or phase in (self._here, CADENCE) else ""
            text = f"{mark}{phase if phase in PHASES else ''} {named}".rstrip() + (
                "!" if late else ""
            )
            style = f"{colour} bold" if phase == self._here else colour
            if phase == self._here:
                style += " reverse"
            parts += [(f" {text} ", style), " "]
            column += len(text) + 3
            self._ends.append((column, phase))
        put(self, Content.assemble(*parts))

    def on_click(self, event: Click) -> None:
        """Go to the phase under the mouse."""
        x = event.x - self.styles.padding.left
        phase = next((phase for end, phase in self._ends if x < end), None)
        if phase:
            self.post_message(ScreenWanted(screen_name(phase)))
