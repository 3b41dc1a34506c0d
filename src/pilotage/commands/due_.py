"""`pilotage due`: what is late, due or promised, for cron and CI."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from pilotage.method.due import Due


@click.command("due", epilog="Example: pilotage due ~/workflows || notify-send 'Something is due'")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER | FILE]…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(places: tuple[Path, ...], as_json: bool) -> int:
    """What is due: late phases, recurring reviews, and the actions of diagnoses and reviews.

    A FOLDER means the projects in it and in the folders in it; without one, the folder of your
    settings or the current one. A line each, the most urgent first. Exit 1 when something is
    due, 0 when nothing is, 2 when a file can't be read; the others are looked at all the same.
    """
    from pilotage.commands.output import say, say_json, warn
    from pilotage.commands.project import complaint, projects_in, today
    from pilotage.errors import ANSWER_IS_NO, DONE, WRONG_USE, PilotageError
    from pilotage.method.due import due_items
    from pilotage.portfolio import read_projects

    day = today()
    found: list[tuple[Path, str, Due]] = []
    problems = []
    for path, project in read_projects(projects_in(places or (_usual(),))):
        if isinstance(project, PilotageError):
            problems.append({"file": str(path), "error": project.message})
            warn(complaint(path, project))
        else:
            found += [(path, project.title, each) for each in due_items(project, day)]
    found.sort(key=lambda each: (each[2].rank, each[2].on))
    if as_json:
        say_json({"due": [_data(*each, day) for each in found], "problems": problems})
    elif found:
        say(*(_line(*each, day) for each in found))
    elif not problems:
        say("Nothing is due.")
    if problems:
        return WRONG_USE
    return ANSWER_IS_NO if found else DONE


def _usual() -> Path:
    from pilotage import config

    return config.load()[0].projects or Path()


def _line(path: Path, title: str, due: Due, day: date) -> str:
    from pilotage.commands.output import shown

    return f"{title}: {due.sentence(day)}  {shown(path)}"


def _data(path: Path, title: str, due: Due, day: date) -> dict[str, Any]:
    return {
        "file": str(path),
        "title": title,
        "kind": due.kind.value,
        "what": due.what,
        "on": due.on.isoformat(),
        "days": due.days(day),
        "who": due.who or None,
    }
