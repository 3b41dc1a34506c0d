"""Handing a project over: one file for the second owner, and a line about it in the journal."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from pilotage.actions.action import Stamp
from pilotage.actions.handing_over import handed_over
from pilotage.clock import Clock
from pilotage.errors import FileInUse, FileProblem, Refused
from pilotage.export.exports import Order, make
from pilotage.export.formats import Format, What
from pilotage.method.schedule import day_month_year
from pilotage.session import Session
from pilotage.signing import PhraseWanted
from pilotage.store import atomic, bundle
from pilotage.store.problems import problem
from pilotage.store.project_file import ProjectFile

if TYPE_CHECKING:
    from pilotage.model.project import Project

HAND_OVER: Final = "hand_over"
"""The journal's name for it."""


class Taken(FileProblem):
    """A file of that name is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} already exists.", "Choose another name, or replace it with --force."
        )


@dataclass(frozen=True)
class Made:
    """A bundle that was made."""

    path: Path
    id: str
    to: str
    revision: int
    note: str = ""
    """What a person should know of it; mostly empty."""


def writable(
    path: Path, clock: Clock, by: str = "", remedy: str = "Close it there, then try again."
) -> Session:
    """A project, open for writing; raises `FileInUse` when somebody has it open.

    `by` is who is at the keyboard, the builder if it is empty.
    """
    session = Session.open(path, clock, by=by)
    if session.read_only:
        why = session.state.why
        session.close()
        if session.is_held:
            raise FileInUse(f"{path.name} is {why}.", remedy)
        raise FileProblem(f"{path.name} can't be written: {why}.")
    return session


def hand_over(session: Session, out: Path, *, force: bool = False) -> Made:
    """Write the second owner's part of a project as one file, in the name of who is here.

    Takes a moment: call it from a thread. Raises `Refused` without a second owner, a published
    page or a passed gate 1, `PhraseWanted`, and `FileProblem` when the name is taken (unless
    `force`) or can't be written.
    """
    out = bundle.with_ending(out)
    if out.is_dir():
        raise FileProblem(f"{out.name} is a folder.", "Name a file in it.")
    if not force and os.path.lexists(out):
        raise Taken(out)
    with session.alone():
        session.flush()
        project, last, stamp = session.project, session.documents[-1], session.stamp()
        if session.wants_phrase:
            raise PhraseWanted(project, stamp.actor)
    id_ = uuid4().hex
    part = handed_over(project, stamp, bundle=id_, entry=last["seq"], head=last["hash"])
    about = part.handed_over
    assert about is not None  # noqa: S101 - it was just made
    content, first = _born(part, stamp)
    to = project.name_of(about.to)
    members, note = _pages(project, session)
    members[bundle.PROJECT] = content
    members[bundle.README] = _readme(project, part, out).encode()
    what = f"handed revision {about.revision} over to {to} as {out.name}"
    args = {"bundle": id_, "to": about.to, "revision": about.revision, "first": first}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with atomic.written(out, [bundle.packed(members)]) as whole:
            # The journal knows of it before it is there: no bundle is ever without its entry.
            session.enter(HAND_OVER, what, args)
            whole.take_its_place(new=not force)
    except FileExistsError:
        raise Taken(out) from None
    except OSError as error:
        raise problem("can't be written", error, out) from None
    return Made(out, id_, to, about.revision, note)


def hand_over_file(
    path: Path,
    out: Path,
    clock: Clock,
    *,
    force: bool = False,
    phrase: Callable[[str], str] | None = None,
) -> Made:
    """`hand_over` of a project file that is not open, in the builder's name.

    `phrase` asks for the signing phrase of whoever has that name, where they have one.
    """
    session = writable(path, clock)
    try:
        if phrase and session.wants_phrase:
            session.prove(phrase(session.project.name_of(session.actor)))
        return hand_over(session, out, force=force)
    finally:
        session.close()


def _born(part: Project, stamp: Stamp) -> tuple[bytes, str]:
    """A new project file's bytes, and the hash of its first journal entry."""
    with tempfile.TemporaryDirectory(prefix="pilotage-") as folder:
        path = Path(folder) / bundle.PROJECT
        what = f"handed over to {part.name_of(part.second_owner)}"
        new = ProjectFile.create(path, part, at=stamp.at, what=what)
        first = str(new.documents[0]["hash"])
        new.close()
        return path.read_bytes(), first


def _pages(project: Project, session: Session) -> tuple[dict[str, bytes], str]:
    """The page to read without Pilotage; without the PDF where that can't be made."""
    found, note = {}, ""
    for name, form in ((bundle.HTML, Format.HTML), (bundle.PDF, Format.PDF)):
        try:
            made = make(Order(What.DOCUMENT, form), project, session.journal, session.today)
        except Refused as error:
            note = f"The page is in it as HTML only: {error.message}"
        else:
            found[name], note = made.content, made.note or note
    return found, note


def _readme(project: Project, part: Project, out: Path) -> str:
    about = part.handed_over
    assert about is not None  # noqa: S101 - it was just made
    to, by = project.name_of(about.to), project.name_of(about.by)
    day = day_month_year(about.at.astimezone().date())
    lines = [
        project.title,
        "=" * min(len(project.title), 78),
        "",
        f"Handed over by {by} to {to} on {day}: revision {about.revision}",
        "of the one-page document, and the runs that were driven from it.",
        "",
        "To read the page, open page.html in a browser, or page.pdf where it is there.",
        "Pilotage is not needed for that.",
        "",
        "To drive a run and note its gaps, leave this file as it is and open it with Pilotage:",
        "",
        f"    pilotage {out.name}",
        "",
        f"What you do is kept in the file. Then give the file back to {by}, who brings it into",
        "the project, whatever has been done there meanwhile:",
        "",
        f"    pilotage merge {file_name(project)} {out.name}",
        "",
    ]
    return "\n".join(lines)


def file_name(project: Project) -> str:
    """How the builder's project file may be called."""
    from pilotage.export.files import safe_name
    from pilotage.paths import SUFFIX

    return f"{safe_name(project.title)}{SUFFIX}"
