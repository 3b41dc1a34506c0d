"""The requirements that a playbook's file adds: what each looks at, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

from pilotage.errors import Invalid
from pilotage.method.extra_figures import FIGURES, METRIC, METRIC_PHASE
from pilotage.method.extra_signing import ROLES
from pilotage.method.extras import TITLE
from pilotage.method.playbook_values import (
    HUGE,
    Problems,
    is_whole,
    kind_of,
    note_other,
    note_unknown,
    said,
    shown,
    text_of,
)
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.playbook import CheckKind, Extra
from pilotage.model.record import make
from pilotage.model.text import one_line

MOST: Final = 60
"""So many requirements a playbook may add."""
COMMON: Final = ("id", "phase", "sentence", "check")
KEYS_OF: Final[Mapping[CheckKind, tuple[str, ...]]] = MappingProxyType(
    {
        CheckKind.TEXT: ("section", "holds"),
        CheckKind.NUMBER: ("figure", "least", "most"),
        CheckKind.SIGNED: ("by",),
        CheckKind.FILE: ("about",),
    }
)
"""The keys of each check beside those that every requirement has."""
OF: Final[Mapping[CheckKind, str]] = MappingProxyType(
    {kind: keys[0] for kind, keys in KEYS_OF.items()}
)
"""The key of each check that says what it looks at."""


def read_extras(content: Mapping[str, Any], problems: Problems) -> tuple[Extra, ...]:
    """The requirements that a file adds, without those that something is wrong with."""
    tables = content.get("requirement", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        problems.append(("requirement", "write [[requirement]] above each requirement's keys"))
        return ()
    if len(tables) > MOST:
        problems.append(("requirement", f"there are {len(tables):,}; at most {MOST} are allowed"))
        return ()
    found: list[Extra] = []
    seen: set[str] = set()
    for number, table in enumerate(tables, start=1):
        name = table.get("id")
        called = f" “{shown(name)}”" if isinstance(name, str) else ""
        where = f"requirement {number}{called}, "
        extra = _extra(table, where, problems)
        if isinstance(name, str) and name in seen:
            problems.append((f"{where}id", "is taken by a requirement before it; choose another"))
        elif isinstance(name, str):
            seen.add(name)
        if extra is not None:
            found.append(extra)
    return tuple(found)


def _extra(table: Mapping[str, Any], where: str, problems: Problems) -> Extra | None:
    before = len(problems)
    fields: dict[str, Any] = {
        key: value
        for key in ("id", "sentence")
        if (value := text_of(table, key, where, problems)) is not None
    }
    if "phase" not in table:
        problems.append((f"{where}phase", "is missing; write the number of its gate, 1 to 5"))
    elif is_whole(table["phase"], f"{where}phase", problems):
        fields["phase"] = table["phase"]
    check = text_of(table, "check", where, problems)
    kinds = tuple(kind.value for kind in CheckKind)
    if check is not None and check not in kinds:
        near = get_close_matches(check[:80], kinds, n=1, cutoff=0.5)
        meant = f"did you mean {near[0]}? " if near else ""
        problems.append(
            (f"{where}check", f"“{shown(check)}” is no check; {meant}There are {', '.join(kinds)}")
        )
        check = None
    every = tuple(key for keys in KEYS_OF.values() for key in keys)
    kind = CheckKind(check) if check else None
    note_unknown(table, (*COMMON, *(KEYS_OF[kind] if kind else every)), where, problems)
    if kind is not None:
        fields |= {"kind": kind, **_looks_at(table, kind, where, problems)}
        _judge_phase(fields, where, problems)
    if len(problems) > before:
        # each of the other fields may be wrong too: all is to be said at once
        for key in ("id", "sentence", "phase"):
            if key in fields:
                _try(where, problems, **(_SOUND | {key: fields[key]}))
        return None
    return _try(where, problems, **fields)


_SOUND: Final[dict[str, Any]] = {
    "id": "x",
    "phase": 1,
    "sentence": "x",
    "kind": CheckKind.TEXT,
    "of": "trigger",
}
"""Values to judge one field with, so that no other problem comes first."""


def _try(where: str, problems: Problems, **fields: Any) -> Extra | None:
    try:
        return make(Extra, **fields)
    except Invalid as problem:
        kind = fields["kind"]
        names = {"of": OF[kind], "text": "holds"}
        reason = said(problem)
        if problem.field == "id":
            reason = "must be a word of small letters, digits and _, that begins with a letter"
        problems.append((where + names.get(problem.field, problem.field), reason))
        return None


def _looks_at(
    table: Mapping[str, Any], kind: CheckKind, where: str, problems: Problems
) -> dict[str, Any]:
    key = OF[kind]
    of = text_of(table, key, where, problems)
    found: dict[str, Any] = {} if of is None else {"of": one_line(of)}
    match kind:
        case CheckKind.TEXT:
            note_other(of, (*SECTION_BY_KEY, TITLE), where + key, problems)
            if (text := text_of(table, "holds", where, problems, needed=False)) is not None:
                found["text"] = text
        case CheckKind.NUMBER:
            if of is not None and not of.startswith(METRIC):
                note_other(of, tuple(FIGURES), where + key, problems, more=f"{METRIC}NAME")
            elif of is not None and not of.removeprefix(METRIC).strip():
                problems.append((where + key, "names no metric; write metric: and its name"))
            found |= _range(table, where, problems)
        case CheckKind.SIGNED:
            note_other(of, ROLES, where + key, problems)
        case CheckKind.FILE:
            if of is not None and not one_line(of):
                problems.append((where + key, "is empty; write the words that name the file"))
    return found


def _range(table: Mapping[str, Any], where: str, problems: Problems) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for key in ("least", "most"):
        if key not in table:
            continue
        value = table[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= HUGE:
            problems.append(
                (where + key, f"is {kind_of(value)}; it must be a number, such as 12.5")
            )
            continue
        try:
            checked = make(Extra, **(_SOUND | {key: Decimal(str(value))}))
        except Invalid as problem:
            problems.append((where + key, said(problem)))
        else:
            found[key] = getattr(checked, key)
    if "least" not in table and "most" not in table:
        problems.append((where + "least", "is missing; write least, most or both"))
    if len(found) == 2 and found["least"] > found["most"]:
        problems.append((where + "least", "is more than most"))
    return found


def _judge_phase(fields: Mapping[str, Any], where: str, problems: Problems) -> None:
    """A gate can't ask for a figure that only a later phase makes: it could never be passed."""
    if fields["kind"] is not CheckKind.NUMBER or "phase" not in fields or "of" not in fields:
        return
    name = fields["of"]
    first = METRIC_PHASE if name.startswith(METRIC) else None
    if name in FIGURES:
        first = FIGURES[name].phase
    if first is not None and fields["phase"] < first:
        reason = f"the gate of phase {fields['phase']} can't ask for {shown(name)}"
        problems.append(
            (f"{where}phase", f"{reason}, which phase {first} makes; write {first} to 5")
        )
