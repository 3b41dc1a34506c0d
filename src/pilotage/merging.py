"""Merging a bundle: what the second owner did in it, brought into the builder's project.

Each thing that was done becomes a journal entry of its own, which names the bundle and the entry
that it comes from. So a merge that was cut off goes on where it was, and merging again does
nothing. What no longer applies is kept in the journal too, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from pilotage.actions.bundle_acts import Act, Bundle
from pilotage.actions.merging import in_words_last, merged
from pilotage.actions.taking_back import reverted
from pilotage.actions.wording import describe
from pilotage.clock import Clock
from pilotage.errors import Refused
from pilotage.handover import HAND_OVER, writable
from pilotage.model.handover import Handover
from pilotage.model.journal import Entry
from pilotage.model.project import Project
from pilotage.reading_back import BadBundle, Brought, read_back, tampered
from pilotage.session import Session

MERGE: Final = "merge"
"""The journal's name for it."""
MERGED, TAKEN_BACK, NOT_MERGED = "merged", "taken back", "not merged"
"""What became of an entry of a bundle."""


@dataclass(frozen=True)
class Item:
    """One thing that was done in a bundle, and what became of it."""

    entry: Entry
    """The bundle's."""
    result: str
    what: str
    """What was done, in the project's words."""
    reason: str = ""
    """Why it no longer applies; empty when it was merged."""


@dataclass(frozen=True)
class Outcome:
    """What a merge did."""

    bundle: str
    title: str
    to: str
    items: tuple[Item, ...]
    """What was new, in the order in which it was merged."""
    earlier: int
    """How much of the bundle had been merged before."""

    @property
    def merged(self) -> tuple[Item, ...]:
        """What was merged now."""
        return tuple(item for item in self.items if item.result != NOT_MERGED)

    @property
    def not_merged(self) -> tuple[Item, ...]:
        """What no longer applied; it is kept in the journal."""
        return tuple(item for item in self.items if item.result == NOT_MERGED)


def merge(session: Session, bundle: Path, *, dry_run: bool = False) -> Outcome:
    """Bring what was done in a bundle into the project; with `dry_run` only say it.

    Takes a moment: call it from a thread. Raises `BadBundle` for a bundle that was not made from
    this project or was tampered with, `FileInUse` where the project is open read-only.
    """
    brought = read_back(bundle)
    with session.alone():
        session.flush()
        _refuse_foreign(session, brought)
        known = _Known.of(session.documents, brought.about)
        earlier = len(known.results)
        items = tuple(_Merging(session, brought, known, saves=not dry_run).run())
    about = brought.about
    return Outcome(
        about.bundle, session.project.title, brought.project.name_of(about.to), items, earlier
    )


def merge_file(path: Path, bundle: Path, clock: Clock, *, dry_run: bool = False) -> Outcome:
    """`merge` into a project file that is not open; with `dry_run` it may be open elsewhere."""
    session = Session.open(path, clock, read_only=True) if dry_run else writable(path, clock)
    try:
        return merge(session, bundle, dry_run=dry_run)
    finally:
        session.close()


@dataclass
class _Known:
    """What the project's journal says of a bundle: what became of its entries."""

    bundle: Bundle
    results: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Mapping[str, Any]], about: Handover) -> _Known:
        known = cls(Bundle(about.bundle, about.first_new))
        for each in documents:
            args = each.get("args", {})
            if each.get("action") == MERGE and args.get("bundle") == about.bundle:
                known.results[args["entry"]] = args["result"]
                known.bundle.ids |= dict(args.get("ids", ()))
        return known


@dataclass
class _Merging:
    """A merge at work."""

    session: Session
    brought: Brought
    known: _Known
    saves: bool

    def __post_init__(self) -> None:
        self.project = self.session.project

    def run(self) -> Iterable[Item]:
        """Take back what was merged and is undone by now, then do what is new."""
        results, live = self.known.results, self.brought.live
        acts = {entry.hash: entry for entry in self.brought.entries if entry.hash in self._acts}
        for hashed, entry in reversed(acts.items()):
            if hashed not in live and results.get(hashed) == MERGED:
                yield self._one(entry, TAKEN_BACK)
        for hashed, entry in acts.items():
            if hashed in live and results.get(hashed) in (None, TAKEN_BACK):
                yield self._one(entry, MERGED)

    @property
    def _acts(self) -> dict[str, Act]:
        return self.brought.acts

    def _one(self, entry: Entry, result: str) -> Item:
        """One act, merged and saved; or not, and the reason saved."""
        act, bundle, before = self._acts[entry.hash], self.known.bundle, self.project
        ids = dict(bundle.ids)
        now = replace(self.session.stamp(), actor=act.actor)
        try:
            if result == MERGED:
                after = merged(before, act, bundle, now)
                what = self._said(act, after, bundle, set(bundle.ids.values()) - set(ids.values()))
            else:
                after, what = reverted(before, act, bundle, now), f"took back: {entry.what}"
        except Refused as error:
            bundle.ids = ids
            self._save(before, entry, NOT_MERGED, entry.what, error.message, {})
            return Item(entry, NOT_MERGED, entry.what, error.message)
        new = {key: value for key, value in bundle.ids.items() if ids.get(key) != value}
        self._save(after, entry, result, what, "", new)
        return Item(entry, result, what)

    def _said(self, act: Act, after: Project, bundle: Bundle, new: set[int]) -> str:
        args = dict(act.args) | {
            name: bundle.of(act.args[name]) for name in ("run", "gap") if name in act.args
        }
        return describe(act.action, args, self.project, in_words_last(after, new))

    def _save(
        self,
        after: Project,
        entry: Entry,
        result: str,
        what: str,
        reason: str,
        new: dict[int, int],
    ) -> None:
        self.project = after
        if not self.saves:
            return
        args: dict[str, Any] = {
            "bundle": self.brought.about.bundle,
            "entry": entry.hash,
            "result": result,
            "action": entry.action,
            "at": entry.model_dump(mode="json")["at"],
            "args": entry.args,
        }
        if entry.proven:
            args["proven"] = True
        if new:
            args["ids"] = [list(pair) for pair in new.items()]
        if reason:
            args["reason"] = reason
        said = f"not merged: {what}; {reason}" if reason else f"merged: {what}"
        by = (self._acts[entry.hash].actor, entry.by)
        self.session.enter(MERGE, said, args, after=after, by=by)


def _refuse_foreign(session: Session, brought: Brought) -> None:
    """Refuse a bundle that this project did not make."""
    path, about, project = brought.path, brought.about, session.project
    if project.handed_over is not None:
        raise BadBundle(f"{session.path.name} is a bundle itself.", "Name the builder's project.")
    if brought.project.uid != project.uid:
        raise BadBundle(
            f"{path.name} is of another project: “{brought.project.title}”.",
            f"{session.path.name} is “{project.title}”; name the project that it was made from.",
        )
    made = next(
        (
            each["args"]
            for each in session.documents
            if each.get("action") == HAND_OVER and each["args"]["bundle"] == about.bundle
        ),
        None,
    )
    if made is None:
        raise BadBundle(
            f"{session.path.name} knows nothing of this bundle: its journal has no such handover.",
            "It was made from another copy of the project; merge it into that one.",
        )
    if made["first"] != brought.entries[0].hash:
        raise tampered(path, "It does not begin as it was when it was handed over.")
