"""A window of outputs as the rows of a table. Pure."""

from __future__ import annotations

from pilotage.model.production import Output
from pilotage.model.project import Project
from pilotage.tui.output_search import Window
from pilotage.tui.values import day


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
