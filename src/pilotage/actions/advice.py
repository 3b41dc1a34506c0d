"""Answering advice on the page: a finding is dismissed with a reason, or brought back."""

from __future__ import annotations

from pilotage.actions.action import Stamp, action, find, refuse_unless, without
from pilotage.method.advice import advice_on
from pilotage.method.advice_finding import finding_key
from pilotage.model.advice import Dismissal
from pilotage.model.project import Project
from pilotage.model.record import make


@action(1)
def dismiss_advice(
    project: Project, stamp: Stamp, /, *, rule: str, section: str, words: str, reason: str
) -> Project:
    """Answer a finding on the draft with a reason, so that it does not come back.

    Anybody may: advice blocks nothing, and who dismissed it and why stays on record.
    """
    key = finding_key(rule, section, words)
    said = advice_on(project, project.page)
    refuse_unless(
        all(each.finding.key != key for each in said.answered),
        "This advice is already dismissed.",
        "Bring it back to give another reason.",
    )
    finding = next((each for each in said.open if each.key == key), None)
    refuse_unless(
        finding is not None,
        "There is no such advice on the page.",
        "The text may have changed in the meantime.",
    )
    dismissal = make(
        Dismissal,
        id=project.next_id,
        rule=rule,
        section=section,
        words=words,
        reason=reason,
        by=stamp.actor,
        at=stamp.at,
    )
    return project.having(dismissals=(*project.dismissals, dismissal), next_id=project.next_id + 1)


@action(1)
def restore_advice(project: Project, stamp: Stamp, /, *, dismissal: int) -> Project:
    """Bring back what was dismissed."""
    find(project.dismissals, dismissal, "dismissed advice")
    return project.having(dismissals=without(project.dismissals, dismissal))
