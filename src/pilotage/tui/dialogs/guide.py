"""What belongs in a section of the page, beside what is written there now."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from pilotage.method.section_guide import GUIDES
from pilotage.model.document import SECTION_BY_KEY
from pilotage.tui.dialogs.show import Show

SAID = "$foreground 65%"


class SectionGuide(Show):
    """The guide of a section. Esc goes back to where the cursor was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "dismiss", "Close", id="open_guide")]

    def __init__(self, section: str, text: str, question: str) -> None:
        title = f"{SECTION_BY_KEY[section].title}: what belongs here"
        super().__init__(title, content=guide_text(section, text, question))


def guide_text(section: str, text: str, question: str) -> Content:
    """Question, why, a good and a poor example, and the section as it reads now."""
    guide = GUIDES[section]
    numbered = section == "steps"
    now = text.strip()
    return Content.assemble(
        (f"{question}\n", "bold"),
        f"{guide.why}\n\n",
        ("✓ Good", "bold $text-success"),
        (f"  from {guide.workflow}\n", SAID),
        _example(guide.good, numbered=numbered),
        ("\n\n✗ Poor\n", "bold $text-error"),
        _example(guide.poor, numbered=numbered),
        ("\n  Why: ", SAID),
        f"{guide.because}\n\n",
        ("Yours now\n", "bold $accent"),
        _example(now) if now else Content.styled("  Nothing is written yet.", SAID),
    )


def _example(text: str, *, numbered: bool = False) -> Content:
    lines = text.split("\n")
    marks = [f"{n}. " if numbered else "" for n in range(1, len(lines) + 1)]
    return Content("\n".join(f"  {mark}{line}" for mark, line in zip(marks, lines, strict=True)))
