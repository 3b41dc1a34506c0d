"""`pilotage gate`: what a gate demands, and whether it is open."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("gate", epilog="Example: pilotage gate leads.pilotage.json --phase 2 && echo open")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--phase", type=click.IntRange(1, 5), help="Which gate; the current one if not given."
)
@click.option("--json", "as_json", is_flag=True, help="Print the gate as one JSON document.")
def command(file: Path, phase: int | None, as_json: bool) -> int:
    """List what a gate demands. Exit 0 when the gate is passed or can be passed now, else 1."""
    from pilotage.commands.output import say, say_json
    from pilotage.commands.project import read
    from pilotage.commands.report import gate_data, gate_lines, is_open, to_check_data
    from pilotage.errors import ANSWER_IS_NO, DONE
    from pilotage.method.gates import current_phase, gate
    from pilotage.model.project import CADENCE

    project = read(file).project
    current = current_phase(project)
    number = phase or min(current, CADENCE - 1)
    if number == 1:
        from pilotage.export.page_layout import lay_out
        from pilotage.method.gate_document import judged_page

        lay_out(project, judged_page(project))
    here = gate(project, number)
    if as_json:
        checks = {"to_check": to_check_data(project)} if number == 4 else {}
        say_json(gate_data(here) | checks)
    else:
        say(*gate_lines(project, number))
    return DONE if is_open(here) else ANSWER_IS_NO
