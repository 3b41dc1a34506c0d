"""`pilotage new`: start a project file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

FROM_ONE = click.IntRange(min=1)


@click.command(
    "new",
    epilog="Example: pilotage new leads --workflow 'Lead routing' --builder 'Ada Builder' "
    "--second-owner 'Dana Osei'",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workflow", metavar="TITLE", required=True, help="The workflow's title.")
@click.option("--builder", metavar="NAME", required=True, help="Who made the pilot.")
@click.option("--second-owner", metavar="NAME", default="", help="Who will run it alone.")
@click.option("--decision-maker", metavar="NAME", default="", help="Who will sign the review.")
@click.option(
    "--start",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day 1 of 90, such as 2026-03-02; today if not given.",
)
@click.option(
    "--playbook",
    "playbook_file",
    metavar="FILE.toml",
    type=click.Path(path_type=Path),
    help="Your organisation's playbook; the numbers below go before its own.",
)
@click.option("--runs", type=FROM_ONE, help="Policy: runs of the second owner (1).")
@click.option("--days", type=FROM_ONE, help="Policy: days of the production run (10).")
@click.option("--outputs", type=FROM_ONE, help="Policy: outputs of the production run (30).")
@click.option("--json", "as_json", is_flag=True, help="Print the new project's status as JSON.")
def command(
    file: Path,
    workflow: str,
    builder: str,
    second_owner: str,
    decision_maker: str,
    start: datetime | None,
    playbook_file: Path | None,
    runs: int | None,
    days: int | None,
    outputs: int | None,
    as_json: bool,
) -> None:
    """Start a project FILE for a workflow; “.pilotage.json” is added to its name.

    The gates' numbers are the project's policy, chosen now; a later change needs a reason.
    """
    from uuid import uuid4

    from pilotage import config
    from pilotage.actions.start import new_project
    from pilotage.commands.output import say, say_json, shown, typed
    from pilotage.commands.project import today, with_suffix
    from pilotage.commands.report import status_data
    from pilotage.model.project import Policy
    from pilotage.model.record import make
    from pilotage.playbooks import load
    from pilotage.session import Session, SystemClock

    chosen = {
        "second_owner_runs": runs,
        "production_days": days,
        "production_outputs": outputs,
    }
    house = load(playbook_file) if playbook_file else None
    numbers = dict(house.numbers) if house else {}
    numbers |= {name: value for name, value in chosen.items() if value is not None}
    project = new_project(
        uid=uuid4().hex,
        title=workflow,
        builder=builder,
        second_owner=second_owner,
        decision_maker=decision_maker,
        start=start.date() if start else today(),
        policy=make(Policy, **numbers),
        playbook=house.playbook if house else None,
    )
    path = with_suffix(file)
    Session.create(path, project, SystemClock()).close()
    config.remember_recent(path)
    if as_json:
        say_json(status_data(path, project, today()))
    else:
        say(f"Started {shown(path)}. Open it with: pilotage {typed(path)}")
