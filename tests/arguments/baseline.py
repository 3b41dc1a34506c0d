"""Arguments for what is done to the metrics and what they were without AI."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from pilotage.model.baseline import Better, MetricKind, Source
from pilotage.model.project import Project
from tests.arguments.drawing import NUMBER, REASON, SAID, Arguments, Draw, choice_of, id_of


def some_figures(draw: Draw) -> dict[str, Any]:
    size = draw(st.sampled_from([1, 40, 40, 9, 0, "many"]))
    return {"sample_size": size, "period": "May", "how": draw(SAID)}


def a_metric(draw: Draw, project: Project) -> dict[str, Any]:
    return {
        "name": draw(REASON),
        "kind": choice_of(draw, MetricKind),
        "unit": draw(st.sampled_from(["%", "%", "EUR", "x" * 41])),
        "better": choice_of(draw, Better),
        "source": choice_of(draw, Source) if draw(st.booleans()) else "entry",
    }


ARGUMENTS: Final[dict[str, Arguments]] = {
    "add_metric": lambda d, p, t: a_metric(d, p),
    "edit_metric": lambda d, p, t: {"metric": id_of(d, p.metrics), **a_metric(d, p)},
    "remove_metric": lambda d, p, t: {"metric": id_of(d, p.metrics)},
    "set_baseline": lambda d, p, t: {
        "metric": id_of(d, p.metrics),
        "value": d(NUMBER),
        "reason": d(REASON),
        **some_figures(d),
    },
    "set_target": lambda d, p, t: {
        "metric": id_of(d, p.metrics),
        "value": d(NUMBER),
        "no_worse": d(st.booleans()),
        "reason": d(REASON),
    },
    "set_figures": lambda d, p, t: {
        "metric": id_of(d, p.metrics),
        "value": d(NUMBER),
        "target": d(NUMBER | st.just("")),
        "no_worse": d(st.booleans()),
        "reason": d(REASON),
        **some_figures(d),
    },
    "clear_baseline": lambda d, p, t: {"metric": id_of(d, p.metrics), "reason": d(REASON)},
    "waive_metric": lambda d, p, t: {"metric": id_of(d, p.metrics), "reason": d(REASON)},
    "lift_waiver": lambda d, p, t: {"metric": id_of(d, p.metrics)},
}
