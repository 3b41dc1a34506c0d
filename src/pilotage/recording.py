"""What a script records: one output with its check, or one measurement, in somebody's name.

An entry of the inbox holds one or more of them, which are taken in together or not at all. Each
becomes a journal entry of its own, which keeps the id that it had in the inbox: what was taken in
before is known by it, and is not taken in again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from pydantic_core import to_jsonable_python

from pilotage.actions import production
from pilotage.actions.action import Stamp
from pilotage.actions.wording import describe
from pilotage.clock import Clock
from pilotage.errors import PilotageError, Refused
from pilotage.model.baseline import Metric
from pilotage.model.numbers import NoNumber, read_number
from pilotage.model.project import Project
from pilotage.model.text import cleaned, one_line
from pilotage.signing import actor_named
from pilotage.store.changes import Changes, Document
from pilotage.store.codec import encode_changes
from pilotage.store.inbox import VERSION
from pilotage.store.journal import RECORDED, entry_document

OUTPUT, MEASUREMENT = "output", "measurement"
KEYS: Final[Mapping[str, frozenset[str]]] = {
    OUTPUT: frozenset({"on", "made_by", "link", "check", "failed", "note", "as"}),
    MEASUREMENT: frozenset({"value", "on", "cases", "note", "as"}),
}
"""What can be said of each, beside its reference or the name of its metric."""
MOST_SAID: Final = 20
"""So many lines that can't be taken in are listed, the others counted."""


@dataclass(frozen=True)
class Recorded:
    """One thing that was recorded: the project after it, and how that is saved."""

    after: Project
    changes: Changes
    entry: Document
    key: str
    """What tells it from everything else that was ever recorded."""
    made: tuple[str, int]
    """The table's name in the project, and the record's number."""


class Lines(Refused):
    """Some of several things can't be recorded, so none is; the message names each by its line."""

    def __init__(self, problems: Mapping[int, PilotageError]) -> None:
        said = [f"line {line}: {error}" for line, error in [*problems.items()][:MOST_SAID]]
        if len(problems) > MOST_SAID:
            said.append(f"and {len(problems) - MOST_SAID} more")
        super().__init__("\n".join(["Nothing was recorded.", *said]))


def recorded(
    project: Project, content: object, id_: str, known: Collection[str], clock: Clock
) -> list[Recorded]:
    """What an entry of the inbox does to a project, but for what it did already (`known`).

    Raises `Refused` where it is no entry, or where one thing in it can't be recorded.
    """
    entry = _Entry.of(content)
    done: list[Recorded] = []
    problems: dict[int, PilotageError] = {}
    for line, item in enumerate(entry.items, 1):
        key = f"{id_}/{line}" if len(entry.items) > 1 else id_
        if item is None or key in known:
            continue
        try:
            one = _one(project, item, entry, key, clock)
        except PilotageError as error:
            problems[line] = error
        else:
            done.append(one)
            project = one.after
    if problems and len(entry.items) == 1:
        raise problems[1]
    if problems:
        raise Lines(problems)
    return done


def metric_named(project: Project, name: str) -> Metric:
    """The metric of a name, whatever its case; else the only one whose name begins so; else the
    only one of a kind.
    """
    wanted = one_line(name).casefold()
    known = ", ".join(metric.name for metric in project.metrics)
    same = [metric for metric in project.metrics if metric.name.casefold() == wanted]
    begun = [m for m in project.metrics if wanted and m.name.casefold().startswith(wanted)]
    of_kind = [metric for metric in project.metrics if wanted == metric.kind.label]
    found = same or begun or of_kind
    if len(found) == 1:
        return found[0]
    if found:
        both = ", ".join(metric.name for metric in found)
        raise Refused(f"“{one_line(name)}” can be {both}.", "Write more of the name.")
    raise Refused(f"There is no metric “{one_line(name)}”.", f"The metrics are {known}.")


