"""Planning an import: understanding a file, and trying what would become of its rows.

Nothing is written here. Whoever does it gives the plan's action and arguments to the session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any

from pilotage.actions.action import Stamp, done_already
from pilotage.actions.import_rows import BadRows
from pilotage.garbage import no_garbage
from pilotage.intake import memory
from pilotage.intake.columns import Columns, read_columns
from pilotage.intake.csv_file import CsvFile, Progress, quietly, read_csv
from pilotage.intake.dates import Order
from pilotage.intake.fields import FIELDS, Field, Kind, field_of
from pilotage.intake.figures import Decimals
from pilotage.intake.mapping import BadMapping, Mapped, mapped
from pilotage.intake.plan import AS_FOUND, Found, Options, Plan, Problem, Question
from pilotage.intake.table_rows import TableRows
from pilotage.method.requirement import counted, listed
from pilotage.model.dates import date_shown
from pilotage.model.project import Project
from pilotage.model.text import one_line


def plan(
    path: Path,
    kind: Kind,
    project: Project,
    stamp: Stamp,
    options: Options = AS_FOUND,
    progress: Progress = quietly,
) -> Plan:
    """Read a file and plan its import; raises `FileProblem`, `BadMapping` and `Refused`.

    `Refused` is for what no row can help: a locked phase, or a bundle.
    """
    table = read_csv(
        path,
        encoding=options.encoding,
        delimiter=options.delimiter,
        progress=lambda part: progress(part / 3),
    )
    return planned(table, kind, project, stamp, options, lambda part: progress((1 + 2 * part) / 3))


def planned(
    table: CsvFile,
    kind: Kind,
    project: Project,
    stamp: Stamp,
    options: Options = AS_FOUND,
    progress: Progress = quietly,
) -> Plan:
    """The plan for a table that was read already."""
    with no_garbage():
        return _planned(table, kind, project, stamp, options, progress)


def _planned(
    table: CsvFile,
    kind: Kind,
    project: Project,
    stamp: Stamp,
    options: Options,
    progress: Progress,
) -> Plan:
    kind.action(project, stamp, rows=())  # refused for all rows alike: nothing more to look at
    last = memory.recall(project.uid, kind.value, table.header)
    same = {_named(kind, name): value for name, value in options.same.items()}
    mapping = mapped(kind, table.header, options.columns, last.columns if last else None)
    order = options.dates or (Order(last.dates) if last and last.dates in [*Order] else None)
    decimals = options.numbers
    if decimals is None and last and last.numbers in [*Decimals]:
        decimals = Decimals(last.numbers)
    fields = FIELDS[kind]
    read = read_columns(
        table, fields, mapping.columns, same, options.dates, options.numbers, lambda: progress(0)
    )
    if (order, decimals) != (options.dates, options.numbers) and _asks(read):
        # what the file shows comes before what was answered for the one before it
        read = read_columns(
            table, fields, mapping.columns, same, order, decimals, lambda: progress(0)
        )
    questions = (*_missing(fields, mapping, same, table), *_ambiguous(read))
    draft = Plan(
        kind=kind,
        table=table,
        found=tuple(_found(each, mapping, same, table, read) for each in fields),
        unused=_unused(mapping, same, table),
        remembered=mapping.remembered,
        formats=_formats(read),
        questions=questions,
        problems=_ragged(table),
        rows=len(table.rows) + len(table.ragged),
        reading=memory.Reading(dict(mapping.columns), order or "", decimals or ""),
    )
    return draft if questions else _tried(draft, read, project, stamp, options, progress)


def _asks(read: Columns) -> bool:
    return any(each and each.ambiguous for each in (read.dates, read.figures))


def _tried(
    draft: Plan,
    read: Columns,
    project: Project,
    stamp: Stamp,
    options: Options,
    progress: Progress,
) -> Plan:
    """The plan with what the action makes of the rows."""
    table, kind = draft.table, draft.kind
    problems = list(draft.problems)
    bad_rows = _not_understood(draft, read, problems)
    good = [i for i in range(len(table.rows)) if i not in bad_rows] if bad_rows else None
    columns = {
        name: values if good is None else [values[i] for i in good]
        for name, values in read.values.items()
    }
    arguments: dict[str, Any] = {"rows": TableRows(columns), "source": table.name}
    takes = signature(kind.action).parameters
    for name in ("update", "own_checks", "reason"):
        if name in takes and getattr(options, name):
            arguments[name] = getattr(options, name)
    try:
        after = kind.action(project, stamp, **arguments | {"rows": TableRows(columns, progress)})
    except BadRows as refused:
        for each in refused.rows:
            place = good[each.row] if good is not None else each.row
            problems.append(
                Problem(_line(table, place), each.field, each.message, conflict=each.conflict)
            )
        after = None
    problems.sort(key=lambda problem: problem.line)
    if after is None or problems:
        return replace(draft, problems=tuple(problems))
    done = done_already(kind.action, project, after, stamp.actor)
    return replace(draft, action=done, arguments=arguments, **_counts(kind, project, after))


def _counts(kind: Kind, before: Project, after: Project) -> dict[str, Any]:
    name = {Kind.BASELINE: "metrics"}.get(kind, kind.value)
    old, new = getattr(before, name), getattr(after, name)
    return {
        "added": len(new) - len(old),
        "changed": sum(a is not b for a, b in zip(old, new, strict=False)),
        "systems": tuple(each.name for each in after.systems[len(before.systems) :]),
    }


def _named(kind: Kind, name: str) -> str:
    found = field_of(kind, name)
    if found is None:
        known = ", ".join(each.name for each in FIELDS[kind])
        raise BadMapping(
            f"{kind.value.capitalize()} have no field “{one_line(name)}”.",
            f"The fields are {known}.",
        )
    return found.name


def _missing(
    fields: Sequence[Field], mapping: Mapped, same: Mapping[str, str], table: CsvFile
) -> Iterator[Question]:
    for each in fields:
        if each.name in same:
            continue
        if each.name in mapping.doubtful:
            places = listed((str(at + 1) for at in mapping.doubtful[each.name]), 5)
            yield Question(
                each.name,
                f"Columns {places} can all be “{each.label}”: say which, by its number.",
            )
        elif each.required and mapping.columns[each.name] is None:
            yield Question(
                each.name,
                f"No column is “{each.label}”; the columns are {listed(table.header, 12)}.",
            )


def _ambiguous(read: Columns) -> Iterator[Question]:
    if read.dates and read.dates.ambiguous:
        text, one, other = read.dates.ambiguous
        answers = ((Order.DMY.value, date_shown(one)), (Order.MDY.value, date_shown(other)))
        yield Question(
            "dates",
            f"No date shows whether the day or the month comes first: “{text}” can be "
            f"{answers[0][1]} or {answers[1][1]}.",
            answers,
        )
    if read.figures and read.figures.ambiguous:
        text, one_number, other_number = read.figures.ambiguous
        pairs = ((Decimals.POINT.value, one_number), (Decimals.COMMA.value, other_number))
        yield Question(
            "numbers",
            f"No number shows whether a point or a comma is before the decimals: “{text}” can be "
            f"{one_number} or {other_number}.",
            pairs,
        )


def _found(
    each: Field, mapping: Mapped, same: Mapping[str, str], table: CsvFile, read: Columns
) -> Found:
    at = mapping.columns[each.name]
    meaning = read.meanings.get(each.name, "")
    if each.name in same:
        return Found(each, None, f"“{one_line(same[each.name])[:40]}”", meaning)
    return Found(each, at, "" if at is None else table.header[at], meaning)


def _unused(mapping: Mapped, same: Mapping[str, str], table: CsvFile) -> tuple[str, ...]:
    used = {at for name, at in mapping.columns.items() if name not in same}
    return tuple(name for i, name in enumerate(table.header) if i not in used)


def _formats(read: Columns) -> tuple[str, ...]:
    said = []
    if read.dates and not read.dates.ambiguous:
        said.append(f"Dates: {read.dates.sentence}.")
        if zones := read.dates.zones_sentence:
            said.append(f"Time zones: {zones}.")
    if read.figures and not read.figures.ambiguous and read.figures.known:
        said.append(f"Numbers: {read.figures.sentence}.")
    return tuple(said)


def _ragged(table: CsvFile) -> tuple[Problem, ...]:
    width = counted(len(table.header), "column")
    return tuple(
        Problem(table.line(place), "", f"It has {counted(number, 'cell')}; there are {width}.")
        for place, number in table.ragged
    )


def _not_understood(draft: Plan, read: Columns, problems: list[Problem]) -> set[int]:
    """The rows with a cell that means nothing; each is added to the problems."""
    rows = set()
    for found in draft.found:
        name = found.field.name
        bad = read.bad.get(name)
        if not bad:
            continue
        for at, cell in enumerate(read.cells[name]):
            if cell in bad:
                rows.add(at)
                message = f"{found.field.label}: {bad[cell]}"
                problems.append(Problem(_line(draft.table, at), name, message))
    return rows


def _line(table: CsvFile, at: int) -> int:
    """The line of a good row."""
    return table.line(table.numbers[at] if table.numbers else at)
