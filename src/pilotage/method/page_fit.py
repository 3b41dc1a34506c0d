"""How much of one printed page the document fills.

The export lays the page out and tells `learn` how full it is. Until it has (a moment while one
types), and where nothing can be laid out, the fill is estimated: lines are counted as the page
would break them at 10 pt in its two columns (the flow on the left, criteria, disqualifiers and
remedies on the right). The estimate errs on the full side.
"""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from functools import lru_cache
from threading import Lock
from typing import Final

from pilotage.model.baseline import Metric
from pilotage.model.document import SECTIONS, Fit, Page, Paper, section_text
from pilotage.model.people import Person
from pilotage.model.project import Project

Content = tuple[
    str, Page, tuple[Person, ...], tuple[int | None, int | None, int | None], tuple[Metric, ...]
]
REMEMBERED: Final = 256
"""Of so many contents the fill is remembered."""
_known: OrderedDict[Content, Fit] = OrderedDict()
_lock = Lock()

PAGE_LINES: Final = 64
"""Lines of 10 pt text with their spacing on the shorter of A4 and Letter."""
HEADER_LINES: Final = 7
FOOTER_LINES: Final = 2
OWNERS_LINES: Final = 4
LEFT: Final = ("trigger", "input_format", "tool", "steps", "reviewer", "review", "destination")
RIGHT: Final = ("criteria", "disqualifiers", "when_wrong")
WIDTH: Final = {"purpose": 84} | dict.fromkeys(LEFT, 62) | dict.fromkeys(RIGHT, 36)
"""Characters a line in each section's column."""


def width(text: str) -> int:
    """A text's width in columns: East Asian wide characters count two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


@lru_cache(maxsize=512)
def lines_of(text: str, columns: int) -> int:
    """How many lines a text takes in a column; a blank line counts half."""
    total = 0.0
    for line in text.split("\n"):
        total += max(1, -(-width(line) // columns)) if line.strip() else 0.5
    return round(total + 0.25)


def content(project: Project, page: Page) -> Content:
    """All that decides how full a page is: equal contents fill it equally."""
    roles = (project.builder, project.second_owner, project.decision_maker)
    return project.title, page, project.people, roles, project.metrics


def learn(of: Content, fit: Fit) -> None:
    """Remember how full a page is that was laid out: from now on `fit` knows it.

    A fact about the content, whoever found it: it never has to be taken back.
    """
    with _lock:
        _known[of] = fit
        _known.move_to_end(of)
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)


def known(project: Project, page: Page) -> Fit | None:
    """How full a page is, where it was laid out; None where it was not."""
    return _known.get(content(project, page))


def fit(project: Project, page: Page) -> Fit:
    """How full a page is: as it was laid out, else as published, else estimated from its text."""
    if found := known(project, page):
        return found
    revision = next((r for r in reversed(project.revisions) if r.page == page), None)
    return revision.fit if revision and revision.fit else estimate(page, len(project.metrics))


def estimate(page: Page, metrics: int) -> Fit:
    """Estimate the fill of the page with a table of that many metrics."""
    sizes = {
        section.key: lines_of(text, WIDTH[section.key]) if text.strip() else 0
        for section in SECTIONS
        for text in [section_text(page, section.key)]
    }
    left = sum(sizes[key] + 2 for key in LEFT if sizes[key])
    right = sum(sizes[key] + 3 for key in RIGHT if sizes[key])
    table = metrics + 3 if metrics else 0
    lines = HEADER_LINES + sizes["purpose"] + max(left, right) + OWNERS_LINES + table + FOOTER_LINES
    longest = max(SECTIONS, key=lambda section: sizes[section.key])
    return Fit(
        percent=round(100 * lines / PAGE_LINES),
        over=max(0, lines - PAGE_LINES),
        longest=longest.key,
        paper=Paper.LETTER,
    )
