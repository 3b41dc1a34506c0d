"""Arguments for what is done in the review, in the decision and in the recurring reviews."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from pilotage.measure import sampling
from pilotage.method.gate_review import missed
from pilotage.method.recurring import population
from pilotage.model.project import Project
from pilotage.model.review import Choice, Interval, Outcome, TrapKind
from tests.arguments.drawing import REASON, TEXT, Arguments, Draw, a_day, choice_of, id_of


def _decision(draw: Draw) -> dict[str, Any]:
    choice = choice_of(draw, Choice)
    phases = st.sampled_from([(4,), (2, 4), (1, 2, 3, 4), (3,), (), (5,), (4, 9)])
    fix = choice == Choice.HOLD_AND_FIX or draw(st.integers(0, 5)) == 0
    return {"choice": choice, "reason": draw(REASON), "phases": draw(phases) if fix else ()}


def _outcome(draw: Draw) -> dict[str, Any]:
    outcome = choice_of(draw, Outcome)
    back = outcome == Outcome.BACK_TO_PHASE or draw(st.integers(0, 5)) == 0
    return {"outcome": outcome, "back_to": draw(st.sampled_from([1, 2, 4, 5, 6])) if back else None}


def _sample(draw: Draw, project: Project) -> dict[str, Any] | None:
    of = population(project)
    seed, ids = draw(st.integers(0, 99)), list(of.ids)
    size = draw(st.sampled_from([0, 1, 3, 1_001]))
    drawn = sampling.draw(seed, ids, min(size, len(ids)))
    kind = draw(st.sampled_from(["none", "right", "right", "picked", "beside"]))
    if kind == "none":
        return None
    if kind == "picked":
        drawn = tuple(ids[:size])
    return {
        "seed": seed,
        "outputs": drawn,
        "failed": (9_999,) if kind == "beside" else drawn[:1],
        "since": of.since,
        "before": draw(st.sampled_from([None, of.before])),
    }


ARGUMENTS: Final[dict[str, Arguments]] = {
    "diagnose": lambda d, p, t: {
        "metric": id_of(d, missed(p) or p.metrics),
        "trap": choice_of(d, TrapKind),
        "finding": d(REASON),
        "action": d(REASON),
        "evidence": d(REASON),
        "owner": d(REASON),
        "due": a_day(d, t),
    },
    "delete_diagnosis": lambda d, p, t: {"diagnosis": id_of(d, p.diagnoses)},
    "record_decision": lambda d, p, t: _decision(d),
    "set_cadence": lambda d, p, t: {
        "interval": choice_of(d, Interval),
        "owner": id_of(d, p.people),
        "first": a_day(d, t),
    },
    "clear_cadence": lambda d, p, t: {},
    "record_review": lambda d, p, t: {
        "due": p.cadence.first if p.cadence else t,
        "quality_holds": d(st.booleans()),
        "integrations_hold": d(st.booleans()),
        **_outcome(d),
        "actions": d(REASON),
        "to_do": d(st.sampled_from([(), ({"what": "Sharpen it", "due": t},), ({"what": ""},)])),
        "sample": _sample(d, p),
        "quality_note": d(st.sampled_from(["", "Few, but all of the new sort"])),
    },
    "finish_action": lambda d, p, t: {
        "review": id_of(d, p.reviews),
        "number": d(st.sampled_from([1, 1, 1, 2])),
        "done": d(st.booleans()),
    },
    "edit_review": lambda d, p, t: {"review": id_of(d, p.reviews), "actions": d(TEXT)},
    "delete_review": lambda d, p, t: {"review": id_of(d, p.reviews)},
}
