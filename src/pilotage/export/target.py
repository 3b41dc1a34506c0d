"""Where an export goes, as it was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilotage.errors import FileProblem, Refused
from pilotage.export.formats import Format, ending
from pilotage.model.text import one_line

KNOWN: Final = {each.value for each in Format}


def target(typed: str, form: Format, project: Path) -> Path:
    """The file to write, with the format's ending where it was typed without one.

    Raises `Refused` or `FileProblem` for what is no place for it, such as the project's own file.
    """
    if not one_line(typed):
        raise Refused("Say where the file goes.")
    try:
        path = Path(one_line(typed)).expanduser().absolute()
    except RuntimeError:
        raise FileProblem("There is no such home folder.", "Write the whole path.") from None
    try:
        is_folder, is_project = path.is_dir(), path.resolve() == project.resolve()
    except OSError as problem:
        why = problem.strerror or problem
        raise FileProblem(f"No file can be there ({why}).", "Choose another name.") from None
    if is_folder:
        raise FileProblem(f"{path.name} is a folder.", "Name a file in it.")
    if is_project:
        raise Refused("That is the project's own file.", "Choose another name.")
    asked = ending(path)
    if not asked:
        return path.with_name(f"{path.name}.{form}")
    if asked in KNOWN and asked != form:
        raise Refused(
            f"The name ends in .{asked}, but the format is {form.upper()}.",
            "Change one of them.",
        )
    return path
