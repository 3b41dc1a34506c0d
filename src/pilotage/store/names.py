"""The files beside a project file, and how they are called."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pilotage.paths import SUFFIX


@dataclass(frozen=True, order=True)
class Log:
    """A log file: `NAME.log-SEQUENCE.GENERATION`."""

    first: int
    """The sequence number of its first record; what older logs hold from there on is void."""
    generation: int
    """1, or more where an earlier one of the same number was given up."""
    path: Path


def backup(path: Path) -> Path:
    """The copy of the last good version."""
    return path.with_name(path.name + ".bak")


def is_bundle(path: Path) -> bool:
    """Whether a path is named as bundles are."""
    return path.suffix.lower() == ".zip"


def lock(path: Path) -> Path:
    """The lock file."""
    return path.with_name(path.name + ".lock")


def inbox(path: Path) -> Path:
    """The folder of what was recorded while another process held the file."""
    return path.with_name(path.name + ".inbox")


def log(path: Path, first: int, generation: int) -> Path:
    """A log's path."""
    return path.with_name(f"{path.name}.log-{first:012d}.{generation}")


def logs(path: Path) -> list[Log]:
    """The logs of a file, in the order in which they were begun; none where it can't be looked."""
    wanted = re.compile(re.escape(path.name) + r"\.log-(\d{12})\.(\d{1,6})")
    try:
        beside = [other.name for other in path.parent.iterdir()]
    except OSError:
        return []
    matches = filter(None, map(wanted.fullmatch, beside))
    return sorted(Log(int(m[1]), int(m[2]), path.with_name(m[0])) for m in matches)


def logged(folder: Path) -> frozenset[str]:
    """The names of the files in a folder that have logs beside them; raises `OSError`."""
    names = os.listdir(folder)  # noqa: PTH208 - names only
    return frozenset(name.partition(".log-")[0] for name in names if ".log-" in name)


def remains(path: Path) -> list[Path]:
    """The backup and the logs that are there: what a file can be brought back from."""
    beside = (backup(path), *(log.path for log in logs(path)))
    return [each for each in beside if os.path.exists(each)]  # noqa: PTH110 - however long its name


def aside(path: Path, why: str, now: datetime) -> Path:
    """A free name for a file that is put aside: `NAME.why-20260312-140501`."""
    return _free(path, lambda count: f"{path.name}.{why}-{now:%Y%m%d-%H%M%S}{count}")


def conflicting(path: Path, now: datetime) -> Path:
    """A free name for what is here when the file itself has become another's."""
    ending = SUFFIX if path.name.endswith(SUFFIX) else path.suffix
    stem = path.name.removesuffix(ending)
    return _free(path, lambda count: f"{stem}.conflict-{now:%Y%m%d-%H%M%S}{count}{ending}")


def _free(path: Path, name: Callable[[str], str]) -> Path:
    number, free = 1, path.with_name(name(""))
    while free.exists():
        number += 1
        free = path.with_name(name(f"-{number}"))
    return free
