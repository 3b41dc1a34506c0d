"""How full the printed page is, laid out anew whenever the text or the figures change."""

from __future__ import annotations

import asyncio
from typing import Final

from textual import work
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from pilotage.method.page_fit import fit, known
from pilotage.model.document import Fit, Page
from pilotage.model.project import Project
from pilotage.tui.literal import put

AFTER: Final = 0.12
"""Seconds without a change after which the page is laid out."""
CELLS: Final = 10


async def laid_out(project: Project) -> None:
    """See to it that the draft was laid out: what is published keeps how full it is."""
    await asyncio.to_thread(_fill_of, project, project.page)


def _fill_of(project: Project, page: Page) -> Fit:
    """Lay a page out. What that takes is loaded here, in the thread: the screen goes on."""
    from pilotage.export.page_layout import lay_out

    return lay_out(project, page)


class PageMeter(Static):
    """“83% of one page”, or what is too much. Laying out happens in a thread."""

    class Measured(Message):
        """The draft was laid out: what the gate says of it may be another now."""

    def __init__(self) -> None:
        super().__init__("", id="page-fit", markup=False)
        self.tooltip = (
            "Measured on the printed page, A4 or US Letter, whichever holds less, "
            "in 10 pt type and the closest spacing."
        )
        self._shown: tuple[Project, Page] | None = None
        self._timer: Timer | None = None
        self._busy = False
        self._waits = False

    def show(self, project: Project, page: Page) -> None:
        """Show how full a page of the project is, and lay it out soon where that is not known."""
        self._shown = project, page
        found = known(project, page)
        if found or not str(self.content):
            self._say(found or fit(project, page), page)
        if found is None:
            self._lay_out_soon()

    def _lay_out_soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(AFTER, self._lay_out)

    def _lay_out(self) -> None:
        """Lay out what is shown now; one at a time, the newest last."""
        self._timer = None
        if self._busy:
            self._waits = True
            return
        self._busy = True
        self._measure()

    @work(group="page-meter")
    async def _measure(self) -> None:
        try:
            while self._shown is not None:
                self._waits = False
                project, page = self._shown
                found = await asyncio.to_thread(_fill_of, project, page)
                if self._shown == (project, page):
                    self._say(found, page)
                    if page == project.page:
                        self.post_message(self.Measured())
                if not self._waits:
                    break
        finally:
            self._busy = False

    def _say(self, found: Fit, page: Page) -> None:
        if page == Page():
            put(self, "The page is empty.")
        else:
            full = min(CELLS, max(0, round(found.percent * CELLS / 100)))
            colour = "$text-success" if found.fits else "$text-error"
            bar = (f"{'━' * full}{'─' * (CELLS - full)} ", colour)
            put(self, Content.assemble(bar, found.sentence))
        self.set_class(not found.fits, "-over")
