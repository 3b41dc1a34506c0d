"""`pilotage merge`: bring back what the second owner did in a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pilotage.merging import Item


@click.command("merge", epilog="Example: pilotage merge leads.pilotage.json for-dana.handoff.zip")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be merged; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(file: Path, bundle: Path, dry_run: bool, as_json: bool) -> int:
    """Bring the runs, gaps and confirmations of a BUNDLE into FILE, as it is by now.

    Each keeps who did it and when. What no longer applies is said and kept in the journal: exit
    1. Merging again does nothing. A bundle of another project, or one that was tampered with, is
    refused: exit 2.
    """
    from pilotage.commands.output import mark, say, say_json, shown
    from pilotage.errors import ANSWER_IS_NO, DONE
    from pilotage.merging import merge_file
    from pilotage.method.requirement import counted
    from pilotage.model.text import one_line
    from pilotage.session import SystemClock

    done = merge_file(file, bundle, SystemClock(), dry_run=dry_run)
    if as_json:
        say_json(
            {
                "file": str(file),
                "bundle": str(bundle),
                "id": done.bundle,
                "to": done.to,
                "dry_run": dry_run,
                "merged": [_data(item) for item in done.merged],
                "not_merged": [_data(item) for item in done.not_merged],
                "earlier": done.earlier,
            }
        )
    else:
        for item in done.items:
            reason = f": {item.reason}" if item.reason else ""
            say(f"  {mark(not item.reason)} {item.entry.by} {one_line(item.what + reason)}")
        verb = "Would merge" if dry_run else "Merged"
        number = counted(len(done.merged), "change")
        left = f", {len(done.not_merged)} no longer apply" if done.not_merged else ""
        nothing = f"Nothing new in {shown(bundle)}."
        say(f"{verb} {number} of {done.to}{left}." if done.items else nothing)
        if done.not_merged and not dry_run:
            say("They are kept in the journal, with what they were.")
    return ANSWER_IS_NO if done.not_merged else DONE


def _data(item: Item) -> dict[str, Any]:
    entry = item.entry.model_dump(mode="json")
    found = {key: entry[key] for key in ("seq", "at", "by", "action", "args")}
    found |= {"result": item.result, "what": item.what}
    return found | ({"reason": item.reason} if item.reason else {})
