"""How the actions on evidence files, playbooks and their signatures are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pilotage.actions.quoting import quoted
from pilotage.method.extras import file_name


def _file(act: Any) -> str:
    return quoted(file_name(act.one("attachments", "attachment")))


def _attached(act: Any) -> str:
    new = act.new("attachments")
    where = f" to phase {new.phase}" if new.phase else ""
    copy = "a copy of " if new.copied else ""
    return f"attached {copy}{quoted(file_name(new))}{where}, about {quoted(new.about)}"


def _adopted(act: Any) -> str:
    playbook = act.after.playbook
    because = act.because(act.after.policy_changes[-1].reason)
    if playbook is None:
        return f"left the playbook {quoted(act.before.playbook.name)}{because}"
    return f"adopted the playbook {quoted(playbook.name)}, version {playbook.version}{because}"


def _signed(act: Any) -> str:
    extras = act.after.playbook.extras
    sentence = next(each.sentence for each in extras if each.id == act.args["extra"])
    return f"signed {quoted(sentence)}"


EVIDENCE: Final[Mapping[str, Callable[[Any], str]]] = {
    "attach_file": _attached,
    "edit_attachment": lambda a: f"changed what is said of the file {_file(a)}",
    "renew_attachment": lambda a: f"took the file {_file(a)} as it is now{a.because()}",
    "detach_file": lambda a: f"detached the file {_file(a)}",
    "adopt_playbook": _adopted,
    "sign_extra": _signed,
}
"""Each of these actions as a sentence; `pilotage.actions.wording` joins them to the others."""
