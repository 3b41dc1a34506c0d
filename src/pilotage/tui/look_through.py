"""Looking through 100,000 outputs before a screen asks, so that the screen need not."""

from __future__ import annotations

from pilotage.actions.production import prepare
from pilotage.measure.ledger import books
from pilotage.measure.scorecard import scorecard
from pilotage.method.gates import gates
from pilotage.model.project import Project


def look_through(project: Project) -> None:
    """Fill what is kept of a project's outputs; call it in a thread."""
    prepare(project)
    books(project)
    scorecard(project)
    gates(project)
