"""Advice on the page, to go to, to dismiss with a reason and to bring back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pilotage.method.advice import Advice, Answered, Finding
from pilotage.method.advice_finding import pieces
from pilotage.method.schedule import day_month_year
from pilotage.model.project import Project
from pilotage.model.text import one_line
from pilotage.tui.prepared import Dialog
from pilotage.tui.widgets.dialog_keys import DialogKeys
from pilotage.tui.widgets.pick_list import PickList


@dataclass(frozen=True)
class Wish:
    """What is to be done, with which piece of advice."""

    what: str
    """`go`, `dismiss` or `restore`."""
    about: Finding | Answered
    at: int
    """Which line it is."""

    def then(self, said: Advice) -> int:
        """The line to go on with once it was done: what was brought back, or the next open one."""
        if isinstance(self.about, Finding):
            return min(self.at, max(0, len(said.open) - 1))
        back = self.about.finding
        return said.open.index(back) if back in said.open else self.at


class AdviceDialog(Dialog[Wish | None]):
    """All advice on the page by section; what was dismissed stands at the end."""

    BINDINGS: ClassVar = [
        ("escape,f10", "dismiss(None)", "Close"),
        ("d", "dismiss_advice", "Dismiss"),
        ("r", "restore", "Bring back"),
    ]
    CSS_PATH = "advice.tcss"
    ESC_BESIDE = True

    def __init__(self, project: Project, said: Advice, *, can_change: bool, at: int = 0) -> None:
        super().__init__()
        self._project = project
        self._said = said
        self._can_change = can_change
        self._at = at
        self._pieces: tuple[Finding | Answered, ...] = (*said.open, *said.answered)

    def compose(self) -> ComposeResult:
        """Title, note, list, keys."""
        with Vertical(classes="dialog reading"):
            yield Static("Advice on the page", classes="dialog-title", markup=False)
            yield Static(self._note(), classes="dialog-text", markup=False)
            if self._pieces:
                yield PickList(*self._rows(), id="advice-list", markup=False, compact=True)
            yield DialogKeys(
                keys=(("Go there", "enter"), ("Dismiss it", "d"), ("Bring it back", "r"))
            )

    def _note(self) -> str:
        said = self._said
        if not said.open:
            found = "All of it is dismissed." if said.answered else "There is none."
        else:
            found = (
                f"{pieces(len(said.open))}: what may fail on the day somebody new follows the page."
            )
        choose = " Choose one by ↑ ↓ or a click." if len(self._pieces) > 1 else ""
        return f"{found} It never blocks a gate.{choose}"

    def _rows(self) -> list[Option]:
        rows: list[Option] = []
        where = ""
        for index, piece in enumerate(self._pieces):
            heading = piece.where if isinstance(piece, Finding) else "Dismissed"
            if heading != where:
                gap = "\n" if where else ""
                where = heading
                title = Content.assemble(gap, (heading, "bold $accent"))
                rows.append(Option(title, disabled=True))
            prompt = _row(piece) if isinstance(piece, Finding) else self._answered_row(piece)
            rows.append(Option(prompt, id=f"piece-{index}"))
        return rows

    def _answered_row(self, piece: Answered) -> Content:
        finding, dismissal = piece
        who = self._project.name_of(dismissal.by)
        on = day_month_year(dismissal.at.astimezone().date())
        return Content.assemble(
            ("✓ ", "$text-success"),
            (_named(finding), "$foreground 80%"),
            (f" · {finding.where}\n", "$foreground 65%"),
            (f"  {one_line(dismissal.reason)} ({who}, {on})", "$foreground 65%"),
        )

    def on_mount(self) -> None:
        """Start where one left it."""
        self._show_keys()
        if self._pieces:
            rows = self.query_one(OptionList)
            rows.highlighted = rows.get_option_index(f"piece-{self._nearest}")
            rows.focus()

    @property
    def _nearest(self) -> int:
        return max(0, min(self._at, len(self._pieces) - 1))

    @property
    def _index(self) -> int | None:
        """Which piece the cursor is on."""
        if not self._pieces:
            return None
        option = self.query_one(OptionList).highlighted_option
        return int(option.id.removeprefix("piece-")) if option and option.id else None

    def on_option_list_option_highlighted(self) -> None:
        """Say which keys work on it; keep the first heading in sight."""
        self._show_keys()
        if self._index == 0:
            self.query_one(OptionList).scroll_home(animate=False)

    def _show_keys(self) -> None:
        index = self._index
        line = self.query_one(DialogKeys)
        if index is None:
            line.offer("")
        elif isinstance(self._pieces[index], Finding):
            line.offer("", "enter", *["d"] * self._can_change)
        else:
            line.offer("", *["r"] * self._can_change)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the words, or bring back what was dismissed."""
        event.stop()
        index = self._index
        if index is not None:
            piece = self._pieces[index]
            if isinstance(piece, Finding):
                self.dismiss(Wish("go", piece, index))
            else:
                self.action_restore()

    def action_dismiss_advice(self) -> None:
        """Answer it with a reason."""
        index = self._index
        if self._can_change and index is not None:
            piece = self._pieces[index]
            if isinstance(piece, Finding):
                self.dismiss(Wish("dismiss", piece, index))

    def action_restore(self) -> None:
        """Bring it back."""
        index = self._index
        if self._can_change and index is not None:
            piece = self._pieces[index]
            if isinstance(piece, Answered):
                self.dismiss(Wish("restore", piece, index))


def _named(finding: Finding) -> str:
    return f"“{one_line(finding.words)}”" if finding.words else "Reading level"


def _row(finding: Finding) -> Content:
    """The words, why, and what is better."""
    return Content.assemble(
        ("• ", "$text-warning"),
        (_named(finding), "bold"),
        f"\n  {finding.reason}",
        (f"\n  → {finding.better}", "$text-success"),
    )
