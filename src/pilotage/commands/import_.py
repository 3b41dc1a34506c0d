"""`pilotage import`: rows of a CSV file into a project, or a project from exported data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

KINDS: Final = ("outputs", "measurements", "steps", "baseline")
DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


@click.command(
    "import",
    epilog="Example: pilotage import leads.pilotage.json outputs tickets.csv --dry-run",
    options_metavar="",
    context_settings={"max_content_width": 96},
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("kind", required=False, type=click.Choice(KINDS), metavar="KIND")
@click.argument("csv", required=False, type=click.Path(path_type=Path), metavar="CSV")
@click.option("--dry-run", is_flag=True, help="Show what would be imported; write nothing.")
@click.option("--as", "by", metavar="NAME", default="", help="Who brings it in, and whose checks.")
@click.option(
    "--map", "maps", metavar="FIELD=COLUMN", multiple=True, help="The column of a field, or none."
)
@click.option("--set", "sets", metavar="FIELD=VALUE", multiple=True, help="A value for every row.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Where 3/4/2026 can be two days.")
@click.option(
    "--numbers", type=click.Choice(["point", "comma"]), help="Where 1,200 can be two numbers."
)
@click.option("--encoding", default="", metavar="NAME", help="Where it is not found out right.")
@click.option("--delimiter", type=click.Choice([*DELIMITERS]), help="Likewise.")
@click.option("--update", is_flag=True, help="Where something differs, take the file's values.")
@click.option("--own-checks", is_flag=True, help="Leave out checks that somebody else made.")
@click.option("--reason", default="", metavar="TEXT", help="Why a baseline changes after gate 1.")
@click.option(
    "--errors", type=click.Path(path_type=Path), metavar="OUT", help="Write all bad rows as CSV."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With exported data, the project file to make; “.pilotage.json” is added to its name.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    file: Path,
    kind: str | None,
    csv: Path | None,
    maps: tuple[str, ...],
    sets: tuple[str, ...],
    dates: str | None,
    numbers: str | None,
    encoding: str,
    delimiter: str | None,
    errors: Path | None,
    output: Path | None,
    *,
    dry_run: bool,
    by: str,
    update: bool,
    own_checks: bool,
    reason: str,
    as_json: bool,
) -> int:
    """Bring the rows of a CSV file into a project, or make a project from exported data.

    \b
    pilotage import FILE outputs|measurements|steps|baseline CSV
    pilotage import DATA -o FILE      DATA is what `pilotage export FILE data` wrote

    How columns, dates and numbers are understood is shown before anything is written; nothing
    that can be two things is guessed. All rows are brought in, or none: bad ones are named by
    their line in CSV, and the exit code is 2. What is there already is left alone.
    """
    if output is not None:
        if kind is not None:
            raise click.UsageError("-o makes a project from exported data; it takes no KIND.")
        return _project(file, output, as_json=as_json)
    if kind is None or csv is None:
        raise click.UsageError(
            f"Say what is in the CSV file, and name it: one of {', '.join(KINDS)}, then CSV. "
            "With exported data name the project to make: -o FILE."
        )
    from pilotage.commands.import_csv import Wish, import_csv
    from pilotage.intake.dates import Order
    from pilotage.intake.figures import Decimals
    from pilotage.intake.plan import Options

    options = Options(
        columns=_pairs(maps, "--map"),
        same=_pairs(sets, "--set"),
        dates=Order(dates) if dates else None,
        numbers=Decimals(numbers) if numbers else None,
        encoding=encoding,
        delimiter=DELIMITERS[delimiter] if delimiter else "",
        update=update,
        own_checks=own_checks,
        reason=reason,
    )
    wish = Wish(file, kind, csv, by, dry_run=dry_run, as_json=as_json, errors=errors)
    return import_csv(wish, options)


def _pairs(said: tuple[str, ...], option: str) -> dict[str, str]:
    """`FIELD=VALUE`, each once."""
    found: dict[str, str] = {}
    for each in said:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"{option} {each}: write FIELD=… with an equals sign.")
        found[name.strip()] = value.strip()
    return found


def _project(data: Path, file: Path, *, as_json: bool) -> int:
    """Make a project that is equal to the exported one; its journal begins anew."""
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
    return 0
