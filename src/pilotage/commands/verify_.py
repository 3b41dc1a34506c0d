"""`pilotage verify`: whether a project file is whole, and an exported page the one in force."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotage.evidence import Look
    from pilotage.model.project import Project
    from pilotage.store.verify import Report

TABLE: Final = "attachments"
"""Where a project file keeps its evidence files."""


@click.command("verify", epilog="Example: pilotage verify leads.pilotage.json lead-routing.pdf")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(files: tuple[Path, ...], as_json: bool) -> int:
    """Check that project files are whole and as their journals say, that their evidence files
    are as they were attached, and that exported pages (.pdf, .html, .docx, .md) are the revision
    in force. Exit 1 when one is not.

    The project of an exported page is looked for among the FILEs, then beside the page and here.
    """
    from pilotage.commands.output import bold, mark, say, say_json, shown
    from pilotage.commands.project import files_in
    from pilotage.errors import ANSWER_IS_NO, DONE, FileProblem
    from pilotage.evidence import State, named
    from pilotage.export.formats import EXPORTED
    from pilotage.model.text import one_line

    pages = [path for path in files if path.suffix.lower() in EXPORTED]
    found = files_in(tuple(path for path in files if path not in pages))
    for path in (*found, *pages):
        if not os.path.isfile(path):  # noqa: PTH113 - whatever name was typed
            raise FileProblem(f"There is no file {path}.", "Check the name.")
    looks: dict[Path, tuple[Look, ...]] = {}
    reports = [_project_report(path, looks) for path in found]
    reports += [_page_report(path, found) for path in pages]
    if as_json:
        content = [
            {
                "file": str(report.path),
                "ok": report.ok,
                "checks": [
                    {"name": check.name, "ok": check.ok, "detail": check.detail}
                    for check in report.checks
                ],
                "evidence": [_look_data(look) for look in looks.get(report.path, ())],
            }
            for report in reports
        ]
        say_json({"files": content})
    else:
        for report in reports:
            say(bold(shown(report.path)))
            say(*(f"  {mark(c.ok)} {c.name}: {one_line(c.detail)}" for c in report.checks))
            for look in looks.get(report.path, ()):
                detail = f": {look.detail}" if look.detail else ""
                said = f"{look.state}, {named(look.attachment)}{detail}"
                say(f"    {mark(look.state is State.SAME)} {one_line(said)}")
        if not reports:
            say("There is no project here.")
    return DONE if all(report.ok for report in reports) else ANSWER_IS_NO


def _project_report(path: Path, looks: dict[Path, tuple[Look, ...]]) -> Report:
    """What is to be said of a project file; `looks` gets how its evidence files are."""
    from pilotage.commands.output import patiently
    from pilotage.errors import PilotageError
    from pilotage.evidence import State, look
    from pilotage.method.requirement import counted
    from pilotage.store.codec import decode
    from pilotage.store.migrations import migrated
    from pilotage.store.verify import Check, Report, verified, verify
    from pilotage.store.working import inside

    try:
        with patiently(f"Checking {path.name} …"):
            found = inside(path)
            report = verified(path, found)
        files = decode(migrated(found.tables)).attachments if found.tables.get(TABLE) else ()
    except PilotageError:
        return verify(path)  # it says what is wrong
    if not files:
        return report
    with patiently("Reading the evidence files …"):
        looks[path] = tuple(look(each, path) for each in files)
    same = sum(each.state is State.SAME for each in looks[path])
    detail = f"{same:,} of {counted(len(files), 'file')} as attached"
    check = Check("evidence", ok=same == len(files), detail=detail)
    return Report(path, (*report.checks, check))


def _look_data(look: Look) -> dict[str, object]:
    kept = look.attachment
    found = {"id": kept.id, "path": kept.path, "about": kept.about, "phase": kept.phase}
    return found | {"state": look.state.value, "detail": look.detail}


def _page_report(path: Path, named: Iterable[Path]) -> Report:
    """What is to be said of an exported page."""
    from pilotage.errors import FileProblem
    from pilotage.export.provenance import judge, provenance
    from pilotage.store.verify import Check, Report

    try:
        page = provenance(path)
    except FileProblem as problem:
        return Report(path, (Check("page", ok=False, detail=str(problem)),))
    project = next((each for each in _projects(path, named) if each.uid == page.uid), None)
    if project is None:
        detail = f"It is {page.name} of a project that is not here. Name its project file too."
        return Report(path, (Check("page", ok=False, detail=detail),))
    found = judge(page, project)
    return Report(path, (Check("page", found.is_current, found.detail),))


def _projects(page: Path, named: Iterable[Path]) -> Iterator[Project]:
    """The projects that a page may be of: those that were named, then those around it."""
    from pilotage.commands.project import files_in, read
    from pilotage.errors import PilotageError

    around = [path for folder in (page.parent, Path()) for path in files_in((folder,))]
    for path in dict.fromkeys((*named, *around)):
        try:
            yield read(path).project
        except PilotageError:
            continue  # what is wrong with it is said in its own report, when it was named
