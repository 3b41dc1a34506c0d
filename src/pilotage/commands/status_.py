"""`pilotage status`: where projects stand."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("status", epilog="Example: pilotage status leads.pilotage.json --json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(files: tuple[Path, ...], as_json: bool) -> int:
    """Where projects stand: day, phase, what is missing, late or due, and the traps.

    FILE may be a folder: then all projects in it. A file that can't be read is reported and
    the others are shown; the exit code is 2 then.
    """
    from pilotage.commands.output import say, say_json, warn
    from pilotage.commands.project import files_in, read, today
    from pilotage.commands.report import status_data, status_lines
    from pilotage.errors import DONE, WRONG_USE, PilotageError

    day = today()
    found = []
    broken = []
    for path in files_in(files):
        try:
            found.append((path, read(path).project))
        except PilotageError as error:
            broken.append({"file": str(path), "error": error.message})
            warn(f"Error: {error}")
    if as_json:
        projects = [status_data(path, project, day) for path, project in found]
        say_json({"projects": projects, "problems": broken})
    else:
        blocks = ["\n".join(status_lines(path, project, day)) for path, project in found]
        if blocks or not broken:
            say("\n\n".join(blocks) or "There is no project here.")
    return WRONG_USE if broken else DONE
