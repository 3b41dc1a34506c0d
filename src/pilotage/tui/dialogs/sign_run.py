"""The form at the end of a run: its minutes, and the second owner's sign-off in their own words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pilotage.actions import runs
from pilotage.method.driving import worked
from pilotage.model.runs import Run
from pilotage.session import Session
from pilotage.tui.dialogs.form import Field, Form


def sign_run(session: Session, run: Run, *, to_the_end: bool) -> Form:
    """Asks for minutes and sign-off, and ends the run."""
    took = Decimal(worked(run, session.clock.now()).total_seconds()) / 60
    fields = [
        Field(
            "note",
            "In your own words",
            "prose",
            hint="Could you run it tomorrow without the builder? What would you change?",
        ),
        Field(
            "minutes",
            "Minutes",
            "number",
            f"{max(runs.SHORTEST, round(took, 1)):f}",
            hint="By the clock, without breaks. Correct it where it is wrong.",
            required=True,
        ),
    ]

    def save(values: dict[str, Any]) -> None:
        session.do(runs.end_run, run=run.id, to_the_end=to_the_end, **values)

    return Form(f"Sign and end run #{run.number}", fields, save, button="Sign and end")
