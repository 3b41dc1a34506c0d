"""What is said of an import: the plan, what is wrong with it, and the same as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from pilotage.commands.output import MET, MISSING
from pilotage.export.to_csv import cell
from pilotage.intake.plan import Plan, Question
from pilotage.method.requirement import counted, listed

HEAD: Final = "line,field,problem"
"""The first line of a list of bad rows."""
MOST: Final = 20
"""So many bad rows are listed."""


def plan_lines(plan: Plan) -> Iterator[str]:
    """How the file is understood, and what would become of its rows."""
    table = plan.table
    yield (
        f"{table.name}: {counted(plan.rows, 'row')}, {counted(len(table.header), 'column')}; "
        f"{table.encoding}, {table.delimiter_name} between the cells"
    )
    used = [each for each in plan.found if each.source]
    wide = max((len(each.field.name) for each in used), default=0)
    source = max((min(len(each.source), 30) for each in used), default=0)
    for each in used:
        meaning = f"   {each.meaning}" if each.meaning else ""
        yield f"  {each.field.name:<{wide}}  ← {each.source:<{source}}{meaning}".rstrip()
    if none := [each.field.name for each in plan.found if not each.source]:
        yield f"  no column: {', '.join(none)}"
    if plan.unused:
        yield f"  not used: {listed(plan.unused, 12)}"
    if plan.remembered:
        yield "  The columns are as in the last import of such a file; --map says otherwise."
    yield from (f"  {sentence}" for sentence in plan.formats)
    if not plan.questions:
        yield f"  {tally(plan)}"


def tally(plan: Plan) -> str:
    """The numbers of rows, by what would become of them."""
    bad = len({each.line for each in plan.problems})
    if bad:
        parts = [f"{counted(bad, 'row')} of {plan.rows:,} can't be imported"]
        if plan.conflicts:
            parts.append(f"{plan.conflicts:,} of them differ from what is there")
        return f"{MISSING} " + "; ".join(parts)
    parts = [f"{plan.added:,} new"]
    if plan.changed:
        parts.append(f"{plan.changed:,} of what is there brought up to date")
    parts.append(f"{plan.there:,} there already")
    if plan.systems:
        count = counted(len(plan.systems), "system")
        parts.append(f"{count} put on the map: {listed(plan.systems, 6)}")
    return f"{MET} " + " · ".join(parts)


def problem_lines(plan: Plan) -> Iterator[str]:
    """What must be said or mended first, with how."""
    for question in plan.questions:
        yield f"{question.message} {remedy(question)}"
    for problem in plan.problems[:MOST]:
        yield f"  line {problem.line:,}: {problem.message}"
    if (more := len(plan.problems) - MOST) > 0:
        yield f"  and {more:,} more; --json and --errors have all"
    if plan.conflicts:
        yield "Where something differs, --update takes the file's values."
    yield "Nothing was written."


def remedy(question: Question) -> str:
    """The option that answers a question."""
    if question.answers:
        options = " or ".join(f"--{question.about} {answer}" for answer, _ in question.answers)
        return f"Say {options}."
    return f"Say --map {question.about}=COLUMN, or --set {question.about}=VALUE for all rows."


def bad_rows_csv(plan: Plan) -> str:
    """All bad rows as CSV: line, field, what is wrong."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    out.write(f"{HEAD}\n")
    for each in plan.problems:
        writer.writerow((each.line, each.field, cell(each.message)))
    return out.getvalue()


def plan_data(plan: Plan, done: str) -> dict[str, Any]:
    """The plan, and what was done, for scripts."""
    table = plan.table
    return {
        "csv": table.name,
        "kind": plan.kind.value,
        "imported": bool(done),
        "what": done,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "columns": [
            {
                "field": each.field.name,
                "column": None if each.column is None else table.header[each.column],
                "meaning": each.meaning,
            }
            for each in plan.found
        ],
        "unused": list(plan.unused),
        "remembered": plan.remembered,
        "formats": list(plan.formats),
        "rows": plan.rows,
        "added": plan.added,
        "changed": plan.changed,
        "there_already": 0 if plan.problems or plan.questions else plan.there,
        "new_systems": list(plan.systems),
        "questions": [
            {"about": each.about, "message": each.message, "answers": dict(each.answers)}
            for each in plan.questions
        ],
        "bad": [asdict(each) for each in plan.problems],
    }
