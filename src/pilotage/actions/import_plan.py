"""The steps of the map, and the baseline, as rows of an import."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pilotage.actions import baseline, integrations
from pilotage.actions.action import Stamp, find, refuse_unless
from pilotage.actions.import_rows import Collected, Row, Rows, is_blank, said
from pilotage.errors import Refused
from pilotage.method.requirement import listed
from pilotage.model.baseline import Baseline, Metric
from pilotage.model.integrations import Step
from pilotage.model.project import Project
from pilotage.model.record import Record, make
from pilotage.model.text import one_line

DESCRIBED: Final = ("kind", "times", "per", "minutes", "friction", "inconsistency")
FIGURES: Final = ("value", "sample_size", "period", "how")
IS_A: Final = ("kind", "unit", "better")


class Differs(Refused):
    """What a row is about is there already, and is not as the row has it."""


def plain(action: Callable[..., Project]) -> Callable[..., Project]:
    """An action without the look at phases and gates, which the import has once for all rows."""
    inner: Callable[..., Project] = action.__wrapped__  # type: ignore[attr-defined]
    return inner


def each_row(
    project: Project, rows: Rows, found: Collected, take: Callable[[Project, Row], Project]
) -> Project:
    """The project after one row after the other; raises `BadRows` with all that were refused."""
    for place, row in enumerate(rows):
        try:
            project = take(project, row)
        except Differs as problem:
            found.add(place, problem, conflict=True)
        except Refused as problem:
            found.add(place, problem)
    found.refuse()
    return project


class Steps:
    """An import of steps at work."""

    def __init__(self, stamp: Stamp, *, update: bool) -> None:
        self._stamp, self._update = stamp, update
        self._seen: set[tuple[str, int, int]] = set()

    def take(self, project: Project, row: Row) -> Project:
        """Put a row's step on the map, and its systems where they are not on it."""
        ends: list[int] = []
        for name, label in (("source", "From"), ("destination", "To")):
            refuse_unless(not is_blank(row.get(name)), f"{label}: is missing; name a system.")
            project, system = self._system(project, str(row[name]))
            ends.append(system)
        title = one_line(str(row.get("title") or ""))
        key = (title.casefold(), ends[0], ends[1])
        refuse_unless(key not in self._seen, f"“{title}” from there to there is in the file twice.")
        self._seen.add(key)
        fields = said(row, DESCRIBED)
        old = next((each for each in project.steps if _is(each, title, ends)), None)
        if old is None:
            return plain(integrations.add_step)(
                project, self._stamp, title=title, source=ends[0], destination=ends[1], **fields
            )
        new = old.with_(**fields)
        if new == old:
            return project
        if not self._update:
            raise Differs(f"“{old.title}” is on the map with another {_differing(old, new)}.")
        return plain(integrations.edit_step)(project, self._stamp, step=old.id, **fields)

    def _system(self, project: Project, name: str) -> tuple[Project, int]:
        wanted = one_line(name).casefold()
        known = next((each for each in project.systems if each.name.casefold() == wanted), None)
        if known is not None:
            return project, known.id
        project = plain(integrations.add_system)(project, self._stamp, name=name)
        return project, project.systems[-1].id


def _is(step: Step, title: str, ends: list[int]) -> bool:
    return step.title.casefold() == title.casefold() and [step.source, step.destination] == ends


class Figures:
    """An import of a baseline at work."""

    def __init__(self, stamp: Stamp, *, update: bool, reason: str) -> None:
        self._stamp, self._update, self._reason = stamp, update, reason
        self._seen: set[str] = set()

    def take(self, project: Project, row: Row) -> Project:
        """Make or complete the metric of a row."""
        name = one_line(str(row.get("metric") or ""))
        key = _squashed(name) or name
        refuse_unless(key not in self._seen, f"“{name}” is in the file twice.")
        self._seen.add(key)
        fields = said(row, IS_A)
        old = _meant(project, name)
        if old is None:
            fields = {"kind": "custom", "unit": "", "name": name} | fields
            project = plain(baseline.add_metric)(project, self._stamp, **fields)
            old = project.metrics[-1]
        else:
            new = old.with_(**fields)
            # the unit of a metric without figures is nothing that anybody measured in
            self._refuse_difference(old.with_(unit=new.unit) if _is_bare(old) else old, new)
            if new != old:
                project = plain(baseline.edit_metric)(project, self._stamp, metric=old.id, **fields)
        project = self._with_figures(project, old.id, said(row, FIGURES))
        return self._with_target(project, old.id, row)

    def _with_figures(self, project: Project, metric: int, given: dict[str, Any]) -> Project:
        old = find(project.metrics, metric, "metric")
        if not given:
            return project
        if old.waiver and not self._update:
            raise Differs(f"{old.name} is waived: it is not to be measured.")
        before = old.baseline.model_dump() if old.baseline else {"period": "", "how": ""}
        after = make(Baseline, **{**before, **given})
        if old.baseline is not None:
            self._refuse_difference(old.baseline, after, f"{old.name}: the baseline")
            if old.baseline == after and not old.waiver:
                return project
        return plain(baseline.set_baseline)(
            project, self._stamp, metric=metric, reason=self._reason, **after.model_dump()
        )

    def _with_target(self, project: Project, metric: int, row: Row) -> Project:
        old = find(project.metrics, metric, "metric")
        value, worse = row.get("target"), row.get("no_worse")
        was = old.target.no_worse if old.target else False
        no_worse = was if is_blank(worse) else worse in (True, "yes")
        if is_blank(value):
            if is_blank(worse) or no_worse == was:
                return project
            refuse_unless(old.baseline is not None, "Target: no worse than what? Write a value.")
            value = old.baseline.value if old.baseline else ""
        project_after = plain(baseline.set_target)(
            project,
            self._stamp,
            metric=metric,
            value=value,
            no_worse=no_worse,
            reason=self._reason,
        )
        new = find(project_after.metrics, metric, "metric")
        if old.target is not None and new.target is not None:
            self._refuse_difference(old.target, new.target, f"{old.name}: the target")
        return project if new.target == old.target else project_after

    def _refuse_difference(self, old: Record, new: Record, what: str = "") -> None:
        if old == new or self._update:
            return
        what = what or (f"“{old.name}”" if isinstance(old, Metric) else "It")
        raise Differs(f"{what} is there already with another {_differing(old, new)}.")


def _meant(project: Project, name: str) -> Metric | None:
    """The metric that a row is about: of that name, whatever its case and punctuation; else the
    only one of the kind that the name says, such as “error rate”.
    """
    wanted = _squashed(name)
    same = [m for m in project.metrics if m.name.casefold() == name.casefold()]
    alike = [m for m in project.metrics if wanted and _squashed(m.name) == wanted]
    of_kind = [m for m in project.metrics if wanted == _squashed(m.kind.label)]
    return next((found[0] for found in (same, alike, of_kind) if len(found) == 1), None)


def _is_bare(metric: Metric) -> bool:
    """Whether nobody has measured, aimed at or waived it."""
    return metric.baseline is None and metric.target is None and metric.waiver is None


def _squashed(name: str) -> str:
    """A name without case, spaces and punctuation."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _differing(old: Record, new: Record) -> str:
    names = [name for name in type(old).model_fields if getattr(old, name) != getattr(new, name)]
    return listed((name.replace("_", " ") for name in names), 6)
