"""Outputs with their checks, and measurements, as rows of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pilotage.actions.action import Stamp
from pilotage.actions.import_rows import Collected, Row, Rows, is_blank, said, validated
from pilotage.actions.production import refuse_bad_measurement, refuse_outside
from pilotage.errors import Refused
from pilotage.method.requirement import listed
from pilotage.model.baseline import Measurement, Metric
from pilotage.model.production import Check, Output
from pilotage.model.project import Project
from pilotage.model.record import make
from pilotage.model.text import one_line

PARTICULARS: Final = ("on", "made_by", "link")
JUDGED: Final = ("verdict", "failed", "note")


@dataclass
class Outputs:
    """An import of outputs at work."""

    project: Project
    stamp: Stamp
    update: bool
    own_checks: bool
    """Leave out checks that somebody else made, instead of refusing their rows."""
    found: Collected
    _checks: dict[tuple[Any, ...], tuple[Check, ...]] = field(default_factory=dict)
    _days: dict[date, Refused | None] = field(default_factory=dict)

    def done(self, rows: Rows) -> Project:
        """The project with the rows in it; raises `BadRows`."""
        project = self.project
        known = {output.reference: output for output in project.outputs}
        first_row: dict[str, int] = {}
        changed: dict[int, Output] = {}
        new: list[dict[str, Any]] = []
        places: list[int] = []
        next_id = project.next_id
        for place, row in enumerate(rows):
            reference = one_line(str(row.get("reference") or ""))
            first = first_row.setdefault(reference, place)
            if first != place and reference:
                message = f"Reference: “{reference}” is also in row {first + 1:,}."
                self.found.note(place, "reference", message)
                continue
            judged = (row.get("verdict"), row.get("failed"), row.get("note"), row.get("checked_by"))
            checks = self._checks.get(judged)  # most rows have the check of another row
            if checks is None:
                checks = self._new_check(*judged, place)
                if checks is None:
                    continue
                self._checks[judged] = checks
            old = known.get(reference)
            if old is not None:
                changed[old.id] = self._changed(old, row, checks, place)
                continue
            new.append(
                {
                    "id": next_id + len(new),
                    "reference": reference,
                    "on": row.get("on"),
                    "made_by": row.get("made_by") or "",
                    "link": row.get("link") or "",
                    "checks": checks,
                }
            )
            places.append(place)
        made = validated(Output, new, places, self.found)
        outside = {day for day in {each.on for each in made if each} if self._outside(day)}
        for output, place in zip(made, places, strict=True) if outside else ():
            if output is not None and (problem := self._outside(output.on)):
                self.found.add(place, problem)
        self.found.refuse()
        changed = {id_: each for id_, each in changed.items() if each is not None}
        return self._with(changed, tuple(each for each in made if each is not None))

    def _with(self, changed: dict[int, Output], new: tuple[Output, ...]) -> Project:
        project = self.project
        kept = project.outputs
        if any(changed[old.id] is not old for old in kept if old.id in changed):
            kept = tuple(changed.get(old.id, old) for old in kept)
        if kept is project.outputs and not new:
            return project
        return project.having(outputs=(*kept, *new), next_id=project.next_id + len(new))

    def _outside(self, on: date) -> Refused | None:
        if on not in self._days:
            self._days[on] = None
            try:
                refuse_outside(self.project, on, self.stamp)
            except Refused as problem:
                self._days[on] = problem
        return self._days[on]

    def _new_check(
        self, verdict: Any, failed: Any, note: Any, checked_by: Any, place: int
    ) -> tuple[Check, ...] | None:
        """A row's check, or none; None where there is something wrong with it."""
        if is_blank(verdict):
            if is_blank(failed) and is_blank(note):
                return ()
            self.found.note(place, "verdict", "Verdict: is missing, but what it found is there.")
            return None
        if not is_blank(checked_by) and (why := self._why_not(str(checked_by))):
            if self.own_checks and self.project.named(str(checked_by)):
                return ()
            self.found.note(place, "checked_by", why)
            return None
        by, at = self.stamp.actor, self.stamp.at
        fields = {"verdict": verdict, "failed": failed or "", "note": note or ""}
        check = self.found.trying(place, lambda: make(Check, by=by, at=at, **fields))
        return None if check is None else (check,)

    def _why_not(self, name: str) -> str:
        """Why somebody's check can't be brought in by who is at the keyboard."""
        project = self.project
        person = project.named(one_line(name))
        if person is None:
            known = listed((each.name for each in project.people), 6)
            return f"Checked by: nobody is called “{one_line(name)}”; the people are {known}."
        if person.id == self.stamp.actor:
            return ""
        here = project.name_of(self.stamp.actor)
        return f"Checked by: {person.name} has to bring this check in; {here} is at the keyboard."

    def _changed(self, old: Output, row: Row, checks: tuple[Check, ...], place: int) -> Output:
        """An output that is there already, with what the row adds to it."""
        given = said(row, PARTICULARS)
        differs = {n: v for n, v in given.items() if _plain(v) != _plain(getattr(old, n))}
        mine = next((check for check in old.checks if check.by == self.stamp.actor), None)
        check = checks[0] if checks else None
        judged = check is not None and mine is not None and _differ(mine, check)
        new = old
        if differs:
            changed = self.found.trying(place, lambda: old.with_(**differs))
            if changed is None:
                return old
            if changed != old and (problem := self._outside(changed.on)):
                self.found.add(place, problem)
            differs = {n: v for n, v in differs.items() if getattr(changed, n) != getattr(old, n)}
            new = changed if differs else old
        if (differs or judged) and not self.update:
            names = [*(name.replace("_", " ") for name in differs), *["check"] * judged]
            self.found.note(
                place,
                next(iter(differs), "verdict"),
                f"“{old.reference}” is there already with another {listed(names, 5)}.",
                conflict=True,
            )
            return old
        if check is not None and (mine is None or judged):
            others = tuple(each for each in old.checks if each.by != self.stamp.actor)
            new = new.model_copy(update={"checks": (*others, check)})
        return new


