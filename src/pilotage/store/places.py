"""Where a project file is to be, or is: behind links, in a folder, beside what is left of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pilotage.errors import FileProblem
from pilotage.store import names
from pilotage.store.problems import problem


def real(path: Path) -> Path:
    """The file behind symbolic links: replacing a link would cut it off from its file."""
    try:
        found = Path(os.path.realpath(path))
        if not os.path.lexists(found):
            _refuse_too_long(found)
    except (OSError, ValueError):  # a NUL in the name, a loop of links
        raise FileProblem(f"{str(path)!r} can't be the name of a file.") from None
    return found


def _refuse_too_long(path: Path) -> None:
    """Refuse a name that no file can have there."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise problem("can't be there", error, path) from None


def linked(path: Path, real: Path) -> list[str]:
    """What to tell of a link that leads out of its folder."""
    if not path.is_symlink() or real.parent == path.parent.resolve():
        return []
    return [f"{path.name} is a link; the project is {real}, and is saved there."]


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def refuse_remains(real: Path) -> None:
    """A new project must not be mixed up with what is left of an older one of its name."""
    inbox = names.inbox(real)
    if found := [path.name for path in (*names.remains(real), inbox) if path.exists()]:
        raise FileProblem(
            f"Something is left of an earlier project {real.name}: {', '.join(found)}.",
            f"Open {real.name} to bring it back, or remove what is left, or take another name.",
        )


def may_be_there(real: Path) -> bool:
    """Whether there is a file, or something to bring it back from."""
    return real.is_file() or (not os.path.lexists(real) and bool(names.remains(real)))
