"""The step that is driven now, large and calm, with what came before and what comes next."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pilotage.forms.runs import TODO
from pilotage.method.driving import DriveStep, gaps_at
from pilotage.model.document import Page
from pilotage.model.project import Project
from pilotage.model.runs import Run
from pilotage.tui import drive_text as said
from pilotage.tui.keymap import told
from pilotage.tui.literal import put
from pilotage.tui.widgets import page_text

PARTS = ("before", "title", "lead", "earlier", "now", "gaps", "later", "after")
TITLE = 3
"""The lines above a text that begins a section: its title and what to do with it."""
BACK: Final = "{step_is_done}, {when_wrong} or {leave} goes back to the step."
BACK_IN_ZOOM: Final = "{step_is_done} or {when_wrong} goes back to the step."
SHORT_TEXT = 200
"""Up to so many characters a text is shown in bold."""


class StepView(VerticalScroll):
    """What to do now. The screen moves it by keys; it takes no focus."""

    def __init__(self) -> None:
        super().__init__(id="drive-view", can_focus=False)

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        with Vertical(id="drive-column"):
            for part in PARTS:
                yield Static("", id=f"drive-{part}", markup=False)

    def show_step(
        self,
        project: Project,
        run: Run,
        steps: tuple[DriveStep, ...],
        at: int,
        *,
        roomy: bool,
        zoom: bool,
    ) -> None:
        """Show a step among the others."""
        step = steps[at]
        lines = said.block(steps, at)
        here = lines.index(step)
        now = said.numbered(step)
        if zoom:
            now = said.double_spaced(said.words_of(step), self._width)
        self._show(
            before=said.behind(steps, at, roomy=roomy),
            title=f"{said.title_of(step)}",
            lead=said.lead_of(step),
            earlier=Content("\n").join([_earlier(project, run, each) for each in lines[:here]]),
            now=now,
            gaps=said.gap_lines(gaps_at(project.gaps, run, step)),
            later=Content("\n").join(
                [said.numbered(each).stylize(said.DIM) for each in lines[here + 1 :]]
            ),
            after=said.ahead(steps, at, roomy=roomy),
        )
        bold = zoom or step.item is not None or len(step.text) <= SHORT_TEXT
        self._look("step", bold=bold, ticks=step.item is not None and not zoom)

    def show_wrong(self, project: Project, run: Run, page: Page, *, zoom: bool) -> None:
        """Show what the page says for when it goes wrong."""
        text = page_text.prose(page.when_wrong)
        if not page.when_wrong.strip():
            keys = told(said.OPEN_A_LINE)
            text = Content(f"The page does not say. {keys} notes that as a gap.")
        gaps = [
            gap
            for gap in project.gaps
            if gap.run == run.id and gap.section == "when_wrong" and gap.withdrawn is None
        ]
        self._show(
            title="When it goes wrong",
            lead=TODO["when_wrong"],
            now=said.double_spaced(text, self._width) if zoom else text,
            gaps=said.gap_lines(gaps),
            after=Content.styled(
                told(BACK_IN_ZOOM if zoom else BACK),
                said.DIM,
            ),
        )
        self._look("wrong", bold=zoom)

    def show_words(self, title: str, text: str, note: str = "") -> None:
        """Show a question or a sentence in the place of a step."""
        self._show(title=title, now=text, after=Content.styled(note, said.DIM))
        self._look("words", bold=True)

    def show_sum(self, run: Run, text: Content) -> None:
        """Show what a run came to."""
        self._show(title=f"What run #{run.number} came to", now=text)
        self._look("sum", bold=False)

    @property
    def _width(self) -> int:
        """The columns that the text of a step has."""
        return min(72, self.app.size.width - 8)

    def _show(self, **parts: str | Content) -> None:
        for part in PARTS:
            text = parts.get(part, "")
            widget = self.query_one(f"#drive-{part}", Static)
            put(widget, text)
            widget.set_class(not str(text), "-empty")

    def _look(self, kind: str, *, bold: bool, ticks: bool = False) -> None:
        for each in ("step", "wrong", "words", "sum"):
            self.set_class(each == kind, f"-{each}")
        now = self.query_one("#drive-now")
        now.set_class(bold, "-bold")
        now.set_class(ticks, "-ticks")
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        """Bring what to do now in sight: from the top where that shows it, else in the middle."""
        now, room = self.query_one("#drive-now").virtual_region, self.size.height
        y = 0
        if self.has_class("-step") and now.bottom > room:
            above = (room - now.height) // 2 if now.height <= room else TITLE
            y = max(0, now.y - above)
        self.scroll_to(y=y, animate=False, force=True)


def _earlier(project: Project, run: Run, step: DriveStep) -> Content:
    line = said.earlier(step)
    gaps = gaps_at(project.gaps, run, step)
    return Content("\n").join([line, said.gap_lines(gaps)]) if gaps else line
