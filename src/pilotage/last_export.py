"""The last choice on the export screen, kept beside the program's other state."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from pilotage import paths
from pilotage.config import write_state
from pilotage.errors import FileProblem

MOST: Final = 50
"""Of so many projects the last choice is remembered."""


@dataclass(frozen=True)
class Choice:
    """What was chosen: names as `What`, `Format` and `Paper` have them, and a folder."""

    what: str
    form: str
    paper: str
    folder: str = ""
    """Empty for the project's own."""


def last(uid: str) -> Choice | None:
    """The last choice in a project; in another one, without its folder, where there is none."""
    known = _known()
    if found := known.get(uid):
        return found
    newest = next(reversed(known.values()), None)
    return replace(newest, folder="") if newest else None


def remember(uid: str, choice: Choice) -> None:
    """Remember a choice; not being able to is no reason to disturb anybody."""
    known = _known()
    known.pop(uid, None)
    known[uid] = choice
    kept = {uid: asdict(each) for uid, each in list(known.items())[-MOST:]}
    try:
        write_state(_file(), json.dumps(kept, ensure_ascii=False, indent=0))
    except FileProblem:
        return


def _file() -> Path:
    return paths.state_folder() / "exports.json"


def _known() -> dict[str, Choice]:
    try:
        content = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    known = content.items() if isinstance(content, dict) else ()
    return {uid: choice for uid, found in known if (choice := _choice(found))}


def _choice(found: object) -> Choice | None:
    names = {field.name for field in fields(Choice)}
    if not isinstance(found, dict) or found.keys() != names:
        return None
    texts = {name: text for name, text in found.items() if isinstance(text, str)}
    return Choice(**texts) if texts.keys() == names and "\0" not in texts["folder"] else None
