"""The fields of the formal review: a diagnosis, the decision, the cadence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from pilotage.forms.field import DAY_HINT, Field
from pilotage.method.diagnosing import Suggestion
from pilotage.method.gate_review import diagnoses_now
from pilotage.method.phases import name_of
from pilotage.method.schedule import add_months, day_month_year
from pilotage.method.traps import BY_KIND, TRAPS
from pilotage.model.project import Project
from pilotage.model.review import Choice, Diagnosis, Interval, Score

FIXABLE: Final = (1, 2, 3, 4)
"""The phases that a decision to hold and fix may name."""


def diagnosis_fields(
    project: Project, score: Score, old: Diagnosis | None, taken: Suggestion | None = None
) -> list[Field]:
    """Why a metric missed, filled with what it says already or with what the data suggests."""
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
        Field(
            "owner",
            "By whom",
            value=old.owner if old else "",
            required=True,
            names=[each.name for each in project.people],
        ),
        Field(
            "due",
            "By when",
            "day",
            old.due if old and old.due else "",
            hint=DAY_HINT,
            required=True,
        ),
    ]


def decision_fields(project: Project) -> list[Field]:
    """What is decided and why; then the phases that to hold and fix would go through again."""
    return [
        Field(
            "choice",
            "Decision",
            "choice",
            choices=[(choice.label.capitalize(), choice) for choice in Choice],
            required=True,
        ),
        Field(
            "reason",
            "Reason",
            "prose",
            hint="What in the figures speaks for it.",
            required=True,
        ),
        Field("conditions", "Conditions", "prose", hint="Under which this holds, if any."),
        *phase_fields(project),
    ]


def phase_fields(project: Project) -> list[Field]:
    """The phases that to hold and fix would go through again, with a proposal."""
    proposed = {BY_KIND[diagnosis.trap].closes_in for diagnosis in diagnoses_now(project)} | {4}
    return [
        Field(
            f"phase{phase}",
            f"{phase} {name_of(phase)}",
            "check",
            phase in proposed,
            hint="Only to hold and fix: the phases to go through again." if phase == 1 else "",
        )
        for phase in FIXABLE
    ]


def decision_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of the decision was given, as its action takes it."""
    chosen = tuple(phase for phase in FIXABLE if values[f"phase{phase}"])
    given = {name: value for name, value in values.items() if not name.startswith("phase")}
    return {**given, "phases": chosen} if values["choice"] == Choice.HOLD_AND_FIX else given


def first_review(today: date, interval: Interval) -> date:
    """A sensible first date: one interval from today, on a working day."""
    day = add_months(today, interval.months)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def owner_of(project: Project) -> int:
    """Whose task it most likely is: the second owner's, who runs the workflow."""
    return project.second_owner or project.builder


def cadence_fields(project: Project, today: date) -> list[Field]:
    """How often the workflow is reviewed, by whom, from when."""
    cadence = project.cadence
    monthly, quarterly = (first_review(today, interval) for interval in Interval)
    return [
        Field(
            "interval",
            "How often",
            "choice",
            cadence.interval if cadence else Interval.MONTHLY,
            hint="Monthly while models, inputs or prompts still change.",
            choices=[(interval.value, interval) for interval in Interval],
            required=True,
        ),
        Field(
            "owner",
            "Whose task it is",
            "choice",
            cadence.owner if cadence else owner_of(project),
            choices=[
                (p.name + (f", {role}" if (role := project.role_of(p.id)) else ""), p.id)
                for p in project.people
            ],
            required=True,
        ),
        Field(
            "first",
            "First review on",
            "day",
            cadence.first if cadence else monthly,
            hint=f"Quarterly would be {day_month_year(quarterly)}: {quarterly.isoformat()}."
            if cadence is None
            else DAY_HINT,
            required=True,
        ),
    ]
