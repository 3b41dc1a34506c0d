"""How a revision answers a gap: the section before and after; confirmed, or opened again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from pilotage.method.driving import line_of
from pilotage.model.document import Page
from pilotage.model.project import Project
from pilotage.model.runs import Gap
from pilotage.tui.dialogs.two_ways import TwoWays
from pilotage.tui.gaps import kind_of, section_of
from pilotage.tui.literal import literal
from pilotage.tui.widgets.difference_view import legend

CONFIRM, REOPEN, BACK = "confirm", "reopen", ""


class Answer(TwoWays[str]):
    """What the page said when the gap was raised, and what it says since it was answered."""

    BINDINGS = [
        ("escape", "dismiss('')", "Back"),
        ("c", "dismiss('confirm')", "Confirm"),
        ("o", "dismiss('reopen')", "Reopen"),
    ]

    def __init__(self, project: Project, gap: Gap, *, can_confirm: bool) -> None:
        super().__init__()
        self._project = project
        self._gap = gap
        self._can_confirm = can_confirm

    def compose(self) -> ComposeResult:
        """The gap, where it was, the difference, buttons."""
        gap, old, new = self._gap, *answered(self._project, self._gap)
        view = self.difference(old, new, beside=old != Page())
        number = gap.answered_by
        with Vertical(classes="dialog reading"):
            yield Static(literal(f"Does revision {number} answer it?"), classes="dialog-title")
            yield Static(
                Content.assemble(
                    (f"{kind_of(gap)}: ", "bold"),
                    gap.text,
                    (f"\n{section_of(gap)}: “{line_of(old, gap)[:120]}”", "$foreground 65%"),
                ),
                classes="dialog-text",
                markup=False,
            )
            yield Static(legend(), classes="dialog-text", markup=False)
            with VerticalScroll(id="difference-text"):
                yield view
            with Horizontal(classes="dialog-buttons"):
                if self._can_confirm:
                    yield Button("It does  c", id="answer-confirm", variant="primary")
                yield Button("Reopen it  o", id="answer-reopen", variant="warning")
                yield Button("Back  Esc", id="answer-back")
                yield self.other_way(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is confirmed already is not confirmed again."""
        return self._can_confirm or (action, parameters) != ("dismiss", (CONFIRM,))

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one("#difference-text").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Confirm, reopen or go back."""
        event.stop()
        self.dismiss((event.button.id or "").removeprefix("answer-").replace("back", BACK))


def answered(project: Project, gap: Gap) -> tuple[Page, Page]:
    """The page when a gap was raised, and the same with its section as it was answered."""
    run = next((run for run in project.runs if run.id == gap.run), None)
    pages = {revision.number: revision.page for revision in project.revisions}
    old = pages.get(run.revision if run else 0, Page())
    new = pages.get(gap.answered_by or 0, old)
    return old, old.with_(**{gap.section: getattr(new, gap.section)})
