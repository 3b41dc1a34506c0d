"""The organisation's playbook: adopting it, and signing what it wants signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from pilotage.actions.action import Stamp, action, refuse_locked, refuse_unless
from pilotage.actions.people import changed_policy
from pilotage.errors import Refused
from pilotage.method.extra_signing import holders, is_in_force, signature, under
from pilotage.model.playbook import CheckKind, Extra, Playbook
from pilotage.model.project import PolicyChange, Project, Signature
from pilotage.model.record import make


@action()
def adopt_playbook(
    project: Project,
    stamp: Stamp,
    /,
    *,
    playbook: Playbook | None,
    reason: str,
    numbers: Mapping[str, Any] | None = None,
) -> Project:
    """Run on a playbook from now on, or on none, with a reason that stays on record.

    `numbers` are those of the policy that the playbook sets; the others stay as they are. Passed
    gates whose new requirements are not met open again.
    """
    old = project.playbook
    policy, changed = changed_policy(project.policy, numbers or {})
    if runs_on(project, playbook, numbers or {}):
        return project
    refuse_unless(
        playbook == old
        or old is None
        or playbook is None
        or (playbook.name, playbook.version) != (old.name, old.version),
        f"Version {old.version if old else ''} of this playbook is in use, and says something "
        "else.",
        "Give the changed playbook a new version.",
    )
    what = "; ".join((f"playbook: {called(old)} → {called(playbook)}", *changed))
    note = make(PolicyChange, what=what, reason=reason, by=stamp.actor, at=stamp.at)
    return project.having(
        playbook=playbook, policy=policy, policy_changes=(*project.policy_changes, note)
    )


def called(playbook: Playbook | None) -> str:
    """A playbook's name and version, or “none”."""
    return f"{playbook.name}, version {playbook.version}" if playbook else "none"


def runs_on(project: Project, playbook: Playbook | None, numbers: Mapping[str, Any]) -> bool:
    """Whether a project runs on just that already, so that adopting it changes nothing."""
    return playbook == project.playbook and not changed_policy(project.policy, numbers)[1]


def reopened_by(
    project: Project, playbook: Playbook | None, numbers: Mapping[str, Any]
) -> tuple[tuple[int, str], ...]:
    """Which passed gates adopting a playbook would open again, and why; it is not adopted."""
    # what follows does not depend on who does it or when, so that it can be asked before
    stamp = Stamp(project.builder, datetime(2000, 1, 1, tzinfo=UTC), date(2000, 1, 1))
    after = adopt_playbook(
        project, stamp, playbook=playbook, reason="asked before", numbers=numbers
    )
    return tuple(
        (now.phase, now.reopened.why)
        for now, before in zip(after.passages, project.passages, strict=True)
        if now.reopened is not None and before.reopened is None
    )


@action()
def sign_extra(project: Project, stamp: Stamp, /, *, extra: str, note: str = "") -> Project:
    """Sign what the playbook wants signed, in the role that it names.

    The signature is under the requirement as it reads and the page in force; when one of them
    changes it is out of date, and signed again.
    """
    wanted = wanted_signature(project, extra)
    refuse_locked(project, wanted.phase)
    people = holders(project, wanted.of)
    names = " or ".join(project.name_of(each) for each in people)
    refuse_unless(
        stamp.actor in people,
        f"Only the {wanted.of} signs this" + (f": {names}." if names else ", and nobody is."),
        f"Let {names} take the keyboard: change who drives." if names else "Name somebody first.",
    )
    signed = signature(project, wanted)
    if signed is not None and is_in_force(project, wanted, signed):
        raise Refused(f"{project.name_of(signed.by)} has signed this already.")
    new = make(
        Signature,
        id=project.next_id,
        extra=wanted.id,
        under=under(project, wanted),
        by=stamp.actor,
        at=stamp.at,
        note=note,
    )
    return project.having(signatures=(*project.signatures, new), next_id=new.id + 1)


def wanted_signature(project: Project, extra: str) -> Extra:
    """The requirement of that id that wants a signature; refuses when there is none."""
    extras = project.playbook.extras if project.playbook else ()
    found = next((e for e in extras if e.id == extra and e.kind is CheckKind.SIGNED), None)
    if found is None:
        raise Refused(
            f"The playbook wants no signature “{str(extra)[:40]}”.", "See what it asks for."
        )
    return found
