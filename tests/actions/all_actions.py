"""Every action that there is, with the phase it belongs to; found by walking the modules."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import pilotage.actions
from pilotage.model.project import Project

PHASE_OF_MODULE = {
    "people": 0,
    "gate": 0,
    "attachments": 0,
    "playbook": 0,
    "page": 1,
    "advice": 1,
    "baseline": 1,
    "runs": 2,
    "driving": 2,
    "integrations": 3,
    "production": 4,
    "review": 5,
    "recurring": 6,
    "importing": 0,  # each has the phase of its records
}
PHASE_OF_ACTION = {
    "import_outputs": 4,
    "import_measurements": 4,
    "import_steps": 3,
    "import_baseline": 1,
    "confirm_revision": 2,
}


def actions() -> dict[str, Callable[..., Project]]:
    """Each action by its name."""
    names = (module.name for module in pkgutil.iter_modules(pilotage.actions.__path__))
    modules = (importlib.import_module(f"pilotage.actions.{name}") for name in names)
    return {
        name: function
        for module in modules
        for name, function in vars(module).items()
        if hasattr(function, "serious")
    }


def phase_of(action: Callable[..., Project]) -> int:
    """The phase that must be reached before an action is possible; 0 for any time."""
    module = action.__module__.rsplit(".", 1)[1]
    return PHASE_OF_ACTION.get(action.__name__, PHASE_OF_MODULE[module])
