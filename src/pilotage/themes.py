"""Theme files: colours as data, checked before they are used.

A theme is a TOML file; docs/themes.md documents its keys. A broken one is reported with file,
key and reason and left out, so that the program always starts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pilotage import paths
from pilotage.toml_file import Problem, read_toml

COLOURS: Final = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "success",
    "warning",
    "error",
)
"""The colours that every theme must set."""
VARIABLES: Final = (
    "block-cursor-background",
    "block-cursor-foreground",
    "block-hover-background",
    "border",
    "border-blurred",
    "footer-background",
    "footer-description-foreground",
    "footer-foreground",
    "footer-key-foreground",
    "input-cursor-background",
    "input-cursor-foreground",
    "input-selection-background",
    "link-color",
    "link-color-hover",
    "scrollbar",
    "scrollbar-active",
    "scrollbar-background",
    "scrollbar-hover",
    "text-disabled",
    "text-muted",
)
"""The colours that a theme may set in its table `variables`."""
ANSI_NAMES: Final = tuple(
    f"ansi_{bright}{name}"
    for bright in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
"""The sixteen colours that a terminal has of its own, in the order of their numbers."""
_KEYS: Final = ("name", "title", "dark", "ansi", "colours", "variables")
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
MOST_FILES: Final = 200
"""More theme files than this in one folder are not read."""


Stamps = dict[Path, tuple[int, int]]
"""Files, each with the moment of its last change in nanoseconds and its size in bytes."""


@dataclass(frozen=True)
class ThemeFile:
    """A theme as its file gives it."""

    name: str
    """What `--theme` and the settings call it."""
    title: str
    """A few words on it, for lists."""
    dark: bool
    colours: Mapping[str, str]
    """One `#rrggbb` for each of `COLOURS`; one of `ANSI_NAMES` where `ansi` is set."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """The same for some of `VARIABLES`."""
    file: Path = Path()
    ansi: bool = False
    """Whether the colours are the terminal's own sixteen."""


def load(only: Collection[str] = ()) -> tuple[dict[str, ThemeFile], tuple[Problem, ...]]:
    """All themes by name, and what is wrong with those that were left out.

    The user's own come last and replace those of the same name. Of ours, `only` those of these
    names where any are given: each is in the file of its name.
    """
    themes: dict[str, ThemeFile] = {}
    problems: list[Problem] = []
    for folder, names in ((paths.themes_folder(), only), (paths.user_themes_folder(), ())):
        found, wrong = load_folder(folder, names)
        themes |= found
        problems += wrong
    return themes, tuple(problems)


def load_folder(
    folder: Path, only: Collection[str] = ()
) -> tuple[dict[str, ThemeFile], tuple[Problem, ...]]:
    """The themes of one folder by name, and what is wrong; a missing folder has none.

    `only` the files of these names where any are given.
    """
    themes: dict[str, ThemeFile] = {}
    problems: list[Problem] = []
    try:
        files = sorted(f for f in folder.glob("*.toml") if not only or f.stem in only)
    except OSError as error:
        return {}, (Problem(folder, "", f"can't be read ({error.strerror or error})"),)
    if len(files) > MOST_FILES:
        problems.append(Problem(folder, "", f"only the first {MOST_FILES} themes are read"))
    for file in files[:MOST_FILES]:
        theme, wrong = read(file)
        problems += wrong
        if theme is None:
            continue
        if theme.name in themes:
            first = themes[theme.name].file.name
            problems.append(Problem(file, "name", f"“{theme.name}” is already taken by {first}"))
            continue
        themes[theme.name] = theme
    return themes, tuple(problems)


def stamps(folder: Path) -> Stamps:
    """When each theme file of a folder was last written, and its size; nothing is read."""
    found: Stamps = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".toml") and len(found) < MOST_FILES:
                    about = entry.stat()
                    found[Path(entry.path)] = (about.st_mtime_ns, about.st_size)
    except OSError:
        return found
    return found


def changed(before: Stamps, now: Stamps) -> list[Path]:
    """The files that are new or were written since; those that are gone are none."""
    return sorted(file for file, stamp in now.items() if before.get(file) != stamp)


def read(file: Path) -> tuple[ThemeFile | None, tuple[Problem, ...]]:
    """One theme file, or None and everything that is wrong with it."""
    content, unreadable = read_toml(file)
    if unreadable:
        return None, unreadable
    colours = content.get("colours")
    variables = content.get("variables", {})
    ansi = content.get("ansi", False) is True
    wrong = [
        *((key, f"is not a key of a theme; there are {', '.join(_KEYS)}")
          for key in content if key not in _KEYS),
        *_wrong_head(content),
        *_wrong_colours("colours", colours, COLOURS, needed=True, ansi=ansi),
        *_wrong_colours("variables", variables, VARIABLES, needed=False, ansi=ansi),
    ]  # fmt: skip
    if wrong or not isinstance(colours, dict):
        return None, tuple(Problem(file, key, reason) for key, reason in wrong)
    name, title, dark = content["name"], content["title"], content["dark"]
    return ThemeFile(name, title, dark, colours, variables, file, ansi), ()


def _wrong_head(content: dict[str, Any]) -> list[tuple[str, str]]:
    wrong: list[tuple[str, str]] = []
    name, title, dark = content.get("name"), content.get("title"), content.get("dark")
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        wrong.append(("name", "must be a word of small letters, digits and hyphens"))
    if not (isinstance(title, str) and 0 < len(title) <= 80 and title.isprintable()):
        wrong.append(("title", "must be a text of 1 to 80 characters"))
    if not isinstance(dark, bool):
        wrong.append(("dark", "must be true or false"))
    if not isinstance(content.get("ansi", False), bool):
        wrong.append(("ansi", "must be true or false"))
    return wrong


def _wrong_colours(
    table: str, values: object, known: tuple[str, ...], *, needed: bool, ansi: bool
) -> list[tuple[str, str]]:
    if not isinstance(values, dict):
        return [(table, f"must be a table: write [{table}] above its colours")]
    wrong = [(f"{table}.{key}", "is missing") for key in known if needed and key not in values]
    for key, value in values.items():
        if key not in known:
            wrong.append((f"{table}.{key}", f"is not known; there are {', '.join(known)}"))
        elif ansi and value not in ANSI_NAMES:
            wrong.append((f"{table}.{key}", f"must be one of {', '.join(ANSI_NAMES)}"))
        elif not ansi and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            wrong.append((f"{table}.{key}", 'must be a colour such as "#1f5f86"'))
    return wrong
