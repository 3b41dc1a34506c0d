"""`pilotage status`: where projects stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pilotage.errors import PilotageError
    from pilotage.model.project import Project


@click.command("status", epilog="Example: pilotage status leads.pilotage.json --json")
@click.argument(
    "places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="[FILE | FOLDER]…"
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(places: tuple[Path, ...], as_json: bool) -> int:
    """Where projects stand: day, phase, what is missing, late or due, and the traps.

    A FOLDER means the projects in it and in the folders in it, as a table. A file that can't be
    read is reported and the others are shown; the exit code is 2 then, and 0 otherwise, whatever
    is late: `pilotage due` and `pilotage gate` answer that by theirs.
    """
    from pilotage.commands.output import say, say_json
    from pilotage.commands.project import today
    from pilotage.commands.report import status_data, status_lines
    from pilotage.errors import DONE, WRONG_USE

    day = today()
    found, broken = _read(places)
    if as_json:
        from pilotage.method.facts import one_at_a_time

        projects = [status_data(path, project, day) for path, project in found]
        advice = one_at_a_time(project for _, project in found)
        say_json({"projects": projects, "problems": broken, "advice": advice or None})
    elif found and any(place.is_dir() for place in places):
        from pilotage.commands.overview_table import overview_lines

        say(*overview_lines(found, day))
    elif found:
        say("\n\n".join("\n".join(status_lines(path, project, day)) for path, project in found))
    elif not broken:
        say("There is no project here.")
    return WRONG_USE if broken else DONE


def _read(
    places: Sequence[Path],
) -> tuple[list[tuple[Path, Project]], list[dict[str, str]]]:
    """The projects, and what could not be read; that is said on standard error too."""
    from pilotage.commands.output import warn
    from pilotage.commands.project import complaint, projects_in, read
    from pilotage.errors import PilotageError

    found: list[tuple[Path, Project]] = []
    broken = []
    files, named = projects_in(places), set(places)
    others = _from_folders([path for path in files if path not in named])
    for path in files:
        try:
            # what was mended in a file that is asked for by its name is said
            project = read(path).project if path in named else next(others)[1]
            if isinstance(project, PilotageError):
                raise project
            found.append((path, project))
        except PilotageError as error:
            broken.append({"file": str(path), "error": error.message})
            warn(complaint(path, error))
    return found, broken


def _from_folders(files: Sequence[Path]) -> Iterator[tuple[Path, Project | PilotageError]]:
    """The projects of folders; what reads many is loaded only where there are any."""
    if files:
        from pilotage.commands.output import patiently
        from pilotage.portfolio import read_projects

        with patiently(f"Reading {len(files):,} projects …"):
            yield from read_projects(files)
