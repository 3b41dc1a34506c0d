"""`pilotage verify`: whether a project file is whole."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("verify", epilog="Example: pilotage verify leads.pilotage.json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(files: tuple[Path, ...], as_json: bool) -> int:
    """Check that project files are whole and as their journals say. Exit 1 when one is not."""
    from pilotage.commands.output import bold, mark, say, say_json, shown
    from pilotage.commands.project import files_in
    from pilotage.errors import ANSWER_IS_NO, DONE, FileProblem
    from pilotage.model.text import one_line
    from pilotage.store.verify import verify

    found = files_in(files)
    for path in found:
        if not path.is_file():
            raise FileProblem(f"There is no file {path}.", "Check the name.")
    reports = [verify(path) for path in found]
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
