"""Signatures under what a playbook wants signed: who may sign, and what a signature is under.

A signature is under the requirement as it reads and the page in force. When either changes, it is
out of date: who signed saw another workflow. While gate 1 was never passed the draft is in force.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Final

from pilotage.method.gate_document import judged_page
from pilotage.model.document import SECTION_BY_KEY, section_text
from pilotage.model.playbook import Extra
from pilotage.model.project import Project, Signature

REVIEWER: Final = "reviewer"
ROLES: Final = ("builder", "second owner", "decision-maker", REVIEWER)
"""Who may be asked to sign. A reviewer is whoever of the people the page names as such."""


def holders(project: Project, role: str) -> tuple[int, ...]:
    """The numbers of the people who have a role now."""
    if role == REVIEWER:
        named = judged_page(project).reviewer.casefold()
        return tuple(
            person.id
            for person in project.people
            if re.search(rf"(?<!\w){re.escape(person.name.casefold())}(?!\w)", named)
        )
    return tuple(person.id for person in project.people if role in project.roles_of(person.id))


def under(project: Project, extra: Extra) -> str:
    """What a signature would be under now, as SHA-256."""
    page = judged_page(project)
    # only what is written: a section that a later version adds makes no signature void
    written = [(key, text) for key in SECTION_BY_KEY if (text := section_text(page, key)).strip()]
    whole = json.dumps([extra.sentence, extra.of, written], ensure_ascii=True)
    return sha256(whole.encode()).hexdigest()


def signature(project: Project, extra: Extra) -> Signature | None:
    """The latest signature under a requirement, also one that is out of date."""
    found = (each for each in reversed(project.signatures) if each.extra == extra.id)
    return next(found, None)


def is_in_force(project: Project, extra: Extra, signed: Signature) -> bool:
    """Whether a signature is still under what is there now, and of the phase's last cycle."""
    return is_of_the_cycle(project, extra, signed) and signed.under == under(project, extra)


def is_of_the_cycle(project: Project, extra: Extra, signed: Signature) -> bool:
    """Whether a signature was given in the last cycle that goes through its phase."""
    return signed.id >= project.since(extra.phase)
