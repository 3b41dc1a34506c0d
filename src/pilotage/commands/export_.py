"""`pilotage export`: the one-page document, the journal, or all data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from pilotage.errors import PilotageError

FORMATS: Final = {
    "document": ("html", "md"),
    "data": ("json",),
    "journal": ("csv", "json"),
}
"""What can be exported and in which formats; the first is the default."""
STDOUT: Final = Path("-")


@click.command(
    "export", epilog="Example: pilotage export leads.pilotage.json document -o leads.html"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("what", type=click.Choice(list(FORMATS)), metavar="WHAT")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where to; “-” is standard output. A file in this folder if not given.",
)
@click.option(
    "--format", "form", metavar="FORMAT", help="md, html, csv or json; else by OUT's ending."
)
@click.option("--draft", is_flag=True, help="The page as it is being written, not its revision.")
@click.option(
    "--at",
    metavar="ENTRY|DAY|MOMENT",
    default="",
    help="As it stood after a journal entry, such as 41, 2026-03-12 or 2026-03-12T14:00.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
def command(
    file: Path,
    what: str,
    output: Path | None,
    form: str | None,
    draft: bool,
    at: str,
    force: bool,
) -> None:
    """Write WHAT of a project: document (.html, .md), data (.json) or journal (.csv, .json).

    The document is the page's current revision; the draft where none is published yet.
    """
    from pilotage.commands.output import say, shown, warn
    from pilotage.commands.project import read_at
    from pilotage.export.files import free_path, safe_name, write

    chosen = format_of(what, output, form)
    found = read_at(file, at)
    project, today = found.project, found.journal[-1].at.astimezone().date() if at else None
    text = written(what, chosen, project, found.journal, draft=draft, today=today)
    if output == STDOUT:
        click.echo(text, nl=False)
        return
    if output is None:
        output = free_path(Path(), f"{safe_name(project.title)}-{what}", f".{chosen}")
    write(output, text, force=force)
    say(f"Wrote {shown(output)}")
    if what == "document" and not draft and project.revision and project.has_draft:
        warn("Note: the draft has changes that no revision holds; --draft exports them.")


def format_of(what: str, output: Path | None, form: str | None) -> str:
    """The format that is asked for; refuses one that this can't be written in."""
    known = FORMATS[what]
    ending = output.suffix.lower().lstrip(".") if output and output != STDOUT else ""
    chosen = (form or ending).lower().lstrip(".") or known[0]
    chosen = {"markdown": "md", "htm": "html"}.get(chosen, chosen)
    if chosen not in known:
        raise PilotageError(
            f"The {what} can't be written as “{chosen}”.", f"Use {' or '.join(known)}."
        )
    return chosen


def written(
    what: str, form: str, project: object, journal: object, *, draft: bool, today: date | None
) -> str:
    """What is asked for as text in a format; `today` where it is not the present day."""
    from pilotage.commands import project as reading
    from pilotage.model.journal import Entry
    from pilotage.model.project import Project

    assert isinstance(project, Project)  # noqa: S101 - typed so to keep this module light
    entries: tuple[Entry, ...] = journal if isinstance(journal, tuple) else ()
    if what == "document":
        from pilotage.export.document import document

        page = document(project, today or reading.today(), draft=draft)
        if form == "html":
            from pilotage.export.to_html import to_html

            return to_html(page)
        from pilotage.export.to_markdown import to_markdown

        return to_markdown(page)
    if form == "csv":
        from pilotage.export.to_csv import journal_to_csv

        return journal_to_csv(entries)
    from pilotage.export import to_json

    if what == "journal":
        return to_json.journal_to_json(entries)
    return to_json.to_json(project, entries)
