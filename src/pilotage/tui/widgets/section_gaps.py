"""The open gaps of a section, beside its text: what the builder answers there."""

from __future__ import annotations

from collections import Counter
from typing import Final

from textual.content import Content
from textual.widgets import Static

from pilotage.model.project import Project
from pilotage.tui.gaps import kind_of
from pilotage.tui.keymap import button_for
from pilotage.tui.literal import put

MOST: Final = 3
"""So many gaps are written out; the rest is counted."""


def open_gaps(project: Project) -> Counter[str]:
    """How many open gaps each section has."""
    return Counter(gap.section for gap in project.gaps if gap.is_open)


class SectionGaps(Static):
    """Where they asked or improvised in this section, as long as no revision answers it."""

    def __init__(self) -> None:
        super().__init__("", id="section-gaps", markup=False)

    def show(self, project: Project, section: str) -> None:
        """Show a section's open gaps, the newest first."""
        found = [gap for gap in reversed(project.gaps) if gap.is_open and gap.section == section]
        self.display = bool(found)
        lines = [
            Content.assemble(
                (kind_of(gap), "bold $text-warning"),
                (f" at {gap.item}" if gap.item else "", "$foreground 65%"),
                f": {gap.text}",
            )
            for gap in found[:MOST]
        ]
        if len(found) > MOST:
            lines.append(Content.styled(f"and {len(found) - MOST} more", "$foreground 65%"))
        if found:
            lines.append(
                Content.styled(
                    f"Answer in the text below; {button_for('publish')} says which it answers.",
                    "$foreground 65%",
                )
            )
        put(self, Content("\n").join(lines))
