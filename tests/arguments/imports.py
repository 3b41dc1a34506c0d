"""Arguments for what is done with rows from a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st

from pilotage.model.project import Project
from tests.arguments.baseline import a_metric, some_figures
from tests.arguments.drawing import NUMBER, REASON, TEXT, Arguments, Draw, a_day
from tests.arguments.integrations import a_step


def _some(draw: Draw, row: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
    """No row, or a few; with fields left out now and then."""
    rows = [row() for _ in range(draw(st.integers(0, 3)))]
    left_out = draw(st.sampled_from(["", "", "on", "reference", "metric", "note", "kind"]))
    return [{name: value for name, value in each.items() if name != left_out} for each in rows]


def _output_row(draw: Draw, project: Project, today: date) -> dict[str, Any]:
    known = [output.reference for output in project.outputs[:3]]
    return {
        "reference": draw(st.sampled_from([*known, "new-1", "new-2", "new-3"])),
        "on": a_day(draw, today),
        "made_by": draw(st.sampled_from(["", "routing", "x" * 301])),
        "verdict": draw(st.sampled_from(["", "pass", "pass", "fail", "maybe"])),
        "note": draw(TEXT),
        "checked_by": draw(st.sampled_from(["", "", "Dana Osei", "Ada Builder", "Kim"])),
    }


def _measurement_row(draw: Draw, project: Project, today: date) -> dict[str, Any]:
    return {
        "metric": draw(st.sampled_from([*(m.name for m in project.metrics), "Nothing"])),
        "on": a_day(draw, today),
        "value": draw(NUMBER),
        "sample_size": draw(st.sampled_from(["", "30", "0"])),
    }


def _step_row(draw: Draw, project: Project) -> dict[str, Any]:
    systems = st.sampled_from([*(s.name for s in project.systems), "Sheet", "Chat", ""])
    row = a_step(draw, project)
    return row | {"source": draw(systems), "destination": draw(systems)}


def _baseline_row(draw: Draw, project: Project) -> dict[str, Any]:
    row = a_metric(draw, project) | some_figures(draw)
    name = draw(st.sampled_from([*(m.name for m in project.metrics), row.pop("name")]))
    del row["source"]
    figures = {"value": draw(NUMBER), "target": draw(NUMBER), "no_worse": draw(st.booleans())}
    return row | figures | {"metric": name}


ARGUMENTS: Final[dict[str, Arguments]] = {
    "import_outputs": lambda d, p, t: {
        "rows": _some(d, lambda: _output_row(d, p, t)),
        "source": d(TEXT),
        "update": d(st.booleans()),
        "own_checks": d(st.booleans()),
    },
    "import_measurements": lambda d, p, t: {"rows": _some(d, lambda: _measurement_row(d, p, t))},
    "import_steps": lambda d, p, t: {
        "rows": _some(d, lambda: _step_row(d, p)),
        "update": d(st.booleans()),
    },
    "import_baseline": lambda d, p, t: {
        "rows": _some(d, lambda: _baseline_row(d, p)),
        "update": d(st.booleans()),
        "reason": d(REASON),
    },
}
