"""`pilotage [FILE | FOLDER]`: open the screens, or say how things stand without a terminal."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pilotage.commands import names


@click.command("open", epilog="Example: pilotage leads.pilotage.json --as 'Dana Osei'")
@click.argument("path", required=False, type=click.Path(path_type=Path), metavar="[FILE | FOLDER]")
@click.option(
    "--as",
    "by",
    metavar="NAME",
    default="",
    help="Who is at the keyboard.",
)
@click.option(
    "--theme",
    metavar="NAME",
    help="A theme for this time; see `pilotage themes`.",
    shell_complete=names.themes,
)
@click.option(
    "--at",
    metavar="ENTRY|DAY|MOMENT",
    default="",
    help="As it stood after a journal entry, to read only; see `pilotage journal`.",
)
@click.option(
    "--plain",
    is_flag=True,
    help="Questions and answers, line by line: for screen readers and plain terminals.",
)
@click.option("--no-tour", is_flag=True, help="Without the tour of the first start.")
def command(
    path: Path | None, by: str, theme: str | None, at: str, plain: bool, no_tour: bool
) -> int | None:
    """Open a project FILE, a bundle, or the list of the projects in FOLDER.

    A bundle that `pilotage handoff` made is opened as its second owner.

    Without a terminal, or on a dumb one, it prints how the project or the projects stand.
    """
    from pilotage.errors import FileProblem

    if path is not None and not os.path.exists(path):  # noqa: PTH110 - whatever name was typed
        from pilotage.store.names import remains

        if not remains(path):
            raise FileProblem(f"There is no file {path}.", _guess(path.name))
    if at and (path is None or path.is_dir()):
        raise FileProblem("--at needs the FILE of a project.")
    if plain:
        if at:
            raise FileProblem("--at shows the screens.", "Leave --plain out, or --at.")
        return walk(path, by=by)
    return open_or_show(path, by=by, theme=theme, at=at, tour=not no_tour)


def open_or_show(
    path: Path | None,
    *,
    by: str = "",
    theme: str | None = None,
    at: str = "",
    tour: bool = True,
) -> int | None:
    """Open a file or a folder on the terminal; without one print how it stands."""
    from pilotage import config
    from pilotage.commands.config_ import refuse_unknown_theme
    from pilotage.commands.output import can_show_screens, on_terminal, warn

    if theme is not None:
        refuse_unknown_theme(theme)
    settings, _ = config.load()
    folder = settings.projects or Path()
    file = path
    if path is not None and path.is_dir():
        file, folder = None, path
    if not (on_terminal() and can_show_screens()):
        from pilotage.commands.status_ import command as status

        what = "This terminal shows no screens" if on_terminal() else "There is no terminal here"
        warn(f"{what}, so this is the status. `pilotage --plain` asks line by line instead.")
        shown: int | None = status.callback((file or folder,), as_json=False)  # type: ignore[misc]
        return shown
    from pilotage.first_run import wants_tour
    from pilotage.tui.run import run

    seq = None
    if at and file is not None:
        from pilotage.commands.project import entry_at, read

        seq = entry_at(read(file).journal, at)
    tour = tour and not at and wants_tour(settings)
    return run(file, folder=folder, by=by, theme=theme, at=seq, tour=tour)


def walk(path: Path | None, *, by: str = "") -> int:
    """Open a file, or a folder's projects, as questions and answers."""
    from pilotage import config
    from pilotage.commands.output import wrapped
    from pilotage.plain.run import run

    settings, problems = config.load()
    wrapped(problems)
    folder = settings.projects or Path()
    if path is not None and path.is_dir():
        return run(None, folder=path, by=by)
    return run(path, folder=folder, by=by)


def _guess(name: str) -> str:
    """What may have been meant by something that is neither a command nor a file."""
    from difflib import get_close_matches

    from pilotage.commands.table import COMMANDS

    if close := get_close_matches(name, list(COMMANDS), 1):
        return f"Did you mean `pilotage {close[0]}`?"
    return "Start one with `pilotage new`, or look at `pilotage demo`."
