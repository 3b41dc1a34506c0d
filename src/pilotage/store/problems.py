"""What goes wrong with files, in words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pilotage.errors import FileProblem

_WORDS = {
    errno.ENOSPC: ("The disk is full", "Free some space"),
    errno.EDQUOT: ("Your share of the disk is used up", "Free some space"),
    errno.EFBIG: ("The file would be larger than is allowed here", "Raise the limit"),
    errno.EACCES: ("There is no permission to do this in {folder}", "Ask for it"),
    errno.EPERM: ("There is no permission to do this in {folder}", "Ask for it"),
    errno.EROFS: ("{folder} can only be read", "Make it writable"),
    errno.ENOENT: ("{folder} or {name} is not there any more", "Bring it back"),
    errno.ENOTDIR: ("{folder} is not a folder", "Choose another place"),
    errno.EIO: ("The disk reported an error", "Check the disk"),
    errno.ENAMETOOLONG: ("The name {name} is too long", "Choose a shorter one"),
    errno.EMFILE: ("Too many files are open", "Close another program"),
    errno.ENFILE: ("Too many files are open", "Close another program"),
}


def in_words(error: OSError, path: Path) -> tuple[str, str]:
    """An error of the operating system as what happened and what helps, without full stops."""
    if error.errno in (errno.EACCES, errno.EPERM) and (owner := _other_owner(path)):
        return f"It belongs to {owner}, and is for their eyes only", f"Ask {owner} for a copy"
    message, remedy = _WORDS.get(error.errno or 0, ("", ""))
    if not message:
        message = f"The system says “{error.strerror or error}”"
    return message.format(folder=path.parent, name=path.name), remedy


def _other_owner(path: Path) -> str:
    """Which other user of this machine a file belongs to; empty for one's own, or where unknown."""
    try:
        return path.owner() if path.stat().st_uid != os.geteuid() else ""
    except (OSError, KeyError, AttributeError, NotImplementedError):
        return ""


def problem(what: str, error: OSError, path: Path) -> FileProblem:
    """A `FileProblem`: what could not be done to a file, why, and what helps."""
    why, remedy = in_words(error, path)
    return FileProblem(f"{path.name} {what}. {why}.", f"{remedy}, then try again." * bool(remedy))
