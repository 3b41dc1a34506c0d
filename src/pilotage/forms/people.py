"""The fields of people, of the workflow itself and of the gates' numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pilotage.errors import Invalid
from pilotage.forms.field import DAY_HINT, Field
from pilotage.model.project import Project
from pilotage.model.text import one_line

NUMBERS: Final = {
    "second_owner_runs": ("Runs by the second owner", "Gate 2: driven to the end, at least"),
    "production_days": ("Days of the production run", "Gate 4: days with outputs, at least"),
    "production_outputs": ("Outputs of the production run", "Gate 4: at least"),
    "review_from_day": ("First day of the formal review", "Gate 5: not signed before it"),
}
"""The gates' numbers: label and what each means."""


def person_fields(name: str = "", contact: str = "") -> list[Field]:
    """A person: name and contact."""
    return [
        Field("name", "Name", value=name, required=True),
        Field("contact", "Contact", value=contact, hint="A mail address, a chat handle, a phone."),
    ]


def workflow_fields(project: Project) -> list[Field]:
    """Title, start and note; day 1 can't be moved once a gate was passed."""
    fields = [Field("title", "Title", value=project.title, required=True)]
    if not project.passages:
        fields.append(Field("start", "Day 1", "day", project.start, DAY_HINT, required=True))
    fields.append(
        Field("note", "Note", "prose", project.note, hint="Such as where the figures are from.")
    )
    return fields


def policy_fields(project: Project) -> list[Field]:
    """The gates' numbers, and why they change."""
    policy = project.policy
    return [
        *(
            Field(name, label, "number", getattr(policy, name), hint, required=True)
            for name, (label, hint) in NUMBERS.items()
        ),
        Field(
            "phase_ends",
            "Last day of each phase",
            value=", ".join(str(day) for day in policy.phase_ends),
            hint="Five rising numbers.",
            required=True,
        ),
        Field(
            "reason",
            "Why?",
            "prose",
            hint="Stays on record, with your name and the date.",
            required=True,
        ),
    ]


def policy_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What that form was given, as its action takes it. Raises `Invalid` for other than five."""
    text = values["phase_ends"]
    ends = tuple(one_line(text).replace(",", " ").replace(";", " ").split())
    if len(ends) != 5:
        raise Invalid("phase_ends", text, "five numbers", "Write five numbers, one a phase.")
    return {**values, "phase_ends": ends}
