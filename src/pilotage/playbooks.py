"""Playbook files: reading one with all that is wrong with it, and the one that is an example."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pilotage import paths
from pilotage.errors import FileProblem
from pilotage.method.playbook_reading import Found, read_playbook
from pilotage.toml_file import Problem, read_toml

EXAMPLE: Final = "default.toml"
"""The playbook that says what the method says."""
TOLD: Final = 8
"""So many problems are told in a message; `pilotage playbook check` lists all."""


def check(path: Path) -> tuple[Found | None, tuple[Problem, ...]]:
    """What a playbook's file says, or None and everything that is wrong with it."""
    content, unreadable = read_toml(path)
    if unreadable:
        return None, unreadable
    found, wrong = read_playbook(content)
    return found, tuple(Problem(path, key, reason) for key, reason in wrong)


def load(path: Path) -> Found:
    """A playbook's file; raises `FileProblem` that names its problems."""
    found, problems = check(path)
    if found is None:
        told = "; ".join(str(problem) for problem in problems[:TOLD])
        more = f"; and {len(problems) - TOLD} more" if len(problems) > TOLD else ""
        raise FileProblem(
            f"This playbook can't be used. {told}{more}.",
            "Mend it; `pilotage playbook check FILE` lists all that is wrong.",
        )
    return found


def example() -> str:
    """The text of the example."""
    return (paths.playbooks_folder() / EXAMPLE).read_text("utf-8")
