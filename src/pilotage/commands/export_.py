"""`pilotage export`: the one-page document, the integration map, the journal, or all data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from pilotage.export.formats import What

STDOUT: Final = Path("-")


@click.command(
    "export", epilog="Example: pilotage export leads.pilotage.json document -o leads.pdf"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("what", type=click.Choice([each.value for each in What]), metavar="WHAT")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where to; “-” is standard output. A file in this folder if not given.",
)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    default="",
    help="pdf, html, docx, md, svg, mermaid, csv or json; else by OUT's ending.",
)
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The paper of a PDF or Word file.",
)
@click.option("--draft", is_flag=True, help="The page as it is being written, not its revision.")
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="An older revision.")
@click.option(
    "--at",
    metavar="ENTRY|DAY|MOMENT",
    default="",
    help="As it stood after a journal entry, such as 41, 2026-03-12 or 2026-03-12T14:00.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@click.option("--open", "then_open", is_flag=True, help="Then open it in the system's viewer.")
def command(
    file: Path,
    what: str,
    output: Path | None,
    form: str,
    paper: str,
    draft: bool,
    revision: int | None,
    at: str,
    force: bool,
    then_open: bool,
) -> None:
    """Write WHAT of a project: document (.pdf, .html, .docx, .md), review (those and .csv), map
    (.svg, .mmd, .md), data (.json) or journal (.csv, .json).

    The document is the page's current revision; the draft where none is published yet. A PDF or
    printed page is one sheet: a page that does not fit is refused with what to shorten.
    The review is a pack for the decision-maker: the scorecard on one sheet, then the evidence.
    """
    from pilotage.commands.output import patiently, say, shown, warn
    from pilotage.commands.project import read_at, today
    from pilotage.errors import PilotageError
    from pilotage.export.exports import Order, make
    from pilotage.export.files import free_path, safe_name, write
    from pilotage.export.formats import format_of, name_end
    from pilotage.model.document import Paper

    wanted = What(what)
    if draft and revision:
        raise PilotageError("--draft and --revision name two pages.", "Give one of them.")
    to_stdout = output == STDOUT
    if to_stdout and then_open:
        raise PilotageError(
            "--open needs a file to open.", "Name one with -o, or leave --open out."
        )
    chosen = format_of(wanted, None if to_stdout else output, form)
    found = read_at(file, at)
    project = found.project
    day = found.journal[-1].at.astimezone().date() if at else today()
    order = Order(wanted, chosen, Paper(paper), draft=draft, revision=revision)
    with patiently(f"Making the {chosen.upper()} …"):
        made = make(order, project, found.journal, day)
    if made.note:
        warn(f"Note: {made.note}")
    if to_stdout:
        click.echo(made.content, nl=False)
        return
    if output is None:
        output = free_path(Path(), safe_name(project.title), name_end(wanted, chosen))
    write(output, made.content, force=force)
    say(f"Wrote {shown(output)}")
    newest = wanted is What.DOCUMENT and not draft and revision is None
    if newest and project.revision and project.has_draft:
        warn("Note: the draft has changes that no revision holds; --draft exports them.")
    if then_open:
        from pilotage.viewer import view

        view(output)
