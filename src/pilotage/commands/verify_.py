"""`pilotage verify`: whether a project file is whole, and an exported page the one in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotage.model.project import Project
    from pilotage.store.verify import Report


@click.command("verify", epilog="Example: pilotage verify leads.pilotage.json lead-routing.pdf")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(files: tuple[Path, ...], as_json: bool) -> int:
    """Check that project files are whole and as their journals say, and that exported pages
    (.pdf, .html, .docx, .md) are the revision in force. Exit 1 when one is not.

    The project of an exported page is looked for among the FILEs, then beside the page and here.
    """
    from pilotage.commands.output import bold, mark, say, say_json, shown
    from pilotage.commands.project import files_in
    from pilotage.errors import ANSWER_IS_NO, DONE, FileProblem
    from pilotage.export.formats import EXPORTED
    from pilotage.model.text import one_line
    from pilotage.store.verify import verify

    pages = [path for path in files if path.suffix.lower() in EXPORTED]
    found = files_in(tuple(path for path in files if path not in pages))
    for path in (*found, *pages):
        if not path.is_file():
            raise FileProblem(f"There is no file {path}.", "Check the name.")
    reports = [verify(path) for path in found]
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
            }
            for report in reports
        ]
        say_json({"files": content})
    else:
        for report in reports:
            say(bold(shown(report.path)))
            say(*(f"  {mark(c.ok)} {c.name}: {one_line(c.detail)}" for c in report.checks))
        if not reports:
            say("There is no project here.")
    return DONE if all(report.ok for report in reports) else ANSWER_IS_NO


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
