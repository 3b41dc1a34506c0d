"""Noting a gap in one line: bound to where its key was pressed, never lost, never elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.content import Content
from textual.widgets import Static

from pilotage.actions import runs
from pilotage.errors import PilotageError
from pilotage.forms.runs import SAYS
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.runs import GapKind
from pilotage.model.text import clean
from pilotage.tui.drive_text import title_of
from pilotage.tui.driven_run import DrivenRun
from pilotage.tui.gaps import MARKS
from pilotage.tui.keymap import button_for, key_for
from pilotage.tui.literal import literal, put
from pilotage.tui.widgets.capture import LONGEST, Capture

COMMANDS: Final = {
    GapKind.QUESTION: "had_to_ask",
    GapKind.IMPROVISATION: "improvised",
    GapKind.BLOCKED: "blocked",
}
"""The names of the commands that open the line."""


@dataclass(frozen=True)
class Noted:
    """What a gap is about that is being written: bound to where its key was pressed."""

    kind: GapKind
    section: str
    item: int | None
    place: str


class GapNoting(DrivenRun):
    """A screen of a run with a line for gaps."""

    def __init__(self, run_id: int, shows: str) -> None:
        super().__init__(run_id, shows)
        self._noting: Noted | None = None
        self._drafts: dict[Noted, str] = {}

    @property
    def is_noting(self) -> bool:
        """Whether the line is open."""
        return self._noting is not None

    def show_keys(self) -> None:
        """Show what the keys do now."""
        raise NotImplementedError

    def say(self, text: str | Content, *, wrong: bool = False) -> None:
        """Say something in the line above the one for gaps."""
        said = self.query_one("#drive-said", Static)
        put(said, text)
        said.set_class(wrong, "-wrong")

    def open_capture(self, kind: GapKind) -> None:
        """Open the line for a gap at what is shown now."""
        step = self.steps[min(self.at, len(self.steps) - 1)] if self.steps else None
        if self._wanted == "wrong" or step is None:
            noted = Noted(kind, "when_wrong", None, SECTION_BY_KEY["when_wrong"].title)
        else:
            noted = Noted(kind, step.section, step.item, title_of(step))
        self._noting = noted
        self.query_one(Capture).open(self._drafts.pop(noted, ""))
        self.add_class("-noting")
        self.say(
            Content.assemble(
                (f"{MARKS[kind]} {SAYS[kind]}", "bold $text-warning"),
                (f"  at {noted.place}", "$foreground 65%"),
            )
        )
        self.show_keys()

    def end_capture(self, key: str) -> bool:
        """Note, or keep for later, what is written; False where a key is part of the text."""
        capture = self.query_one(Capture)
        if key == "escape":
            noted = self._noting
            text = self._close_capture()
            if noted and text.strip():
                self._drafts[noted] = text
                again = button_for(COMMANDS[noted.kind])
                self.say(f"Kept: {again} at this step opens it again.")
        elif key == "enter":
            if clean(capture.value).text.strip():
                self._note()
            else:
                self.say("What was missing? A few words are enough. Esc closes.", wrong=True)
        else:
            left = LONGEST - len(capture.value)
            if left <= 1:
                self.say(f"{LONGEST} characters are the most. Enter notes it.", wrong=True)
            return False
        return True

    def _note(self) -> bool:
        """Note the gap that is being written; where that is refused the line stays open."""
        noted, text = self._noting, self.query_one(Capture).value
        if noted is None:
            return False
        try:
            self.session.do(
                runs.raise_gap,
                run=self.run_id,
                kind=noted.kind,
                text=text,
                section=noted.section,
                item=noted.item,
            )
        except PilotageError as problem:
            self.say(clean(str(problem)).text, wrong=True)
            return False
        self._close_capture()
        self.say(literal(f"✓ Noted at {noted.place}. {key_for('take_back')} takes it back."))
        return True

    def _close_capture(self) -> str:
        self._noting = None
        self.remove_class("-noting")
        text = self.query_one(Capture).shut()
        self.say("")
        self.show_keys()
        return text

    def closing(self) -> None:
        """Note what is being written."""
        if self._noting and self.query_one(Capture).value.strip():
            self._note()
