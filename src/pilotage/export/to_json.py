"""A whole project as one JSON document, and back: to keep, to move, or for other programs.

The document is an object with `format` ("pilotage-data"), `version` (1), `project` (the
records as the model names them; decimals as text, moments in ISO 8601) and `journal` (its
entries, oldest first). Its keys only ever grow within a version.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from pilotage.errors import FileProblem, NewerFile, PilotageError
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.model.record import explain
from pilotage.store import codec

FORMAT: Final = "pilotage-data"
VERSION: Final = 1
REMEDY: Final = "Import a file that `pilotage export FILE data` wrote."


def to_json(project: Project, journal: Iterable[Entry]) -> str:
    """The document's text; ends with a newline."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "project": project.model_dump(mode="json"),
        "journal": [entry.model_dump(mode="json") for entry in journal],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def journal_to_json(journal: Iterable[Entry]) -> str:
    """The journal alone, as a list of its entries; ends with a newline."""
    entries = [entry.model_dump(mode="json") for entry in journal]
    return json.dumps(entries, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_json(path: Path) -> Project:
    """The project in a file that `to_json` wrote; raises `FileProblem` saying what is wrong."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise FileProblem(f"{path.name} can't be read ({error.strerror or error}).") from None
    except UnicodeDecodeError:
        raise FileProblem(f"{path.name} is not UTF-8 text.", REMEDY) from None
    try:
        return from_json(text)
    except PilotageError as error:
        raise type(error)(f"{path.name}: {error.message}", error.remedy) from None


def from_json(text: str) -> Project:
    """The project in a text that `to_json` made; raises `FileProblem` saying what is wrong."""
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FileProblem(f"this is not valid JSON ({error}).", REMEDY) from None
    _check_envelope(content)
    try:
        project = Project.model_validate(content["project"])
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_url=False)[0]["loc"])
        raise FileProblem(f"project.{where}: {explain(error).message}", REMEDY) from None
    if codec.decode(codec.encode(project)) != project:
        raise FileProblem("two records of one kind have the same number.", REMEDY)
    return project


def _check_envelope(content: Any) -> None:
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FileProblem("this is not Pilotage's data.", REMEDY)
    version = content.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FileProblem("it does not say its version.", REMEDY)
    if version > VERSION:
        raise NewerFile(
            f"it was written by a newer Pilotage (version {version}; this one knows {VERSION}).",
            "Install the newer version.",
        )
    if not isinstance(content.get("project"), dict):
        raise FileProblem("it holds no project.", REMEDY)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
