"""Answers of a form that is not finished, kept beside the program's other state until it is.

A record is made when all that it needs is there; until then a power cut, a lost line or a window
that is closed must cost no answer. They belong to who works on this machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pilotage import paths
from pilotage.config import write_state
from pilotage.errors import FileProblem

MOST: Final = 50
"""So many unfinished forms are kept."""


def kept(key: str) -> dict[str, Any]:
    """What was answered of a form, by field; empty where it was not begun."""
    found = _known().get(key)
    return dict(found) if isinstance(found, dict) else {}


def keep(key: str, answers: Mapping[str, Any]) -> None:
    """Keep what was answered so far; not being able to is no reason to stop asking."""
    known = _known()
    known.pop(key, None)
    if answers:
        known[key] = dict(answers)
    try:
        write_state(_file(), json.dumps(dict(list(known.items())[-MOST:]), ensure_ascii=False))
    except FileProblem:
        return


def forget(key: str) -> None:
    """The form is finished, or thrown away."""
    if key in _known():
        keep(key, {})


def _file() -> Path:
    return paths.state_folder() / "answers.json"


def _known() -> dict[str, Any]:
    try:
        content = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
