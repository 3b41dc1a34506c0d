"""What is typed in the form of a new project: its problems, and the project and file it makes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final
from uuid import uuid4

from pilotage.actions.start import new_project
from pilotage.config import Settings
from pilotage.errors import FileProblem, Invalid
from pilotage.evidence import typed_path
from pilotage.export.files import free_path, safe_name
from pilotage.forms.field import DAY_HINT, Field
from pilotage.method.playbook_reading import Found
from pilotage.model.dates import NoDate, read_date
from pilotage.model.people import Person
from pilotage.model.project import Policy, Project
from pilotage.model.record import make
from pilotage.model.review import TrapKind
from pilotage.model.text import one_line
from pilotage.paths import SUFFIX
from pilotage.playbooks import load

QUESTIONS: Final = {
    TrapKind.SINGLE_OWNER: "Somebody else could run it tomorrow without asking me.",
    TrapKind.NO_DOCUMENT: "A new colleague could follow it from one page on day one.",
    TrapKind.NO_CRITERIA: "I know its figures without AI, and what is good enough.",
    TrapKind.INTEGRATION_GAPS: "Nothing is copied by hand from one tool to the next.",
    TrapKind.NO_CADENCE: "A date is set on which somebody looks at it again.",
}
"""The self-check: what is true of a pilot that is not in the trap."""
LABELS: Final = {
    "builder": "Your name",
    "second_owner": "Second owner",
    "decision_maker": "Decision-maker",
}
"""The people of the form, by field."""
OPTIONAL: Final = ("second_owner", "decision_maker", "playbook")
ALONE: Final = ("title", "start", "playbook")
"""Fields that are right or wrong whatever the others say."""
SOUND: Final = {"title": "x", "builder": "x", "start": "2026-01-01"} | dict.fromkeys(OPTIONAL, "")
"""Values to judge those with, so that no other problem comes first."""


def fields(settings: Settings, folder: Path, today: date) -> list[Field]:
    """What a new project is made of; `folder` is where its file is proposed to be."""
    return [
        Field("title", "Workflow", hint="Such as: Lead routing", required=True),
        Field(
            "builder",
            LABELS["builder"],
            value=settings.name,
            hint="You made the pilot: you are its builder.",
            required=True,
        ),
        Field("second_owner", LABELS["second_owner"], hint="Runs it when you are away."),
        Field("decision_maker", LABELS["decision_maker"], hint="Decides on day 90."),
        Field("start", "Day 1", "day", today, DAY_HINT, required=True),
        Field(
            "playbook",
            "Playbook",
            value=str(settings.playbook or ""),
            hint="Optional: a file with your own rules. It may be left empty.",
        ),
        Field("folder", "Folder", value=str(folder.absolute()), required=True),
        Field("file", "File name", hint=f"Ends with {SUFFIX}", required=True),
    ]


def problems(values: Mapping[str, str], folder: Path, today: date) -> dict[str, str]:
    """What is wrong, by field: all that can be told before the file is made."""
    found = {
        name: "Please fill this in."
        for name, value in values.items()
        if name not in OPTIONAL and not one_line(value)
    }
    checks: tuple[Callable[[], object], ...] = (
        *(lambda name=name: _check_person(values, name) for name in LABELS),
        *(lambda name=name: project_from(SOUND | {name: values[name]}, today) for name in ALONE),
        lambda: path_from(folder, values["file"]),
    )
    for check in checks:
        try:
            check()
        except Invalid as problem:
            found.setdefault(problem.field, one_line(str(problem)))
    return found


def project_from(values: Mapping[str, str], today: date) -> Project:
    """The new project; a refusal names the field of the form."""
    for name in LABELS:
        _check_person(values, name)
    house = _playbook(values["playbook"])
    return new_project(
        uid=uuid4().hex,
        title=values["title"],
        builder=values["builder"],
        second_owner=values["second_owner"],
        decision_maker=values["decision_maker"],
        start=_day(values["start"], today),
        policy=make(Policy, **house.numbers) if house else None,
        playbook=house.playbook if house else None,
    )


def _playbook(text: str) -> Found | None:
    if not one_line(text):
        return None
    try:
        return load(typed_path(text, Path().absolute()))
    except FileProblem as problem:
        said = f"Playbook: {problem.message}"
        raise Invalid("playbook", text, "a playbook", said) from None


def _day(text: str, today: date) -> date:
    try:
        return read_date(text, today)
    except NoDate as problem:
        raise Invalid("start", text, "a date", f"Day 1: {problem}") from None


def folder_from(text: str) -> Path:
    """The folder that was typed, with `~` for their home; as it is where there is no such user."""
    path = Path(one_line(text))
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def path_from(folder: Path, name: str) -> Path:
    """The file to make; refuses one that is there, or a name that is more than a name."""
    name = one_line(name)
    if not name.endswith(SUFFIX):
        name += SUFFIX
    if name != Path(name).name or "\\" in name or name.startswith("."):
        raise Invalid("file", name, "a file name", "Write a plain file name, without a folder.")
    if folder.parts[:1] and folder.parts[0].startswith("~"):
        why = "There is no such home folder: write the whole path."
        raise Invalid("folder", folder, "a folder", why)
    try:
        is_other = folder.exists() and not folder.is_dir()
    except OSError as problem:
        why = f"No folder can be there ({problem.strerror or problem})."
        raise Invalid("folder", folder, "a folder", why) from None
    if is_other:
        raise Invalid("folder", folder, "a folder", f"{one_line(folder.name)} is not a folder.")
    path = folder / name
    if os.path.lexists(path):
        raise Invalid("file", name, "a new name", f"{name} exists already: choose another name.")
    return path


def free_name(folder: Path, title: str) -> str:
    """A file name for a title that is not taken in the folder."""
    try:
        return free_path(folder, safe_name(title), SUFFIX).name
    except (OSError, ValueError):
        return f"{safe_name(title)}{SUFFIX}"


def _check_person(values: Mapping[str, str], field: str) -> None:
    name = values[field]
    try:
        if one_line(name):
            make(Person, id=1, name=name)
    except Invalid as problem:
        said = f"{LABELS[field]}{problem.message.removeprefix('Name')}"
        raise Invalid(field, problem.value, problem.limit, said) from None
    if field != "builder" and one_line(name) and _same(name, values["builder"]):
        raise Invalid(field, name, "somebody else", "This can't be the builder: name another.")


def _same(one: str, other: str) -> bool:
    return one_line(one).casefold() == one_line(other).casefold()
