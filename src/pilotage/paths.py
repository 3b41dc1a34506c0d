"""Where things are: the user's folders and the data that ships with the program.

Nothing is created here or on import; who writes makes the folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pilotage.errors import FileProblem

CONFIG_VARIABLE: Final = "PILOTAGE_CONFIG_DIR"
"""Environment variable that moves the settings, the user's themes and the state files."""
SUFFIX: Final = ".pilotage.json"
"""How the name of a project file ends."""


def config_folder() -> Path:
    """The folder of the user's settings and themes; it may not exist."""
    if override := os.environ.get(CONFIG_VARIABLE):
        return Path(override)
    import platformdirs

    return platformdirs.user_config_path("pilotage", appauthor=False)


def state_folder() -> Path:
    """The folder of what the program remembers by itself; it may not exist."""
    if override := os.environ.get(CONFIG_VARIABLE):
        return Path(override)
    import platformdirs

    return platformdirs.user_state_path("pilotage", appauthor=False)


def themes_folder() -> Path:
    """The themes that ship with the program."""
    return _shipped("themes")


def user_themes_folder() -> Path:
    """Where the user's own themes go; it may not exist."""
    return config_folder() / "themes"


def samples_folder() -> Path:
    """The sample projects that ship with the program."""
    return _shipped("sample_projects")


def playbooks_folder() -> Path:
    """The playbooks that ship with the program: the default one, as an example."""
    return _shipped("playbooks")


def _shipped(name: str) -> Path:
    """Packaged data: inside the package of a wheel, at the top of a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "data" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise FileProblem(f"The program's own folder “{name}” is missing.", "Install Pilotage again.")
