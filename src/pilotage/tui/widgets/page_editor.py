"""The editor of the one-page document: its sections, the text of one, and the page beside it.

Typing is saved without asking: half a second after the last key, and whenever one goes
elsewhere. What can't be saved stays in the editor with the reason under it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from pilotage.errors import PilotageError
from pilotage.method.page_fit import fit
from pilotage.model.document import SECTION_BY_KEY, SECTIONS, is_written, section_text
from pilotage.model.project import Project
from pilotage.model.text import clean
from pilotage.tui.literal import literal
from pilotage.tui.widgets.preview import preview

SAVE_AFTER: Final = 0.5
"""Seconds after the last key before typing is saved."""
HINTS: Final = {
    "lines": "One item a line.",
    "line": "One line.",
    "prose": "",
}


class SectionText(TextArea):
    """The text of a section."""

    BINDINGS = [
        Binding("ctrl+up", "screen.section(-1)", "Section above", show=False),
        Binding("ctrl+down", "screen.section(1)", "Section below", show=False),
    ]


class PageEditor(Horizontal):
    """Sections at the left, the text in the middle, the page at the right."""

    def __init__(self, save: Callable[[str, str], object]) -> None:
        super().__init__(id="page-editor")
        self._save = save
        self._section = SECTIONS[0].key
        self._timer: Timer | None = None
        self._dirty = False
        self._project: Project | None = None
        self._locked = False

    def compose(self) -> ComposeResult:
        """The three columns."""
        yield OptionList(
            *(Option(section.title, id=section.key) for section in SECTIONS),
            id="sections",
            markup=False,
            compact=True,
        )
        with Vertical(id="section"):
            yield Static("", id="section-question", markup=False)
            yield SectionText(id="section-text", compact=True, highlight_cursor_line=False)
            yield Static("", id="section-problem", markup=False)
            yield Static("", id="page-fit", markup=False)
        with VerticalScroll(id="page-preview", can_focus=True):
            yield Static("", id="page-preview-text", markup=False)

    @property
    def text(self) -> SectionText:
        """The text field."""
        return self.query_one(SectionText)

    # -- showing ----------------------------------------------------------------------------

    def show(self, project: Project, *, locked: bool) -> None:
        """Show the project's draft; text that is being typed is left alone."""
        first = self._project is None
        self._project = project
        self._locked = locked
        self._show_sections(project)
        if first:
            self.query_one("#sections", OptionList).highlighted = self._index
        if not self._dirty and (first or not self._same(project)):
            self._load(project)
        self.text.read_only = locked
        filled = fit(project.page, len(project.metrics))
        meter = self.query_one("#page-fit", Static)
        meter.update(filled.sentence)
        meter.set_class(not filled.fits, "-over")
        self.query_one("#page-preview-text", Static).update(preview(project, project.page))

    def _same(self, project: Project) -> bool:
        """Whether the field already holds what the project says, but for outer blanks."""
        kept = section_text(project.page, self._section)
        typed = clean(self.text.text).text
        if SECTION_BY_KEY[self._section].kind != "prose":
            return [line.split() for line in typed.splitlines() if line.strip()] == [
                line.split() for line in kept.splitlines()
            ]
        return typed == kept

    def _load(self, project: Project) -> None:
        self.text.load_text(section_text(project.page, self._section))
        self._dirty = False

    def _show_sections(self, project: Project) -> None:
        options = self.query_one("#sections", OptionList)
        for index, section in enumerate(SECTIONS):
            done = is_written(project.page, section.key)
            row = Content.assemble(
                ("✓ " if done else "· ", "$text-success" if done else "$text-warning"),
                section.title,
            )
            if options.get_option_at_index(index).prompt != row:
                options.replace_option_prompt_at_index(index, row)
        section = SECTION_BY_KEY[self._section]
        self.query_one("#section-question", Static).update(
            Content.assemble(
                (section.title, "bold $accent"),
                f"  {section.question}",
                (
                    f" {HINTS[section.kind]}"
                    if HINTS[section.kind] not in section.question
                    else "",
                    "$foreground 65%",
                ),
            )
        )

    # -- going from section to section -------------------------------------------------------

    @property
    def _index(self) -> int:
        return [section.key for section in SECTIONS].index(self._section)

    def go_to(self, section: str, *, focus: bool = True) -> None:
        """Open a section for writing; the one before is saved first."""
        if section not in SECTION_BY_KEY or self._project is None:
            return
        if section != self._section:
            if not self.flush():
                self.query_one("#sections", OptionList).highlighted = self._index
                self.text.focus()
                return
            self._section = section
            self._load(self._project)
            self._show_sections(self._project)
            self.query_one("#sections", OptionList).highlighted = self._index
        if focus:
            self.text.focus()
            self.text.move_cursor(self.text.document.end)

    def step(self, by: int) -> None:
        """Open the section above or below."""
        index = (self._index + by) % len(SECTIONS)
        self.go_to(SECTIONS[index].key)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the section under the cursor, without leaving the list."""
        event.stop()
        if event.option_list.has_focus and event.option_id:
            self.go_to(event.option_id, focus=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Write in the chosen section."""
        event.stop()
        if event.option_id:
            self.go_to(event.option_id)

    # -- saving -----------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Save soon."""
        event.stop()
        if self._project is None or self._locked or self._same(self._project):
            self._dirty = False
            return
        self._dirty = True
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SAVE_AFTER, self.flush)

    def on_descendant_blur(self) -> None:
        """Save when the field is left."""
        self.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether the field holds something that is not in the project."""
        return self._dirty

    def flush(self) -> bool:
        """Save what was typed; False, with the reason under the field, when it can't be."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self._dirty:
            return True
        problem = self.query_one("#section-problem", Static)
        try:
            self._dirty = False
            self._save(self._section, self.text.text)
        except PilotageError as error:
            self._dirty = True
            problem.update(literal(f"Not saved yet. {error}"))
            problem.display = True
            return False
        problem.display = False
        return True
