"""`pilotage import`: a project file from exported data."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import", epilog="Example: pilotage import leads-data.json -o leads")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The project file to make; “.pilotage.json” is added to its name.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the project's status as JSON.")
def command(data: Path, file: Path, as_json: bool) -> None:
    """Make a project FILE from DATA that `pilotage export FILE data` wrote.

    The project is equal to the exported one. Its journal begins anew, with where it came from;
    the old journal stays in DATA.
    """
    from pilotage import config
    from pilotage.commands.output import say, say_json, shown, typed
    from pilotage.commands.project import today, with_suffix
    from pilotage.commands.report import status_data
    from pilotage.export.to_json import read_json
    from pilotage.session import SystemClock
    from pilotage.store.project_file import ProjectFile

    project = read_json(data)
    path = with_suffix(file)
    what = f"imported from {shown(data.name)}"
    ProjectFile.create(path, project, at=SystemClock().now(), what=what).close()
    config.remember_recent(path)
    if as_json:
        say_json(status_data(path, project, today()))
    else:
        say(f"Made {shown(path)}. Open it with: pilotage {typed(path)}")
