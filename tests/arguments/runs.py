"""Arguments for what is done in the second owner's runs and with the gaps they find."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from pilotage.method.driving import drive_steps, page_of, position
from pilotage.model.project import Project
from pilotage.model.runs import GapKind
from tests.arguments.drawing import NUMBER, REASON, Arguments, Draw, choice_of, id_of


def _gap(draw: Draw) -> dict[str, Any]:
    section = draw(st.sampled_from(["trigger", "steps", "tool", "poem"]))
    return {"kind": choice_of(draw, GapKind), "text": draw(REASON), "section": section}


def _next_step(draw: Draw, project: Project) -> dict[str, Any]:
    """Mostly the step that is next in the run that is going."""
    run = next((run for run in project.runs if run.ended is None), None)
    if run is not None and draw(st.sampled_from([True, True, True, False])):
        steps = drive_steps(page_of(project, run))
        if (here := position(run, steps)) < len(steps):
            return {"run": run.id, "section": steps[here].section, "item": steps[here].item}
    return {
        "run": id_of(draw, project.runs),
        "section": draw(st.sampled_from(["trigger", "steps"])),
    }


ARGUMENTS: Final[dict[str, Arguments]] = {
    "start_run": lambda d, p, t: {},
    "end_run": lambda d, p, t: {
        "run": id_of(d, p.runs),
        "to_the_end": d(st.booleans()),
        "minutes": d(st.one_of(st.none(), NUMBER)),
    },
    "edit_run": lambda d, p, t: {"run": id_of(d, p.runs), "minutes": d(NUMBER)},
    "delete_run": lambda d, p, t: {"run": id_of(d, p.runs)},
    "complete_step": lambda d, p, t: _next_step(d, p),
    "step_back": lambda d, p, t: {"run": id_of(d, p.runs)},
    "pause_run": lambda d, p, t: {"run": id_of(d, p.runs)},
    "resume_run": lambda d, p, t: {"run": id_of(d, p.runs)},
    "raise_gap": lambda d, p, t: {
        "run": id_of(d, p.runs),
        "item": d(st.sampled_from([None, None, 1, 2, 41])),
        **_gap(d),
    },
    "edit_gap": lambda d, p, t: {"gap": id_of(d, p.gaps), **_gap(d)},
    "withdraw_gap": lambda d, p, t: {"gap": id_of(d, p.gaps), "reason": d(REASON)},
    "confirm_answer": lambda d, p, t: {"gap": id_of(d, p.gaps)},
    "reopen_gap": lambda d, p, t: {"gap": id_of(d, p.gaps)},
}
