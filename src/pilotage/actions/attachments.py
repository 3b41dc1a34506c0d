"""Evidence files: attaching, describing, taking as they are now, and detaching them.

An action never looks at a file: what it is, its size and its SHA-256 come in as arguments.
"""

from __future__ import annotations

from typing import Any

from pilotage.actions.action import (
    Stamp,
    action,
    find,
    refuse_locked,
    refuse_other_fields,
    refuse_unless,
    swap,
    without,
)
from pilotage.model.attachment import Attachment
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.text import is_visible

MOST = 500
"""So many files a project may have attached: all of them are looked at together."""


@action()
def attach_file(
    project: Project,
    stamp: Stamp,
    /,
    *,
    path: str,
    about: str,
    sha256: str,
    size: int,
    phase: int | None = None,
    copied: bool = False,
    note: str = "",
) -> Project:
    """Attach a file as evidence for a phase, or for the workflow as a whole."""
    new = make(
        Attachment,
        id=project.next_id,
        path=path,
        about=about,
        phase=phase,
        sha256=sha256,
        size=size,
        copied=copied,
        note=note,
        by=stamp.actor,
        at=stamp.at,
    )
    if new.phase is not None:
        refuse_locked(project, new.phase)
    refuse_unless(
        new.path == path,
        "The file's name or folder has signs that can't be kept, such as a line break or two "
        "blanks in a row.",
        "Rename it, or attach a copy: a copy gets a plain name.",
    )
    refuse_unless(
        len(project.attachments) < MOST,
        f"A project has at most {MOST} files.",
        "Detach what is no longer needed.",
    )
    _refuse_twice(project, new)
    return project.having(attachments=(*project.attachments, new), next_id=new.id + 1)


@action()
def edit_attachment(
    project: Project, stamp: Stamp, /, *, attachment: int, **fields: Any
) -> Project:
    """Change what a file is about, the phase it is evidence for, or the note on it."""
    refuse_other_fields(fields, "about", "phase", "note")
    new = find(project.attachments, attachment, "file").with_(**fields)
    if new.phase is not None:
        refuse_locked(project, new.phase)
    _refuse_twice(project, new)
    return project.having(attachments=swap(project.attachments, new))


@action()
def renew_attachment(
    project: Project, stamp: Stamp, /, *, attachment: int, sha256: str, size: int, reason: str
) -> Project:
    """Take a file as it is now, since it was changed on purpose; the journal keeps the reason."""
    old = find(project.attachments, attachment, "file")
    refuse_unless(
        len(reason.strip()) >= 3 and is_visible(reason),
        "A file that changed needs a reason.",
        "Say why it was changed.",
    )
    new = old.with_(sha256=sha256, size=size, by=stamp.actor, at=stamp.at)
    refuse_unless(
        (new.sha256, new.size) != (old.sha256, old.size), "The file is as it was attached."
    )
    return project.having(attachments=swap(project.attachments, new))


@action()
def detach_file(project: Project, stamp: Stamp, /, *, attachment: int) -> Project:
    """Take a file out of the evidence; the file itself stays where it is."""
    find(project.attachments, attachment, "file")
    return project.having(attachments=without(project.attachments, attachment))


def _refuse_twice(project: Project, new: Attachment) -> None:
    where = f"to phase {new.phase}" if new.phase else "to the workflow as a whole"
    refuse_unless(
        all(
            (each.path, each.phase) != (new.path, new.phase) or each.id == new.id
            for each in project.attachments
        ),
        f"This file is already attached {where}.",
        "Change what is said of it, or choose another phase.",
    )
