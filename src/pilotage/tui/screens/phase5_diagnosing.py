"""Diagnosing a missed metric: what the data suggests, then the form."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pilotage.actions import review
from pilotage.forms.review import diagnosis_fields
from pilotage.method.diagnosing import Suggestion, suggestions
from pilotage.model.review import MetricVerdict
from pilotage.tui.dialogs.form import Form
from pilotage.tui.keymap import key_for
from pilotage.tui.screens.parted import ButtonCommand

if TYPE_CHECKING:
    from pilotage.tui.screens.phase5 import Phase5


class Diagnose(ButtonCommand):
    """Say why a metric missed its target."""

    key = "g"
    shown = "g ↵"
    label = "Diagnose"
    title = "Diagnose the missed metric"
    help = "What the data suggests, then the trap, the evidence, and who does what by when."

    def why_not(self, screen: Phase5) -> str:
        """The chosen metric must have missed its target."""
        score = screen.score
        if score is None:
            return f"Choose a metric first, in the part Scorecard ({key_for('other_part')})."
        if score.verdict is MetricVerdict.NO_DATA:
            return f"{score.name} is not measured yet: record its measurements in phase 4."
        if not score.is_missed:
            return f"{score.name} is on target; only a missed metric needs a diagnosis."
        return ""

    async def run(self, screen: Phase5) -> None:
        """Offer suggestions for a first diagnosis, then ask."""
        from pilotage.tui.dialogs.suggest import Suggest

        score, old = screen.score, screen.diagnosis
        assert score is not None  # noqa: S101 - why_not has checked
        taken: Suggestion | None = None
        found: tuple[Suggestion, ...] = ()
        if old is None:  # in a thread: it walks through all outputs
            found = await asyncio.to_thread(suggestions, screen.project, score.metric)
        if found:
            answer = await screen.app.push_screen_wait(Suggest(score.name, found))
            if answer is None:
                return
            taken = found[answer] if answer >= 0 else None

        def save(values: dict[str, Any]) -> None:
            screen.session.do(review.diagnose, metric=score.metric, **values)

        await screen.app.push_screen_wait(
            Form(
                f"Diagnosis: {score.name}",
                diagnosis_fields(screen.project, score, old, taken),
                save,
                start="finding" if taken else "",
            )
        )


class DeleteDiagnosis(ButtonCommand):
    """Delete the chosen metric's diagnosis."""

    key = "d,delete"
    label = "Delete"
    title = "Delete the diagnosis of the chosen metric"
    help = "{undo} brings it back."

    def why_not(self, screen: Phase5) -> str:
        """There must be one."""
        if screen.diagnosis:
            return ""
        return f"There is no diagnosis of the chosen metric ({key_for('other_part')})."

    async def run(self, screen: Phase5) -> None:
        """Delete."""
        diagnosis = screen.diagnosis
        assert diagnosis is not None  # noqa: S101 - why_not has checked
        screen.session.do(review.delete_diagnosis, diagnosis=diagnosis.id)