@dataclass(frozen=True)
class _Entry:
    at: datetime
    tool: str
    items: tuple[Mapping[str, Any] | None, ...]
    """None for an empty line."""

    @classmethod
    def of(cls, content: object) -> _Entry:
        """An entry's content; raises `Refused` for what is none."""
        match content:
            case {"version": int(version)} if version != VERSION:
                raise Refused(
                    f"It was left by another version of Pilotage (form {version}; this one knows "
                    f"{VERSION})."
                )
            case {"version": int(), "at": str(at), "tool": str(tool), "items": [_, *_] as items}:
                moment = _moment(at)
                fits = any(items) and all(isinstance(item, dict | None) for item in items)
                if moment is not None and fits:
                    return cls(moment, one_line(tool)[:80], tuple(items))
        raise Refused("It is no entry that `pilotage record` left.")


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _one(
    project: Project, item: Mapping[str, Any], entry: _Entry, key: str, clock: Clock
) -> Recorded:
    kind, said = checked(item)
    now = clock.now()
    actor = actor_named(project, said.pop("as", "")) or project.builder
    person = project.person(actor)
    if person is not None and person.phrase is not None:
        raise Refused(
            f"{person.name} has a signing phrase, which a script can't give.",
            "Record it as somebody without one (--as), such as a person named for the automation.",
        )
    stamp = Stamp(actor, min(entry.at, now), clock.today())
    action: Callable[..., Project]
    if kind == OUTPUT:
        action, args, table = production.record_output, _output(said), "outputs"
    else:
        action, table = production.record_measurement, "measurements"
        args = _measurement(project, said)
    after = action(project, stamp, **args)
    what = describe(action.__name__, args, project, after)
    document = entry_document(
        at=now,
        by=project.name_of(actor),
        actor=actor,
        role=project.role_of(actor),
        action=action.__name__,
        what=what,
        args=cleaned(
            to_jsonable_python(
                args | {"recorded": key, "recorded_at": stamp.at, "tool": entry.tool}
            )
        ),
        session=RECORDED,
    )
    changes = encode_changes(project, after)
    return Recorded(after, changes, document, key, (table, project.next_id))


def checked(item: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """What is recorded, and all that is said of it as text; raises `Refused` for another form."""
    kinds = [kind for kind in KEYS if kind in item]
    if len(kinds) != 1:
        raise Refused(
            "It must have one of “output” and “measurement”.",
            'Write it like {"output": "T-1001"} or {"measurement": "Time", "value": "5.5"}.',
        )
    (kind,) = kinds
    for name, value in item.items():
        if name not in KEYS[kind] and name != kind:
            raise Refused(
                f"“{one_line(str(name))}” can't be said of {_an(kind)}.",
                f"What can be said: {', '.join(sorted(KEYS[kind]))}.",
            )
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise Refused(f"“{name}” must be a text or a number.")
    return kind, {name: str(value) for name, value in item.items()}


def _an(kind: str) -> str:
    return "an output" if kind == OUTPUT else "a measurement"


def _output(said: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of `record_output`."""
    args: dict[str, Any] = {"reference": said[OUTPUT], **_day(said)}
    args |= {key: said[key] for key in ("made_by", "link", "failed", "note") if said.get(key)}
    if verdict := said.get("check"):
        args["verdict"] = verdict
    return args


def _measurement(project: Project, said: Mapping[str, str]) -> dict[str, Any]:
    """The arguments of `record_measurement`."""
    metric = metric_named(project, said[MEASUREMENT])
    try:
        value = read_number(said.get("value", ""))
    except NoNumber as error:
        raise Refused(f"Value: {error}") from None
    args: dict[str, Any] = {"metric": metric.id, "value": value, **_day(said)}
    if said.get("cases"):
        args["sample_size"] = said["cases"]
    if said.get("note"):
        args["note"] = said["note"]
    return args


def _day(said: Mapping[str, str]) -> dict[str, date]:
    if not (text := said.get("on", "")):
        return {}
    try:
        return {"on": date.fromisoformat(text)}
    except ValueError:
        raise Refused(f"“{one_line(text)}” is no day.", "Write it like 2026-03-31.") from None


def recorded_ids(documents: Iterable[Document]) -> set[str]:
    """The keys of all that was ever recorded, from the journal's documents."""
    return {
        each["args"]["recorded"]
        for each in documents
        if each.get("session") == RECORDED and "recorded" in each.get("args", ())
    }


def records_made(documents: Iterable[Document]) -> Iterator[tuple[int, tuple[str, int]]]:
    """What was recorded by each of the journal's documents: its number, and the record."""
    for each in documents:
        if each.get("session") == RECORDED:
            for table in ("outputs", "measurements"):
                for number in each.get("put", {}).get(table, ()):
                    yield each["seq"], (table, int(number))


def documents_of(documents: Sequence[Document], id_: str) -> list[dict[str, Any]]:
    """The records that an entry of the inbox made, as the journal has them."""
    found: list[dict[str, Any]] = []
    for each in reversed(documents):
        key = each.get("args", {}).get("recorded", "") if each.get("session") == RECORDED else ""
        if key == id_ or key.startswith(f"{id_}/"):
            found += [
                {"kind": kind, **record}
                for kind, table in ((OUTPUT, "outputs"), (MEASUREMENT, "measurements"))
                for record in each.get("put", {}).get(table, {}).values()
            ]
    return found[::-1]
