"""Which outputs a screen shows: a window of at most 500 on what may be 100,000. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.tui.values import day

LIMIT: Final = 500
"""The most rows in a window."""


@dataclass(frozen=True)
class Window:
    """A part of the outputs that match, newest first."""

    rows: tuple[Output, ...]
    start: int
    """How many matching outputs come before the first row."""
    matching: int
    total: int

    @property
    def sentence(self) -> str:
        """“showing 500 of 12,345”: what part of the outputs this is."""
        shown = f"{len(self.rows):,}"
        if self.start:
            shown = f"{self.start + 1:,}–{self.start + len(self.rows):,}"
        some = "" if self.matching == self.total else f" found, {self.total:,} in all"
        return f"showing {shown} of {self.matching:,}{some}"


def awaits(output: Output, person: int, second_owner: int | None) -> bool:
    """Whether an output still waits for this person's check.

    The second owner checks every output; anybody else only what nobody has checked.
    """
    return not (output.checked_by(person) if person == second_owner else output.checks)


def waiting_for(person: int, second_owner: int | None) -> Callable[[Output], bool]:
    """A test for the outputs that wait for this person's check."""
    return lambda output: awaits(output, person, second_owner)


def window(
    outputs: Sequence[Output],
    *,
    text: str = "",
    only: Callable[[Output], bool] | None = None,
    start: int = 0,
    at: int | None = None,
) -> Window:
    """The outputs whose reference or maker holds `text`, and that pass `only`, newest first.

    `start` says how many to leave out before the window; with `at`, an output's id, it is the
    window that holds this output.
    """
    total = len(outputs)
    wanted = text.casefold()
    found: Sequence[Output] = outputs
    if wanted:
        found = [
            o for o in found if wanted in o.reference.casefold() or wanted in o.made_by.casefold()
        ]
    if only is not None:
        found = [o for o in found if only(o)]
    if at is not None:
        place = next((i for i, o in enumerate(found) if o.id == at), None)
        if place is not None:
            start = (len(found) - 1 - place) // LIMIT * LIMIT
    start = min(max(0, start), max(0, (len(found) - 1) // LIMIT * LIMIT))
    end = len(found) - start
    return Window(tuple(reversed(found[max(0, end - LIMIT) : end])), start, len(found), total)


def short_names(project: Project) -> dict[int, str]:
    """People by their first name where nobody else has it, else by their whole name."""
    first = [person.name.split()[0] for person in project.people]
    return {
        person.id: name if first.count(name) == 1 else person.name
        for person, name in zip(project.people, first, strict=True)
    }


def checks_text(output: Output, names: dict[int, str], second_owner: int | None) -> str:
    """An output's checks in short: “✓ Dana ✗ Ada”, “· Dana?” where hers is due."""
    marks = {"pass": "✓", "fail": "✗"}
    parts = [f"{marks[c.verdict]} {names.get(c.by, 'somebody')}" for c in output.checks]
    if second_owner is not None and not output.checked_by(second_owner):
        parts.append(f"· {names.get(second_owner, 'somebody')}?")
    return " ".join(parts) or "· unchecked"


def failed_text(output: Output) -> str:
    """What an output failed on, for a table; empty when it failed on nothing."""
    said = [
        c.failed or c.note.replace("\n", " ") or "not said"
        for c in output.checks
        if c.verdict == "fail"
    ]
    return "; ".join(dict.fromkeys(said))


def cut(text: str, width: int) -> str:
    """A text for a cell of that width."""
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def output_rows(
    project: Project, found: Window, width: int
) -> list[tuple[int, tuple[str, str, str, str, str]]]:
    """A window as table rows that fit a width: reference, date, maker, checks, what it failed."""
    names = short_names(project)
    room = max(60, width) - 22  # the date, the padding of five columns, the scrollbar
    reference, maker, checks = room * 2 // 5, room // 6, room // 3
    rows = [
        (
            o.id,
            cut(o.reference, reference),
            day(o.on),
            cut(o.made_by, maker),
            cut(checks_text(o, names, project.second_owner), checks),
            failed_text(o),
        )
        for o in found.rows
    ]
    used = [
        max([least, *(len(cells) for cells in column)])
        for least, column in (
            (9, [row[1] for row in rows]),
            (7, [row[3] for row in rows]),
            (6, [row[4] for row in rows]),
        )
    ]
    last = max(9, room - sum(used))
    return [(row[0], (row[1], row[2], row[3], row[4], cut(row[5], last))) for row in rows]
