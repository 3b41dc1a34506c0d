"""Arguments for what is done on the integration map."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from pilotage.method.advice import findings
from pilotage.method.suggesting import suggest
from pilotage.model.integrations import Per, StepKind, SystemKind
from pilotage.model.project import Project
from tests.arguments.drawing import NAMES, NUMBER, REASON, TEXT, Arguments, Draw, choice_of, id_of


def a_step(draw: Draw, project: Project) -> dict[str, Any]:
    rating = st.sampled_from([None, 1, 2, 3, 4, 5, 5, 6])
    return {
        "title": draw(REASON),
        "kind": choice_of(draw, StepKind),
        "source": id_of(draw, project.systems),
        "destination": id_of(draw, project.systems),
        "times": draw(NUMBER),
        "per": choice_of(draw, Per),
        "minutes": draw(NUMBER),
        "friction": draw(rating),
        "inconsistency": draw(rating),
    }


ARGUMENTS: Final[dict[str, Arguments]] = {
    "add_system": lambda d, p, t: {"name": d(REASON), "kind": choice_of(d, SystemKind)},
    "edit_system": lambda d, p, t: {"system": id_of(d, p.systems), "name": d(REASON)},
    "remove_system": lambda d, p, t: {"system": id_of(d, p.systems)},
    "set_rate": lambda d, p, t: {
        "hourly": d(st.one_of(NUMBER, st.none())),
        "currency": d(st.sampled_from(["EUR", "", "x" * 41])),
    },
    "not_a_system": lambda d, p, t: {
        "name": d(st.sampled_from([f.words for f in findings(p, p.page)] or ["CRM"])),
        "reason": d(REASON),
    },
    "add_suggested": lambda d, p, t: {
        "systems": [each.name for each in suggest(p).systems if d(st.booleans())],
        "steps": [each.title for each in suggest(p).steps if d(st.booleans())],
    },
    "set_ends": lambda d, p, t: {
        "source": id_of(d, p.systems),
        "destination": d(st.sampled_from([None, id_of(d, p.systems)])),
    },
    "add_step": lambda d, p, t: a_step(d, p),
    "edit_step": lambda d, p, t: {"step": id_of(d, p.steps), **a_step(d, p)},
    "remove_step": lambda d, p, t: {"step": id_of(d, p.steps)},
    "decide_integrate": lambda d, p, t: {"step": id_of(d, p.steps), "tool": d(TEXT)},
    "decide_keep": lambda d, p, t: {"step": id_of(d, p.steps), "reason": d(REASON)},
    "sign_keeping": lambda d, p, t: {"step": id_of(d, p.steps)},
    "set_live": lambda d, p, t: {"step": id_of(d, p.steps), "live": d(st.booleans())},
    "verify_step": lambda d, p, t: {"step": id_of(d, p.steps), "by": d(NAMES)},
}
