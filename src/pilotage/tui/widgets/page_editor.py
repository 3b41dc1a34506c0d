"""The editor of the one-page document: its sections, the text of one, and the page beside it.

Typing is saved without asking: half a second after the last key, and whenever one goes
elsewhere. What can't be saved stays in the editor with the reason under it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from pilotage.actions.page import section_value
from pilotage.errors import Invalid, PilotageError
from pilotage.method.prompts import question
from pilotage.model.document import SECTION_BY_KEY, SECTIONS, is_written, section_text
from pilotage.model.project import Project
from pilotage.tui.command import Command
from pilotage.tui.literal import literal
from pilotage.tui.widgets.advice_line import AdviceLine
from pilotage.tui.widgets.command_bar import CommandBar, CommandButton
from pilotage.tui.widgets.page_meter import PageMeter
from pilotage.tui.widgets.preview import PagePreview
from pilotage.tui.widgets.section_field import SectionList, SectionText
from pilotage.tui.widgets.section_gaps import SectionGaps, open_gaps
from pilotage.tui.widgets.section_help import MarksHint, SectionQuestion, SectionWhy

BESIDE: Final = 104
"""Columns from which on the text and the page stand beside each other, each wide enough."""
BELOW: Final = 20
"""Lines from which on the page can stand below the text instead."""
SAVE_AFTER: Final = 0.5
"""Seconds after the last key before typing is saved."""


class PageEditor(Horizontal):
    """Sections at the left, the text beside them, the page at the right or below the text."""

    @dataclass
    class Unsaved(Message):
        """How it stands with the text in the editor: `saving…`, `NOT SAVED`, or empty."""

        state: str

    def __init__(self, save: Callable[[str, str], object], *tools: type[Command]) -> None:
        """What saves a section's text, and commands that stand below the text as buttons."""
        super().__init__(id="page-editor")
        self._tools = tools
        self._save = save
        self._section: str = SECTIONS[0].key
        self._timer: Timer | None = None
        self._known = ""
        """The text of the field as it was loaded or saved last. What the field holds is compared
        with it: a message that it changed comes later, when what is typed may be overwritten."""
        self._told = ""
        self._project: Project | None = None
        self._locked = False
        self._unmet: frozenset[str] = frozenset()
        """The sections in which the gate still misses something."""

    def compose(self) -> ComposeResult:
        """The three columns."""
        yield SectionList(
            *(Option(section.title, id=section.key) for section in SECTIONS),
            id="sections",
            markup=False,
            compact=True,
        )
        with Vertical(id="section"):
            yield SectionQuestion()
            yield SectionWhy()
            yield SectionGaps()
            yield SectionText(id="section-text", compact=True, highlight_cursor_line=False)
            yield MarksHint()
            yield Static("", id="section-problem", markup=False)
            yield PageMeter()
            with Horizontal(id="section-tools"):
                yield CommandBar(*self._tools)
                yield AdviceLine()
        yield PagePreview()

    @property
    def section(self) -> str:
        """The key of the section in the field."""
        return self._section

    @property
    def text(self) -> SectionText:
        """The text field."""
        return self.query_one(SectionText)

    # -- showing ----------------------------------------------------------------------------

    def show(self, project: Project, *, locked: bool, unmet: frozenset[str] = frozenset()) -> None:
        """Show the project's draft; text that is being typed is left alone.

        `unmet` are the sections in which the gate still misses something.
        """
        first = self._project is None
        self._unmet = unmet
        self._project = project
        self._locked = locked
        self._show_sections(project)
        if first:
            self.query_one("#sections", OptionList).highlighted = self._index
        if not self.has_unsaved and (first or not self._same(project)):
            self._load(project)
        elif self._same(project):
            self._settle()
        self.text.read_only = locked
        self._show_fit(project)
        self.query_one(PagePreview).show(project)

    def offer(self, tool: type[Command], *, offered: bool) -> None:
        """Have the button of a tool, or not."""
        for button in self.query(CommandButton):
            if button.command is tool:
                button.display = offered

    def _show_fit(self, project: Project) -> None:
        """Measure the page with what is being typed, where that can be kept."""
        page = project.page
        if self.has_unsaved:
            try:
                typed = section_value(self._section, self.text.text)
                page = page.with_(**{self._section: typed})
            except Invalid:
                pass  # the reason stands under the field once it is to be saved
        self.query_one(PageMeter).show(project, page)

    def _same(self, project: Project) -> bool:
        """Whether the project already keeps what the field holds: then it is left as it reads."""
        kept: object = getattr(project.page, self._section)
        return section_value(self._section, self.text.text) == kept

    def _load(self, project: Project) -> None:
        self.text.load_text(section_text(project.page, self._section))
        self.text.one_line = SECTION_BY_KEY[self._section].kind == "line"
        self._settle()

    def _settle(self) -> None:
        """Nothing is left to save, and nothing to say about it."""
        self._tell("")
        self._known = self.text.text
        self._stop_timer()
        self.query_one("#section-problem", Static).display = False

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def mark(self, unmet: frozenset[str]) -> None:
        """Mark the sections in which the gate still misses something."""
        if unmet != self._unmet and self._project is not None:
            self._unmet = unmet
            self._mark_sections(self._project)

    def _mark_sections(self, project: Project) -> None:
        options = self.query_one("#sections", OptionList)
        asked = open_gaps(project)
        for index, section in enumerate(SECTIONS):
            done = is_written(project.page, section.key)
            mark = "!" if section.key in self._unmet else "✓"
            mark = "?" if section.key in asked else mark if done else "·"
            row = Content.assemble(
                (f"{mark} ", "$text-success" if mark == "✓" else "$text-warning"),
                section.title,
            )
            if options.get_option_at_index(index).prompt != row:
                options.replace_option_prompt_at_index(index, row)

    def _show_sections(self, project: Project) -> None:
        self._mark_sections(project)
        section = SECTION_BY_KEY[self._section]
        self.query_one(SectionQuestion).show(section, question(project, section.key))
        self.query_one(SectionWhy).show(section)
        self.query_one(SectionGaps).show(project, self._section)
        self.query_one(AdviceLine).show(project, self._section)

    def on_resize(self, event: events.Resize) -> None:
        """Explain the section where there is room, and put the page where there is most of it."""
        self.set_class(event.size.width < BESIDE and event.size.height >= BELOW, "-stacked")
        self.query_one(SectionWhy).fit()

    # -- going from section to section -------------------------------------------------------

    @property
    def _index(self) -> int:
        return SECTIONS.index(SECTION_BY_KEY[self._section])

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
            self.query_one(PagePreview).follow(section)
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

    def on_section_list_typed(self, event: SectionList.Typed) -> None:
        """Write what was typed in the list."""
        event.stop()
        self.type_on(event.text)

    def type_on(self, text: str) -> None:
        """Go on writing in the open section with this text."""
        self.go_to(self._section)
        if not self._locked:
            self.text.insert(text)

    # -- saving -----------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Save soon."""
        event.stop()
        self.query_one(MarksHint).show(self._section, self.text.text)
        if self._project is None or self._locked or self._same(self._project):
            self._settle()
            if self._project is not None:
                self._show_fit(self._project)
            return
        self._show_fit(self._project)
        self._tell("saving…")
        self._stop_timer()
        self._timer = self.set_timer(SAVE_AFTER, self.flush)

    def on_descendant_blur(self) -> None:
        """Save when the field is left."""
        self.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether the field holds something that is not in the project."""
        return self.text.text != self._known

    def flush(self) -> bool:
        """Save what was typed; False, with the reason under the field, when it can't be."""
        self._stop_timer()
        if not self.has_unsaved:
            return True
        problem = self.query_one("#section-problem", Static)
        before, self._known = self._known, self.text.text
        try:
            self._save(self._section, self._known)
        except PilotageError as error:
            self._known = before
            problem.update(literal(f"Not saved yet. {error}"))
            problem.display = True
            self._tell("NOT SAVED")
            return False
        problem.display = False
        self._tell("")
        return True

    def take(self, text: str) -> bool:
        """Put a text from elsewhere into the field and save it; undo brings the one before back.

        False when it can't be saved: then it stays in the field, with the reason under it.
        """
        field = self.text
        if field.text.rstrip("\n") != text:
            field.replace(text, field.document.start, field.document.end)
            field.move_cursor(field.document.end)
        field.focus()
        return self.flush()

    def _tell(self, state: str) -> None:
        if self._told != state:
            self._told = state
            self.post_message(self.Unsaved(state))
