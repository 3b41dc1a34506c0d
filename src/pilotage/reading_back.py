"""Reading a bundle back: whether it is as Pilotage wrote it, and what was done in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pilotage.actions.bundle_acts import ACTIONS, Act
from pilotage.errors import FileProblem, PilotageError, Refused
from pilotage.model.handover import Handover
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.signing import WRONG
from pilotage.store import places
from pilotage.store.changes import Changes, Document
from pilotage.store.codec import decode, decode_journal, encode_changes
from pilotage.store.migrations import migrated
from pilotage.store.past import project_at
from pilotage.store.recovery import JOURNAL
from pilotage.store.verify import verified
from pilotage.store.working import inside

_NO_ACTS: Final = ("drive", WRONG)
"""Entries of a bundle that changed nothing."""


class BadBundle(FileProblem):
    """A bundle of another project, or one that was tampered with."""


@dataclass(frozen=True)
class Brought:
    """A bundle that was read and found to be whole."""

    path: Path
    project: Project
    about: Handover
    entries: tuple[Entry, ...]
    acts: dict[str, Act]
    """What was done in it, by the hash of its entry, oldest first; undone or not."""
    live: frozenset[str]
    """The hashes of those that were not undone."""


def read_back(path: Path) -> Brought:
    """Read a bundle, or its working file; raises `BadBundle` for what is not as it was written."""
    found = inside(places.real(path))
    for check in verified(path, found).checks:
        if not check.ok:
            raise tampered(path, check.detail)
    project = decode(migrated(found.tables))
    if project.handed_over is None:
        raise BadBundle(
            f"{path.name} is no bundle: it was never handed over.",
            "Give the file that `pilotage handoff` made.",
        )
    documents = tuple(found.tables.get(JOURNAL, {}).values())
    entries = tuple(decode_journal(documents))
    acts, live = _acts(path, entries, documents)
    return Brought(path, project, project.handed_over, entries, acts, live)


def tampered(path: Path, detail: str) -> BadBundle:
    """A bundle that is not as it was written, and why."""
    return BadBundle(
        f"{path.name} is not as Pilotage wrote it: {detail}",
        "Nothing was merged. Ask for the bundle again.",
    )


def _acts(
    path: Path, entries: Sequence[Entry], documents: Sequence[Document]
) -> tuple[dict[str, Act], frozenset[str]]:
    """What was done in a bundle, and the hashes of what was not undone.

    Each entry must be what its action gives on what was before it: a document that was written
    into the journal by hand is found, even where the chain was made to fit.
    """
    acts: dict[str, Act] = {}
    done: list[tuple[str, Project]] = []
    undone: list[tuple[str, Project]] = []
    state = project_at(documents, 1)
    for entry, document in zip(entries[1:], documents[1:], strict=True):
        before = state
        try:
            _refuse_unproven(before, entry)
            if entry.action in ACTIONS:
                act = Act(entry.action, entry.args, entry.actor or 0, entry.at, before, before)
                state = act.again()
                acts[entry.hash] = replace(act, after=state)
                done.append((entry.hash, before))
                undone.clear()
            elif entry.action in ("undo", "redo"):
                taken, put = (done, undone) if entry.action == "undo" else (undone, done)
                hashed, state = taken.pop()
                put.append((hashed, before))
            elif entry.action not in _NO_ACTS:
                raise Refused(f"“{entry.action}” can't be done in a bundle.")
        except (PilotageError, IndexError, KeyError, TypeError, ValueError) as error:
            said = str(error) if isinstance(error, PilotageError) else "it makes no sense."
            raise tampered(path, f"Entry {entry.seq}: {said}") from None
        state = state.having(next_id=max(before.next_id, state.next_id))
        if encode_changes(before, state).document() != Changes.of(document).document():
            raise tampered(path, f"Entry {entry.seq} is not what “{entry.action}” gives.")
    return acts, frozenset(hashed for hashed, _ in done)


def _refuse_unproven(project: Project, entry: Entry) -> None:
    """Pilotage lets nobody who has a signing phrase do anything without it."""
    if entry.action in _NO_ACTS or entry.proven:
        return
    who = project.person(entry.actor)
    if who is not None and who.phrase is not None:
        raise Refused(f"{who.name}'s signing phrase was not given.")
