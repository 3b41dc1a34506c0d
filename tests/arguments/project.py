"""Arguments for what is done to the project itself: people, policy, playbook, files, gates."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from pilotage.model.phrase import Phrase
from pilotage.model.playbook import CheckKind, Extra, Playbook
from tests.arguments.drawing import NAMES, REASON, TEXT, Arguments, Draw, a_day, id_of

A_PLAYBOOK = Playbook(
    name="House rules",
    version="1",
    extras=(
        Extra(
            id="agreed", phase=1, sentence="The builder agrees", kind=CheckKind.SIGNED, of="builder"
        ),
        Extra(id="proof", phase=2, sentence="A proof is there", kind=CheckKind.FILE, of="proof"),
    ),
)
ITS_CHANGE = A_PLAYBOOK.with_(version="2", extras=())

A_PHRASE = Phrase.of("correct horse battery", bytes(16))


def _policy(draw: Draw) -> dict[str, Any]:
    numbers = {
        "second_owner_runs": st.integers(0, 3),
        "production_days": st.integers(0, 12),
        "production_outputs": st.integers(0, 33),
        "review_from_day": st.integers(1, 90),
        "phase_ends": st.lists(st.integers(1, 120), min_size=5, max_size=5).map(tuple),
    }
    name = draw(st.sampled_from(sorted(numbers)))
    return {name: draw(numbers[name]), "reason": draw(REASON)}


ARGUMENTS: Final[dict[str, Arguments]] = {
    "rename_workflow": lambda d, p, t: {"title": d(REASON)},
    "set_note": lambda d, p, t: {"note": d(TEXT)},
    "set_start": lambda d, p, t: {"start": a_day(d, t)},
    "add_person": lambda d, p, t: {"name": d(NAMES), "contact": d(TEXT)},
    "edit_person": lambda d, p, t: {"person": id_of(d, p.people), "name": d(NAMES)},
    "remove_person": lambda d, p, t: {"person": id_of(d, p.people)},
    "assign_role": lambda d, p, t: {
        "role": d(st.sampled_from(["second_owner", "decision_maker"] * 3 + ["king"])),
        "name": d(NAMES),
    },
    "set_phrase": lambda d, p, t: {"phrase": d(st.sampled_from([None, A_PHRASE]))},
    "change_policy": lambda d, p, t: _policy(d),
    "adopt_playbook": lambda d, p, t: {
        "playbook": d(st.sampled_from([A_PLAYBOOK, A_PLAYBOOK, ITS_CHANGE, None])),
        "reason": d(REASON),
        "numbers": d(st.sampled_from([{}, {"production_days": 1}, {"second_owner_runs": 0}])),
    },
    "sign_extra": lambda d, p, t: {
        "extra": d(st.sampled_from(["agreed", "agreed", "proof", "none"])),
        "note": d(TEXT),
    },
    "attach_file": lambda d, p, t: {
        "path": d(st.sampled_from(["proof.pdf", "assessment.docx", "a\nb", "", "x" * 301])),
        "about": d(REASON),
        "sha256": d(st.sampled_from(["0" * 64, "a" * 64, "A" * 64])),
        "size": d(st.sampled_from([0, 12, 2**53, -1])),
        "phase": d(st.sampled_from([None, 1, 1, 2, 3, 6])),
    },
    "edit_attachment": lambda d, p, t: {
        "attachment": id_of(d, p.attachments),
        "about": d(REASON),
        "phase": d(st.sampled_from([None, 1, 2, 5])),
    },
    "renew_attachment": lambda d, p, t: {
        "attachment": id_of(d, p.attachments),
        "sha256": d(st.sampled_from(["0" * 64, "b" * 64])),
        "size": 12,
        "reason": d(REASON),
    },
    "detach_file": lambda d, p, t: {"attachment": id_of(d, p.attachments)},
    "pass_gate": lambda d, p, t: {"phase": d(st.integers(0, 6))},
}
