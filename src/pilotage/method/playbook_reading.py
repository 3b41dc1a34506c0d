"""A playbook as it stands in its file: everything that is wrong with it, or what it says.

Every problem is found at once and names its key, what is wrong and what is allowed; a key that
there is not is named with the nearest that there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from pilotage.errors import Invalid
from pilotage.method.playbook_extras import read_extras
from pilotage.method.playbook_values import (
    Problems,
    is_whole,
    note_unknown,
    said,
    shown,
    table_of,
    text_of,
)
from pilotage.model.document import SECTION_BY_KEY
from pilotage.model.playbook import Playbook
from pilotage.model.project import PHASES, Policy
from pilotage.model.record import make

TOP: Final = ("name", "version", "note", "policy", "windows", "prompts", "requirement")
NUMBERS: Final = tuple(name for name in Policy.model_fields if name != "phase_ends")
WINDOWS: Final = tuple(f"phase_{number}" for number in PHASES)
MOST_PROBLEMS: Final = 50
"""So many problems are listed: a file with more is something else."""


@dataclass(frozen=True)
class Found:
    """What a playbook's file says."""

    playbook: Playbook
    numbers: Mapping[str, Any] = field(default_factory=dict)
    """The policy's numbers that it sets, by the names of `Policy`'s fields."""


def read_playbook(content: Mapping[str, Any]) -> tuple[Found | None, tuple[tuple[str, str], ...]]:
    """What a file says, or None and all that is wrong with it as (key, reason)."""
    problems: Problems = []
    note_unknown(content, TOP, "", problems)
    head = _head(content, problems)
    numbers = {**_numbers(content, problems), **_windows(content, problems)}
    prompts = _prompts(content, problems)
    extras = read_extras(content, problems)
    if problems:
        more = len(problems) - MOST_PROBLEMS
        told = [("", f"there are {more} more problems")] if more > 0 else []
        return None, (*problems[:MOST_PROBLEMS], *told)
    return Found(make(Playbook, **head, extras=extras, prompts=prompts), numbers), ()


def _head(content: Mapping[str, Any], problems: Problems) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in ("name", "version", "note"):
        value = text_of(content, key, "", problems, needed=key != "note")
        if value is None:
            continue
        try:
            make(Playbook, **({"name": "x", "version": "1"} | {key: value}))
        except Invalid as problem:
            problems.append((key, said(problem)))
        else:
            found[key] = value
    return found


def _numbers(content: Mapping[str, Any], problems: Problems) -> dict[str, int]:
    table = table_of(content, "policy", problems)
    note_unknown(table, NUMBERS, "policy.", problems)
    found: dict[str, int] = {}
    for name in NUMBERS:
        if name in table and is_whole(table[name], f"policy.{name}", problems):
            try:
                make(Policy, **{name: table[name]})
            except Invalid as problem:
                problems.append((f"policy.{name}", said(problem)))
            else:
                found[name] = table[name]
    return found


def _windows(content: Mapping[str, Any], problems: Problems) -> dict[str, tuple[int, ...]]:
    table = table_of(content, "windows", problems)
    note_unknown(table, WINDOWS, "windows.", problems)
    ends = list(Policy().phase_ends)
    for at, name in enumerate(WINDOWS):
        if name in table and is_whole(table[name], f"windows.{name}", problems):
            ends[at] = table[name]
            if not 1 <= table[name] <= 365:
                problems.append(
                    (f"windows.{name}", "is out of range; it must be a day of 1 to 365")
                )
    if any(one >= other for one, other in pairwise(ends)):
        listed = ", ".join(shown(end) for end in ends)
        problems.append(
            ("windows", f"each phase must end later than the one before it, but they are {listed}")
        )
    return {"phase_ends": tuple(ends)} if table else {}


def _prompts(content: Mapping[str, Any], problems: Problems) -> dict[str, str]:
    table = table_of(content, "prompts", problems)
    note_unknown(table, tuple(SECTION_BY_KEY), "prompts.", problems)
    found: dict[str, str] = {}
    for key in SECTION_BY_KEY:
        if key not in table or (text := text_of(table, key, "prompts.", problems)) is None:
            continue
        try:
            found |= make(Playbook, name="x", version="1", prompts={key: text}).prompts
        except Invalid as problem:
            problems.append((f"prompts.{key}", said(problem)))
    return found
