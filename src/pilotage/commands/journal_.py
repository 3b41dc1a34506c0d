"""`pilotage journal`: who did what when."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("journal", epilog="Example: pilotage journal leads.pilotage.json --last 20")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--last", metavar="N", type=click.IntRange(min=1), help="Only the newest N entries.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(file: Path, last: int | None, as_json: bool) -> None:
    """List the journal of FILE, oldest entry first: its number, when, who, and what.

    The number is what `--at` takes in `pilotage FILE` and `pilotage export`: as it stood then.
    """
    from pilotage.commands.output import say, say_json
    from pilotage.commands.project import read

    entries = read(file).journal[-(last or 0) :]
    if as_json:
        say_json({"entries": [entry.model_dump(mode="json") for entry in entries]})
        return
    width = len(str(entries[-1].seq)) if entries else 1
    for entry in entries:
        who = f"{entry.by} ({entry.role})" if entry.role else entry.by
        moment = f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}"
        signature = f" [{entry.signature}]" if entry.signature else ""
        say(f"{entry.seq:{width}}  {moment}  {who}: {entry.what}{signature}")
    if not entries:
        say("There is no entry.")
