"""The facts of project files, kept so that a list need not read the files as a whole.

A project file that was closed in order has them near its end. Those of other files that were read
stand in one file in the user's cache folder: a line of what they are of, a line a project. They
are used only where the project file is the very one that was read: same path, size, time of
change to the nanosecond, inode. On any doubt, and when this program's rules have changed, the
project file is read. Losing the cache costs nothing but time.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from pilotage import __version__, paths
from pilotage.config import write_state
from pilotage.errors import FileProblem
from pilotage.method.facts import Facts, facts
from pilotage.method.gates import current_phase
from pilotage.model.project import Project
from pilotage.model.review import TrapKind
from pilotage.model.text import clean

FORMAT: Final = 1
"""How the file is laid out."""
MOST: Final = 2_000
"""Of so many projects the facts are kept, the latest read."""
LARGEST: Final = 32 << 20
"""A cache file above this many bytes is not ours."""
SETTLED: Final = 2.0
"""Seconds. A file changed more recently than this might change again within the grain of its
file system's clock; what was read of it is not kept."""

RULES: Final = ("model", "measure", "method")
"""The packages that the facts follow from."""

_ESCAPE: Final = re.compile(rb"\\(?:u[0-9a-fA-F]{4}|.)")
_LINE_ENDS: Final = frozenset("\r\x85\u2028\u2029")
"""What ends a line somewhere, and stands in no text that was cleaned."""

Stamp = tuple[int, int, int, int, int]


@dataclass
class Summaries:
    """What is kept, in memory and on disk. Safe to use from one thread at a time."""

    lines: dict[str, str]
    """By path: stamp and facts as they stand in the file."""
    changed: bool = False

    @classmethod
    def load(cls) -> Summaries:
        """What was kept the last time; nothing where it can't be used."""
        try:
            file = _file()
            if file.stat().st_size > LARGEST:
                return cls({})
            head, *lines = file.read_text("utf-8").split("\n")
        except (OSError, ValueError):
            return cls({})
        if head != _head():
            return cls({})
        parted = (line.partition("\t") for line in lines)
        return cls({path: kept for path, tab, kept in parted if tab})

    def find(self, path: Path, stamp: Stamp) -> Facts | None:
        """What is known of a file with that stamp; None where it must be read."""
        known, tab, kept = self.lines.get(_key(path), "").partition("\t")
        if not tab or known != _text(stamp):
            return None
        try:
            return _facts().validate_json(kept)
        except ValidationError:
            return None

    def keep(self, path: Path, stamp: Stamp, facts: Facts) -> None:
        """Keep what was read of a file, unless it may be changing just now."""
        if not time.time() - max(stamp[0], stamp[1]) / 1e9 > SETTLED:
            return
        key = _key(path)
        self.lines.pop(key, None)
        kept = _facts().dump_json(facts, exclude_defaults=True).decode("utf-8")
        self.lines[key] = f"{_text(stamp)}\t{kept}"
        self.changed = True

    def save(self) -> None:
        """Write what is new; not being able to is no reason to disturb anybody."""
        if not self.changed:
            return
        kept = list(self.lines.items())[-MOST:]
        try:
            write_state(_file(), "\n".join([_head(), *(f"{p}\t{line}" for p, line in kept)]))
        except FileProblem:
            return
        self.changed = False


def summary(project: Project) -> bytes:
    """What a project's file says of it near its end, as a JSON object in ASCII."""
    found = _Summary(_rules_in_short(), facts(project))
    plain = _summary().dump_python(found, mode="json", exclude_defaults=True)
    return json.dumps(plain).encode("ascii")


def summarized(content: bytes) -> Facts | None:
    """The facts that `summary` made; None for anything else, or by other rules.

    No checksum has been asked: what says it is one may have been written by anybody.
    """
    if not _is_clean(content):
        return None
    try:
        found = _summary().validate_json(content)
    except ValidationError:
        return None
    return found.facts if found.rules == _rules_in_short() and _agree(found.facts) else None


def _is_clean(content: bytes) -> bool:
    """Whether its texts hold nothing that no text may hold: a terminal would act on it."""
    if not content.isascii() or b"\x7f" in content:
        return False
    escapes = b"".join(each for each in _ESCAPE.findall(content) if each[1:2] in b"ubfr")
    try:
        texts = json.loads(b'"%s"' % escapes)
    except ValueError:
        return False
    return not clean(texts).dropped and _LINE_ENDS.isdisjoint(texts)


def _agree(found: Facts) -> bool:
    """Whether the gate is that of the phase that the project is in, and each trap has a status."""
    phase = current_phase(found.project)
    wanted = (each.id.startswith(f"{phase}.") for each in found.gate.requirements)
    return found.gate.phase == phase and all(wanted) and len(found.traps) == len(TrapKind)


def stamp_of(found: os.stat_result) -> Stamp:
    """What tells a file's state from every other."""
    return (
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_size,
        found.st_ino,
        found.st_dev,
    )


def _file() -> Path:
    return paths.cache_folder() / "portfolio.jsonl"


@cache
def _facts() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


@dataclass(frozen=True)
class _Summary:
    rules: str
    facts: Facts


@cache
def _summary() -> TypeAdapter[_Summary]:
    return TypeAdapter(_Summary)


def _key(path: Path) -> str:
    return json.dumps(str(path.absolute()))  # whatever is in the name, one line without a tab


def _text(stamp: Stamp) -> str:
    return ".".join(map(str, stamp))


@cache
def _head() -> str:
    return json.dumps({"format": FORMAT, "version": __version__, "rules": _rules()})


@cache
def _rules_in_short() -> str:
    """The same, by what is alike wherever this version is installed."""
    package = Path(__file__).parent
    files = (each for name in RULES for each in sorted(package.joinpath(name).glob("*.py")))
    try:
        sizes = [each.stat().st_size for each in files]
    except OSError:
        sizes = []
    return f"{__version__} {crc32(repr(sizes).encode()):08x}"


def _rules() -> Mapping[str, int]:
    """What the facts follow from: the program's own rules, by when they were changed."""
    package = Path(__file__).parent
    found: dict[str, int] = {}
    for name in RULES:
        try:
            files = [each.stat() for each in package.joinpath(name).glob("*.py")]
        except OSError:
            files = []
        found[name] = sum(each.st_mtime_ns // 1000 % 10**12 + each.st_size for each in files)
    return found
