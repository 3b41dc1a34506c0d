"""How the actions on evidence files, playbooks and their signatures are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pilotage.actions.act import Act, quoted
from pilotage.method.extras import file_name


def _file(act: Act) -> str:
    return quoted(file_name(act.one("attachments", "attachment")))


def _attached(act: Act) -> str:
    new = act.new("attachments")
    where = f" to phase {new.phase}" if new.phase else ""
    copy = "a copy of " if new.copied else ""
    return f"attached {copy}{quoted(file_name(new))}{where}, about {quoted(new.about)}"


def _adopted(act: Act) -> str:
    playbook = act.after.playbook
    because = act.because(act.after.policy_changes[-1].reason)
    if playbook is None:
        left = act.before.playbook
        return f"left the playbook {quoted(left.name if left else '')}{because}"
    return f"adopted the playbook {quoted(playbook.name)}, version {playbook.version}{because}"


def _signed(act: Act) -> str:
    extras = act.after.playbook.extras if act.after.playbook else ()
    sentence = next(each.sentence for each in extras if each.id == act.args["extra"])
    return f"signed {quoted(sentence)}"


EVIDENCE: Final[Mapping[str, Callable[[Act], str]]] = {
    "attach_file": _attached,
    "edit_attachment": lambda a: f"changed what is said of the file {_file(a)}",
    "renew_attachment": lambda a: f"took the file {_file(a)} as it is now{a.because()}",
    "detach_file": lambda a: f"detached the file {_file(a)}",
    "adopt_playbook": _adopted,
    "sign_extra": _signed,
}
"""Each of these actions as a sentence; `pilotage.actions.wording` joins them to the others."""
