"""What the import's dialog says of a plan."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from pilotage.intake.plan import Plan
from pilotage.method.requirement import counted, listed

MOST: Final = 8
"""So many bad rows are shown."""


def facts(plan: Plan) -> Content:
    """What sort of file it is, and what of it is not used."""
    table = plan.table
    said = f"{counted(plan.rows, 'row')}; {table.encoding}, {table.delimiter_name} between cells."
    if plan.unused:
        said += f" Not used: {listed(plan.unused, 6)}."
    if plan.remembered:
        said += " The columns are as in the last import of such a file."
    return Content.styled(said, "$foreground 65%")


def outcome(plan: Plan) -> Content:
    """What would become of the rows, or what is still to be said."""
    if plan.questions:
        marks = "\n".join(f"✗ {question.message}" for question in plan.questions)
        return Content.styled(marks, "$text-warning")
    if plan.problems:
        bad = len({problem.line for problem in plan.problems})
        said = f"✗ {counted(bad, 'row')} of {plan.rows:,} can't be imported, so none is:"
        return Content.styled(said, "$text-error")
    parts = [f"{plan.added:,} new"]
    if plan.changed:
        parts.append(f"{plan.changed:,} of what is there brought up to date")
    parts.append(f"{plan.there:,} there already")
    if plan.systems:
        parts.append(f"put on the map: {listed(plan.systems, 6)}")
    return Content.styled("✓ " + " · ".join(parts), "$text-success")


def bad_rows(plan: Plan) -> Content:
    """The first rows that can't be imported, by their line in the file."""
    lines = [f"line {each.line:,}: {each.message}" for each in plan.problems[:MOST]]
    if more := len(plan.problems[MOST:]):
        lines.append(f"and {more:,} more; `pilotage import … --dry-run --errors OUT` lists all")
    return Content("\n".join(lines))
