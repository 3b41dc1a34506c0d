"""The quality standard that outputs are held to, as text."""

from __future__ import annotations

from textual.content import Content

from pilotage.model.document import Page
from pilotage.model.project import Project


def judged_by(project: Project) -> Page:
    """The page whose criteria outputs are held to: the current revision, else the draft."""
    return project.revision.page if project.revision else project.page


def standard(page: Page, *, dense: bool = False) -> Content:
    """The quality standard: what an output must meet, and what rules it out.

    `dense` runs the lines on, for where only two or three fit.
    """
    parts: list[str | Content | tuple[str, str]] = []
    for title, mark, lines, none in (
        ("Must be true", "✓", page.criteria, "no quality criterion is written"),
        ("Never", "✗", page.disqualifiers, "no disqualifier is written"),
    ):
        parts.append((f"\n{title}" if parts else title, "bold $accent"))
        between = "  " if dense else "\n "
        parts += [f"{between}{mark} {line}" for line in lines] or [f"{between}{none}"]
    return Content.assemble(*parts)