def _plain(value: object) -> str:
    """A value as its cell says it."""
    return one_line(value) if isinstance(value, str) else str(value)


def _differ(mine: Check, other: Check) -> bool:
    return (mine.verdict, mine.failed, mine.note) != (other.verdict, other.failed, other.note)


def measurements_after(project: Project, stamp: Stamp, rows: Rows, found: Collected) -> Project:
    """The project with the measurements in it; raises `BadRows`.

    As many equal ones as are there already are left out, so that importing again adds nothing.
    """
    by_name = {metric.name.casefold(): metric for metric in project.metrics}
    there = Counter(map(_identity, project.measurements))
    fields: list[dict[str, Any]] = []
    places: list[int] = []
    for place, row in enumerate(rows):
        metric = by_name.get(one_line(str(row.get("metric") or "")).casefold())
        if metric is None:
            found.note(place, "metric", _unknown(row.get("metric"), project.metrics))
            continue
        fields.append(
            {
                "id": project.next_id + len(fields),
                "metric": metric.id,
                "on": row.get("on"),
                "value": row.get("value"),
                "sample_size": 1 if is_blank(row.get("sample_size")) else row["sample_size"],
                "note": row.get("note") or "",
                "by": stamp.actor,
                "at": stamp.at,
            }
        )
        places.append(place)
    made = validated(Measurement, fields, places, found)
    new: list[Measurement] = []
    for each, place in zip(made, places, strict=True):
        if each is None:
            continue
        if there[_identity(each)] > 0:
            there[_identity(each)] -= 1
            continue
        _note(found, place, lambda each=each: refuse_bad_measurement(project, each, stamp))  # type: ignore[misc]
        number = project.next_id + len(new)
        new.append(each if each.id == number else each.model_copy(update={"id": number}))
    found.refuse()
    if not new:
        return project
    return project.having(
        measurements=(*project.measurements, *new), next_id=project.next_id + len(new)
    )


def _note(found: Collected, place: int, check: Callable[[], None]) -> None:
    try:
        check()
    except Refused as problem:
        found.add(place, problem)


def _identity(each: Measurement) -> tuple[object, ...]:
    return (each.metric, each.on, each.value, each.sample_size, each.note)


def _unknown(name: object, metrics: tuple[Metric, ...]) -> str:
    if is_blank(name):
        return "Metric: is missing."
    known = listed((metric.name for metric in metrics), 8)
    return f"Metric: there is none called “{one_line(str(name))[:60]}”; there are {known}."
