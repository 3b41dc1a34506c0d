"""Advice on the one-page document: what makes a page fail on the day somebody new follows it.

It never blocks anything. Each finding names the words, the reason and a better way; somebody can
answer it with a reason, and then it does not come back for these words.
"""

from __future__ import annotations

from typing import NamedTuple

from pilotage.method.advice_finding import Finding, finding_key, parts_of, without_repeats
from pilotage.method.advice_people import asking, names
from pilotage.method.advice_reading import abbreviations, long_sentences, reading_level
from pilotage.method.advice_steps import actors, by_itself
from pilotage.method.advice_systems import systems
from pilotage.method.advice_words import criteria, vague_words
from pilotage.model.advice import Dismissal
from pilotage.model.document import Page
from pilotage.model.project import Project

__all__ = ["Advice", "Answered", "Finding", "advice", "advice_on", "findings"]


class Answered(NamedTuple):
    """A finding and the dismissal that answers it."""

    finding: Finding
    dismissal: Dismissal


class Advice(NamedTuple):
    """All advice on a page."""

    open: tuple[Finding, ...]
    """What nobody has answered, in the page's order."""
    answered: tuple[Answered, ...]
    """What was dismissed with a reason, in the page's order."""


def findings(project: Project, page: Page) -> tuple[Finding, ...]:
    """All that the rules find on a page, dismissed or not, in its order; the whole page last."""
    parts = parts_of(page)
    return without_repeats(
        [
            *names(project, parts),
            *asking(project, parts),
            *vague_words(parts),
            *actors(parts),
            *by_itself(project, parts),
            *criteria(parts),
            *systems(project, parts),
            *abbreviations(project, parts),
            *long_sentences(parts),
            *reading_level(parts),
        ]
    )


def advice_on(project: Project, page: Page) -> Advice:
    """What is found on a page, apart by whether somebody answered it."""
    given = {finding_key(d.rule, d.section, d.words): d for d in project.dismissals}
    found = findings(project, page)
    return Advice(
        tuple(each for each in found if each.key not in given),
        tuple(Answered(each, given[each.key]) for each in found if each.key in given),
    )


def advice(project: Project, page: Page) -> tuple[Finding, ...]:
    """What is found on a page and not answered, in its order."""
    return advice_on(project, page).open
