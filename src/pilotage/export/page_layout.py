"""Laying a page out to learn how full it is: what the gate and the editor then know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from pilotage.export.document import Document, document
from pilotage.export.glyphs import CannotSet
from pilotage.export.to_pdf import fit_of
from pilotage.method.page_fit import content, estimate, known, learn
from pilotage.model.document import Fit, Page
from pilotage.model.project import Project

MOST_FACTS: Final = ("Revision 10, 30 Sep 2026",) * 7
"""What stands at the top right once the workflow is in production: room is kept for it."""


def measured(page: Document) -> Document:
    """The document with its fill as it is laid out now, with today's figures and facts.

    As it was where it can't be laid out.
    """
    try:
        return replace(page, fit=fit_of(page))
    except CannotSet:
        return page


def lay_out(project: Project, page: Page | None = None) -> Fit:
    """How full a page is (the draft if not given), with the room that later figures will take.

    Takes some 50 ms the first time and nothing after that; meant for a thread. A page that
    can't be laid out is estimated.
    """
    page = project.page if page is None else page
    if found := known(project, page):
        return found
    # figures that come later take no more room, and reading many would take time
    bare = project.having(page=page, outputs=(), measurements=())
    try:
        fit = fit_of(replace(document(bare, project.start, draft=True), facts=MOST_FACTS))
    except CannotSet:
        fit = estimate(page, len(project.metrics))
    learn(content(project, page), fit)
    return fit
