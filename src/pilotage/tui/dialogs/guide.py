"""What belongs in a section of the page, beside what is written there now."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from pilotage.method.section_guide import GUIDES
from pilotage.model.document import SECTION_BY_KEY
from pilotage.tui.dialogs.show import Show
from pilotage.tui.widgets.section_help import SAID, examples, listed


class SectionGuide(Show):
    """The guide of a section. Esc goes back to where the cursor was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "dismiss", "Close", id="open_guide")]

    def __init__(self, section: str, text: str, question: str) -> None:
        title = f"{SECTION_BY_KEY[section].title}: what belongs here"
        super().__init__(title, content=guide_text(section, text, question))


def guide_text(section: str, text: str, question: str) -> Content:
    """Question, why, a good and a poor example, and the section as it reads now."""
    now = text.strip()
    return Content.assemble(
        (f"{question}\n", "bold"),
        f"{GUIDES[section].why}\n\n",
        examples(section),
        ("\n\nYours now\n", "bold $accent"),
        listed(now) if now else Content.styled("  Nothing is written yet.", SAID),
    )
