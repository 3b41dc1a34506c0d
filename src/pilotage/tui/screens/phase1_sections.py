"""What can be done with the section that is being written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, Final, NoReturn

from textual.app import SuspendNotSupported
from textual.widgets import TabbedContent

from pilotage.errors import Refused
from pilotage.method.prompts import question
from pilotage.method.requirement import Place, counted
from pilotage.model.document import SECTIONS, Section
from pilotage.model.text import clean
from pilotage.tui.command import Command
from pilotage.tui.hang_up import HUNG_UP
from pilotage.tui.keymap import key_for

if TYPE_CHECKING:
    from pilotage.external_editor import SectionFile
    from pilotage.tui.screens.phase1 import Phase1

TOLD: Final = 15
"""Seconds that stand what became of a text outside: it may name a file."""


class OpenGuide(Command):
    """What belongs in a section."""

    key = "ctrl+g"
    label = "Guide"
    in_footer = False
    title = "Read what belongs in this section"
    help = "Why the page has it, a good example and a poor one."
    changes = False

    def why_not(self, screen: Phase1) -> str:
        """A section must be open."""
        if screen.query_one(TabbedContent).active == "tab-page":
            return ""
        return f"This belongs to the page. It is the first tab ({key_for('other_tab')})."

    async def run(self, screen: Phase1) -> None:
        """Show it."""
        from pilotage.tui.dialogs.guide import SectionGuide

        editor = screen.editor
        asked = question(screen.project, editor.section)
        await screen.app.push_screen_wait(SectionGuide(editor.section, editor.text.text, asked))


class OpenInEditor(Command):
    """A section in the editor that somebody is used to."""

    key = "f12"
    title = "Open this section in your own editor"
    help = "Writes in $VISUAL or $EDITOR; when it ends, the text stands here."
    changes = False  # what is too long to be saved can be shortened there: only the lock counts

    def why_not(self, screen: Phase1) -> str:
        """The page must be open for writing, in a terminal that can be given away."""
        if screen.app.is_web:
            return "In the browser no other editor can be opened; write here."
        return screen.why_locked() or OpenGuide().why_not(screen)

    async def run(self, screen: Phase1) -> None:
        """Give the terminal to the editor, and take over what it wrote."""
        from pilotage.external_editor import SectionFile, editor_of, terminal_is_there

        editor = screen.editor
        command = editor_of(os.environ)
        try:
            file = SectionFile(editor.section, editor.text.text)
        except OSError as problem:
            raise Refused("No file can be made for the editor.", str(problem.strerror)) from None
        try:
            with screen.app.suspend():
                taken = file.edit(command)
                if not screen.app.is_headless and not terminal_is_there():
                    _leave(screen, file)
        except SuspendNotSupported:
            file.discard()
            raise Refused(
                "This terminal can't be given to another program.", "Write here instead."
            ) from None
        said, is_kept = [taken.said], taken.is_kept
        if taken.dropped:
            said.append(f"{counted(taken.dropped, 'invisible control character')} left out.")
        if taken.text is not None and not editor.take(taken.text):
            said.append(f"It is not saved yet. The file is kept: {file.path}")
            is_kept = True
        if not is_kept:
            file.discard()
        if told := " ".join(part for part in said if part):
            screen.app.notify(clean(told).text, severity="warning", timeout=TOLD)


def _leave(screen: Phase1, file: SectionFile) -> NoReturn:
    """The terminal went away while the editor had it: keep what it wrote, and end.

    At once, since the screen would wait for ever for a terminal that takes what it writes. What
    stood in the field and can't be saved stays too, though the editor wrote nothing.
    """
    taken, editor = file.written(), screen.editor
    is_saved = editor.flush() if taken.text is None else editor.take(taken.text)
    if taken.text is None and not is_saved:
        file.keep_given()
    if is_saved and not taken.is_kept:
        file.discard()
    screen.session.flush()
    screen.session.close()
    os._exit(HUNG_UP)


class GoToSection(Command):
    """Open one of the sections. One class each, for the palette."""

    help = "Write in this section of the page."
    changes = False
    listed = False
    section: ClassVar[str]

    async def run(self, screen: Phase1) -> None:
        """Go."""
        screen.show_place(Place("phase1", self.section))


def _to(section: Section) -> type[GoToSection]:
    name = "GoTo" + "".join(word.capitalize() for word in section.key.split("_"))
    title = f"Go to section: {section.title}"
    return type(name, (GoToSection,), {"section": section.key, "title": title})


SECTION_COMMANDS: Final[tuple[type[Command], ...]] = (
    OpenGuide,
    OpenInEditor,
    *(_to(section) for section in SECTIONS),
)
