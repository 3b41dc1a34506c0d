"""`pilotage handoff`: the second owner's part of a project, as one file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    "handoff", epilog="Example: pilotage handoff leads.pilotage.json -o for-dana.handoff.zip"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "bundle",
    metavar="BUNDLE",
    required=True,
    type=click.Path(path_type=Path),
    help="The bundle to write; “.handoff.zip” is added to its name.",
)
@click.option("--force", is_flag=True, help="Replace BUNDLE if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def command(file: Path, bundle: Path, force: bool, as_json: bool) -> None:
    """Write what the second owner needs of FILE as one file, a BUNDLE.

    It holds the published page, to read without Pilotage, and the runs with their gaps; nothing
    else of the project. The second owner opens it with `pilotage BUNDLE`, drives, and gives it
    back; `pilotage merge FILE BUNDLE` brings the runs into FILE.

    It is done in the builder's name. Where the builder has a signing phrase it is asked for, which
    needs a terminal: nothing is done in a name without its phrase.
    """
    from pilotage.commands.output import ask_phrase, patiently, say, say_json, shown, typed, warn
    from pilotage.handover import hand_over_file
    from pilotage.session import SystemClock

    with patiently("Making the bundle …"):
        made = hand_over_file(file, bundle, SystemClock(), force=force, phrase=ask_phrase)
    if made.note:
        warn(f"Note: {made.note}")
    if as_json:
        content = {"file": str(file), "bundle": str(made.path), "id": made.id}
        say_json(content | {"to": made.to, "revision": made.revision})
        return
    say(
        f"Wrote {shown(made.path)}: revision {made.revision}, for {made.to}.",
        f"They open it with: pilotage {typed(made.path)}",
        f"Bring it back with: pilotage merge {typed(file)} {typed(made.path)}",
    )
