"""How much advice there is on the section that is open and on the page; looked for in a thread."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from pilotage.method.advice_finding import pieces
from pilotage.model.document import Page
from pilotage.model.project import Project
from pilotage.tui.keymap import key_for
from pilotage.tui.literal import put

if TYPE_CHECKING:
    from pilotage.method.advice import Finding

AFTER: Final = 0.2
"""Seconds without a change after which the page is read for advice."""
NONE: Final = "No advice on the page."


class AdviceLine(Static):
    """“2 pieces of advice here, 5 on the page · F10”; a click opens them."""

    @dataclass
    class Wanted(Message):
        """Somebody wants to see the advice."""

    def __init__(self) -> None:
        super().__init__("", id="page-advice", markup=False)
        self.tooltip = "Advice never blocks a gate."
        self._project: Project | None = None
        self._section = ""
        self._looked_at: tuple[object, ...] = ()
        """What the findings are about, part by part."""
        self._findings: tuple[Finding, ...] | None = None
        self._timer: Timer | None = None
        self._busy = False

    def show(self, project: Project, section: str) -> None:
        """Count for a section of the draft; the page is read anew soon where something changed."""
        self._project, self._section = project, section
        self._say()
        if not _same(_read(project), self._looked_at):
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(AFTER, self._look)

    def _look(self) -> None:
        self._timer = None
        if not self._busy:
            self._busy = True
            self._read_pages()

    @work(group="advice-line")
    async def _read_pages(self) -> None:
        """Read the page that is shown now; one at a time, until it is the newest."""
        try:
            while self._project is not None:
                project = self._project
                read = _read(project)
                if _same(read, self._looked_at):
                    break
                found = await asyncio.to_thread(_advice, project)
                self._looked_at, self._findings = read, found
                self._say()
        finally:
            self._busy = False

    def _say(self) -> None:
        if self._findings is None or self._project is None or self._project.page == Page():
            put(self, "", layout=False)
            return
        ways = sentences(self._findings, self._section)
        room = self.size.width or len(ways[0])
        put(self, next((said for said in ways if len(said) <= room), ways[-1]), layout=False)
        self.set_class(bool(self._findings), "-some")

    def on_resize(self) -> None:
        """Say it in the words that there is room for."""
        self._say()

    def on_click(self) -> None:
        """Open them."""
        self.post_message(self.Wanted())


def sentences(findings: tuple[Finding, ...], section: str) -> tuple[str, ...]:
    """How many findings there are in a section and on the page, with the key that lists them; in
    ever fewer words.
    """
    if not findings:
        return NONE, "No advice."
    lists = key_for("show_advice")
    here = sum(each.section == section for each in findings)
    total = len(findings)
    shortest = f"Advice: {total} · {lists}"
    if here in (0, total):
        where = "here" if here else "on the page"
        ways = (f"{pieces(total)} {where}", f"Advice: {total} {where}")
    else:
        ways = (f"{pieces(here)} here, {total} on the page", f"Advice: {here} here of {total}")
    return (*(f"{way} · {lists}" for way in ways), shortest)


def _advice(project: Project) -> tuple[Finding, ...]:
    """The findings on the draft. The rules are loaded here, after the first frame was painted."""
    from pilotage.method.advice import advice

    return advice(project, project.page)


def _read(project: Project) -> tuple[object, ...]:
    """All that advice on the draft rests on."""
    return (
        project.page,
        project.people,
        project.builder,
        project.systems,
        project.steps,
        project.revisions,
        project.dismissals,
    )


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
