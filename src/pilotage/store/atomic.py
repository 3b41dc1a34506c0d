"""Writing a whole file so that there is always either the old one or the new one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

_NO_FOLDER_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF, errno.ENOSYS}


@dataclass(frozen=True)
class Imprint:
    """What tells a file from another one that took its place."""

    inode: int
    modified: int
    size: int
    sha256: str

    def is_of(self, stat: os.stat_result) -> bool:
        """Whether a file with this status is still the same, without reading it."""
        return (self.inode, self.modified, self.size) == (
            stat.st_ino,
            stat.st_mtime_ns,
            stat.st_size,
        )


def imprint(stat: os.stat_result, digest: str) -> Imprint:
    """The imprint of a file of which status and content's SHA-256 are known."""
    return Imprint(stat.st_ino, stat.st_mtime_ns, stat.st_size, digest)


@dataclass(frozen=True)
class Written:
    """A whole file that is on the disk under a temporary name."""

    path: Path
    """The name that it is to have."""
    temporary: Path
    imprint: Imprint

    def take_its_place(self, *, new: bool = False) -> Imprint:
        """Give it its name; durable once this returns. With `new` raises `FileExistsError`."""
        if new:
            _place_new(self.temporary, self.path)
        else:
            self.temporary.replace(self.path)
        sync_folder(self.path.parent)
        return self.imprint


@contextmanager
def written(path: Path, chunks: Iterable[bytes]) -> Iterator[Written]:
    """Write a file with mode 0600 beside the one that it is to replace.

    Whatever happens, the old file is whole, and no temporary file is left in the end.
    """
    handle, name = tempfile.mkstemp(prefix=temporary_prefix(path), dir=path.parent)
    temporary = Path(name)
    try:
        hasher = sha256()
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                hasher.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            stat = os.fstat(file.fileno())
        yield Written(path, temporary, imprint(stat, hasher.hexdigest()))
    finally:
        # After a success the name is gone; only its own failure to vanish may be ignored, so
        # that the error which brought us here is the one that is told.
        with suppress(OSError):
            temporary.unlink()


def write(path: Path, chunks: Iterable[bytes], *, new: bool = False) -> Imprint:
    """Replace a file, or make it, with mode 0600; durable once this returns.

    On any error the old file stays as it was. With `new` an existing file is never replaced:
    `FileExistsError`.
    """
    with written(path, chunks) as file:
        return file.take_its_place(new=new)


def _place_new(temporary: Path, path: Path) -> None:
    """Give a finished file its name unless the name is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        temporary.replace(path)


def temporary_prefix(path: Path) -> str:
    """How the temporary files of a file begin; short even where its name is long."""
    return f".pilotage-{sha256(os.fsencode(path.name)).hexdigest()[:12]}-"


def clean_up(path: Path) -> None:
    """Remove the temporary files that a killed writer left; only its lock's holder may."""
    prefix = temporary_prefix(path)
    with suppress(OSError):
        for other in path.parent.iterdir():
            if other.name.startswith(prefix):
                with suppress(OSError):
                    other.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename durable, where the platform lets a folder be synced (Windows does not)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def is_of(known: Imprint, path: Path) -> bool:
    """Whether a file is still the one of this imprint; raises `FileNotFoundError` without it."""
    if known.is_of(path.stat()):
        return True
    # Copied back or touched by a backup: only another content is another file.
    return sha256(path.read_bytes()).hexdigest() == known.sha256
