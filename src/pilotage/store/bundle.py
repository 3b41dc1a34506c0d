"""A bundle: one ZIP file with the page to read and the second owner's project to work in.

Nothing in it is ever unpacked under a name that the file gives, and nothing that is too large.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pilotage.errors import FileProblem
from pilotage.model.text import one_line
from pilotage.paths import SUFFIX
from pilotage.store import atomic, names
from pilotage.store.problems import problem

if TYPE_CHECKING:
    from zipfile import ZipFile

ENDING: Final = ".handoff.zip"
"""How a bundle's name ends, unless somebody renamed it."""
PROJECT, README, HTML, PDF = "project.pilotage.json", "README.txt", "page.html", "page.pdf"
MEMBERS: Final[Mapping[str, int]] = {
    README: 1 << 20,
    HTML: 1 << 24,
    PDF: 1 << 26,
    PROJECT: 1 << 28,
}
"""What a bundle may hold, and how many bytes of it at most."""
LARGEST: Final = 1 << 29
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_REMEDY: Final = "Ask for it again: `pilotage handoff` makes it."


def is_bundle(path: Path) -> bool:
    """Whether a path is named as bundles are."""
    return names.is_bundle(path)


def with_ending(path: Path) -> Path:
    """The path with a bundle's ending, added where it is missing."""
    return path if is_bundle(path) else path.with_name(f"{path.name}{ENDING}")


def working_path(path: Path) -> Path:
    """The project file that a bundle is worked on in while it is open, beside it."""
    name = path.name[: -len(path.suffix)] if is_bundle(path) else path.name
    return path.with_name(f"{name.removesuffix('.handoff')}.handoff{SUFFIX}")


def packed(members: Mapping[str, bytes]) -> bytes:
    """The members as a ZIP file; the same members give the same bytes."""
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in MEMBERS:
            if name in members:
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (stat.S_IFREG | 0o600) << 16
                file.writestr(info, members[name])
    return out.getvalue()


def write(path: Path, members: Mapping[str, bytes]) -> None:
    """Replace a bundle by these members, at once or not at all; raises `OSError`."""
    atomic.write(path, [packed(members)])


def read(path: Path) -> dict[str, bytes]:
    """A bundle's members; raises `FileProblem` for what is no bundle, damaged or too large."""
    import zipfile  # who opens no bundle need not load it, nor what reads it

    from pilotage.store import zips

    try:
        if not path.exists():
            raise FileProblem(f"There is no file {path}.", "Check the name.")
        if not path.is_file():
            raise FileProblem(f"{path.name} is not a file.", "Give the name of a bundle.")
        if path.stat().st_size > LARGEST:
            raise FileProblem(f"{path.name} is too large to be a bundle.")
        with zipfile.ZipFile(path) as file:
            return _members(path, file)
    except OSError as error:
        raise problem("can't be read", error, path) from None
    except zips.DAMAGED as error:
        raise FileProblem(
            f"{path.name} is no bundle, or was damaged on its way ({one_line(str(error))[:80]}).",
            _REMEDY,
        ) from None
    except zips.FOREIGN:
        raise FileProblem(f"{path.name} was packed by another program.", _REMEDY) from None


def _members(path: Path, file: ZipFile) -> dict[str, bytes]:
    from pilotage.store import zips

    found: dict[str, bytes] = {}
    for info in file.infolist():
        name = one_line(info.filename)[:60]
        if info.filename not in MEMBERS or info.filename in found:
            raise FileProblem(f"{path.name} holds what no bundle holds: “{name}”.", _REMEDY)
        try:
            found[info.filename] = zips.content(file, info, MEMBERS[info.filename])
        except zips.TooLarge:
            raise FileProblem(f"“{name}” in {path.name} is too large.", _REMEDY) from None
    if PROJECT not in found:
        raise FileProblem(f"{path.name} is no bundle: it holds no {PROJECT}.", _REMEDY)
    return found
