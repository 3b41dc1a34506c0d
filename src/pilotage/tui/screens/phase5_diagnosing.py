"""Diagnosing a missed metric: what the data suggests, then the form."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pilotage.actions import review
from pilotage.method.diagnosing import Suggestion, suggestions
from pilotage.method.traps import TRAPS
from pilotage.model.review import Diagnosis, MetricVerdict, Score
from pilotage.tui.dialogs.form import DAY_HINT, Field, Form
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
            return "Choose a metric of the scorecard first (F9 shows it)."
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
                _fields(score, old, taken),
                save,
                start="finding" if taken else "",
            )
        )


def _fields(score: Score, old: Diagnosis | None, taken: Suggestion | None) -> list[Field]:
    trap = old.trap if old else taken.trap if taken else ""
    return [
        Field(
            "trap",
            "The trap behind it",
            "choice",
            trap,
            choices=[(f"{trap.name}: {trap.looks}", trap.kind) for trap in TRAPS],
            required=True,
        ),
        Field(
            "evidence",
            "Evidence",
            "prose",
            old.evidence if old else taken.evidence if taken else "",
            hint="What of the project's own data it rests on.",
            required=True,
        ),
        Field(
            "finding",
            "What was found",
            "prose",
            old.finding if old else "",
            hint=f"What keeps {score.name[:40]} from its target.",
            required=True,
        ),
        Field(
            "action",
            "What is done about it",
            value=old.action if old else taken.action if taken else "",
            hint="The trap's own remedy; technology fixes no ownership problem.",
            required=True,
        ),
        Field("owner", "By whom", value=old.owner if old else "", required=True),
        Field(
            "due",
            "By when",
            "day",
            old.due if old and old.due else "",
            hint=DAY_HINT,
            required=True,
        ),
    ]


class DeleteDiagnosis(ButtonCommand):
    """Delete the chosen metric's diagnosis."""

    key = "d,delete"
    label = "Delete"
    title = "Delete the diagnosis of the chosen metric"
    help = "Ctrl+Z brings it back."

    def why_not(self, screen: Phase5) -> str:
        """There must be one."""
        return "" if screen.diagnosis else "There is no diagnosis of the chosen metric (F9)."

    async def run(self, screen: Phase5) -> None:
        """Delete."""
        diagnosis = screen.diagnosis
        assert diagnosis is not None  # noqa: S101 - why_not has checked
        screen.session.do(review.delete_diagnosis, diagnosis=diagnosis.id)
