"""The user's settings, and the project files that were used recently.

The settings are `settings.toml` in the settings folder, written by a person; the recent files
are `recent.json` beside the program's other state, written by the program alone.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pilotage import paths
from pilotage.errors import FileProblem, Refused
from pilotage.toml_file import Problem, read_toml

DEFAULT_THEME: Final = "harbour"
MOST_RECENT: Final = 20
"""How many recently used files are remembered."""
KEYS: Final[Mapping[str, str]] = {
    "theme": "the theme to start with; `pilotage themes` lists what there is",
    "name": "who is at the keyboard, by the name they have in their projects",
    "projects": "the folder that `pilotage` looks into and where demos are put",
    "playbook": "the playbook that the form of a new project proposes, as the path of its file",
    "motion": "“full”, or “reduced”: nothing slides, fades or blinks",
    "tour": "“off” where the tour of the first start is not wanted",
}
"""The settings' keys and what each is for."""
ON, OFF = "on", "off"
FOLDERS: Final = ("projects", "playbook")
"""The settings that are paths."""
KEY_TABLE: Final = "keys"
"""The table that gives commands other keys; docs/keys.md lists the commands."""


MOTIONS: Final = ("full", "reduced")
MOTION_VARIABLE: Final = "PILOTAGE_REDUCED_MOTION"
"""The environment variable that outranks the setting: 1 or 0, yes or no, true or false."""


@dataclass(frozen=True)
class Settings:
    """What the user has set; every field has a default."""

    theme: str = DEFAULT_THEME
    name: str = ""
    projects: Path | None = None
    """The folder of the user's projects; None means the current one."""
    tour: str = ON
    """Whether the tour is shown at the first start: `on` or `off`."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For commands by their names the keys that they are to have, as they were typed."""
    playbook: Path | None = None
    """The playbook that new projects are proposed to run on; None means the method alone."""
    motion: str = "full"
    """`reduced` where nothing may slide, fade or blink."""


def settings_file() -> Path:
    """Where the settings are; the file may not exist."""
    return paths.config_folder() / "settings.toml"


def load() -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, with the default wherever one is missing or wrong, and what is wrong."""
    file = settings_file()
    if not file.exists():
        return Settings(), ()
    content, problems = read_toml(file)
    found = list(problems)
    values: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for key, value in content.items():
        if key == KEY_TABLE:
            keys, wrong = _keys(file, value)
            found += wrong
        elif key not in KEYS:
            there_are = f"{', '.join(KEYS)} and the table [{KEY_TABLE}]"
            found.append(Problem(file, key, f"is not a setting; there are {there_are}"))
        elif reason := _wrong(key, value):
            found.append(Problem(file, key, reason))
        else:
            values[key] = value
    folder = values.get("projects", "").strip()
    playbook = values.get("playbook", "").strip()
    settings = Settings(
        theme=values.get("theme", DEFAULT_THEME),
        name=values.get("name", "").strip(),
        projects=Path(folder).expanduser() if folder else None,
        tour=values.get("tour", ON),
        keys=keys,
        playbook=Path(playbook).expanduser() if playbook else None,
        motion=values.get("motion", "full"),
    )
    return settings, tuple(found)


def wants_reduced_motion() -> bool:
    """Whether nothing may slide, fade or blink: by the environment, else by the setting."""
    asked = os.environ.get(MOTION_VARIABLE, "").strip().casefold()
    if asked:
        return asked not in ("0", "no", "false", "off")
    return load()[0].motion == "reduced"


def save(key: str, value: str) -> None:
    """Set one key in the settings file, and leave the rest of it as it was written.

    Raises `Refused` for an unknown key or a wrong value, and `FileProblem` when the file is
    broken or can't be written.
    """
    if key not in KEYS:
        raise Refused(f"There is no setting “{key}”.", f"The settings are {', '.join(KEYS)}.")
    if reason := _wrong(key, value):
        raise Refused(f"The setting “{key}” {reason}.")
    file = settings_file()
    text = ""
    if file.exists():
        _, problems = read_toml(file)
        if problems:
            raise FileProblem(f"{problems[0]}.", "Mend the file or remove it first.")
        text = file.read_text("utf-8")
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    pattern = re.compile(rf"^{key}[ \t]*=.*$", re.MULTILINE)
    table = re.search(r"^[ \t]*\[", text, re.MULTILINE)  # a command in it may have that name too
    top, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
    replaced, times = pattern.subn(lambda _: line, top, count=1)
    write_state(file, (replaced if times else f"{line}\n{top}") + rest)


def recent() -> tuple[Path, ...]:
    """The files used recently that still exist, the latest first."""
    return tuple(path for path in _remembered() if path.is_file())


def remember_recent(path: Path) -> None:
    """Put a project file on top of the recent ones; a problem with the list is ignored.

    Not being able to remember is no reason to disturb somebody's work.
    """
    path = path.absolute()
    kept = [path, *(other for other in _remembered() if other != path)][:MOST_RECENT]
    content = json.dumps([str(each) for each in kept], ensure_ascii=False, indent=0)
    try:
        write_state(_recent_file(), content)
    except FileProblem:
        return


def _recent_file() -> Path:
    return paths.state_folder() / "recent.json"


def _remembered() -> tuple[Path, ...]:
    try:
        content = json.loads(_recent_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(content, list):
        return ()
    return tuple(
        Path(each) for each in content if isinstance(each, str) and each and "\0" not in each
    )


def _keys(file: Path, value: object) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The table of keys, as far as it is one; which keys there are is for the screens to say."""
    if not isinstance(value, dict):
        return {}, [Problem(file, KEY_TABLE, "must be a table: a line [keys], then command = key")]
    found: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for command, keys in value.items():
        typed = keys if isinstance(keys, list) else [keys]
        if typed and all(isinstance(key, str) and 0 < len(key) <= 40 for key in typed):
            found[command] = tuple(typed)
        else:
            reason = 'must be a key in quotes, or a list of them, such as ["F9", "Ctrl+G"]'
            problems.append(Problem(file, f"{KEY_TABLE}.{command}", reason))
    return found, problems


def _wrong(key: str, value: object) -> str:
    """Why a value can't be used; empty when it can."""
    if not isinstance(value, str):
        return f'must be a text in quotes, such as {key} = "…"'
    if not value.isprintable():
        return "must be one line without control characters"
    if len(value) > 300:
        return "must have at most 300 characters"
    if key == "motion" and value not in MOTIONS:
        return f"must be {' or '.join(f'“{each}”' for each in MOTIONS)}"
    if key == "tour" and value not in (ON, OFF):
        return f"must be “{ON}” or “{OFF}”"
    if key in FOLDERS and not _has_home(value):
        return "begins with a home folder that there is not"
    return "" if value.strip() or key != "theme" else "must not be empty"


def _has_home(path: str) -> bool:
    """Whether the `~` that a path may begin with is the home of somebody."""
    try:
        Path(path.strip()).expanduser()
    except RuntimeError:
        return False
    return True


def write_state(path: Path, text: str) -> None:
    """Replace a small file at once, so that a reader never sees half of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileProblem(f"{path.name} can't be written ({reason}).") from None
