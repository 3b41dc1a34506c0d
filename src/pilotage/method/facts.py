"""What a list of workflows shows of each, apart from what changes with the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pilotage.method.gate_review import judged
from pilotage.method.gates import Gate, current_phase, gate
from pilotage.method.requirement import listed
from pilotage.method.traps import TrapStatus, trap_statuses
from pilotage.method.verdict import verdict
from pilotage.model.document import Page
from pilotage.model.project import Project
from pilotage.model.review import Decision, ReviewRecord, TrapKind

BUILT: Final = (1, 2, 3, 4)
"""The phases in which a workflow takes its builder's time."""

_RECORDS: Final = (
    "revisions",
    "confirmations",
    "dismissals",
    "metrics",
    "runs",
    "gaps",
    "systems",
    "steps",
    "outputs",
    "measurements",
    "attachments",
    "signatures",
    "policy_changes",
)


@dataclass(frozen=True)
class Facts:
    """What follows from a project alone, whatever the day."""

    project: Project
    """Its outline: people, start, policy, passages, decision, cadence, reviews, diagnoses. The
    other records are left out, so no gate can be asked of it."""
    gate: Gate
    """The current gate; without requirements once all five are passed."""
    traps: dict[TrapKind, TrapStatus]
    verdict: str
    """The scorecard in a word."""


def facts(project: Project) -> Facts:
    """The facts of a whole project."""
    return Facts(
        outline(project),
        gate(project, current_phase(project)),
        trap_statuses(project),
        verdict(judged(project)),
    )


def outline(project: Project) -> Project:
    """A project without the records that only gates and figures rest on."""
    return project.having(
        page=Page(),
        note="",
        source_system=None,
        destination_system=None,
        decisions=tuple(_slim(each) for each in project.decisions),
        reviews=tuple(_brief(each) for each in project.reviews),
        **dict.fromkeys(_RECORDS, ()),
    )


def needs_outputs(project: Project) -> bool:
    """Whether the facts of this project rest on its outputs too."""
    if current_phase(project) in (4, 5) or project.cycles or project.playbook:
        return True
    return project.decision is None and any(m.source.is_counted for m in project.metrics)


def one_at_a_time(projects: Iterable[Project]) -> str:
    """Advice to builders who have several workflows in phases 1 to 4; empty without any.

    Builders are the same when their names are, whatever the case. A copy of a project, such as a
    bundle, does not count twice.
    """
    by_builder: dict[str, dict[str, Project]] = {}
    for project in projects:
        if current_phase(project) in BUILT and project.handed_over is None:
            name = " ".join(project.name_of(project.builder).split()).casefold()
            by_builder.setdefault(name, {}).setdefault(project.uid, project)
    crowds = sorted((each for each in by_builder.values() if len(each) > 1), key=len, reverse=True)
    firsts = [next(iter(each.values())) for each in crowds]
    names = [first.name_of(first.builder) for first in firsts]
    if not names:
        return ""
    counts = [f"{name} {len(each)}" for name, each in zip(names[1:], crowds[1:], strict=True)]
    others = f", {listed(counts)}" if counts else ""
    return (
        f"One workflow at a time gets further: {names[0]} has {len(crowds[0])} in phases 1 to 4"
        f"{others}."
    )


def _slim(decision: Decision) -> Decision:
    return decision.model_copy(update={"scorecard": ()})


def _brief(review: ReviewRecord) -> ReviewRecord:
    """A review without what it looked at."""
    nothing = {"sample": None, "upstream": ()}
    notes = ("quality_note", "prompts_note", "integrations_note", "page_note", "actions")
    return review.model_copy(update={**nothing, **dict.fromkeys(notes, "")})
