"""The fields of the integration map: systems, steps, decisions, verification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pilotage.forms.field import Field
from pilotage.model.integrations import (
    FRICTION,
    INCONSISTENCY,
    Per,
    Step,
    StepKind,
    System,
    SystemKind,
)
from pilotage.model.project import Project


def system_fields(system: System | None) -> list[Field]:
    """A system: name, kind, note; None for a new one."""
    return [
        Field(
            "name",
            "Name",
            value=system.name if system else "",
            hint="Such as: Leads inbox.",
            required=True,
        ),
        Field(
            "kind",
            "Kind",
            "choice",
            system.kind if system else SystemKind.OTHER,
            choices=[(kind.label, kind) for kind in SystemKind],
            required=True,
        ),
        Field("note", "Note", "prose", system.note if system else ""),
    ]


def step_fields(project: Project, step: Step | None) -> list[Field]:
    """A step: what is done, how, from where to where, how often, how bad; None for a new one."""
    systems = [(system.name, system.id) for system in project.systems]
    source: int | None = project.source_system
    if step is None and project.steps:
        source = project.steps[-1].destination  # the next step mostly begins where the last ended
    return [
        Field(
            "title",
            "What is done",
            value=step.title if step else "",
            hint="Such as: copy the form into the prompt.",
            required=True,
        ),
        Field(
            "kind",
            "Kind",
            "choice",
            step.kind if step else StepKind.COPY,
            choices=[(kind.label, kind) for kind in StepKind],
            required=True,
        ),
        Field(
            "source", "From", "choice", step.source if step else source, "", systems, required=True
        ),
        Field(
            "destination",
            "To",
            "choice",
            step.destination if step else None,
            "",
            systems,
            required=True,
        ),
        Field(
            "times",
            "How often",
            "number",
            _figure(step.times if step else None),
            hint="How many times in each day, week or month, such as 12.",
        ),
        Field(
            "per",
            "In each",
            "choice",
            step.per if step else Per.WEEK,
            choices=[(per.value, per) for per in Per],
            required=True,
        ),
        Field(
            "minutes",
            "Minutes each time",
            "number",
            _figure(step.minutes if step else None),
            hint="Such as 4 or 2.5.",
        ),
        _rating("friction", "Friction", "How much does it hinder?", FRICTION, step),
        _rating(
            "inconsistency",
            "Inconsistency",
            "How differently do people do it?",
            INCONSISTENCY,
            step,
        ),
    ]


def step_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a step was given, as its actions take it: a figure left empty is none."""
    return {**values, **{figure: values[figure] or None for figure in ("times", "minutes")}}


def rate_fields(project: Project) -> list[Field]:
    """What an hour of manual work costs."""
    rate = project.rate
    return [
        Field(
            "hourly",
            "An hour costs",
            "number",
            f"{rate.hourly:f}" if rate else "",
            "Wages and all that comes with them, such as 38.50; empty for none.",
        ),
        Field("currency", "Currency", value=rate.currency if rate else "", hint="Such as EUR."),
    ]


def tool_field(step: Step) -> Field:
    """What integrates a step."""
    return Field(
        "tool",
        "With which tool",
        value=step.tool,
        hint="Such as: mail rule and API.",
        limit=300,
    )


def keep_field(step: Step) -> Field:
    """Why a step stays by hand."""
    return Field(
        "keep_reason",
        "Why does it stay by hand?",
        "prose",
        step.keep_reason,
        hint="Such as: one click, and the look at it is wanted.",
        required=True,
    )


def verify_fields(project: Project, step: Step) -> list[Field]:
    """Who saw an integration work, and what they saw."""
    before = step.verification
    return [
        Field(
            "by",
            "Who saw it work",
            value=before.by if before else "",
            required=True,
            names=[each.name for each in project.people],
        ),
        Field(
            "evidence",
            "What they saw",
            value=before.evidence if before else "",
            hint="A text or a link, such as: 12 leads arrived by themselves.",
        ),
    ]


def _figure(value: object) -> str:
    return "" if value is None else f"{value:f}"


def _rating(name: str, label: str, hint: str, words: tuple[str, ...], step: Step | None) -> Field:
    return Field(
        name,
        label,
        "choice",
        getattr(step, name) if step else None,
        hint,
        [(f"{rating} · {text}", rating) for rating, text in enumerate(words, start=1)],
    )
