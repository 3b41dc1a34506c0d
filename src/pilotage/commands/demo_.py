"""`pilotage demo`: a copy of a sample project, dated so that it stands today."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from pilotage.commands import names

DEFAULT: Final = "lead_routing"


@click.command("demo", epilog="Example: pilotage demo support_triage --into /tmp/try")
@click.argument("sample", required=False, default=DEFAULT, shell_complete=names.samples)
@click.option(
    "--into",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the copy goes; else your projects' folder, or this one.",
)
@click.option(
    "--theme",
    metavar="NAME",
    help="A theme for this time; see `pilotage themes`.",
    shell_complete=names.themes,
)
@click.option("--list", "only_list", is_flag=True, help="List the samples.")
def command(
    sample: str,
    into: Path | None,
    theme: str | None,
    only_list: bool,
) -> int | None:
    """Open a copy of SAMPLE (content_production, lead_routing or support_triage).

    The copy is yours and never replaces a file. Without a terminal it prints the project's
    status and gates and writes its page under out/ (under --into if given).
    """
    from pilotage import config
    from pilotage.commands.output import on_terminal, say, shown
    from pilotage.commands.project import today
    from pilotage.errors import FileProblem
    from pilotage.paths import SUFFIX
    from pilotage.portfolio import copy_sample, samples

    known = {path.name.removesuffix(SUFFIX): path for path in samples()}
    if only_list:
        say(*known)
        return None
    source = known.get(sample.replace("-", "_"))
    if source is None:
        raise FileProblem(f"There is no sample “{sample}”.", f"There are {', '.join(known)}.")
    folder = into or config.load()[0].projects or Path()
    copy = copy_sample(source, folder, today())
    if on_terminal():
        from pilotage.commands.open_ import open_or_show

        return open_or_show(copy, theme=theme)
    say(f"A copy of the sample is {shown(copy)}", "")
    _show(copy, into or Path("out"))
    return None


def _show(copy: Path, out: Path) -> None:
    """Status, all gates, and the page as a file."""
    from pilotage.commands.output import say, shown
    from pilotage.commands.project import name_of, read, today
    from pilotage.commands.report import gate_lines, status_lines
    from pilotage.export.document import document
    from pilotage.export.files import free_path, write
    from pilotage.export.to_pdf import to_pdf
    from pilotage.model.project import PHASES

    project = read(copy).project
    say(*status_lines(copy, project, today()))
    for phase in PHASES:
        say("", *gate_lines(project, phase))
    page = free_path(out, name_of(copy), ".pdf")
    write(page, to_pdf(document(project, today())).content)
    say("", f"Its page is {shown(page)}")
