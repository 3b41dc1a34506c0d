"""What came of the user's keys the last time, kept so that a start need not import every screen.

It is used only for the very same table and the very same program: its version, and how new its
files are.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pilotage import __version__, paths
from pilotage.config import write_state
from pilotage.errors import FileProblem
from pilotage.tui.keymap import Keymap

STATE: Final = "keys.json"


def kept_or_checked(wanted: Keymap) -> tuple[Keymap, tuple[tuple[str, str], ...]]:
    """The keys that can be had, and for each name what is wrong with it."""
    stamp = _stamp(wanted)
    if (kept := _kept(stamp)) is not None:
        return kept
    from pilotage.tui.keymap_check import checked

    found = checked(wanted)
    wrong = tuple((each.command, each.reason) for each in found.wrong)
    content = {"stamp": stamp, "keys": found.keys, "wrong": wrong}
    with suppress(FileProblem):  # then it is found out again the next time
        write_state(_file(), json.dumps(content, ensure_ascii=False))
    return found.keys, wrong


def _file() -> Path:
    return paths.state_folder() / STATE


def _stamp(wanted: Keymap) -> str:
    here = Path(__file__).parent
    newest = max(
        entry.stat().st_mtime_ns
        for folder in (here, here / "screens")
        for entry in os.scandir(folder)
    )
    return json.dumps([__version__, newest, wanted], ensure_ascii=False)


def _kept(stamp: str) -> tuple[Keymap, tuple[tuple[str, str], ...]] | None:
    try:
        content: Any = json.loads(_file().read_text("utf-8"))
        if content["stamp"] != stamp:
            return None
        keys = {str(name): tuple(map(str, some)) for name, some in content["keys"].items()}
        return keys, tuple((str(name), str(reason)) for name, reason in content["wrong"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
