"""What an import did, as a sentence for the journal."""

from __future__ import annotations

from typing import Any, Final

from pilotage.actions.act import Act
from pilotage.method.requirement import counted
from pilotage.model.text import one_line

LONGEST_NAME: Final = 60
"""How much of a file's name a sentence has."""


def imported_outputs(act: Act) -> str:
    """How many outputs, whether with checks, and how many that were there got a check."""
    new, changed = _new(act, "outputs"), _changed(act, "outputs")
    checks = " with checks" if any(output.checks for output in new) else ""
    return _said(act, counted(len(new), "output") + checks, changed, "output")


def imported_measurements(act: Act) -> str:
    """How many measurements, of which metrics."""
    new = _new(act, "measurements")
    names = {metric.id: metric.name for metric in act.after.metrics}
    of = sorted({names[each.metric] for each in new})
    of_what = f" of {of[0]}" if len(of) == 1 else f" of {counted(len(of), 'metric')}"
    return _said(act, counted(len(new), "measurement") + of_what, 0, "measurement")


def imported_steps(act: Act) -> str:
    """How many steps, and how many systems that were not on the map."""
    steps, systems = len(_new(act, "steps")), len(_new(act, "systems"))
    extra = f" and {counted(systems, 'system')}" if systems else ""
    return _said(act, counted(steps, "step") + extra, _changed(act, "steps"), "step")


def imported_baseline(act: Act) -> str:
    """How many metrics are new, and how many got figures."""
    new, changed = len(_new(act, "metrics")), _changed(act, "metrics")
    return _said(act, counted(new, "metric"), changed, "metric") + act.because()


def _new(act: Act, collection: str) -> tuple[Any, ...]:
    """Records are only added at the end."""
    added: tuple[Any, ...] = getattr(act.after, collection)[len(getattr(act.before, collection)) :]
    return added


def _changed(act: Act, collection: str) -> int:
    old, new = getattr(act.before, collection), getattr(act.after, collection)
    return sum(a is not b for a, b in zip(old, new, strict=False))


def _said(act: Act, what: str, changed: int, word: str) -> str:
    added = not what.startswith("0 ")
    parts = [f"imported {what}"] if added else []
    if changed:
        parts.append(f"brought {changed if added else counted(changed, word)} up to date")
    return " and ".join(parts or ["imported nothing new"]) + _source(act)


def _source(act: Act) -> str:
    name = one_line(str(act.args.get("source") or ""))
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return f" from {short}" if short else ""
