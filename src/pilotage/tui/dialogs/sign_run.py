"""The form at the end of a run: its minutes, and the second owner's sign-off in their own words."""

from __future__ import annotations

from typing import Any

from pilotage.actions import runs
from pilotage.forms.runs import sign_off_fields
from pilotage.model.runs import Run
from pilotage.session import Session
from pilotage.tui.dialogs.form import Form


def sign_run(session: Session, run: Run, *, to_the_end: bool) -> Form:
    """Asks for minutes and sign-off, and ends the run."""

    def save(values: dict[str, Any]) -> None:
        session.do(runs.end_run, run=run.id, to_the_end=to_the_end, **values)

    fields = sign_off_fields(run, session.clock.now())
    return Form(f"Sign and end run #{run.number}", fields, save, button="Sign and end")
