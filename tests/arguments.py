"""Arguments for every action, right and wrong ones, as a person or a script may give them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from pilotage.measure import sampling
from pilotage.method.advice import findings
from pilotage.method.driving import drive_steps, page_of, position
from pilotage.method.gate_review import missed
from pilotage.method.recurring import population
from pilotage.method.suggesting import suggest
from pilotage.model.baseline import Better, MetricKind, Source
from pilotage.model.document import SECTIONS
from pilotage.model.integrations import Per, StepKind, SystemKind
from pilotage.model.phrase import Phrase
from pilotage.model.playbook import CheckKind, Extra, Playbook
from pilotage.model.project import Project
from pilotage.model.review import Choice, Interval, Outcome, TrapKind
from pilotage.model.runs import GapKind

Draw = Callable[[st.SearchStrategy[Any]], Any]
Arguments = Callable[[Draw, Project, date], dict[str, Any]]

TEXT = st.one_of(
    st.sampled_from(["", "  ", "x", "Names the customer and the order", "Region is one of five"]),
    st.text(st.characters(exclude_categories=()), max_size=12),
    st.just("x" * 4_001),
)
SAID = st.sampled_from(["Because it is so.", "Copy it by hand", "Dana Osei", "Second one"])
REASON = st.one_of(SAID, SAID, SAID, SAID, TEXT)
NUMBER = st.one_of(
    st.integers(0, 99).map(str),
    st.integers(0, 20).map(str),
    st.sampled_from(["0.5", "-1", "120", "1e13", "NaN", "ten", "0.1234567"]),
)
NAMES = st.sampled_from(["Ada Builder", "dana osei", "Noor Haddad", "Ravi Menon", "Lea", ""])

A_PLAYBOOK = Playbook(
    name="House rules",
    version="1",
    extras=(
        Extra(
            id="agreed", phase=1, sentence="The builder agrees", kind=CheckKind.SIGNED, of="builder"
        ),
        Extra(id="proof", phase=2, sentence="A proof is there", kind=CheckKind.FILE, of="proof"),
    ),
)
ITS_CHANGE = A_PLAYBOOK.with_(version="2", extras=())

A_PHRASE = Phrase.of("correct horse battery", bytes(16))


def _id(draw: Draw, items: tuple[Any, ...]) -> int:
    """The id of one of these records; now and then of none."""
    known = [getattr(item, "id", None) or item.metric for item in items]
    return int(draw(st.sampled_from([*known * 4, 9_999])))


def _day(draw: Draw, today: date) -> date:
    return today + timedelta(days=draw(st.sampled_from([-30, -1, 0, 0, 0, 0, 1, 31])))


def _choice(draw: Draw, kind: Any) -> str:
    return str(draw(st.sampled_from([*kind, *kind, "other"])))


def _figures(draw: Draw) -> dict[str, Any]:
    size = draw(st.sampled_from([1, 40, 40, 9, 0, "many"]))
    return {"sample_size": size, "period": "May", "how": draw(SAID)}


def _metric(draw: Draw, project: Project) -> dict[str, Any]:
    return {
        "name": draw(REASON),
        "kind": _choice(draw, MetricKind),
        "unit": draw(st.sampled_from(["%", "%", "EUR", "x" * 41])),
        "better": _choice(draw, Better),
        "source": _choice(draw, Source) if draw(st.booleans()) else "entry",
    }


def _step(draw: Draw, project: Project) -> dict[str, Any]:
    rating = st.sampled_from([None, 1, 2, 3, 4, 5, 5, 6])
    return {
        "title": draw(REASON),
        "kind": _choice(draw, StepKind),
        "source": _id(draw, project.systems),
        "destination": _id(draw, project.systems),
        "times": draw(NUMBER),
        "per": _choice(draw, Per),
        "minutes": draw(NUMBER),
        "friction": draw(rating),
        "inconsistency": draw(rating),
    }


def _finding(draw: Draw, project: Project) -> dict[str, Any]:
    found = [(each.rule, each.section, each.words) for each in findings(project, project.page)]
    rule, section, words = draw(st.sampled_from([*found, ("vague_word", "trigger", "soon")]))
    return {"rule": rule, "section": section, "words": words, "reason": draw(REASON)}


def _gap(draw: Draw) -> dict[str, Any]:
    section = draw(st.sampled_from(["trigger", "steps", "tool", "poem"]))
    return {"kind": _choice(draw, GapKind), "text": draw(REASON), "section": section}


def _next_step(draw: Draw, project: Project) -> dict[str, Any]:
    """Mostly the step that is next in the run that is going."""
    run = next((run for run in project.runs if run.ended is None), None)
    if run is not None and draw(st.sampled_from([True, True, True, False])):
        steps = drive_steps(page_of(project, run))
        if (here := position(run, steps)) < len(steps):
            return {"run": run.id, "section": steps[here].section, "item": steps[here].item}
    return {"run": _id(draw, project.runs), "section": draw(st.sampled_from(["trigger", "steps"]))}


def _policy(draw: Draw) -> dict[str, Any]:
    numbers = {
        "second_owner_runs": st.integers(0, 3),
        "production_days": st.integers(0, 12),
        "production_outputs": st.integers(0, 33),
        "review_from_day": st.integers(1, 90),
        "phase_ends": st.lists(st.integers(1, 120), min_size=5, max_size=5).map(tuple),
    }
    name = draw(st.sampled_from(sorted(numbers)))
    return {name: draw(numbers[name]), "reason": draw(REASON)}


def _answers(draw: Draw, project: Project) -> tuple[int, ...]:
    open_ = [gap.id for gap in project.gaps if gap.is_open]
    return draw(st.sampled_from([(), tuple(open_), tuple(open_), (9_999,)]))  # type: ignore[no-any-return]


def _decision(draw: Draw) -> dict[str, Any]:
    choice = _choice(draw, Choice)
    phases = st.sampled_from([(4,), (2, 4), (1, 2, 3, 4), (3,), (), (5,), (4, 9)])
    fix = choice == Choice.HOLD_AND_FIX or draw(st.integers(0, 5)) == 0
    return {"choice": choice, "reason": draw(REASON), "phases": draw(phases) if fix else ()}


def _outcome(draw: Draw) -> dict[str, Any]:
    outcome = _choice(draw, Outcome)
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


def _some(draw: Draw, row: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
    """No row, or a few; with fields left out now and then."""
    rows = [row() for _ in range(draw(st.integers(0, 3)))]
    left_out = draw(st.sampled_from(["", "", "on", "reference", "metric", "note", "kind"]))
    return [{name: value for name, value in each.items() if name != left_out} for each in rows]


def _output_row(draw: Draw, project: Project, today: date) -> dict[str, Any]:
    known = [output.reference for output in project.outputs[:3]]
    return {
        "reference": draw(st.sampled_from([*known, "new-1", "new-2", "new-3"])),
        "on": _day(draw, today),
        "made_by": draw(st.sampled_from(["", "routing", "x" * 301])),
        "verdict": draw(st.sampled_from(["", "pass", "pass", "fail", "maybe"])),
        "note": draw(TEXT),
        "checked_by": draw(st.sampled_from(["", "", "Dana Osei", "Ada Builder", "Kim"])),
    }


def _measurement_row(draw: Draw, project: Project, today: date) -> dict[str, Any]:
    return {
        "metric": draw(st.sampled_from([*(m.name for m in project.metrics), "Nothing"])),
        "on": _day(draw, today),
        "value": draw(NUMBER),
        "sample_size": draw(st.sampled_from(["", "30", "0"])),
    }


def _step_row(draw: Draw, project: Project) -> dict[str, Any]:
    systems = st.sampled_from([*(s.name for s in project.systems), "Sheet", "Chat", ""])
    row = _step(draw, project)
    return row | {"source": draw(systems), "destination": draw(systems)}


def _baseline_row(draw: Draw, project: Project) -> dict[str, Any]:
    row = _metric(draw, project) | _figures(draw)
    name = draw(st.sampled_from([*(m.name for m in project.metrics), row.pop("name")]))
    del row["source"]
    figures = {"value": draw(NUMBER), "target": draw(NUMBER), "no_worse": draw(st.booleans())}
    return row | figures | {"metric": name}


ARGUMENTS: dict[str, Arguments] = {
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
    "rename_workflow": lambda d, p, t: {"title": d(REASON)},
    "set_note": lambda d, p, t: {"note": d(TEXT)},
    "set_start": lambda d, p, t: {"start": _day(d, t)},
    "add_person": lambda d, p, t: {"name": d(NAMES), "contact": d(TEXT)},
    "edit_person": lambda d, p, t: {"person": _id(d, p.people), "name": d(NAMES)},
    "remove_person": lambda d, p, t: {"person": _id(d, p.people)},
    "assign_role": lambda d, p, t: {
        "role": d(st.sampled_from(["second_owner", "decision_maker"] * 3 + ["king"])),
        "name": d(NAMES),
    },
    "change_policy": lambda d, p, t: _policy(d),
    "edit_section": lambda d, p, t: {
        "section": d(st.sampled_from([s.key for s in SECTIONS])),
        "text": d(REASON),
    },
    "dismiss_advice": lambda d, p, t: _finding(d, p),
    "restore_advice": lambda d, p, t: {"dismissal": _id(d, p.dismissals)},
    "publish_revision": lambda d, p, t: {"answers": _answers(d, p)},
    "discard_draft": lambda d, p, t: {},
    "confirm_revision": lambda d, p, t: {},
    "add_metric": lambda d, p, t: _metric(d, p),
    "edit_metric": lambda d, p, t: {"metric": _id(d, p.metrics), **_metric(d, p)},
    "remove_metric": lambda d, p, t: {"metric": _id(d, p.metrics)},
    "set_baseline": lambda d, p, t: {
        "metric": _id(d, p.metrics),
        "value": d(NUMBER),
        "reason": d(REASON),
        **_figures(d),
    },
    "set_target": lambda d, p, t: {
        "metric": _id(d, p.metrics),
        "value": d(NUMBER),
        "no_worse": d(st.booleans()),
        "reason": d(REASON),
    },
    "set_figures": lambda d, p, t: {
        "metric": _id(d, p.metrics),
        "value": d(NUMBER),
        "target": d(NUMBER | st.just("")),
        "no_worse": d(st.booleans()),
        "reason": d(REASON),
        **_figures(d),
    },
    "clear_baseline": lambda d, p, t: {"metric": _id(d, p.metrics), "reason": d(REASON)},
    "waive_metric": lambda d, p, t: {"metric": _id(d, p.metrics), "reason": d(REASON)},
    "lift_waiver": lambda d, p, t: {"metric": _id(d, p.metrics)},
    "start_run": lambda d, p, t: {},
    "end_run": lambda d, p, t: {
        "run": _id(d, p.runs),
        "to_the_end": d(st.booleans()),
        "minutes": d(st.one_of(st.none(), NUMBER)),
    },
    "edit_run": lambda d, p, t: {"run": _id(d, p.runs), "minutes": d(NUMBER)},
    "delete_run": lambda d, p, t: {"run": _id(d, p.runs)},
    "set_phrase": lambda d, p, t: {"phrase": d(st.sampled_from([None, A_PHRASE]))},
    "complete_step": lambda d, p, t: _next_step(d, p),
    "step_back": lambda d, p, t: {"run": _id(d, p.runs)},
    "pause_run": lambda d, p, t: {"run": _id(d, p.runs)},
    "resume_run": lambda d, p, t: {"run": _id(d, p.runs)},
    "raise_gap": lambda d, p, t: {
        "run": _id(d, p.runs),
        "item": d(st.sampled_from([None, None, 1, 2, 41])),
        **_gap(d),
    },
    "edit_gap": lambda d, p, t: {"gap": _id(d, p.gaps), **_gap(d)},
    "withdraw_gap": lambda d, p, t: {"gap": _id(d, p.gaps), "reason": d(REASON)},
    "confirm_answer": lambda d, p, t: {"gap": _id(d, p.gaps)},
    "reopen_gap": lambda d, p, t: {"gap": _id(d, p.gaps)},
    "add_system": lambda d, p, t: {"name": d(REASON), "kind": _choice(d, SystemKind)},
    "edit_system": lambda d, p, t: {"system": _id(d, p.systems), "name": d(REASON)},
    "remove_system": lambda d, p, t: {"system": _id(d, p.systems)},
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
        "source": _id(d, p.systems),
        "destination": d(st.sampled_from([None, _id(d, p.systems)])),
    },
    "add_step": lambda d, p, t: _step(d, p),
    "edit_step": lambda d, p, t: {"step": _id(d, p.steps), **_step(d, p)},
    "remove_step": lambda d, p, t: {"step": _id(d, p.steps)},
    "decide_integrate": lambda d, p, t: {"step": _id(d, p.steps), "tool": d(TEXT)},
    "decide_keep": lambda d, p, t: {"step": _id(d, p.steps), "reason": d(REASON)},
    "sign_keeping": lambda d, p, t: {"step": _id(d, p.steps)},
    "set_live": lambda d, p, t: {"step": _id(d, p.steps), "live": d(st.booleans())},
    "verify_step": lambda d, p, t: {"step": _id(d, p.steps), "by": d(NAMES)},
    "record_output": lambda d, p, t: {
        "reference": d(REASON),
        "on": _day(d, t),
        "verdict": d(st.sampled_from([None, "pass", "fail", "maybe"])),
    },
    "edit_output": lambda d, p, t: {"output": _id(d, p.outputs), "on": _day(d, t)},
    "delete_output": lambda d, p, t: {"output": _id(d, p.outputs)},
    "check_output": lambda d, p, t: {
        "output": _id(d, p.outputs),
        "verdict": d(st.sampled_from(["pass", "fail", "maybe"])),
        "failed": d(TEXT),
    },
    "check_outputs": lambda d, p, t: {
        "outputs": d(st.sampled_from([[o.id for o in p.outputs], [9_999], []])),
        "verdict": d(st.sampled_from(["pass", "fail"])),
    },
    "remove_check": lambda d, p, t: {"output": _id(d, p.outputs)},
    "record_measurement": lambda d, p, t: {
        "metric": _id(d, p.metrics),
        "value": d(NUMBER),
        "on": _day(d, t),
        "sample_size": d(st.sampled_from([1, 30, 30, 0])),
    },
    "edit_measurement": lambda d, p, t: {
        "measurement": _id(d, p.measurements),
        "value": d(NUMBER),
    },
    "delete_measurement": lambda d, p, t: {"measurement": _id(d, p.measurements)},
    "diagnose": lambda d, p, t: {
        "metric": _id(d, missed(p) or p.metrics),
        "trap": _choice(d, TrapKind),
        "finding": d(REASON),
        "action": d(REASON),
        "evidence": d(REASON),
        "owner": d(REASON),
        "due": _day(d, t),
    },
    "delete_diagnosis": lambda d, p, t: {"diagnosis": _id(d, p.diagnoses)},
    "record_decision": lambda d, p, t: _decision(d),
    "set_cadence": lambda d, p, t: {
        "interval": _choice(d, Interval),
        "owner": _id(d, p.people),
        "first": _day(d, t),
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
        "review": _id(d, p.reviews),
        "number": d(st.sampled_from([1, 1, 1, 2])),
        "done": d(st.booleans()),
    },
    "edit_review": lambda d, p, t: {"review": _id(d, p.reviews), "actions": d(TEXT)},
    "delete_review": lambda d, p, t: {"review": _id(d, p.reviews)},
    "attach_file": lambda d, p, t: {
        "path": d(st.sampled_from(["proof.pdf", "assessment.docx", "a\nb", "", "x" * 301])),
        "about": d(REASON),
        "sha256": d(st.sampled_from(["0" * 64, "a" * 64, "A" * 64])),
        "size": d(st.sampled_from([0, 12, 2**53, -1])),
        "phase": d(st.sampled_from([None, 1, 1, 2, 3, 6])),
    },
    "edit_attachment": lambda d, p, t: {
        "attachment": _id(d, p.attachments),
        "about": d(REASON),
        "phase": d(st.sampled_from([None, 1, 2, 5])),
    },
    "renew_attachment": lambda d, p, t: {
        "attachment": _id(d, p.attachments),
        "sha256": d(st.sampled_from(["0" * 64, "b" * 64])),
        "size": 12,
        "reason": d(REASON),
    },
    "detach_file": lambda d, p, t: {"attachment": _id(d, p.attachments)},
    "adopt_playbook": lambda d, p, t: {
        "playbook": d(st.sampled_from([A_PLAYBOOK, A_PLAYBOOK, ITS_CHANGE, None])),
        "reason": d(REASON),
        "numbers": d(st.sampled_from([{}, {"production_days": 1}, {"second_owner_runs": 0}])),
    },
    "sign_extra": lambda d, p, t: {
        "extra": d(st.sampled_from(["agreed", "agreed", "proof", "none"])),
        "note": d(TEXT),
    },
    "pass_gate": lambda d, p, t: {"phase": d(st.integers(0, 6))},
}
"""How to draw an action's arguments, by the action's name."""
