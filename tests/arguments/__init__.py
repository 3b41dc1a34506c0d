"""Arguments for every action, right and wrong ones, as a person or a script may give them."""

from __future__ import annotations

from typing import Final

from tests.arguments import (
    baseline,
    document,
    imports,
    integrations,
    production,
    project,
    review,
    runs,
)
from tests.arguments.drawing import Arguments
from tests.arguments.project import A_PLAYBOOK

__all__ = ["ARGUMENTS", "A_PLAYBOOK"]

ARGUMENTS: Final[dict[str, Arguments]] = {
    **project.ARGUMENTS,
    **baseline.ARGUMENTS,
    **document.ARGUMENTS,
    **runs.ARGUMENTS,
    **integrations.ARGUMENTS,
    **production.ARGUMENTS,
    **review.ARGUMENTS,
    **imports.ARGUMENTS,
}
"""How to draw an action's arguments, by the action's name."""
