"""What is said around the text of a section: its question, what belongs there, and what is shown
as typed.
"""

from __future__ import annotations

import re
from typing import Final

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from pilotage.export.literal_marks import literal_marks
from pilotage.method.section_guide import GUIDES
from pilotage.model.document import SECTION_BY_KEY, Section
from pilotage.tui.literal import put

SAID: Final = "$foreground 65%"
_MARKED: Final = re.compile(r"\s*[-*•] ")
HINT: Final = " One line."
"""Said after the question of a section that is one line; lists say it in their question."""
HAS: Final = {
    "prose": "The page has emphasis, code, links and lists.",
    "lines": "An item has emphasis, code and links.",
    "line": "This line is plain text.",
}
"""What a kind of section shows as more than it reads."""


class SectionQuestion(Static):
    """A section's title and question. A click opens its guide."""

    def __init__(self) -> None:
        super().__init__("", id="section-question", markup=False)

    def show(self, section: Section, question: str) -> None:
        """Ask a section's question, in the method's words or the organisation's."""
        hint = HINT if section.kind == "line" else ""
        put(
            self,
            Content.assemble(
                (section.title, "bold $accent"),
                f"  {question}",
                (hint, "$foreground 65%"),
            ),
        )

    def on_click(self, event: events.Click) -> None:
        """Open the guide."""
        event.stop()
        self.screen.action_command("open_guide")  # type: ignore[attr-defined]  # always in a Frame


class SectionWhy(Static):
    """What belongs in a section, in short; where there is room for it."""

    WIDE: Final = 120
    HIGH: Final = 34
    EXAMPLES: Final = Size(170, 52)
    """From which size on a good and a poor example stand there too."""

    def __init__(self) -> None:
        super().__init__("", id="section-why", markup=False)
        self._section: Section | None = None

    def show(self, section: Section) -> None:
        """Explain a section."""
        self._section = section
        put(self, self._said())

    def _said(self) -> Content:
        if self._section is None:
            return Content("")
        guide, room = GUIDES[self._section.key], self.app.size
        if room.width < self.EXAMPLES.width or room.height < self.EXAMPLES.height:
            return Content(guide.why)
        return Content.assemble(guide.why, "\n\n", examples(self._section.key))

    def fit(self) -> None:
        """Stand there where the terminal has room for it."""
        room = self.app.size
        self.display = room.width >= self.WIDE and room.height >= self.HIGH
        put(self, self._said())


class MarksHint(Static):
    """What of the text is shown as typed, while one types; takes no room where nothing is."""

    def __init__(self) -> None:
        super().__init__("", id="section-marks", markup=False)
        self.display = False

    def show(self, section: str, text: str) -> None:
        """Look at a text."""
        kind = SECTION_BY_KEY[section].kind
        marks = literal_marks(text, kind)
        said = [f"Shown as typed: {', '.join(marks)}. {HAS[kind]}"] if marks else []
        if kind == "lines" and has_inner_list(text):
            said.append("Each line is an item of its own: there is no list inside an item.")
        if said:
            put(self, " ".join(said))
        if self.display is not bool(said):
            self.display = bool(said)


def has_inner_list(text: str) -> bool:
    """Whether some lines of a list stand as if they belonged to the one before them."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = [_MARKED.match(line) is not None for line in lines]
    indented = any(line[:1] in " \t" for line in lines[1:])
    return indented or (any(marked) and not all(marked))


def examples(section: str) -> Content:
    """A good and a poor example of a section, and why the poor one is."""
    guide = GUIDES[section]
    numbered = section == "steps"
    return Content.assemble(
        ("✓ Good", "bold $text-success"),
        (f"  from {guide.workflow}\n", SAID),
        listed(guide.good, numbered=numbered),
        ("\n\n✗ Poor\n", "bold $text-error"),
        listed(guide.poor, numbered=numbered),
        ("\n  Why: ", SAID),
        guide.because,
    )


def listed(text: str, *, numbered: bool = False) -> Content:
    """The lines of a section, set in from the edge."""
    lines = text.split("\n")
    marks = [f"{n}. " if numbered else "" for n in range(1, len(lines) + 1)]
    return Content("\n".join(f"  {mark}{line}" for mark, line in zip(marks, lines, strict=True)))
