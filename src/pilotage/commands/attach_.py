"""`pilotage attach`: a file as evidence, known by its SHA-256."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    "attach",
    epilog="Example: pilotage attach leads.pilotage.json hours.pdf --about 'Where the hours come "
    "from' --phase 3",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--about", required=True, help="What it proves, in a line.")
@click.option("--phase", type=click.IntRange(1, 5), help="The phase that it is evidence for.")
@click.option("--note", default="", help="Anything else worth knowing of it.")
@click.option("--copy", is_flag=True, help="Keep a copy beside FILE, in NAME.evidence.")
@click.option("--as", "by", metavar="NAME", default="", help="Who attaches it; else the builder.")
@click.option("--json", "as_json", is_flag=True, help="Print what was attached as JSON.")
def command(
    file: Path,
    path: Path,
    about: str,
    phase: int | None,
    note: str,
    copy: bool,
    by: str,
    as_json: bool,
) -> None:
    """Attach the file PATH to the project FILE as evidence: its SHA-256 and size are kept.

    The file stays where it is; `pilotage verify FILE` says when it has changed or gone.
    """
    from pilotage import evidence
    from pilotage.actions.attachments import attach_file
    from pilotage.commands.output import ask_phrase, patiently, say, say_json, shown
    from pilotage.handover import writable
    from pilotage.session import SystemClock

    session = writable(
        file,
        SystemClock(),
        by,
        "Attach it there, on the screen of evidence files. Or close it there, and try again.",
    )
    try:
        if session.wants_phrase:
            session.prove(ask_phrase(session.project.name_of(session.actor)))
        with patiently("Reading the file …"):
            found = evidence.attachable(path, session.path, copy=copy)
        with found.for_good() as facts:
            session.do(attach_file, about=about, phase=phase, note=note, **facts)
        new = session.project.attachments[-1]
    finally:
        session.close()
    if as_json:
        say_json({"file": str(file), "attachment": new.model_dump(mode="json")})
        return
    what = "a copy of " if new.copied else ""
    say(f"Attached {what}{shown(path.name)}: {new.size:,} bytes, SHA-256 {new.sha256}.")
