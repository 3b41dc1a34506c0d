"""What is refused of evidence files, playbooks and what they want signed."""

from __future__ import annotations

from typing import Final

from pilotage.actions import attachments, playbook
from tests.actions.stages import Case, of
from tests.arguments import A_PLAYBOOK
from tests.way import SECOND_OWNER, Way, documented

FILE: Final = {"path": "proof.pdf", "about": "The proof", "sha256": "0" * 64, "size": 12}


def with_a_file() -> Way:
    way = documented()
    way.do(attachments.attach_file, **FILE, phase=1)
    way.do(attachments.attach_file, **FILE, phase=2)
    return way


def with_a_playbook() -> Way:
    way = documented()
    way.do(playbook.adopt_playbook, playbook=A_PLAYBOOK, reason="House rules")
    return way


def signed() -> Way:
    way = with_a_playbook()
    way.do(playbook.sign_extra, extra="agreed")
    return way


def full() -> Way:
    way = with_a_file()
    one = way.project.attachments[0]
    way.project = way.project.having(attachments=(one,) * attachments.MOST)
    return way


CASES: Final[tuple[Case, ...]] = (
    (documented, 1, attachments.attach_file, FILE | {"phase": 3}, "Phase 3 is locked: gate 2"),
    (documented, 1, attachments.attach_file, FILE | {"phase": 6}, "at most 5"),
    (documented, 1, attachments.attach_file, FILE | {"path": "a  b.pdf"}, "signs that can't be"),
    (documented, 1, attachments.attach_file, FILE | {"path": "a\nb.pdf"}, "signs that can't be"),
    (documented, 1, attachments.attach_file, FILE | {"path": "x" * 301}, "301 characters are"),
    (documented, 1, attachments.attach_file, FILE | {"about": " "}, "About: is empty"),
    (documented, 1, attachments.attach_file, FILE | {"sha256": "no"}, "can't be used"),
    (with_a_file, 1, attachments.attach_file, FILE | {"phase": 2}, "already attached to phase 2"),
    (full, 1, attachments.attach_file, FILE | {"path": "x"}, "at most 500 files"),
    (with_a_file, 1, attachments.edit_attachment, {"attachment": 99, "about": "x"}, "no file with"),
    (
        with_a_file,
        1,
        attachments.edit_attachment,
        {"attachment": of("attachments"), "path": "x"},
        "“path” can't be changed here",
    ),
    (
        with_a_file,
        1,
        attachments.edit_attachment,
        {"attachment": of("attachments"), "phase": 2},
        "already attached to phase 2",
    ),
    (
        with_a_file,
        1,
        attachments.edit_attachment,
        {"attachment": of("attachments"), "phase": 5},
        "Phase 5 is locked",
    ),
    (
        with_a_file,
        1,
        attachments.renew_attachment,
        {"attachment": of("attachments"), "sha256": "1" * 64, "size": 3, "reason": " \u200b "},
        "needs a reason",
    ),
    (
        with_a_file,
        1,
        attachments.renew_attachment,
        {"attachment": of("attachments"), "sha256": "0" * 64, "size": 12, "reason": "Newer"},
        "as it was attached",
    ),
    (with_a_file, 1, attachments.detach_file, {"attachment": 99}, "no file with the number 99"),
    (
        documented,
        1,
        playbook.adopt_playbook,
        {"playbook": A_PLAYBOOK, "reason": ""},
        "Reason: is empty",
    ),
    (
        with_a_playbook,
        1,
        playbook.adopt_playbook,
        {"playbook": A_PLAYBOOK.with_(extras=()), "reason": "Less"},
        "Give the changed playbook a new version",
    ),
    (
        documented,
        1,
        playbook.adopt_playbook,
        {"playbook": A_PLAYBOOK, "reason": "More", "numbers": {"production_days": 0}},
        "at least 1",
    ),
    (documented, 1, playbook.sign_extra, {"extra": "agreed"}, "wants no signature “agreed”"),
    (with_a_playbook, 1, playbook.sign_extra, {"extra": "proof"}, "wants no signature “proof”"),
    (
        with_a_playbook,
        SECOND_OWNER,
        playbook.sign_extra,
        {"extra": "agreed"},
        "Only the builder signs this: Ada Builder",
    ),
    (signed, 1, playbook.sign_extra, {"extra": "agreed"}, "Ada Builder has signed this already"),
)
